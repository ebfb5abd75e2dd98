package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * What the SCANs of one recurrence share. Its states have their first values before the first step; in each step all of them get their next
 * values, made from the states before it. The SCAN of state k is an array of shape {@code [steps + 1, extents of the state...]}: element 0
 * is the first value, element s + 1 the value after step s. A recurrence has a value as a whole: an element that has none, of whichever
 * state and step, leaves it without.
 *
 * @param axis the steps: starts at 0
 * @param states at least one
 */
public record Recurrence(Node axis, List<State> states) {

    public Recurrence {
        states = List.copyOf(states);
    }

    /**
     * A single number, or an array by its elements.
     *
     * @param before the STATE that the next values read
     * @param axes its axes, one a dimension; those of another state of the same extents may be the same
     * @param first the first value, which mentions no step
     * @param next the value after the step
     */
    public record State(Node before, List<Node> axes, Node first, Node next) {
        public State {
            axes = List.copyOf(axes);
        }
    }

    /** The recurrence of a SCAN; its axes are bound. */
    public static Recurrence of(Node scan) {
        List<Node> args = scan.args();
        List<State> states = new ArrayList<>();
        for (int at = scan.boundAxes().size() + 1; at < args.size(); ) {
            Node before = args.get(at);
            int end = at + before.arity();
            states.add(new State(before, args.subList(at + 1, end), args.get(end), args.get(end + 1)));
            at = end + 2;
        }
        return new Recurrence(args.get(0), states);
    }

    /** How many steps there are. */
    public Node steps() {
        return axis.arg(1);
    }

    /** Whether a node makes the next value of a running product or sum, which text says by its terms: they must stay apart from it. */
    public static boolean isRunning(Node node) {
        return (node.is(Op.MUL) || node.is(Op.ADD))
                && node.args().stream()
                        .anyMatch(arg -> arg.is(Op.READ) && arg.arg(0).is(Op.STATE));
    }

    /** Whether a node is the last value of a state that is a single number. */
    public static boolean isLastNumber(Node node) {
        return node.is(Op.READ)
                && node.arg(0).is(Op.SCAN)
                && node.arity() == 2
                && node.arg(1) == node.arg(0).arg(0).arg(1);
    }

    /** How many values each state has: {@code steps + 1}. */
    static Node values(Node scan) {
        return scan.arg(scan.boundAxes().size());
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is computed again from the saved states of a recurrence at one step: all that is made from these and from nothing else that the
 * step depends on.
 */
final class Retraced {
    /** In multiplications: what is cheaper than an exponential is not worth a place in memory. */
    private static final int COSTLY = 5;

    private final Node step;
    private final Node axis;
    private final Set<Node> scans;
    /** What depends on the recurrence. */
    private final Set<Node> after = new HashSet<>();
    /** What is made from the saved states of the step. */
    private final Set<Node> made = new HashSet<>();

    private final OpenStates states = new OpenStates();
    /** What takes a while, for each index of its axes. */
    private final Set<Node> heavy = new HashSet<>();

    private final Set<Op> forward = EnumSet.noneOf(Op.class);

    /**
     * @param order all nodes, each after its arguments
     * @param scans the SCANs of the recurrence
     * @param step that step: an axis over the steps, or what it goes back to
     */
    Retraced(Graph graph, List<Node> order, Set<Node> scans, Node step) {
        this.step = step;
        this.axis = axis(step);
        this.scans = scans;
        List<Node> next = new ArrayList<>();
        Recurrence.of(scans.iterator().next()).states().forEach(state -> next.add(state.next()));
        Walk.upward(graph, next).forEach(node -> forward.add(node.op()));
        order.forEach(this::note);
    }

    Node step() {
        return step;
    }

    /** The axis that a step mentions. */
    static Node axis(Node step) {
        return step.is(Op.AXIS) ? step : step.arg(1);
    }

    /** The values worth keeping that something else is made from. */
    Set<Node> values(List<Node> roots) {
        Set<Node> values = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>(roots);
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (heavy.contains(node) && after.contains(node) && isWhereScansAre(node)) {
                values.add(node);
            } else {
                node.args().stream().filter(seen::add).forEach(open::add);
            }
        }
        return values;
    }

    private void note(Node node) {
        states.note(node);
        if (node == step || isMade(node)) {
            made.add(node);
        }
        if (scans.contains(node) || node.args().stream().anyMatch(after::contains)) {
            after.add(node);
        }
        if (node.type() == Type.REAL && made.contains(node) && (isCostly(node) || addsToHeavy(node))) {
            heavy.add(node);
        }
    }

    /** Whether a value stands in no step of another recurrence than those that this one stands in. */
    private boolean isWhereScansAre(Node value) {
        return states.of(scans.iterator().next()).containsAll(states.of(value));
    }

    private boolean isMade(Node node) {
        boolean open =
                node.is(Op.STATE) || node.is(Op.AXIS) || node.is(Op.CALL) || node.is(Op.SOLVE) || node.is(Op.LINEAR);
        if (open || !node.axes().contains(axis)) {
            return false;
        }
        if (node.is(Op.READ) && scans.contains(node.arg(0))) {
            return node.arg(1) == step
                    && node.args().subList(2, node.arity()).stream()
                            .allMatch(index -> isKnown(index) && !after.contains(index));
        }
        return node.args().stream().allMatch(this::isKnown);
    }

    private boolean isKnown(Node node) {
        return made.contains(node) || !node.axes().contains(axis) && !after.contains(node);
    }

    /** Whether a step of the recurrence computes such a thing, at some cost. */
    private boolean isCostly(Node node) {
        if (node.is(Op.READ)) {
            return node.arg(0).is(Op.SCAN) && made.contains(node.arg(0));
        }
        boolean takesTime =
                node.op().isReduction() || node.op().isScalar() && node.op().cost() >= COSTLY;
        return takesTime && !node.is(Op.DIV) && forward.contains(node.op());
    }

    /** Whether a cheap operation makes one value of a heavy one. */
    private boolean addsToHeavy(Node node) {
        return node.op().isScalar()
                && node.args().stream()
                        .anyMatch(arg -> heavy.contains(arg) && arg.axes().containsAll(node.axes()));
    }
}

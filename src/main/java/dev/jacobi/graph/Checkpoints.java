package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recurrences of T steps that stand in no loop and of which only the last values are read, as recurrences over about √T segments of about
 * √T steps each: the same steps in the same order. What reverse mode saves of such a one are the values between its segments, and those of
 * one segment at a time, which it computes again (Griewank and Walther, Evaluating Derivatives, 2nd ed., section 12.2, with two levels).
 */
public final class Checkpoints {
    /** Fewer steps than this are not worth it. */
    private static final int FEW = 16;

    private final Graph graph;
    private final Loops loops;
    /** What recurrences became, by the arguments of their SCANs. */
    private final Map<List<Node>, Segments> segments = new HashMap<>();

    /** All SCANs over the segments, and how many of these there are. */
    private record Segments(List<Node> scans, Node count) {}

    private Checkpoints(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    /** The roots with their recurrences in segments. They mention no axis that they do not bind. */
    public static List<Node> of(Graph graph, List<Node> roots) {
        Set<List<Node>> read = new HashSet<>();
        Set<List<Node>> kept = new HashSet<>();
        roots.stream().filter(root -> root.is(Op.SCAN)).forEach(scan -> kept.add(scan.args()));
        for (Node node : Walk.upward(graph, roots)) {
            if (node.is(Op.READ) && node.arg(0).is(Op.SCAN)) {
                (isLast(node) && isLong(node.arg(0)) ? read : kept)
                        .add(node.arg(0).args());
            }
        }
        read.removeAll(kept);
        Checkpoints checkpoints = new Checkpoints(graph);
        return read.isEmpty()
                ? roots
                : Rebuilding.rebuild(
                        roots,
                        graph,
                        node -> null,
                        (node, image) ->
                                node.is(Op.READ) && read.contains(node.arg(0).args())
                                        ? checkpoints.last(image)
                                        : image);
    }

    private static boolean isLast(Node read) {
        return read.arg(1) == Recurrence.of(read.arg(0)).steps();
    }

    /** Whether a recurrence has many steps and runs once, not in each step of a loop: what that saves lives for a step only. */
    private static boolean isLong(Node scan) {
        Node steps = Recurrence.of(scan).steps();
        return scan.axes().isEmpty() && (!steps.is(Op.INTEGER) || steps.integer() >= FEW);
    }

    /** The last value of a SCAN as that of the SCAN over segments. */
    private Node last(Node read) {
        Node scan = read.arg(0);
        Segments made = segments.computeIfAbsent(scan.args(), args -> inSegments(Recurrence.of(scan)));
        List<Node> indices = new ArrayList<>(List.of(made.count));
        indices.addAll(read.args().subList(2, read.arity()));
        return loops.read(made.scans.get(scan.number()), indices);
    }

    private Segments inSegments(Recurrence whole) {
        Node steps = whole.steps();
        Node one = loops.integer(1);
        Node most = loops.arithmetic(Op.IROOT, steps, one);
        Node rounded = loops.arithmetic(Op.IADD, steps, loops.arithmetic(Op.ISUB, most, one));
        // This many are enough: their squares are at least as many as the steps. So nothing is too large for an
        // integer.
        Node count = loops.arithmetic(Op.IMIN, most, loops.arithmetic(Op.IDIV, rounded, most));
        Node segment = loops.axis(loops.integer(0), count);
        Node before = loops.arithmetic(Op.IMUL, loops.arithmetic(Op.IMAX, loops.integer(0), segment), most);
        Node done = loops.arithmetic(Op.IMIN, steps, before);
        Node left = loops.arithmetic(Op.ISUB, steps, done);
        Node within = loops.axis(loops.integer(0), loops.arithmetic(Op.IMIN, most, left));
        List<Node> inner = loops.scans(ofSegment(whole, segment, within, loops.arithmetic(Op.IADD, done, within)));
        List<Recurrence.State> states = new ArrayList<>();
        for (Recurrence.State state : whole.states()) {
            int number = state.before().number();
            Recurrence.State fresh = fresh(state, segment);
            List<Node> indices = new ArrayList<>(List.of(within.arg(1)));
            indices.addAll(fresh.axes());
            states.add(new Recurrence.State(
                    fresh.before(), fresh.axes(), fresh.first(), loops.read(inner.get(number), indices)));
        }
        return new Segments(loops.scans(new Recurrence(segment, states)), count);
    }

    /** The steps of one segment, which starts from the values before it. */
    private Recurrence ofSegment(Recurrence whole, Node segment, Node within, Node step) {
        Map<Node, Node> replaced = new HashMap<>(Map.of(whole.axis(), step));
        whole.states().forEach(state -> replaced.put(state.before(), state(state, within)));
        List<Recurrence.State> states = new ArrayList<>();
        for (Recurrence.State state : whole.states()) {
            Recurrence.State fresh = fresh(state, within);
            Map<Node, Node> here = new HashMap<>(replaced);
            for (int k = 0; k < state.axes().size(); k++) {
                here.put(state.axes().get(k), fresh.axes().get(k));
            }
            Node next = loops.substitute(List.of(state.next()), here).get(0);
            states.add(new Recurrence.State(
                    fresh.before(), fresh.axes(), loops.read(state(state, segment), fresh.axes()), next));
        }
        return new Recurrence(within, states);
    }

    private Node state(Recurrence.State state, Node axis) {
        return loops.state(axis, state.before().number(), Loops.extents(state.before()));
    }

    /** A state over other steps, with axes of its own; its next value is still to be made. */
    private Recurrence.State fresh(Recurrence.State state, Node axis) {
        List<Node> axes = new ArrayList<>();
        Map<Node, Node> renamed = new HashMap<>();
        for (Node own : state.axes()) {
            Node other = loops.axis(own.arg(0), own.arg(1));
            axes.add(other);
            renamed.put(own, other);
        }
        Node first = renamed.isEmpty() ? state.first() : loops.substitute(state.first(), renamed);
        return new Recurrence.State(state(state, axis), axes, first, state.next());
    }
}

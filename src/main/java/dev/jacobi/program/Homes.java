package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Loop;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each node belongs: in the loops over the axes that it mentions, and under the conditions that all its uses share. Operations are
 * total, so that they may leave a branch or a loop; what an element outside its array needs stands in {@link Demands}.
 */
final class Homes {
    private final AxisOrder axisOrder;
    private final Sides sides;
    private final Recurrences recurrences;
    /** The loop over the steps of each recurrence, and what is round it. */
    private final Map<Node, List<Construct>> steps = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are needed whatever the conditions
     * @param riders what rides in the steps of recurrences
     * @param primal the nodes of the function itself, whose loops decide the order of axes first
     */
    Homes(List<Node> order, List<Node> outputs, Riders riders, Set<Node> primal) {
        this.axisOrder = new AxisOrder(order, primal);
        this.sides = new Sides(order, outputs, riders);
        this.recurrences = new Recurrences(order, sides, riders);
    }

    Recurrences recurrences() {
        return recurrences;
    }

    /** Whether a conditional becomes a branch. */
    boolean branches(Node node) {
        return sides.branches(node);
    }

    /** The conditions under which a node is computed. */
    List<Side> sides(Node node) {
        return sides.of(node);
    }

    /** Where a node is computed. */
    List<Construct> home(Node node) {
        Node scan = Recurrence.isLastNumber(node) ? node.arg(0) : node;
        if (scan.is(Op.SCAN)) {
            List<Construct> run = steps(recurrences.lead(scan));
            return run.subList(0, run.size() - 1);
        }
        return node.is(Op.STATE)
                ? steps(recurrences.lead(node))
                : path(axisOrder.sorted(new LinkedHashSet<>(node.axes())), sides.of(node), List.of(node));
    }

    /** Where the body of a reduction or array is added or stored: in the common order of axes, where that keeps what it computes. */
    List<Construct> nest(Node binder) {
        Set<Node> axes = new LinkedHashSet<>(binder.axes());
        axes.addAll(binder.boundAxes());
        List<Node> sorted = insideSteps(binder, axes);
        return path(keeps(binder, sorted) ? sorted : outsideFirst(binder), sides.additions(binder), made(binder));
    }

    /** The loop over the steps of a recurrence inside what is round it: no loop changes places with it. Recurses over nested recurrences. */
    List<Construct> steps(Node lead) {
        List<Construct> known = steps.get(lead);
        if (known == null) {
            Node scan = recurrences.scans(lead).get(0);
            known = path(
                    axisOrder.sorted(new LinkedHashSet<>(scan.axes())),
                    recurrences.sides(lead),
                    recurrences.scans(lead));
            known.add(new Loop(scan.arg(0)));
            steps.put(lead, known);
        }
        return known;
    }

    /** Where an element of a state gets its first value. */
    List<Construct> first(Recurrence.State state) {
        List<Construct> run = steps(recurrences.lead(state.before()));
        return inside(run.subList(0, run.size() - 1), state.axes());
    }

    /** Where an element of a state gets its next value. */
    List<Construct> next(Recurrence.State state) {
        return inside(steps(recurrences.lead(state.before())), state.axes());
    }

    private static List<Construct> inside(List<Construct> path, List<Node> axes) {
        List<Construct> inner = new ArrayList<>(path);
        axes.forEach(axis -> inner.add(new Loop(axis)));
        return inner;
    }

    /** Axes in the common order, inside those of the steps in which a node is computed. */
    private List<Node> insideSteps(Node node, Set<Node> axes) {
        Node lead = recurrences.innermost(made(node));
        if (lead == null) {
            return axisOrder.sorted(axes);
        }
        Set<Node> ordered = new LinkedHashSet<>(axes(steps(lead)));
        ordered.addAll(axisOrder.sorted(axes));
        return new ArrayList<>(ordered);
    }

    /** What a binder is, and what it adds up: that may be known in steps which it closes. */
    private static List<Node> made(Node binder) {
        List<Node> made = new ArrayList<>(binder.args());
        made.add(binder);
        return made;
    }

    private static List<Node> axes(List<Construct> path) {
        List<Node> axes = new ArrayList<>();
        path.stream().filter(Loop.class::isInstance).forEach(loop -> axes.add(loop.key()));
        return axes;
    }

    /** Whether terms are added in their order, and arrays and positions are made afresh for each value of the axes round them. */
    private static boolean keeps(Node binder, List<Node> sorted) {
        boolean inOrder = binder.is(Op.MAP)
                || sorted.stream().filter(binder.boundAxes()::contains).toList().equals(binder.boundAxes());
        boolean added = binder.op().isReduction() && binder.type() == Type.REAL;
        return inOrder
                && (added
                        || binder.axes()
                                .containsAll(sorted.subList(0, binder.axes().size())));
    }

    private List<Node> outsideFirst(Node binder) {
        List<Node> axes = insideSteps(binder, new LinkedHashSet<>(binder.axes()));
        axes.addAll(binder.boundAxes());
        return axes;
    }

    /**
     * Loops in the common order, each branch as far outside as its condition is known.
     *
     * @param about what the place depends on: where that is computed in the steps of a recurrence, so is what has this place
     */
    List<Construct> path(Set<Node> axes, List<Side> branches, List<Node> about) {
        return path(axisOrder.sorted(axes), branches, about);
    }

    private List<Construct> path(List<Node> axes, List<Side> branches, List<Node> about) {
        Node lead = recurrences.innermost(about);
        List<Construct> path = lead == null ? new ArrayList<>() : new ArrayList<>(steps(lead));
        List<Side> waiting = new ArrayList<>(branches);
        waiting.removeAll(path);
        Set<Node> known = new HashSet<>(axes(path));
        enter(waiting, known, path);
        for (Node axis : axes) {
            if (known.add(axis)) {
                path.add(new Loop(axis));
                enter(waiting, known, path);
            }
        }
        return path;
    }

    private static void enter(List<Side> waiting, Set<Node> known, List<Construct> path) {
        while (!waiting.isEmpty()
                && known.containsAll(waiting.get(0).condition().axes())) {
            path.add(waiting.remove(0));
        }
    }

    /** Whether a node is written where it is used: an integer, a leaf or an element that is surely there. */
    static boolean isMention(Node node) {
        return node.op().isLeaf()
                || node.type() == Type.INTEGER && !node.op().isReduction()
                || node.is(Op.TO_REAL)
                || node.is(Op.READ) && Bounds.isInside(node) && !Recurrence.isLastNumber(node)
                || node.is(Op.ARRAY)
                || node.is(Op.INTEGERS);
    }
}

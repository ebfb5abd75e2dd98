package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Loop;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where each node belongs: in the loops over the axes that it mentions, and under the conditions that all its uses share. Operations are
 * total, so that they may leave a branch or a loop; what an element outside its array needs stands in {@link Demands}.
 */
final class Homes {
    private final AxisOrder axisOrder;
    private final Sides sides;

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are needed whatever the conditions
     * @param primal the nodes of the function itself, whose loops decide the order of axes first
     */
    Homes(List<Node> order, List<Node> outputs, Set<Node> primal) {
        this.axisOrder = new AxisOrder(order, primal);
        this.sides = new Sides(order, outputs);
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
        return path(new LinkedHashSet<>(node.axes()), sides.of(node));
    }

    /** Where the body of a reduction or array is added or stored: in the common order of axes, where that keeps what it computes. */
    List<Construct> nest(Node binder) {
        Set<Node> axes = new LinkedHashSet<>(binder.axes());
        axes.addAll(binder.boundAxes());
        List<Node> sorted = axisOrder.sorted(axes);
        return path(keeps(binder, sorted) ? sorted : outsideFirst(binder), sides.additions(binder));
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
        List<Node> axes = new ArrayList<>(axisOrder.sorted(new LinkedHashSet<>(binder.axes())));
        axes.addAll(binder.boundAxes());
        return axes;
    }

    /** Loops in the common order, each branch as far outside as its condition is known. */
    List<Construct> path(Set<Node> axes, List<Side> branches) {
        return path(axisOrder.sorted(axes), branches);
    }

    private static List<Construct> path(List<Node> axes, List<Side> branches) {
        List<Construct> path = new ArrayList<>();
        List<Side> waiting = new ArrayList<>(branches);
        Set<Node> known = new HashSet<>();
        enter(waiting, known, path);
        for (Node axis : axes) {
            path.add(new Loop(axis));
            known.add(axis);
            enter(waiting, known, path);
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
                || node.is(Op.READ) && Bounds.isInside(node)
                || node.is(Op.ARRAY)
                || node.is(Op.INTEGERS);
    }
}

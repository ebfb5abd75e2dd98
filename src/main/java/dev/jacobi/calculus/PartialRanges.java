package dev.jacobi.calculus;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loops whose bounds may have no value, so that what holds outside them has to be asked before they run. */
final class PartialRanges {
    private final Graph g;
    private final Map<Node, Boolean> known = new HashMap<>();

    PartialRanges(Graph graph) {
        this.g = graph;
    }

    /** Of some axes those whose bounds may have no value, and those whose ranges depend on such. */
    List<Node> among(List<Node> axes) {
        List<Node> partial = new ArrayList<>();
        for (Node axis : axes) {
            if (mayFail(axis) || axis.axes().stream().anyMatch(partial::contains)) {
                partial.add(axis);
            }
        }
        return partial;
    }

    /** Whether a condition or an integer may have no value, or the bounds of an axis. */
    boolean mayFail(Node node) {
        List<Node> roots = node.is(Op.AXIS) ? node.args() : List.of(node);
        boolean plain = roots.stream().allMatch(root -> root.arity() == 0 || root.is(Op.AXIS));
        return !plain && known.computeIfAbsent(node, key -> fails(roots));
    }

    private boolean fails(List<Node> roots) {
        List<Node> order = Walk.upward(g, roots);
        IntegerRanges ranges = new IntegerRanges(order);
        return order.stream()
                .anyMatch(
                        node -> node.is(Op.GATHER) || node.is(Op.READ) ? !Bounds.isInside(node) : ranges.mayFail(node));
    }

    /** Axes with some of them last. */
    List<Node> last(List<Node> some, List<Node> axes) {
        List<Node> ordered = new ArrayList<>(axes);
        ordered.removeAll(some);
        ordered.addAll(some);
        return ordered;
    }
}

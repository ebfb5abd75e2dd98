package dev.jacobi.calculus;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Loops;
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

    boolean mayFail(Node axis) {
        boolean plain = axis.args().stream().allMatch(bound -> bound.arity() == 0 || bound.is(Op.AXIS));
        return !plain && known.computeIfAbsent(axis, this::fails);
    }

    private boolean fails(Node axis) {
        List<Node> order = Walk.upward(g, axis.args());
        IntegerRanges ranges = new IntegerRanges(order);
        return order.stream().anyMatch(node -> node.is(Op.GATHER) ? !Bounds.isInside(node) : ranges.mayFail(node));
    }

    /** The part of a condition that mentions none of these axes. */
    Node outside(List<Node> axes, Node condition) {
        return part(condition, axes, false);
    }

    /** The rest of it. */
    Node inside(List<Node> axes, Node condition) {
        return part(condition, axes, true);
    }

    private Node part(Node condition, List<Node> axes, boolean mentioning) {
        Node part = g.truth(true);
        for (Node node : Loops.conjuncts(condition)) {
            if (node.axes().stream().anyMatch(axes::contains) == mentioning) {
                part = g.and(part, node);
            }
        }
        return part;
    }
}

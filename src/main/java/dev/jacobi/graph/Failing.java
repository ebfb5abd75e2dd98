package dev.jacobi.graph;

import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which nodes may fail where they are computed: by themselves, or since something below them does. Each node is looked at once. */
public final class Failing {
    private final Graph graph;
    private final Map<Node, Boolean> known = new HashMap<>();

    public Failing(Graph graph) {
        this.graph = graph;
    }

    /** Whether a node may have no value: an element outside its array, an integer that is none, a function of the user's that refuses. */
    public boolean mayFail(Node node) {
        for (Node below : Walk.upward(graph, List.of(node), open -> !known.containsKey(open))) {
            known.computeIfAbsent(
                    below, key -> fails(key) || key.args().stream().anyMatch(known::get));
        }
        return known.get(node);
    }

    private boolean fails(Node node) {
        return switch (node.op()) {
            case READ, GATHER -> !Bounds.isInside(node);
            case CALL -> true;
            default ->
                node.type() == Type.INTEGER
                        && !node.op().isLeaf()
                        && !node.is(Op.AXIS)
                        && new IntegerRanges(Walk.upward(graph, List.of(node))).mayFail(node);
        };
    }
}

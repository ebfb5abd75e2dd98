package dev.jacobi.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Orders in which passes visit a graph; loops only, however deep the graph. */
public final class Walk {
    private Walk() {}

    /** The nodes that the roots need, the roots included, each after its arguments. */
    public static List<Node> upward(Graph graph, Collection<Node> roots) {
        BitSet needed = needed(roots);
        List<Node> order = new ArrayList<>(needed.cardinality());
        for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
            order.add(graph.node(id));
        }
        return order;
    }

    /** The ids of the nodes that the roots need, the roots included. */
    public static BitSet needed(Collection<Node> roots) {
        BitSet needed = new BitSet();
        List<Node> open = new ArrayList<>();
        for (Node root : roots) {
            open(root, needed, open);
        }
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            for (int i = 0; i < node.arity(); i++) {
                open(node.arg(i), needed, open);
            }
        }
        return needed;
    }

    private static void open(Node node, BitSet needed, List<Node> open) {
        if (!needed.get(node.id())) {
            needed.set(node.id());
            open.add(node);
        }
    }
}

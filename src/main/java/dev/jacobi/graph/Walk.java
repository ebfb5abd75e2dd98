package dev.jacobi.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Orders in which passes visit a graph; loops only, however deep the graph. */
public final class Walk {
    private Walk() {}

    /** The nodes that the roots need, the roots included, each after its arguments. */
    public static List<Node> upward(Graph graph, Collection<Node> roots) {
        return upward(graph, roots, node -> true);
    }

    /** As the other method, but nothing that is needed only by nodes that are not passed through. */
    public static List<Node> upward(Graph graph, Collection<Node> roots, Predicate<Node> passed) {
        BitSet needed = needed(roots, passed);
        List<Node> order = new ArrayList<>(needed.cardinality());
        for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
            order.add(graph.node(id));
        }
        return order;
    }

    /** The ids of the nodes that the roots need, the roots included. */
    public static BitSet needed(Collection<Node> roots) {
        return needed(roots, node -> true);
    }

    private static BitSet needed(Collection<Node> roots, Predicate<Node> passed) {
        BitSet needed = new BitSet();
        List<Node> open = new ArrayList<>();
        for (Node root : roots) {
            open(root, needed, open);
        }
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            for (int i = 0; i < node.arity() && passed.test(node); i++) {
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

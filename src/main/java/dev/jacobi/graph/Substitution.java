package dev.jacobi.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rebuilds nodes, in the same graph or in another, with some of them replaced. */
public final class Substitution {
    private Substitution() {}

    /**
     * The roots rebuilt in {@code into}.
     *
     * @param replacement what stands in {@code into} for a node of {@code from}; null where the node is rebuilt from its arguments
     */
    public static List<Node> apply(Graph from, List<Node> roots, Graph into, UnaryOperator<Node> replacement) {
        Map<Node, Node> built = rebuild(from, roots, into, replacement);
        List<Node> results = new ArrayList<>(roots.size());
        roots.forEach(root -> results.add(built.get(root)));
        return results;
    }

    /** As {@link #apply}, but the image of every node that the roots need. */
    public static Map<Node, Node> rebuild(Graph from, List<Node> roots, Graph into, UnaryOperator<Node> replacement) {
        Map<Node, Node> built = new HashMap<>();
        for (Node node : Walk.upward(from, roots)) {
            Node image = replacement.apply(node);
            if (image == null) {
                Node[] args = arguments(node, built);
                image = into.like(node, args);
            }
            built.put(node, image);
        }
        return built;
    }

    /**
     * As {@link #apply}, where replacements may be arrays and sizes of other kinds: what binds axes is bound again, so that nothing is
     * captured and equal loops stay one node.
     */
    public static List<Node> inline(List<Node> roots, Graph into, UnaryOperator<Node> replacement) {
        return Rebuilding.inline(roots, into, replacement);
    }

    /** The images of a node's arguments, in order. */
    public static Node[] arguments(Node node, Map<Node, Node> images) {
        Node[] args = new Node[node.arity()];
        for (int i = 0; i < args.length; i++) {
            args[i] = images.get(node.arg(i));
        }
        return args;
    }
}

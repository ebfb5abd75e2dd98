package dev.jacobi.graph;

import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bindings of a function that something in it is differentiated by. Until the function is lowered such a name is a variable beside the
 * function's own, so that a derivative by it sees where the name is used and not where an equal value is; equal values are one node.
 */
final class Independents {
    private final Graph graph;
    private final Set<String> names;
    private int next;
    /** What is bound to the name that a variable stands for; made before the variable. */
    private final Map<Node, Node> definitions = new HashMap<>();

    /**
     * @param parameters how many the function has
     * @param names of bindings that are to be such variables
     */
    Independents(Graph graph, int parameters, Set<String> names) {
        this.graph = graph;
        this.next = parameters;
        this.names = names;
    }

    /** What a name is to be where it is used. */
    Node define(String name, Node value) {
        if (!names.contains(name) || value.type() != Type.REAL && value.type() != Type.ARRAY) {
            return value;
        }
        Node variable = value.type() == Type.REAL
                ? number()
                : new Loops(graph).array(Role.VARIABLE, next++, false, Loops.extents(value));
        definitions.put(variable, value);
        return variable;
    }

    /** A number that nothing is made from yet. */
    Node number() {
        return graph.parameter(Role.VARIABLE, next++);
    }

    /** A node with all names in it replaced by what is bound to them, but for one. */
    Node unfolded(Node node, Node kept) {
        return unfold(List.of(node), kept).get(node);
    }

    /** The images of all nodes that the roots need, once no name is a variable any more. */
    Map<Node, Node> settled(List<Node> roots) {
        return unfold(roots, null);
    }

    private Map<Node, Node> unfold(List<Node> roots, Node kept) {
        Map<Node, Node> images = new HashMap<>();
        List<Node> all = new ArrayList<>(roots);
        all.addAll(neededDefinitions(roots, kept));
        if (all.size() == roots.size()) {
            roots.forEach(root -> images.put(root, root));
            return images;
        }
        // A definition has a smaller id than its variable, and so an image before it.
        Rebuilding.rebuild(all, graph, node -> null, (node, image) -> {
            Node definition = node == kept ? null : definitions.get(node);
            Node result = definition == null ? image : images.get(definition);
            images.put(node, result);
            return result;
        });
        return images;
    }

    private List<Node> neededDefinitions(List<Node> roots, Node kept) {
        List<Node> needed = new ArrayList<>();
        BitSet seen = new BitSet();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (seen.get(node.id())) {
                continue;
            }
            seen.set(node.id());
            open.addAll(node.args());
            if (node != kept && definitions.containsKey(node)) {
                needed.add(definitions.get(node));
                open.add(definitions.get(node));
            }
        }
        return needed;
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What runs, in order: methods of statements over variables, output and workspace. All outputs are scheduled together, so that value and
 * derivatives share their work.
 *
 * @param methods the methods; the program begins with the first
 * @param returned the node whose value the first method returns
 * @param storage where each value lives
 * @param names the names that the user gave to nodes of this program
 */
public record Program(List<Block> methods, Node returned, Storage storage, Map<Node, String> names) {

    /**
     * Schedules a program.
     *
     * @param returned the node to return
     * @param stores the nodes to write to the output array, in its order
     * @param names names for nodes, which keep a variable of their own under that name
     */
    public static Program of(Graph graph, Node returned, List<Node> stores, Map<Node, String> names) {
        List<Node> roots = new ArrayList<>(stores);
        roots.add(returned);
        Map<Node, Node> images = Expansion.expand(graph, roots);
        List<Node> outputs = roots.stream().map(images::get).toList();
        Map<Node, String> named = named(images, names);
        Node result = outputs.get(stores.size());
        List<Node> stored = outputs.subList(0, stores.size());
        List<Node> order = Sequence.of(graph, result, stored);
        Placement placement = new Placement(order, outputs);
        Inlining inlining = new Inlining(order, outputs, new HashSet<>(named.keySet()));
        Block whole = Scheduler.schedule(order, result, stored, placement, inlining);
        List<Block> methods = Splitter.split(whole, new Sizes(inlining));
        return new Program(methods, result, Storage.assign(methods, result, inlining), named);
    }

    /** The names of nodes that are still there and are no leaves. */
    private static Map<Node, String> named(Map<Node, Node> images, Map<Node, String> names) {
        Map<Node, String> named = new HashMap<>();
        Set<String> used = new HashSet<>();
        names.forEach((node, name) -> {
            Node image = images.get(node);
            if (image != null && !image.op().isLeaf() && !named.containsKey(image) && used.add(name)) {
                named.put(image, name);
            }
        });
        return named;
    }

    /** The number of doubles that the methods exchange through the workspace. */
    public int workSize() {
        return storage.workSize();
    }
}

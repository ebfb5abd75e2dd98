package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which values are computed: depth first below the returned value, so that what belongs together stands together; each
 * stored output, with what it alone needs, as soon as the last value that it needs is there. Keeps few values alive at a time.
 */
final class Sequence {
    private final Set<Node> placed = new LinkedHashSet<>();
    private final Map<Node, Integer> heights = new HashMap<>();

    private Sequence() {}

    /** All nodes below the returned and the stored ones, each after its arguments. */
    static List<Node> of(Graph graph, Node returned, List<Node> stores) {
        List<Node> roots = new ArrayList<>(stores);
        roots.add(returned);
        List<Node> upward = Walk.upward(graph, roots);
        Sequence sequence = new Sequence();
        upward.forEach(sequence::measureHeight);
        sequence.place(returned);
        List<Node> values = new ArrayList<>(sequence.placed);
        Map<Node, List<Node>> outputsAfter = outputsAfter(values, upward, stores);
        sequence.placed.clear();
        outputsAfter.getOrDefault(null, List.of()).forEach(sequence::place);
        for (Node value : values) {
            sequence.placed.add(value);
            outputsAfter.getOrDefault(value, List.of()).forEach(sequence::place);
        }
        return new ArrayList<>(sequence.placed);
    }

    private void measureHeight(Node node) {
        int height = 0;
        for (int i = 0; i < node.arity(); i++) {
            height = Math.max(height, heights.get(node.arg(i)) + 1);
        }
        heights.put(node, height);
    }

    /** The stored outputs by the last of the values that they need; by null where they need none. */
    private static Map<Node, List<Node>> outputsAfter(List<Node> values, List<Node> upward, List<Node> stores) {
        Map<Node, Integer> ready = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            ready.put(values.get(i), i);
        }
        for (Node node : upward) {
            int last = -1;
            for (int i = 0; i < node.arity(); i++) {
                last = Math.max(last, ready.get(node.arg(i)));
            }
            ready.putIfAbsent(node, last);
        }
        Map<Node, List<Node>> outputs = new HashMap<>();
        for (Node store : stores) {
            Node last = ready.get(store) < 0 ? null : values.get(ready.get(store));
            outputs.computeIfAbsent(last, key -> new ArrayList<>()).add(store);
        }
        return outputs;
    }

    /** Places what a node needs, the higher argument first, then the node. */
    private void place(Node root) {
        List<Node> open = new ArrayList<>();
        open.add(root);
        while (!open.isEmpty()) {
            Node node = open.get(open.size() - 1);
            Node next = placed.contains(node) ? null : highestMissing(node);
            if (next != null) {
                open.add(next);
            } else {
                placed.add(node);
                open.remove(open.size() - 1);
            }
        }
    }

    private Node highestMissing(Node node) {
        Node highest = null;
        for (int i = 0; i < node.arity(); i++) {
            Node arg = node.arg(i);
            if (!placed.contains(arg) && (highest == null || comesBefore(arg, highest))) {
                highest = arg;
            }
        }
        return highest;
    }

    /** The higher first; of equal ones the older, which mostly stands first in the formula. */
    private boolean comesBefore(Node a, Node b) {
        int order = Integer.compare(heights.get(b), heights.get(a));
        return order != 0 ? order < 0 : a.id() < b.id();
    }
}

package dev.jacobi.laws;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much the interpreter, which keeps nothing from one pass of a loop to the next, has to do. */
final class Effort {
    /** How many values an axis is taken to have. */
    private static final double EXTENT = 3;

    /** More than the interpreter is given to do in a law. */
    private static final double LONGEST = 2e6;

    private Effort() {}

    /** Whether the interpreter would take more than a moment. */
    static boolean isTooLong(Graph graph, List<Node> roots) {
        return of(graph, roots) > LONGEST;
    }

    /** How many values it computes, about. */
    private static double of(Graph graph, List<Node> roots) {
        Map<Node, Double> efforts = new HashMap<>();
        List<Node> order = Walk.upward(graph, roots);
        for (Node node : order) {
            double effort = 1;
            List<Node> bound = node.boundAxes();
            if (!bound.isEmpty()) {
                Set<Node> known = new HashSet<>(node.axes());
                known.addAll(bound);
                for (Node inner : Walk.upward(graph, node.args())) {
                    long own = inner.axes().stream().filter(bound::contains).count();
                    effort += own == 0 || !known.containsAll(inner.axes())
                            ? 0
                            : Math.pow(EXTENT, own) * efforts.get(inner);
                }
            }
            efforts.put(node, effort);
        }
        return order.stream()
                .filter(node -> node.axes().isEmpty())
                .mapToDouble(efforts::get)
                .sum();
    }
}

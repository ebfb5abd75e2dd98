package dev.jacobi.laws;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The sum, over all paths from a variable to a root, of the absolute product of the partial derivatives along the path. Both modes add up
 * the same products of the same computed partials, in different order. A path of a graph of N nodes meets fewer than N
 * multiplications; it meets at most 3N additions, one an edge. So each mode is within (4N u + O(u^2)) of the sum of these products, and the modes
 * within 8 N u of each other, relative to the sum of the absolute products; u = 2^-53. Underflow apart.
 */
final class PathSums {
    static final double U = 0x1p-53;

    private final Graph graph;
    private final List<Node> order;
    private final List<List<Node>> partials = new ArrayList<>();
    private final List<Node> needed = new ArrayList<>();

    PathSums(Graph graph, List<Node> roots) {
        this.graph = graph;
        this.order = Walk.upward(graph, roots, node -> !node.is(Op.DETACH));
        for (Node node : order) {
            List<Node> factors = Derivatives.partials(graph, node);
            partials.add(factors);
            needed.addAll(factors);
        }
        needed.addAll(roots);
    }

    /** The bound on the difference of two modes, as a multiple of the sum of absolute products. */
    double roundings() {
        return 8.0 * order.size() * U * 1.001;
    }

    /** The sums at one point, from each node of a list; NaN or infinite where a partial is. */
    Map<Node, Map<Node, Double>> at(List<Node> variables, ToDoubleFunction<Node> parameters) {
        double[] values = Interpreter.values(graph, needed, parameters, false);
        Map<Node, Map<Node, Double>> sums = new HashMap<>();
        for (Node variable : variables) {
            Map<Node, Double> sum = new HashMap<>();
            for (int i = 0; i < order.size(); i++) {
                Node node = order.get(i);
                double total = node == variable ? 1 : 0;
                for (int k = 0; k < partials.get(i).size() && node != variable; k++) {
                    double partial = Math.abs(values[partials.get(i).get(k).id()]);
                    double before = sum.getOrDefault(node.arg(k), 0.0);
                    total += before == 0 ? 0 : partial * before;
                }
                if (total != 0) {
                    sum.put(node, total);
                }
            }
            sums.put(variable, sum);
        }
        return sums;
    }
}

package dev.jacobi.cli;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How exactly a derivative can be known. It is a sum over all paths from the result to the variable, of the product of the partials on
 * the path; forward and reverse mode multiply and add the same partials, in different order. With S the same sum of absolute values,
 * each mode is therefore off by at most about 2n rounding errors of S, where n is the number of operations (Higham, Accuracy and
 * Stability, section 3.1). Simplification also rounds the partials themselves anew, which S times a relative error covers.
 */
final class Conditioning {
    private static final double ROUNDING = 0x1p-53;

    private final Graph graph;
    private final Node root;
    private final List<Node> order;
    private final Map<Node, List<Node>> partials = new HashMap<>();

    Conditioning(FunctionGraph function, Node root) {
        this.graph = function.graph();
        this.root = root;
        this.order = Walk.upward(graph, List.of(root));
        for (Node node : order) {
            if (node.arity() > 0 && node.type() == Type.REAL) {
                partials.put(node, Derivatives.partials(graph, node));
            }
        }
    }

    /** Relative differences below this are rounding, in units of {@link #magnitudes}. */
    double rounding() {
        return 4 * order.size() * ROUNDING;
    }

    /** The sum over all paths of the absolute products of partials, for each of the nodes. */
    double[] magnitudes(List<Node> variables, Point point) {
        List<Node> wanted = new ArrayList<>();
        partials.values().forEach(wanted::addAll);
        double[] values = Interpreter.values(graph, wanted, point::value, false);
        Map<Node, Double> sums = new HashMap<>(Map.of(root, 1.0));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            Double sum = sums.get(node);
            List<Node> factors = partials.getOrDefault(node, List.of());
            for (int a = 0; sum != null && a < factors.size(); a++) {
                double factor = Math.abs(values[factors.get(a).id()]);
                if (factor != 0) {
                    sums.merge(node.arg(a), sum * factor, Double::sum);
                }
            }
        }
        return variables.stream()
                .mapToDouble(variable -> sums.getOrDefault(variable, 0.0))
                .toArray();
    }
}

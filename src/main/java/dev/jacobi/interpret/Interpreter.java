package dev.jacobi.interpret;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Meaning;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Evaluates a graph operation by operation, in the order of its nodes: the meaning of a formula, and the oracle that compiled code is
 * compared with. As simple as possible, and shares nothing with scheduling and emission.
 */
public final class Interpreter {
    private Interpreter() {}

    /**
     * The values of the roots.
     *
     * @param parameters the value of each parameter's node
     * @param strict whether functions come from {@code StrictMath}
     */
    public static double[] evaluate(Graph graph, List<Node> roots, ToDoubleFunction<Node> parameters, boolean strict) {
        double[] values = values(graph, roots, parameters, strict);
        return roots.stream().mapToDouble(root -> values[root.id()]).toArray();
    }

    /** The value of every node that the roots need, by id; conditions are 1 and 0; other nodes have no value (0). */
    public static double[] values(Graph graph, List<Node> roots, ToDoubleFunction<Node> parameters, boolean strict) {
        double[] values = new double[graph.size()];
        for (Node node : Walk.upward(graph, roots)) {
            values[node.id()] = switch (node.op()) {
                case CONSTANT -> node.constant();
                case TRUTH -> node.truth() ? 1 : 0;
                case PARAMETER -> parameters.applyAsDouble(node);
                default -> apply(node, node.op().meaning(strict), values);
            };
        }
        return values;
    }

    private static double apply(Node node, Meaning meaning, double[] values) {
        double x = values[node.arg(0).id()];
        double y = node.arity() > 1 ? values[node.arg(1).id()] : 0;
        double z = node.arity() > 2 ? values[node.arg(2).id()] : 0;
        return meaning.of(x, y, z, node.integer());
    }
}

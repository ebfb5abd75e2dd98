package dev.jacobi.cli;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Interpreter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The interpreter on the graph that calculus gives, nothing simplified: the meaning of the formula. */
final class InterpretedCalculation implements Calculation {
    private final FunctionGraph function;
    private final boolean strict;
    private final Map<Derivative, List<Node>> outputs = new EnumMap<>(Derivative.class);

    /** Interprets a function whose graph has room for derivatives. */
    InterpretedCalculation(FunctionGraph function, boolean strict) {
        this.function = function;
        this.strict = strict;
    }

    @Override
    public double[] run(Derivative derivative, Point point, double... seed) {
        return Interpreter.evaluate(
                function.graph(),
                outputs.computeIfAbsent(derivative, this::outputs),
                node -> node.role() == Role.SEED ? seed[node.index()] : point.value(node),
                strict);
    }

    private List<Node> outputs(Derivative derivative) {
        Graph g = function.graph();
        List<Node> results = function.results();
        List<Node> x = function.variableNodes();
        return switch (derivative) {
            case VALUE -> results;
            case GRADIENT -> Derivatives.gradient(g, results.get(0), x);
            case JACOBIAN -> Derivatives.jacobian(g, results, x);
            case HESSIAN -> Derivatives.hessian(g, results.get(0), x);
            case JVP -> Derivatives.jvp(g, results, x, function.nodes(Role.SEED, x.size()));
            case VJP -> Derivatives.vjp(g, results, function.nodes(Role.SEED, results.size()), x);
            case SPARSE_JACOBIAN, SPARSE_HESSIAN -> throw new IllegalArgumentException("dense only");
            case HESSIAN_VECTOR_PRODUCT ->
                Derivatives.hessianVectorProduct(g, results.get(0), x, function.nodes(Role.SEED, x.size()));
        };
    }
}

package dev.jacobi.cli;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.Dot;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Type;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "graph",
        description = "Draws a formula's graph in the DOT language of Graphviz, as in: jacobi graph x^2 | dot -Tsvg")
final class GraphCommand extends FormulaCommand {
    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = "A point: each node also shows its value there.")
    private List<String> values = List.of();

    @Option(
            names = "--derivative",
            paramLabel = "KIND",
            description = "Draw the value together with a derivative: ${COMPLETION-CANDIDATES}.")
    private Kind derivative;

    /** What may be drawn beside the value. */
    enum Kind {
        GRADIENT,
        JACOBIAN,
        HESSIAN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run(Source source) {
        FunctionGraph function = source.differentiable();
        FunctionGraph drawn = derivative == null ? function : withDerivative(function);
        Assignments given = Assignments.parse(values, function, spec().commandLine());
        out().print(given.isEmpty() ? Dot.print(drawn) : Dot.print(drawn, labels(drawn, given.point(function))));
        return Main.SUCCESS;
    }

    @Override
    int runArrays(Source source) {
        if (!values.isEmpty()) {
            throw new JacobiException(
                    ErrorCode.UNSUPPORTED,
                    "in a function with arrays or loops a node has a value for each index; leave out the point");
        }
        return run(source);
    }

    /** The results and the simplified derivative as one function. */
    private FunctionGraph withDerivative(FunctionGraph function) {
        Graph g = function.graph();
        List<Node> x = function.variableNodes();
        if (derivative != Kind.JACOBIAN && function.results().size() > 1) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE, "a function with several results has no " + derivative + "; use jacobian");
        }
        List<Node> nodes = switch (Derivative.valueOf(derivative.name())) {
            case GRADIENT -> Derivatives.gradient(g, function.results().get(0), x);
            case HESSIAN ->
                function.hasArrays()
                        ? Derivatives.hessianBlocks(g, function.results().get(0), x)
                        : Derivatives.hessian(g, function.results().get(0), x);
            default ->
                function.hasArrays()
                        ? Derivatives.jacobianBlocks(g, function.results(), x)
                        : Derivatives.jacobian(g, function.results(), x);
        };
        Map<Node, Node> primal = Simplifier.simplify(g, function.results(), Grade.IEEE, false, Map.of());
        Map<Node, Node> images = Simplifier.simplify(g, nodes, Grade.REAL, false, primal);
        List<Node> results = new ArrayList<>();
        function.results().forEach(node -> results.add(primal.get(node)));
        nodes.forEach(node -> results.add(images.get(node)));
        Origin origin = function.origin();
        List<Origin.Named> bindings = origin.bindings().stream()
                .map(named -> new Origin.Named(named.name(), images.getOrDefault(named.node(), named.node())))
                .toList();
        return new FunctionGraph(
                function.name(),
                function.parameters(),
                function.sizes(),
                g,
                results,
                new Origin(origin.source(), origin.tree(), bindings, origin.places()));
    }

    private static Map<Node, String> labels(FunctionGraph function, Point point) {
        double[] numbers = Interpreter.values(function.graph(), function.results(), point::value, false);
        Map<Node, String> labels = new HashMap<>();
        for (Node node : Walk.upward(function.graph(), function.results())) {
            if (!node.isConstant() && node.type() == Type.REAL) {
                labels.put(node, Numbers.format(numbers[node.id()]));
            }
        }
        return labels;
    }
}

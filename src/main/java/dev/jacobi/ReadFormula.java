package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;

/** The last function of a text as a formula to work with: of numbers alone, data becomes variables. */
final class ReadFormula {
    private ReadFormula() {}

    static FunctionGraph of(String text, Options options) {
        List<FunctionGraph> functions = Linker.link(new SourceText("<formula>", text), ImportResolver.NONE, options);
        FunctionGraph function = functions.get(functions.size() - 1);
        if (function.results().size() != 1) {
            throw new JacobiException(
                    ErrorCode.ARITY,
                    "a Formula has one result, this function has "
                            + function.results().size());
        }
        if (function.hasArrays()) {
            function.graph().budget(options.limits().derivativeNodes());
            return function.with(null, function.results());
        }
        List<String> variables = new ArrayList<>(function.variables());
        variables.addAll(function.data());
        Graph graph = new Graph(options.limits().derivativeNodes());
        Node root = Substitution.apply(
                        function.graph(), function.results(), graph, node -> parameter(function, graph, node))
                .get(0);
        return FunctionGraph.ofNumbers(null, variables, List.of(), graph, List.of(root), Origin.BUILT);
    }

    private static Node parameter(FunctionGraph function, Graph graph, Node node) {
        if (!node.is(Op.PARAMETER)) {
            return null;
        }
        int before = node.role() == Role.DATA ? function.variables().size() : 0;
        return graph.parameter(Role.VARIABLE, before + node.index());
    }
}

package dev.jacobi.graph;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** External functions as functions that a file may call. */
public final class Externals {
    private Externals() {}

    /**
     * The functions by name, each the call of a method.
     *
     * @throws JacobiException where two have one name, or a partial derivative has a mistake
     */
    public static Map<String, FunctionGraph> of(List<ExternalFunction> declared, Limits limits) {
        Map<String, FunctionGraph> functions = new HashMap<>();
        List<External> externals = new ArrayList<>();
        for (ExternalFunction function : declared) {
            External external = new External(function);
            externals.add(external);
            if (functions.put(function.name(), call(external)) != null) {
                throw new JacobiException(
                        ErrorCode.NAME, "two external functions have the name '" + function.name() + "'");
            }
        }
        Map<String, FunctionGraph> known = new HashMap<>(Prelude.FUNCTIONS);
        known.putAll(functions);
        for (External external : externals) {
            for (String formula : external.declared().partials() == null
                    ? List.<String>of()
                    : external.declared().partials()) {
                external.addPartial(partial(external, formula, known, limits));
            }
        }
        return functions;
    }

    private static FunctionGraph call(External external) {
        Graph graph = new Graph(1 + external.arity());
        Node[] arguments = new Node[external.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = graph.parameter(Role.VARIABLE, i);
        }
        return FunctionGraph.ofNumbers(
                external.name(),
                external.declared().parameters(),
                List.of(),
                graph,
                List.of(graph.call(external, arguments)),
                Origin.BUILT);
    }

    private static FunctionGraph partial(
            External external, String formula, Map<String, FunctionGraph> known, Limits limits) {
        // A name that hides nothing: the formula may call the function itself.
        String name = external.name() + "_partial";
        while (known.containsKey(name)) {
            name += "_";
        }
        String head =
                "function " + name + "(" + String.join(", ", external.declared().parameters()) + ") = ";
        SourceText text = new SourceText("<partial derivative of " + external.name() + ">", head + formula);
        List<FunctionGraph> partials = Lowering.lowerOver(known, Parser.parse(text, limits), limits);
        FunctionGraph partial = partials.get(0);
        if (partials.size() > 1 || partial.results().size() > 1 || partial.hasArrays()) {
            throw new JacobiException(
                    ErrorCode.TYPE,
                    "a partial derivative of '" + external.name() + "' must be one number without loops");
        }
        return partial;
    }
}

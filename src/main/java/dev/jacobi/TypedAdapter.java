package dev.jacobi;

import dev.jacobi.diag.Options;
import dev.jacobi.emit.AdapterSource;
import dev.jacobi.emit.UserCall;
import dev.jacobi.emit.UserMethod;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import dev.jacobi.program.Program;
import dev.jacobi.runtime.AdapterCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a function of numbers behind an interface of the user's. Data that is bound becomes constant in the code. */
final class TypedAdapter {
    private final FunctionGraph function;
    private final Options options;
    private final List<Compiler.Differentiated> implemented = new ArrayList<>();

    TypedAdapter(FunctionGraph function, Options options, Bound bound) {
        this.function = withConstants(function, bound);
        this.options = options;
    }

    private static FunctionGraph withConstants(FunctionGraph function, Bound bound) {
        Graph graph = new Graph(Integer.MAX_VALUE);
        List<String> unbound = new ArrayList<>();
        for (int i = 0; i < function.data().size(); i++) {
            if (bound.number(i) == null) {
                unbound.add(function.data().get(i));
            }
        }
        List<Node> results = Substitution.apply(function.graph(), function.results(), graph, node -> {
            if (!node.is(Op.PARAMETER) || node.role() != Role.DATA) {
                return null;
            }
            int i = node.index();
            Double number = bound.number(i);
            return number != null
                    ? graph.constant(number)
                    : graph.parameter(Role.DATA, unbound.indexOf(function.data().get(i)));
        });
        return FunctionGraph.ofNumbers(function.name(), function.variables(), unbound, graph, results, Origin.BUILT);
    }

    <T> T adapt(Class<T> type) {
        List<AdapterSource.Method> methods =
                UserInterface.of(type).methods().stream().map(this::method).toList();
        Compiler.checkConstants(implemented, options);
        return AdapterCompiler.compile(type, methods, options);
    }

    private AdapterSource.Method method(UserMethod method) {
        UserCall call = Fitting.ofNumbers(method, function);
        Compiler.Differentiated simplified =
                Compiler.simplify(Compiler.differentiate(function, call.derivative(), options), options);
        implemented.add(simplified);
        Program program = Compiler.program(simplified, call.derivative(), Map.of());
        return new AdapterSource.Method(
                call, program, function.variables().size(), function.data().size());
    }
}

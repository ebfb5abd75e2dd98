package dev.jacobi;

import static dev.jacobi.UserInterface.misfit;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.AdapterSource;
import dev.jacobi.emit.EntryShape;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import dev.jacobi.program.Program;
import dev.jacobi.runtime.AdapterCompiler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
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
                UserInterface.methods(type).stream().map(this::method).toList();
        Compiler.checkConstants(implemented, options);
        return AdapterCompiler.compile(type, methods, options);
    }

    private AdapterSource.Method method(Method method) {
        Derivative derivative = UserInterface.derivative(method);
        int n = function.variables().size();
        EntryShape shape = EntryShape.of(derivative, n, function.results().size());
        boolean flattened = takesArray(method, shape.arrays());
        checkSignature(method, flattened, shape);
        Compiler.Differentiated simplified =
                Compiler.simplify(Compiler.differentiate(function, derivative, options), options);
        boolean returnsValue = method.getReturnType() == double.class;
        implemented.add(simplified);
        Program program = Compiler.program(simplified, derivative, Map.of());
        return new AdapterSource.Method(
                shape, program, flattened, n, function.data().size(), returnsValue);
    }

    /** Whether the method takes the variables in one array: its parameters are arrays only, one more than the entry point's own. */
    private static boolean takesArray(Method method, int arrays) {
        return method.getParameterCount() == arrays + 1
                && Arrays.stream(method.getParameterTypes()).allMatch(type -> type == double[].class);
    }

    private void checkSignature(Method method, boolean flattened, EntryShape shape) {
        List<Class<?>> expected = new ArrayList<>();
        int numbers = function.variables().size() + function.data().size();
        for (int i = 0; i < (flattened ? 0 : numbers); i++) {
            expected.add(double.class);
        }
        for (int i = 0; i < shape.arrays() + (flattened ? 1 : 0); i++) {
            expected.add(double[].class);
        }
        if (flattened && !function.data().isEmpty()) {
            throw misfit(
                    method + " takes the variables in an array, so that all data must be bound: " + function.data());
        }
        if (!expected.equals(Arrays.asList(method.getParameterTypes()))) {
            throw misfit(method + " must take " + numbers + " doubles, for " + function.variables() + " and "
                    + function.data() + ", then " + shape.arrays() + " arrays of double");
        }
        boolean returns = method.getReturnType() == double.class;
        if (!returns && method.getReturnType() != void.class || returns && !shape.returnsValue()) {
            throw misfit(method + " must return " + (shape.returnsValue() ? "double or void" : "void"));
        }
    }
}

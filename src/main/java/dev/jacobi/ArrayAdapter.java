package dev.jacobi;

import static dev.jacobi.UserInterface.misfit;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.AdapterSource.Passing;
import dev.jacobi.emit.EntryShape;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.runtime.AdapterCompiler;
import dev.jacobi.runtime.Slots;
import dev.jacobi.runtime.TypedCall;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts a function with arrays behind an interface of the user's, whose methods pass what they are given to {@link ArrayCall}s. */
final class ArrayAdapter implements TypedCall.Source {
    private final CompiledFunction function;
    private final boolean number;
    private final ArrayCall.Data data;
    private final List<Given> given;
    private final List<ArrayCall.Target> targets = new ArrayList<>();

    /** A parameter that a method must have. */
    private record Slot(Class<?> type, String name) {
        @Override
        public String toString() {
            return type.getSimpleName() + " " + name;
        }
    }

    ArrayAdapter(CompiledFunction function, Bound bound) {
        FunctionGraph graph = function.graph();
        this.function = function;
        this.number = LoopCompiler.isNumber(graph);
        this.given = Given.of(graph, bound);
        this.data = new ArrayCall.Data(graph, bound.copied(), IndexData.of(graph), given);
    }

    <T> T adapt(Class<T> type, Options options) {
        List<Passing> methods =
                UserInterface.methods(type).stream().map(this::method).toList();
        targets.forEach(target -> target.entry().compiled());
        return AdapterCompiler.compile(type, methods, this, options);
    }

    private Passing method(Method method) {
        Derivative derivative = UserInterface.derivative(method);
        EntryShape shape = EntryShape.of(derivative, 1, number ? 1 : 2);
        checkApplies(method, derivative);
        boolean fresh = method.getReturnType() == double[].class;
        checkReturn(method, shape);
        boolean flattened = takesFlat(method, shape, fresh);
        boolean out = shape.out() != null && !fresh;
        List<Slot> passed = flattened
                ? List.of(new Slot(double[].class, "x"))
                : given.stream().map(one -> new Slot(one.type(), one.name())).toList();
        List<Slot> expected = new ArrayList<>(passed);
        if (shape.seed() != null) {
            expected.add(new Slot(double[].class, shape.seed()));
        }
        if (out) {
            expected.add(new Slot(double[].class, shape.out()));
        }
        checkParameters(method, expected);
        targets.add(new ArrayCall.Target(
                UserInterface.text(method), derivative, flattened, function.entryPoint(derivative), new Slots<>()));
        List<Class<?>> types = passed.stream().<Class<?>>map(Slot::type).toList();
        return new Passing(method.getName(), types, shape.seed() != null, out, method.getReturnType());
    }

    private void checkApplies(Method method, Derivative derivative) {
        if (derivative.isOfNumber() && !number) {
            throw misfit(UserInterface.text(method)
                    + " needs a function with one number as its result; implement jacobian, jvp or vjp instead");
        }
    }

    private static void checkReturn(Method method, EntryShape shape) {
        Class<?> returns = method.getReturnType();
        boolean fits = returns == void.class && shape.out() != null
                || returns == double.class && shape.returnsValue()
                || returns == double[].class && shape.out() != null;
        if (!fits) {
            List<String> fitting = new ArrayList<>();
            if (shape.returnsValue()) {
                fitting.add("double, the value");
            }
            if (shape.out() != null) {
                fitting.add("void");
                fitting.add("double[], a new array in the place of " + shape.out());
            }
            throw misfit(UserInterface.text(method) + " returns " + returns.getSimpleName() + ", expected is "
                    + String.join("; or ", fitting));
        }
    }

    /** Whether a method takes all variables in one array, as the entry points of a compiled function do. */
    private boolean takesFlat(Method method, EntryShape shape, boolean fresh) {
        int arrays = 1 + (shape.seed() == null ? 0 : 1) + (shape.out() == null || fresh ? 0 : 1);
        boolean fits = method.getParameterCount() == arrays
                && IntStream.range(0, arrays).allMatch(i -> method.getParameterTypes()[i] == double[].class);
        return fits && given.stream().allMatch(Given::isVariable) && given.size() > 1;
    }

    private static void checkParameters(Method method, List<Slot> expected) {
        Class<?>[] found = method.getParameterTypes();
        String all = expected.stream().map(Slot::toString).collect(Collectors.joining(", ", "(", ")"));
        if (found.length != expected.size()) {
            throw misfit(UserInterface.text(method) + " takes " + found.length + " parameters, expected are "
                    + expected.size() + ": " + all);
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] != expected.get(i).type) {
                throw misfit(UserInterface.text(method) + ": parameter " + (i + 1) + " is " + found[i].getSimpleName()
                        + ", expected is " + expected.get(i) + "; all are " + all);
            }
        }
    }

    @Override
    public TypedCall begin(int method) {
        ArrayCall.Target target = targets.get(method);
        ArrayCall idle = target.idle().take();
        return idle != null ? idle : new ArrayCall(data, target);
    }
}

package dev.jacobi;

import dev.jacobi.diag.Options;
import dev.jacobi.emit.AdapterSource.Passing;
import dev.jacobi.emit.UserCall;
import dev.jacobi.emit.UserMethod;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.runtime.AdapterCompiler;
import dev.jacobi.runtime.Slots;
import dev.jacobi.runtime.TypedCall;
import java.util.ArrayList;
import java.util.List;

/** Puts a function with arrays behind an interface of the user's, whose methods pass what they are given to {@link ArrayCall}s. */
final class ArrayAdapter implements TypedCall.Source {
    private final CompiledFunction function;
    private final boolean number;
    private final ArrayCall.Data data;
    private final List<Given> given;
    private final List<ArrayCall.Target> targets = new ArrayList<>();

    ArrayAdapter(CompiledFunction function, Bound bound) {
        FunctionGraph graph = function.graph();
        this.function = function;
        this.number = LoopCompiler.isNumber(graph);
        this.given = Given.of(graph, bound);
        this.data = new ArrayCall.Data(graph, bound.copied(), IndexData.of(graph), given);
    }

    <T> T adapt(Class<T> type, Options options) {
        List<Passing> methods =
                UserInterface.of(type).methods().stream().map(this::method).toList();
        targets.forEach(target -> target.entry().compiled());
        return AdapterCompiler.compile(type, methods, this, options);
    }

    private Passing method(UserMethod method) {
        UserCall call = Fitting.ofArrays(method, number, given);
        targets.add(new ArrayCall.Target(
                method.text(),
                call.derivative(),
                call.flattened(),
                function.entryPoint(call.derivative()),
                new Slots<>()));
        List<Class<?>> types = call.flattened()
                ? List.of(double[].class)
                : given.stream().<Class<?>>map(Given::type).toList();
        return new Passing(call, types);
    }

    @Override
    public TypedCall begin(int method) {
        ArrayCall.Target target = targets.get(method);
        ArrayCall idle = target.idle().take();
        return idle != null ? idle : new ArrayCall(data, target);
    }
}

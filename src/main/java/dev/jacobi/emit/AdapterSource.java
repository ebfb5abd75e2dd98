package dev.jacobi.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.emit.TypedMethod.Inputs;
import dev.jacobi.program.Program;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** The source of a run-time class behind an interface of the user's; nothing but the interface's own names is the user's. */
public final class AdapterSource {
    private AdapterSource() {}

    /**
     * One method of the interface.
     *
     * @param variables how many variables the function has
     * @param data how many data are not bound
     */
    public record Method(UserCall call, Program program, int variables, int data) {}

    /** The text of a class that implements the interface by these methods. */
    public static String write(
            String packageName, String className, Class<?> type, List<Method> methods, boolean strict) {
        ClassName self = ClassName.get(packageName, className);
        TypeSpec.Builder adapter = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ClassName.get(type));
        Callees callees = new Callees();
        for (Method method : methods) {
            JavaNames names = new JavaNames();
            Inputs inputs = method.call.flattened()
                    ? Inputs.inArrays(method.variables, method.data)
                    : Inputs.byName(
                            Input.numbers(numbered("x", method.variables)),
                            Input.numbers(numbered("data", method.data)));
            inputs.parameters(names);
            new TypedMethod(
                            method.call.shape(),
                            method.program,
                            FormulaText.NONE,
                            method.call.returnsValue(),
                            false,
                            strict)
                    .write(inputs, names, adapter, CodeBlock.of(""), callees);
        }
        adapter.addMethods(callees.methods(strict, false));
        return JavaText.of(packageName, adapter.build());
    }

    /**
     * One method of the interface that passes what it takes to a call.
     *
     * @param parameters the types of the function's parameters: {@code double}, {@code int} or arrays of these
     */
    public record Passing(UserCall call, List<Class<?>> parameters) {
        private Class<?> returns() {
            return call.fresh() ? double[].class : call.returnsValue() ? double.class : void.class;
        }
    }

    /** The text of a class that implements the interface by calls, which come from what its constructor takes. */
    public static String write(
            String packageName,
            String className,
            Class<?> type,
            Class<?> source,
            Class<?> call,
            List<Passing> methods) {
        TypeSpec.Builder adapter = TypeSpec.classBuilder(ClassName.get(packageName, className))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ClassName.get(type))
                .addField(source, "calls", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(source, "calls")
                        .addStatement("this.calls = calls")
                        .build());
        for (int i = 0; i < methods.size(); i++) {
            adapter.addMethod(passing(methods.get(i), i, call));
        }
        return JavaText.of(packageName, adapter.build());
    }

    private static MethodSpec passing(Passing passing, int number, Class<?> call) {
        UserCall how = passing.call;
        MethodSpec.Builder method = MethodSpec.methodBuilder(how.method().name())
                .addModifiers(Modifier.PUBLIC)
                .returns(passing.returns())
                .addStatement("$T call = this.calls.begin($L)", call, number);
        for (int i = 0; i < passing.parameters.size(); i++) {
            Class<?> type = passing.parameters.get(i);
            method.addParameter(type, "x" + i).addStatement("call.$L($L, x$L)", put(type), i, i);
        }
        if (how.takesSeed()) {
            method.addParameter(double[].class, "seed");
        }
        if (how.takesOut()) {
            method.addParameter(double[].class, "out");
        }
        String seed = how.takesSeed() ? "seed" : "null";
        String out = how.takesOut() ? "out" : "null";
        if (how.fresh()) {
            return method.addStatement("return call.results($L)", seed).build();
        }
        String prefix = how.returnsValue() ? "return " : "";
        return method.addStatement("$Lcall.run($L, $L)", prefix, seed, out).build();
    }

    private static String put(Class<?> type) {
        if (type.isArray()) {
            return type == int[].class ? "integers" : "array";
        }
        return type == int.class ? "integer" : "number";
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}

package dev.jacobi.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
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
     * @param flattened whether it takes the variables in one array, rather than each parameter as a double
     * @param variables how many variables the function has
     * @param data how many data are not bound
     */
    public record Method(
            EntryShape shape, Program program, boolean flattened, int variables, int data, boolean returnsValue) {}

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
            Inputs inputs = method.flattened
                    ? Inputs.inArrays(method.variables, method.data)
                    : Inputs.byName(
                            Input.numbers(numbered("x", method.variables)),
                            Input.numbers(numbered("data", method.data)));
            inputs.parameters(names);
            new TypedMethod(method.shape, method.program, method.returnsValue, false, strict)
                    .write(inputs, names, adapter, CodeBlock.of(""), callees);
        }
        adapter.addMethods(callees.methods(strict, false));
        String text = JavaFile.builder(packageName, adapter.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        TokenCheck.library(text);
        return text;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}

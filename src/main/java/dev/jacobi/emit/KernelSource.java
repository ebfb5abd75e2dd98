package dev.jacobi.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.Node;
import dev.jacobi.program.Program;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The source of a run-time class: one program over arrays. Nothing of the user's text is in it, neither names nor comments: variables
 * are {@code x[0], x[1], ...}, intermediates {@code t1, t2, ...}, numbers printed from their bits.
 */
public final class KernelSource {
    private static final Signature SIGNATURE = new Signature(
            List.of(
                    new Signature.Parameter(Signature.DOUBLES, "x"),
                    new Signature.Parameter(Signature.DOUBLES, "data"),
                    new Signature.Parameter(ArrayTypeName.of(int.class), "ints"),
                    new Signature.Parameter(Signature.DOUBLES, "seed"),
                    new Signature.Parameter(Signature.DOUBLES, "out"),
                    new Signature.Parameter(Signature.DOUBLES, "work")),
            KernelSource::element,
            "out",
            "work");

    private KernelSource() {}

    /** The method of a kernel without its body. */
    static MethodSpec.Builder run() {
        MethodSpec.Builder run =
                MethodSpec.methodBuilder("run").addModifiers(Modifier.PUBLIC).returns(double.class);
        SIGNATURE.declare(run);
        return run;
    }

    /** Another method of a kernel without its body, which takes what the first takes. */
    static MethodSpec.Builder part(String name) {
        MethodSpec.Builder part = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        SIGNATURE.declare(part);
        return part;
    }

    /** Whether what a kernel threw comes from a method of the user's. */
    public static boolean isExternal(Throwable thrown, Class<?> kernel) {
        return Callees.threw(thrown, kernel);
    }

    /** What a method of a kernel passes on to another. */
    static String arguments() {
        return SIGNATURE.arguments();
    }

    /**
     * Writes the class.
     *
     * @param className its simple name
     * @param kernel the interface that it implements, with one method {@code run}
     */
    public static String write(String className, Class<?> kernel, Program program, boolean strict) {
        ClassName self = ClassName.get(kernel.getPackageName() + ".generated", className);
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ClassName.get(kernel));
        JavaNames names = new JavaNames();
        SIGNATURE.parameters().forEach(parameter -> names.fresh(parameter.name()));
        MethodSpec.Builder run = run();
        ProgramWriter writer = new ProgramWriter(program, SIGNATURE, "part", names, FormulaText.NONE, strict, true);
        writer.write(run, type);
        type.addMethod(MethodSpec.methodBuilder("workSize")
                .addModifiers(Modifier.PUBLIC)
                .returns(int.class)
                .addParameter(ArrayTypeName.of(int.class), "ints")
                .addStatement("return $L", program.workSize())
                .build());
        Callees callees = new Callees();
        writer.collect(callees);
        type.addMethods(callees.methods(strict, false));
        return checked(self, type, callees);
    }

    /** The text of a kernel, read again before any compiler does. */
    static String checked(ClassName self, TypeSpec.Builder type, Callees callees) {
        String text = JavaFile.builder(self.packageName(), type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        TokenCheck.kernel(callees.withoutExternals(text), self.simpleName());
        return text;
    }

    private static String element(Node parameter) {
        String array = switch (parameter.role()) {
            case VARIABLE -> "x";
            case DATA -> "data";
            case SEED -> "seed";
        };
        return array + "[" + parameter.index() + "]";
    }
}

package dev.jacobi.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The source of a class for a build that implements an interface of the user's: methods that call the static ones of a class inside it,
 * which inherits nothing from the interface.
 *
 * @param packageName the package of the class and of the interface; empty for none
 * @param type the simple names of the interface and of the types round it, from the outermost on
 */
public record ImplementationSource(
        String packageName, String className, List<String> type, Library library, List<UserCall> calls) {

    /** The text of the file. */
    public String write() {
        ClassName self = ClassName.get(packageName, className);
        ClassName implemented = ClassName.get(
                packageName, type.get(0), type.subList(1, type.size()).toArray(String[]::new));
        JavaNames names = new JavaNames();
        names.fresh(className);
        String inside = names.fresh("Formula");
        TypeSpec.Builder builder = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(implemented)
                .addJavadoc("Implements {@link $T}.\n\n", implemented)
                .addJavadoc(library.documented())
                .addField(FieldSpec.builder(self, "INSTANCE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("The only object, for all threads.\n")
                        .initializer("new $T()", self)
                        .build())
                .addMethod(Library.hiddenConstructor());
        calls.forEach(call -> builder.addMethod(method(call, names.nested(), inside)));
        return JavaText.of(
                packageName, builder.addType(library.inside(inside, calls)).build(), LibrarySource.MARKER);
    }

    private MethodSpec method(UserCall call, JavaNames names, String inside) {
        Library.Passed passed = library.passed(call, names);
        List<Signature.Parameter> parameters = new ArrayList<>(passed.parameters());
        List<String> arguments = new ArrayList<>(passed.arguments());
        if (call.takesSeed()) {
            String seed = names.fresh(call.shape().seed());
            parameters.add(new Signature.Parameter(Signature.DOUBLES, seed));
            arguments.add(seed);
        }
        CodeBlock.Builder code = CodeBlock.builder();
        String out =
                call.shape().out() == null ? null : names.fresh(call.shape().out());
        if (call.takesOut()) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, out));
            code.add(differentFromUnseen(out, passed));
        }
        code.add(passed.before());
        if (call.fresh()) {
            code.addStatement("double[] $L = new double[$L]", out, passed.outputs());
        }
        if (out != null) {
            arguments.add(out);
        }
        String prefix = call.returnsValue() ? "return " : "";
        String all = String.join(", ", arguments);
        code.addStatement("$L$L.$L($L)", prefix, inside, call.shape().method(), all);
        if (call.fresh()) {
            code.addStatement("return $L", out);
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder(call.method().name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(call.fresh() ? Signature.DOUBLES : call.returnsValue() ? TypeName.DOUBLE : TypeName.VOID);
        parameters.forEach(parameter -> method.addParameter(parameter.type(), parameter.name()));
        return method.addCode(code.build()).build();
    }

    /** Checks the output against the arrays that are taken apart here, so that the static method does not see them. */
    private static CodeBlock differentFromUnseen(String out, Library.Passed passed) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (Signature.Parameter in : passed.parameters()) {
            if (in.type().equals(Signature.DOUBLES) && !passed.arguments().contains(in.name())) {
                code.add(differentFrom(out, in.name()));
            }
        }
        return code.build();
    }

    private static CodeBlock differentFrom(String out, String in) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L == $L)", out, in)
                .addStatement(
                        "throw new IllegalArgumentException($S)", out + " and " + in + " must be different arrays")
                .endControlFlow()
                .build();
    }
}

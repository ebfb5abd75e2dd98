package dev.jacobi.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The source of a class for a build, of a function with arrays or loops: like {@link LibrarySource}, with arrays flattened row-major and
 * sizes that are told by their lengths.
 *
 * @param packageName its package; empty for none
 * @param step the step of an optimiser, or null
 */
public record LoopLibrarySource(
        String packageName, FunctionGraph function, List<LoopEntry> entries, OptimizerStep step, boolean strict)
        implements Library {

    /** The simple name of the class. */
    public String className() {
        return JavaNames.className(function.name());
    }

    /** The text of the file. */
    public String write() {
        TypeSpec.Builder type = TypeSpec.classBuilder(ClassName.get(packageName, className()))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc(documented())
                .addMethod(Library.hiddenConstructor());
        addMethods(type);
        return JavaText.of(packageName, type.build(), LibrarySource.MARKER);
    }

    @Override
    public CodeBlock documented() {
        return new LoopJavadoc(function, new LibrarySizes(function, names())).ofClass();
    }

    @Override
    public TypeSpec inside(String className, List<UserCall> calls) {
        TypeSpec.Builder type = Library.insideBuilder(className);
        addMethods(type);
        return type.build();
    }

    @Override
    public Passed passed(UserCall call, JavaNames names) {
        LoopEntry entry = entries.stream()
                .filter(one -> one.derivative() == call.derivative() && !one.structure())
                .findFirst()
                .orElseThrow();
        return new LoopPassing(function, entry, names).passed(call.flattened(), call.fresh());
    }

    private JavaNames names() {
        JavaNames names = new JavaNames();
        function.parameters().forEach(parameter -> names.forWish(parameter.name()));
        function.sizes().forEach(size -> names.forWish("size", size));
        return names;
    }

    private void addMethods(TypeSpec.Builder type) {
        JavaNames names = names();
        LibrarySizes sizes = new LibrarySizes(function, names);
        LoopJavadoc javadoc = new LoopJavadoc(function, sizes);
        List<LoopEntry> all = new ArrayList<>(entries);
        if (step != null) {
            all.addAll(List.of(step.gradient(), step.update()));
        }
        WorkSize workSize = WorkSize.of(all, sizes);
        Callees callees = new Callees();
        for (LoopEntry entry : entries) {
            new LoopMethod(function, entry, names, sizes, workSize.call()).write(type, javadoc, strict);
        }
        if (step != null) {
            step.addTo(type, function, names, workSize.call(), strict);
        }
        all.forEach(entry -> callees.addAll(entry.program().nodes()));
        workSize.addTo(type);
        type.addMethods(IntegerWriter.methods(all.stream()
                .flatMap(entry -> entry.program().partial().stream())
                .collect(Collectors.toSet())));
        addChecks(type);
        type.addMethods(callees.methods(strict, true));
    }

    /** The method that says how long a workspace must be, where one is needed. */
    private record WorkSize(List<String> sizes, Set<String> texts) {
        static WorkSize of(List<LoopEntry> entries, LibrarySizes sizes) {
            Set<String> texts = new LinkedHashSet<>();
            List<Node> extents = new ArrayList<>();
            for (LoopEntry entry : entries) {
                IntegerWriter integers =
                        new IntegerWriter(sizes::text, entry.program().partial());
                if (entry.needsWork()) {
                    texts.add(entry.work("").length(integers));
                    entry.work("").shapes().stream()
                            .filter(shape -> shape != null)
                            .forEach(extents::addAll);
                }
            }
            List<String> names =
                    LibrarySizes.mentioned(extents).stream().map(sizes::name).toList();
            return new WorkSize(names, texts);
        }

        String call() {
            return "workSize(" + String.join(", ", sizes) + ")";
        }

        void addTo(TypeSpec.Builder type) {
            if (texts.isEmpty()) {
                return;
            }
            MethodSpec.Builder method = MethodSpec.methodBuilder("workSize")
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .returns(int.class)
                    .addJavadoc("The length of a workspace that is enough for every method here.\n");
            sizes.forEach(size -> method.addParameter(int.class, size));
            String largest = texts.stream()
                    .reduce((a, b) -> "Math.max(" + a + ", " + b + ")")
                    .orElseThrow();
            boolean plain = !largest.contains(" ") && !largest.contains("(");
            type.addMethod(method.addStatement("return " + (plain ? "$L" : "Math.toIntExact($L)"), largest)
                    .build());
        }
    }

    /** Adds the checks that the class calls. */
    private static void addChecks(TypeSpec.Builder type) {
        String text = type.build().toString();
        List<MethodSpec> checks = List.of(
                checkLength(),
                checkDifferent(),
                checkWork(),
                checkSize(),
                checkIndices(),
                index(),
                LoopKernelSource.place(),
                mirror());
        checks.stream().filter(check -> text.contains(check.name() + "(")).forEach(type::addMethod);
        if (text.contains("element(")) {
            type.addMethod(LoopKernelSource.element(true)).addMethod(LoopKernelSource.element(false));
        }
    }

    private static MethodSpec checkWork() {
        return check("checkWork")
                .addParameter(int.class, "found")
                .addParameter(int.class, "needed")
                .addCode(refusal("found < needed", "$S + found + $S + needed", "work has ", " elements, needed are "))
                .build();
    }

    private static MethodSpec checkSize() {
        return check("checkSize")
                .addParameter(String.class, "name")
                .addParameter(int.class, "size")
                .addCode(refusal("size < 0", "$S + name + $S + size", "size ", " is "))
                .build();
    }

    private static MethodSpec.Builder check(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }

    private static CodeBlock refusal(String condition, String message, Object... arguments) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L)", condition)
                .addStatement("throw new IllegalArgumentException(" + message + ")", arguments)
                .endControlFlow()
                .build();
    }

    private static MethodSpec mirror() {
        return check("mirror")
                .addParameter(ArrayTypeName.of(double.class), "matrix")
                .addParameter(int.class, "n")
                .beginControlFlow("for (int i = 0; i < n; i++)")
                .beginControlFlow("for (int j = 0; j < i; j++)")
                .addStatement("matrix[j * n + i] = matrix[i * n + j]")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static MethodSpec checkLength() {
        return check("checkLength")
                .addParameter(String.class, "name")
                .addParameter(int.class, "found")
                .addParameter(long.class, "needed")
                .addCode(refusal(
                        "found != needed", "name + $S + found + $S + needed", " has ", " elements, needed are "))
                .build();
    }

    private static MethodSpec checkDifferent() {
        return check("checkDifferent")
                .addParameter(String.class, "outName")
                .addParameter(ArrayTypeName.of(double.class), "out")
                .addParameter(String.class, "inName")
                .addParameter(ArrayTypeName.of(double.class), "in")
                .addCode(refusal("out == in", "outName + $S + inName + $S", " and ", " must be different arrays"))
                .build();
    }

    private static MethodSpec checkIndices() {
        return check("checkIndices")
                .addParameter(String.class, "name")
                .addParameter(int[].class, "data")
                .addParameter(int.class, "extent")
                .addParameter(String.class, "array")
                .beginControlFlow("for (int i = 0; i < data.length; i++)")
                .beginControlFlow("if (data[i] < 0 || data[i] >= extent)")
                .addStatement(
                        "throw new IndexOutOfBoundsException(name + $S + i + $S + data[i] + $S + array + $S + extent)",
                        "[",
                        "] is ",
                        "; as an index of ",
                        " it must be at least 0 and below ")
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    private static MethodSpec index() {
        return check("index")
                .returns(int.class)
                .addParameter(int.class, "index")
                .addParameter(int.class, "extent")
                .addParameter(String.class, "array")
                .beginControlFlow("if (index < 0 || index >= extent)")
                .addStatement(
                        "throw new IndexOutOfBoundsException($S + index + $S + array + $S + extent)",
                        "index ",
                        " of ",
                        " is outside 0 <= index < ")
                .endControlFlow()
                .addStatement("return index")
                .build();
    }
}

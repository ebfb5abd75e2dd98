package dev.jacobi.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.Node;
import dev.jacobi.program.LoopProgram;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The source of a run-time class for a program with loops: like {@link KernelSource}, with sizes and offsets. */
public final class LoopKernelSource {
    private LoopKernelSource() {}

    /**
     * The shapes of what a kernel takes and gives, by number; an empty shape is a single number.
     *
     * @param integers the shapes of integer data by the number of the data; null where that holds reals
     * @param data the shapes of data by number; null where that holds integers
     * @param matrix where outputs are that do not stand one after the other, or null
     */
    public record Shapes(
            int sizes,
            List<List<Node>> variables,
            List<List<Node>> data,
            List<List<Node>> integers,
            List<List<Node>> seeds,
            List<List<Node>> outputs,
            OutputMatrix matrix) {}

    /** Writes the class. */
    public static String write(String className, Class<?> kernel, LoopProgram program, Shapes shapes, boolean strict) {
        ClassName self = ClassName.get(kernel.getPackageName() + ".generated", className);
        KernelLayout.Sections sections = new KernelLayout.Sections(
                new Section("x", shapes.variables),
                new Section("data", shapes.data),
                new Section("ints", shapes.integers),
                new Section("seed", shapes.seeds),
                new Section("out", shapes.outputs));
        Parts parts = new Parts("part", KernelSource.arguments());
        KernelLayout layout = new KernelLayout(program, sections, shapes.matrix, shapes.sizes);
        CodeBlock body = new LoopWriter(program, layout, new JavaNames(), parts, strict).write(true);
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ClassName.get(kernel))
                .addMethod(KernelSource.run().addCode(body).build());
        List<KernelLayout> layouts = new ArrayList<>(List.of(layout));
        for (Parts.Part part = parts.next(); part != null; part = parts.next()) {
            KernelLayout own = new KernelLayout(program, sections, shapes.matrix, shapes.sizes);
            layouts.add(own);
            MethodSpec.Builder method = KernelSource.part(part.name());
            new LoopWriter(program, own, new JavaNames(), parts, strict).write(part, method);
            type.addMethod(method.build());
        }
        type.addMethod(workSize(shapes.sizes, layout.workSize()));
        return complete(self, type, program, layouts, strict);
    }

    /**
     * Writes a class whose results take the place of its first variables: {@code run(double[][] x, double[] data, int[] ints)} gets the
     * arrays, the numbers behind them, and the one size.
     *
     * @param arrays how many variables are arrays
     * @param numbers how many numbers follow them
     */
    public static String writeInPlace(
            String className, Class<?> kernel, LoopProgram program, int arrays, int numbers, boolean strict) {
        ClassName self = ClassName.get(kernel.getPackageName() + ".generated", className);
        InPlaceLayout layout = new InPlaceLayout(program, arrays, numbers);
        CodeBlock body = new LoopWriter(program, layout, new JavaNames(), new Parts("part", ""), strict).write(false);
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(ClassName.get(kernel))
                .addMethod(MethodSpec.methodBuilder("run")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(double[][].class, "x")
                        .addParameter(double[].class, "data")
                        .addParameter(int[].class, "ints")
                        .addCode(body)
                        .build());
        return complete(self, type, program, List.of(layout), strict);
    }

    /** Adds the methods that the others call. */
    private static String complete(
            ClassName self,
            TypeSpec.Builder type,
            LoopProgram program,
            List<? extends KernelLayout> layouts,
            boolean strict) {
        if (layouts.stream().anyMatch(KernelLayout::usesChecks)) {
            type.addMethod(place());
        }
        for (boolean reals : new boolean[] {true, false}) {
            if (layouts.stream().anyMatch(used -> used.usesLenient(reals))) {
                type.addMethod(element(reals));
            }
        }
        type.addMethods(IntegerWriter.methods(program.partial()));
        Callees callees = new Callees();
        callees.addAll(program.nodes());
        type.addMethods(callees.methods(strict, false));
        return KernelSource.checked(self, type, callees);
    }

    private static MethodSpec workSize(int sizes, String text) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("workSize")
                .addModifiers(Modifier.PUBLIC)
                .returns(int.class)
                .addParameter(ArrayTypeName.of(int.class), "ints");
        for (int i = 0; i < sizes; i++) {
            method.addStatement("int n$L = ints[$L]", i, i);
        }
        return method.addStatement("return $L", text).build();
    }

    /** The row-major place of one more index; outside the array it is negative, and then so is whatever is made of it. */
    static MethodSpec place() {
        return MethodSpec.methodBuilder("place")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(int.class)
                .addParameter(int.class, "row")
                .addParameter(int.class, "index")
                .addParameter(int.class, "extent")
                .addStatement(
                        "return row < 0 || index < 0 || index >= extent ? $L : row * extent + index", "-2147483647 - 1")
                .build();
    }

    /** An element that is read before it is known to be needed. */
    static MethodSpec element(boolean reals) {
        Class<?> type = reals ? double.class : int.class;
        return MethodSpec.methodBuilder("element")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(type)
                .addParameter(ArrayTypeName.of(type), "array")
                .addParameter(int.class, "index")
                .addStatement("return index < 0 ? $L : array[index]", reals ? "Double.NaN" : "-1")
                .build();
    }
}

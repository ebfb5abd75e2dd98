package dev.jacobi.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.PlainIndex;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes one entry point of a function with arrays: its parameters by name, the checks of their lengths, and its loops. */
final class LoopMethod {
    /** The method that fills what is on and below the diagonal of a Hessian. */
    private static final String LOWER = "lowerTriangle";

    private static final TypeName INTS = ArrayTypeName.of(int.class);

    private final FunctionGraph function;
    private final List<Parameter> taken;
    private final LoopEntry entry;
    private final JavaNames names;
    private final LibrarySizes sizes;
    private final IntegerWriter integers;
    private final String seed;
    private final String out;
    private final String work;
    private final String workSize;
    private final String packed;

    /**
     * @param names the names of the class, which those of the parameters and sizes are among
     * @param workSize the call that says how long the workspace must be
     */
    LoopMethod(FunctionGraph function, LoopEntry entry, JavaNames names, LibrarySizes sizes, String workSize) {
        this(function, entry, names, sizes, workSize, null);
    }

    /**
     * One that takes all variables in one array.
     *
     * @param sizes as the data tell them
     * @param packed the name of the array, or null where the variables are taken by their names
     */
    LoopMethod(
            FunctionGraph function,
            LoopEntry entry,
            JavaNames names,
            LibrarySizes sizes,
            String workSize,
            String packed) {
        this.function = function;
        this.entry = entry;
        this.names = names.nested();
        this.packed = packed;
        this.taken = entry.structure() ? integerData(function, entry) : taken(function, packed == null);
        this.sizes = entry.structure() ? new LibrarySizes(function, taken, sizes(taken, entry), this.names) : sizes;
        this.integers = new IntegerWriter(this.sizes::text);
        this.workSize = workSize;
        EntryShape shape = entry.shape();
        this.seed = shape.seed() == null ? null : this.names.fresh(shape.seed());
        this.out = shape.out() == null ? null : this.names.fresh(shape.out());
        this.work = this.names.fresh("work");
    }

    private static List<Parameter> taken(FunctionGraph function, boolean variables) {
        return function.parameters().stream()
                .filter(parameter -> variables || parameter.role() == Role.DATA)
                .toList();
    }

    /** The integer data that an entry point mentions. */
    private static List<Parameter> integerData(FunctionGraph function, LoopEntry entry) {
        Set<Integer> mentioned = entry.program().nodes().stream()
                .filter(node -> node.is(Op.INTEGERS))
                .map(Node::index)
                .collect(Collectors.toSet());
        return function.parameters().stream()
                .filter(parameter -> parameter.node().is(Op.INTEGERS)
                        && mentioned.contains(parameter.node().index()))
                .toList();
    }

    /** The sizes that an entry point and its parameters mention. */
    private static List<Integer> sizes(List<Parameter> parameters, LoopEntry entry) {
        List<Node> integers = new ArrayList<>();
        parameters.forEach(parameter -> integers.addAll(Loops.extents(parameter.node())));
        entry.program().nodes().stream().filter(node -> node.is(Op.SIZE)).forEach(integers::add);
        entry.matrix().shapes().forEach(integers::addAll);
        entry.matrix().places().forEach(place -> integers.addAll(List.of(place.offset(), place.stride())));
        return List.copyOf(LibrarySizes.mentioned(integers));
    }

    /** The Java parameters, by name: the variables, the data, the sizes that no array tells. */
    private List<Signature.Parameter> parameters() {
        List<Signature.Parameter> parameters = new ArrayList<>();
        if (packed != null) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, packed));
        }
        for (Parameter parameter : taken) {
            parameters.add(new Signature.Parameter(type(parameter.node()), names.forWish(parameter.name())));
        }
        sizes.parameters().forEach(size -> parameters.add(new Signature.Parameter(TypeName.INT, size)));
        return parameters;
    }

    /** The Java type of a parameter. */
    static TypeName type(Node parameter) {
        boolean array = LibrarySizes.isArray(parameter);
        return parameter.is(Op.INTEGERS) ? array ? INTS : TypeName.INT : array ? Signature.DOUBLES : TypeName.DOUBLE;
    }

    /** Whether it puts its results in the place of the first variables. */
    private boolean isInPlace() {
        return out == null && !entry.outputs().isEmpty();
    }

    /** Whether users do not call it: it is a part of a step of an optimiser. */
    private boolean isHidden() {
        return packed != null || isInPlace();
    }

    /** Writes the method and, where it needs a workspace, the overload that allocates one. */
    void write(TypeSpec.Builder type, LoopJavadoc javadocs, boolean strict) {
        List<Signature.Parameter> parameters = parameters();
        if (seed != null) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, seed));
        }
        if (out != null) {
            parameters.add(new Signature.Parameter(entry.structure() ? INTS : Signature.DOUBLES, out));
        }
        int given = parameters.size();
        if (entry.needsWork()) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, work));
        }
        Signature all = new Signature(parameters, node -> null, out, work);
        Parts parts = new Parts(entry.shape().method() + "Part", all.arguments());
        LibraryLayout layout = layout(names);
        CodeBlock body = new LoopWriter(entry.program(), layout, names, parts, strict).write(entry.returnsValue());
        List<MethodSpec> others = new ArrayList<>();
        boolean checksIndices = layout.usesChecks() || !plainIndices().isEmpty();
        for (Parts.Part part = parts.next(); part != null; part = parts.next()) {
            MethodSpec.Builder method =
                    MethodSpec.methodBuilder(part.name()).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
            all.declare(method);
            JavaNames own = names.nested();
            LibraryLayout ofPart = layout(own);
            CodeBlock.Builder indexed = CodeBlock.builder().add(sizes.declarations());
            method.addCode(indexed.build());
            new LoopWriter(entry.program(), ofPart, own, parts, strict).write(part, method);
            checksIndices |= ofPart.usesChecks();
            others.add(method.build());
        }
        CodeBlock javadoc = isHidden() ? null : javadocs.of(entry, checksIndices);
        if (entry.needsWork() && !isHidden()) {
            List<Signature.Parameter> without = List.copyOf(parameters.subList(0, given));
            type.addMethod(allocating(new Signature(without, node -> null, out, work), javadoc));
        }
        MethodSpec.Builder method = builder(javadoc);
        all.declare(method);
        method.addCode(sizes.declarations()).addCode(checks());
        if (entry.derivative() == Derivative.HESSIAN) {
            type.addMethod(method.addCode(mirrored(all)).build());
            method = MethodSpec.methodBuilder(LOWER)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .returns(TypeName.DOUBLE);
            all.declare(method);
            method.addCode(sizes.declarations());
        }
        type.addMethod(method.addCode(body).build());
        type.addMethods(others);
    }

    private LibraryLayout layout(JavaNames own) {
        return new LibraryLayout(
                function,
                entry,
                own,
                sizes,
                packed,
                new Section(seed, entry.seeds()),
                new Section(out, entry.outputs()),
                entry.work(work));
    }

    /** Calls what fills the lower triangle, and mirrors that. */
    private CodeBlock mirrored(Signature signature) {
        String value = names.fresh("value");
        String width = integers.alone(entry.matrix().places().get(0).stride());
        return CodeBlock.builder()
                .addStatement("double $L = $L($L)", value, LOWER, signature.arguments())
                .addStatement("mirror($L, $L)", out, width)
                .addStatement("return $L", value)
                .build();
    }

    private MethodSpec.Builder builder(CodeBlock javadoc) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(entry.shape().method())
                .addModifiers(isHidden() ? Modifier.PRIVATE : Modifier.PUBLIC, Modifier.STATIC)
                .returns(entry.returnsValue() ? TypeName.DOUBLE : TypeName.VOID);
        return isHidden() ? method : method.addJavadoc(javadoc);
    }

    private MethodSpec allocating(Signature signature, CodeBlock javadoc) {
        MethodSpec.Builder method = builder(javadoc);
        signature.declare(method);
        String call = entry.shape().method() + "(" + signature.arguments() + ", new double[" + workSize + "])";
        return method.addCode(sizes.declarations())
                .addStatement(entry.returnsValue() ? "return $L" : "$L", call)
                .build();
    }

    private CodeBlock checks() {
        CodeBlock.Builder code = CodeBlock.builder();
        sizes.doubtful().forEach(size -> code.addStatement("checkSize($S, $L)", size, size));
        for (Parameter parameter : taken) {
            if (LibrarySizes.isArray(parameter.node()) && !sizes.defines(parameter)) {
                checkLength(
                        code,
                        names.forWish(parameter.name()),
                        new Section("", List.of(Loops.extents(parameter.node()))));
            }
        }
        if (packed != null) {
            checkLength(code, packed, Section.ofParameters(packed, function.variableNodes()));
        }
        if (seed != null) {
            checkLength(code, seed, new Section(seed, entry.seeds()));
        }
        if (out != null) {
            checkLength(code, out, entry.out(out));
            inputs().forEach(in -> checkDifferent(code, out, in));
        }
        if (isInPlace()) {
            checkInPlace(code);
        }
        if (entry.needsWork()) {
            code.addStatement("checkWork($L.length, $L)", work, workSize);
        }
        plainIndices().forEach(index -> checkIndices(code, index));
        return code.build();
    }

    /** The integer data that is checked as indices before anything is computed. */
    private List<PlainIndex> plainIndices() {
        return entry.structure() ? List.of() : PlainIndex.of(function);
    }

    private void checkIndices(CodeBlock.Builder code, PlainIndex index) {
        String loops = index.loops().stream()
                .filter(axis -> !Bounds.hasSteps(axis))
                .map(axis -> integers.text(axis.arg(0)) + " < " + integers.text(axis.arg(1)))
                .collect(Collectors.joining(" && "));
        if (!loops.isEmpty()) {
            code.beginControlFlow("if ($L)", loops);
        }
        String data = names.forWish(function.nameOf(index.data()));
        Node array = index.array();
        String of = array.isParameter()
                ? function.nameOf(array)
                : entry.program().names().getOrDefault(array, "an array");
        String extent = integers.text(index.extent());
        if (LibrarySizes.isArray(index.data())) {
            code.addStatement("checkIndices($S, $L, $L, $S)", data, data, extent, of);
        } else {
            code.addStatement("index($L, $L, $S)", data, extent, of);
        }
        if (!loops.isEmpty()) {
            code.endControlFlow();
        }
    }

    /** The arrays that change are different ones, and none is only read. */
    private void checkInPlace(CodeBlock.Builder code) {
        List<String> arrays = inputs();
        for (int i = 0; i < entry.outputs().size(); i++) {
            for (String other : arrays.subList(i + 1, arrays.size())) {
                checkDifferent(code, arrays.get(i), other);
            }
        }
    }

    private static void checkDifferent(CodeBlock.Builder code, String written, String other) {
        code.addStatement("checkDifferent($S, $L, $S, $L)", written, written, other, other);
    }

    private void checkLength(CodeBlock.Builder code, String array, Section section) {
        code.addStatement("checkLength($S, $L.length, $L)", array, array, section.length(integers));
    }

    /** The arrays of doubles that are read. */
    private List<String> inputs() {
        List<String> inputs = taken.stream()
                .filter(parameter -> type(parameter.node()).equals(Signature.DOUBLES))
                .map(parameter -> names.forWish(parameter.name()))
                .collect(Collectors.toList());
        if (packed != null) {
            inputs.add(packed);
        }
        if (seed != null) {
            inputs.add(seed);
        }
        return inputs;
    }
}

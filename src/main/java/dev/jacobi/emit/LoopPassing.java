package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.jacobi.emit.Library.Passed;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import java.util.ArrayList;
import java.util.List;

/** How a method of a user's interface passes what it takes to the static method of a function with arrays. */
final class LoopPassing {
    private final FunctionGraph function;
    private final LoopEntry entry;
    private final JavaNames names;
    private final LibrarySizes sizes;
    private final IntegerWriter integers;

    LoopPassing(FunctionGraph function, LoopEntry entry, JavaNames names) {
        this.function = function;
        this.entry = entry;
        this.names = names;
        function.parameters().forEach(parameter -> names.forWish(parameter.name()));
        this.sizes = new LibrarySizes(function, names);
        this.integers = new IntegerWriter(sizes::text);
    }

    /**
     * The parameters and what becomes of them.
     *
     * @param flattened whether all variables are in one array, whose length tells the only size that may be there
     * @param fresh whether the length of the outputs is asked for
     */
    Passed passed(boolean flattened, boolean fresh) {
        String outputs = "Math.toIntExact(" + entry.out("").length(integers) + ")";
        if (flattened) {
            return unpacked(outputs);
        }
        List<Signature.Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : function.parameters()) {
            parameters.add(new Signature.Parameter(LoopMethod.type(parameter.node()), names.forWish(parameter.name())));
        }
        sizes.parameters().forEach(size -> parameters.add(new Signature.Parameter(TypeName.INT, size)));
        Passed taken = Passed.asTaken(parameters, outputs);
        return fresh ? new Passed(parameters, withSizes(), taken.arguments(), outputs) : taken;
    }

    private CodeBlock withSizes() {
        CodeBlock.Builder code = CodeBlock.builder().add(sizes.declarations());
        for (String size : sizes.doubtful()) {
            code.add(refusal(size + " < 0", "size " + size + " is ", size, ""));
        }
        return code.build();
    }

    private Passed unpacked(String outputs) {
        String x = names.fresh("x");
        String at = names.fresh("at");
        String total = Section.ofParameters(x, function.variableNodes()).length(integers);
        CodeBlock.Builder code = CodeBlock.builder();
        String needed = " elements, needed are " + total;
        if (!function.sizes().isEmpty()) {
            String size = sizes.name(0);
            needed = " elements, as for no size " + size;
            code.addStatement("int $L = 0", size)
                    .beginControlFlow("while ($L < $L.length)", total, x)
                    .addStatement("$L++", size)
                    .endControlFlow();
        }
        code.add(refusal(x + ".length != " + total, x + " has ", x + ".length", needed));
        code.addStatement("int $L = 0", at);
        List<String> arguments = new ArrayList<>();
        for (Parameter parameter : function.parameters()) {
            String name = names.forWish(parameter.name());
            if (LibrarySizes.isArray(parameter.node())) {
                String length = new Section("", List.of(Loops.extents(parameter.node()))).length(integers);
                String cast = length.contains("(long)") ? "(int) (" + length + ")" : length;
                code.addStatement(
                        "double[] $L = java.util.Arrays.copyOfRange($L, $L, $L += $L)", name, x, at, at, cast);
            } else {
                code.addStatement("double $L = $L[$L++]", name, x, at);
            }
            arguments.add(name);
        }
        return new Passed(List.of(new Signature.Parameter(Signature.DOUBLES, x)), code.build(), arguments, outputs);
    }

    private static CodeBlock refusal(String condition, String before, String value, String after) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L)", condition)
                .addStatement("throw new IllegalArgumentException($S + $L + $S)", before, value, after)
                .endControlFlow()
                .build();
    }
}

package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.program.LoopProgram;
import java.util.List;

/**
 * The layout of a run-time class whose results take the place of its first variables. Each array is one of its own: at offsets in one array
 * HotSpot does not see that elements differ, and makes no vectors of them, which costs a step of an optimiser four times as much.
 */
final class InPlaceLayout extends KernelLayout {
    private final int arrays;
    private final int numbers;

    /** @param arrays how many of the variables are arrays; numbers follow them */
    InPlaceLayout(LoopProgram program, int arrays, int numbers) {
        super(program, null, null, 1);
        this.arrays = arrays;
        this.numbers = numbers;
    }

    @Override
    public CodeBlock declarations() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < arrays; i++) {
            code.addStatement("double[] x$L = x[$L]", i, i);
        }
        for (int i = 0; i < numbers; i++) {
            code.addStatement("double c$L = data[$L]", i, i);
        }
        return code.add(super.declarations()).build();
    }

    @Override
    public String number(Node parameter) {
        return "c" + (ofVariable(parameter).index() - arrays);
    }

    @Override
    public String element(Node array, String place) {
        return "x" + ofVariable(array).index() + "[" + place + "]";
    }

    @Override
    public String output(int number, List<String> indices, List<String> extents) {
        return "x" + number + "[" + Layout.flat(indices, extents) + "]";
    }

    private static Node ofVariable(Node parameter) {
        if (parameter.role() != Role.VARIABLE) {
            throw new IllegalStateException("no variable: " + parameter);
        }
        return parameter;
    }
}

package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.op.Op;
import dev.jacobi.program.Buffer;
import dev.jacobi.program.LoopProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what reductions, scatters and arrays accumulate into: in a variable, or in elements of a buffer. */
final class AccumulatorWriter {
    private final LoopProgram program;
    private final Layout layout;
    private final JavaNames names;
    private final LoopWriter writer;
    /** The variables for the best value so far of the positions of extremes. */
    private final Map<Node, String> bests = new HashMap<>();

    AccumulatorWriter(LoopProgram program, Layout layout, JavaNames names, LoopWriter writer) {
        this.program = program;
        this.layout = layout;
        this.names = names;
        this.writer = writer;
    }

    /** Gives what a binder accumulates into its first value. */
    CodeBlock begin(Node binder) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (binder.is(Op.SCATTER)
                || isArrayOfAccumulators(binder)
                || program.inWorkspace().contains(binder)) {
            code.add(fill(binder));
            if (isPosition(binder)) {
                code.addStatement("$L = $L", best(binder), extreme(binder));
            }
            return code.build();
        }
        code.add(writer.defined(binder, first(binder)));
        if (isPosition(binder)) {
            String best = names.temporary("b");
            bests.put(binder, best);
            code.addStatement("double $L = $L", best, extreme(binder));
        }
        return code.build();
    }

    private static boolean isPosition(Node binder) {
        return binder.is(Op.ARGMAX) || binder.is(Op.ARGMIN);
    }

    private static String extreme(Node binder) {
        boolean largest = binder.is(Op.MAXIMUM) || binder.is(Op.ARGMAX);
        return "Double." + (largest ? "NEGATIVE_INFINITY" : "POSITIVE_INFINITY");
    }

    private static String first(Node binder) {
        return switch (binder.op()) {
            case SUM, SCATTER -> "0.0";
            case PROD -> "1.0";
            case ARGMAX, ARGMIN -> "-1";
            default -> extreme(binder);
        };
    }

    /** Whether the loop over what is kept runs inside the one that accumulates, so that each element has an accumulator of its own. */
    private boolean isArrayOfAccumulators(Node binder) {
        Buffer buffer = program.buffers().get(binder);
        return buffer != null && buffer.indices().stream().anyMatch(axis -> !writer.isOpen(axis));
    }

    /** Gives the accumulators for all values of the axes that are not open their first value. */
    private CodeBlock fill(Node binder) {
        Buffer buffer = program.buffers().get(binder);
        int own = binder.is(Op.SCATTER) ? Loops.extents(binder).size() : 0;
        int open = 0;
        while (open < buffer.indices().size() - own
                && writer.isOpen(buffer.indices().get(open))) {
            open++;
        }
        List<String> row = writer.texts(buffer.indices().subList(0, open));
        return new Filling(layout, names).of(binder, row, writer.texts(buffer.extents()), first(binder));
    }

    /** Adds (multiplies, ...) the body of a binder to what it accumulates into. */
    CodeBlock accumulate(Node binder) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (binder.is(Op.SCATTER)) {
            for (Scatter.Contribution added : Scatter.of(binder).contributions()) {
                code.addStatement("$L += $L", writer.target(binder, added.indices()), writer.value(added.value()));
            }
            return code.build();
        }
        String value = writer.value(binder.body());
        String target = writer.target(binder);
        switch (binder.op()) {
            case MAP -> code.addStatement("$L = $L", target, value);
            case SUM -> code.addStatement("$L += $L", target, value);
            case PROD -> code.addStatement("$L *= $L", target, value);
            case MAXIMUM -> code.addStatement("$L = Math.max($L, $L)", target, target, value);
            case MINIMUM -> code.addStatement("$L = Math.min($L, $L)", target, target, value);
            default -> code.add(position(binder, target, value));
        }
        return code.build();
    }

    private CodeBlock position(Node binder, String target, String value) {
        CodeBlock.Builder code = CodeBlock.builder();
        String best = best(binder);
        String v = names.temporary("v");
        code.addStatement("double $L = $L", v, value);
        String better = v + (binder.is(Op.ARGMAX) ? " > " : " < ") + best;
        code.beginControlFlow("if ($L < 0 || $L == $L && ($L || $L != $L))", target, best, best, better, v, v);
        code.addStatement("$L = $L", best, v);
        code.addStatement("$L = $L", target, writer.integer(binder.arg(0)));
        return code.endControlFlow().build();
    }

    /** Where the best value so far of the position of an extreme is. */
    private String best(Node position) {
        if (!program.inWorkspace().contains(position)) {
            return bests.get(position);
        }
        Buffer buffer = program.buffers().get(position);
        List<String> behind = new ArrayList<>(writer.texts(buffer.indices()));
        behind.set(behind.size() - 1, "1");
        return layout.buffer(position, behind, writer.texts(buffer.extents()));
    }
}

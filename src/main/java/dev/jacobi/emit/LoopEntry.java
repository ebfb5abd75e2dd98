package dev.jacobi.emit;

import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.Node;
import dev.jacobi.program.LoopProgram;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One entry point of a function with arrays or loops.
 *
 * @param shape the names of its method and arrays; lengths depend on sizes
 * @param number whether the function's only result is a single number
 * @param structure whether it computes integers, from sizes and integer data only
 * @param seeds the shapes of what the directions or weights belong to
 * @param outputs the shapes of what is stored
 * @param matrix where that is in a matrix or in packed rows, or null where it stands one after the other
 */
public record LoopEntry(
        Derivative derivative,
        EntryShape shape,
        LoopProgram program,
        boolean number,
        boolean structure,
        List<List<Node>> seeds,
        List<List<Node>> outputs,
        OutputMatrix matrix) {

    /** The same with other names. */
    LoopEntry named(EntryShape names) {
        return new LoopEntry(derivative, names, program, number, structure, seeds, outputs, matrix);
    }

    /** Whether it returns the function's value. */
    public boolean returnsValue() {
        return shape.returnsValue();
    }

    /** The shapes of what lives in the workspace, by the number of the buffer; null for what is elsewhere. */
    Section work(String array) {
        return new Section(
                array,
                program.buffers().entrySet().stream()
                        .map(entry -> isOutput(entry.getKey())
                                ? null
                                : entry.getValue().extents())
                        .collect(Collectors.toList()));
    }

    /** What the array of outputs holds. */
    Section out(String array) {
        return new Section(array, matrix == null ? outputs : matrix.shapes());
    }

    /** Whether a value lives in an output rather than in the workspace. */
    boolean isOutput(Node buffered) {
        return program.outputs().containsKey(buffered);
    }

    /** Whether it needs a workspace. */
    boolean needsWork() {
        return work("").shapes().stream().anyMatch(shape -> shape != null);
    }
}

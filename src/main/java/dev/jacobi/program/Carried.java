package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;

/**
 * A state of a recurrence as a program carries it from step to step: a single number in a variable, an array in rows of a buffer.
 *
 * @param steps the axis of the steps
 * @param every whether each value is kept in a row of its own; otherwise rows are for the values before and after a step, in turn
 */
public record Carried(Node steps, Recurrence.State state, boolean every) {
    /** The node that stands for it, in {@link LoopProgram#buffers} too. */
    public Node node() {
        return state.before();
    }

    public boolean isNumber() {
        return state.axes().isEmpty();
    }
}

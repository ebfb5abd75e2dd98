package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import java.util.List;

/** What a program does. A node stands for the local variable that holds its value, or for its expression where it has none. */
public sealed interface Statement {

    /** Computes a node into its variable. */
    record Let(Node node) implements Statement {}

    /** Gives the variable of a conditional the value of the branch that this statement stands in. */
    record Assign(Node target, Node value) implements Statement {}

    /** A branch. */
    record Choice(Node condition, Block then, Block otherwise) implements Statement {}

    /** Writes a node to an element of the output array. */
    record Store(int index, Node value) implements Statement {}

    /** A loop over an axis, from its lower to its upper bound. */
    record Loop(Node axis, Block body) implements Statement {}

    /** Makes the variable of a conditional known before the branch that gives it a value. */
    record Declare(Node node) implements Statement {}

    /** Gives what a reduction or a scatter accumulates into its first value. */
    record Begin(Node binder) implements Statement {}

    /** Adds (multiplies, ...) the body of a reduction or scatter to what it accumulates into, or puts that of a map in its place. */
    record Accumulate(Node binder) implements Statement {}

    /** Fails where an element is outside its array. */
    record Check(Node read) implements Statement {}

    /** Fails where an index of an array is outside an extent, unless a loop over one of the axes, round the read, is empty. */
    record CheckIndex(Node array, Node index, Node extent, List<Node> axes) implements Statement {}

    /** Fails where an integer has no value, unless a loop over one of the axes, round its use, is empty. */
    record CheckInteger(Node integer, List<Node> axes) implements Statement {}

    /** Puts a value into its buffer. */
    record Keep(Node node) implements Statement {}

    /** Writes a value to the element of an output array at these axes. */
    record StoreElement(int output, List<Node> axes, Node value) implements Statement {}

    /** Gives a state of a recurrence its first value, at its own axes. */
    record First(Recurrence.State state) implements Statement {}

    /** Puts the next value of a state that is an array, at its own axes, into the row after the step. */
    record Next(Recurrence.State state) implements Statement {}

    /** Gives the states that are single numbers their next values: all of these see the states before the step. */
    record Advance(List<Recurrence.State> states) implements Statement {}

    /** Runs another method of the program, by its number. */
    record Call(int method) implements Statement {}
}

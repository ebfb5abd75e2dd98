package dev.jacobi.program;

import dev.jacobi.graph.Node;

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

    /** Runs another method of the program, by its number. */
    record Call(int method) implements Statement {}
}

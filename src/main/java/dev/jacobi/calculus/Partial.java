package dev.jacobi.calculus;

import dev.jacobi.graph.Node;

/**
 * The partial derivative of an operation by one of its arguments.
 *
 * @param when the condition under which the argument contributes at all, or null where it always does
 * @param factor the partial derivative, meaningful where {@code when} holds
 */
record Partial(Node when, Node factor) {}

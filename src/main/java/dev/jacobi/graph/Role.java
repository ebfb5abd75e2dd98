package dev.jacobi.graph;

/** What a parameter of a graph stands for. */
public enum Role {
    /** A variable: what derivatives are taken by. */
    VARIABLE,
    /** Data: a parameter that is not differentiated by. */
    DATA,
    /** A direction of a directional derivative, or a weight of a result in a vector-Jacobian product. */
    SEED
}

package dev.jacobi.op;

/** The type of a node's value. */
public enum Type {
    REAL,
    /** A truth value: the result of a comparison. */
    CONDITION
}

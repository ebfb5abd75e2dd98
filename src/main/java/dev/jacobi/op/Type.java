package dev.jacobi.op;

/** The type of a node's value. */
public enum Type {
    REAL,
    /** A truth value: the result of a comparison. */
    CONDITION,
    /** A whole number of 32 bits: a size, an axis, an index. */
    INTEGER,
    /** An array of reals; only READ consumes one. */
    ARRAY,
    /** An array of integers. */
    INTEGERS
}

package dev.jacobi.simplify;

/** What a rule may change. Each grade includes those before it. A grade belongs to an output, not to a node. */
public enum Grade {
    /** Nothing: the same bits for every input (a NaN is a NaN). */
    IEEE,
    /** Rounding: the same real function at every interior point of the domain, which may grow but never shrinks. */
    REAL,
    /** Also overflow and underflow of intermediates: reassociation, reciprocals, fused multiply-add. */
    FAST,
    /** For reading, not for computing: the same real function in the form that a person would write. */
    TEXT;

    boolean includes(Grade other) {
        return compareTo(other) >= 0;
    }
}

package dev.jacobi.diag;

/** How much a simplification may change: see DESIGN.md, "What a result means". */
public enum Arithmetic {
    /** The value keeps the bits of the formula as written; derivatives may use rules of real arithmetic. */
    DEFAULT,
    /** Value and derivatives only change by rewrites that keep every bit. */
    IEEE,
    /** Value and derivatives may use rules of real arithmetic. */
    REAL,
    /** As REAL, and also reassociation, reciprocals and fused multiply-add; so far no rule uses that freedom. */
    FAST
}

package dev.jacobi.diag;

/**
 * Bounds on what one formula may cost. Crossing one is a {@link JacobiException} with code {@link ErrorCode#LIMIT}, raised before
 * the memory or the time is spent.
 *
 * @param text characters of source text
 * @param tokens tokens of source text
 * @param nesting depth of brackets, calls, prefix operators and conditionals
 * @param variables parameters of one function, variables and data together
 * @param nodes nodes of a function's graph before differentiation
 * @param derivativeNodes nodes of the graph with its derivatives
 * @param constants distinct constants in one generated class
 * @param classBytes bytes of one compiled class
 */
public record Limits(
        int text,
        int tokens,
        int nesting,
        int variables,
        int nodes,
        int derivativeNodes,
        int constants,
        int classBytes) {

    /** For formulas that a build or a colleague wrote: a function of a million operations passes. */
    public static Limits defaults() {
        return new Limits(16 << 20, 4_000_000, 1000, 65_536, 2_000_000, 10_000_000, 30_000, 64 << 20);
    }

    /** For formulas that strangers type. */
    public static Limits server() {
        return new Limits(16 << 10, 5_000, 250, 1_024, 12_500, 125_000, 7_500, 1 << 20);
    }
}

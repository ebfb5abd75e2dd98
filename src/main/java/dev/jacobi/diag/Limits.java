package dev.jacobi.diag;

/**
 * Bounds on what one formula may cost. Crossing one is a {@link JacobiException} with code {@link ErrorCode#LIMIT}, raised before
 * the memory or the time is spent.
 *
 * <p>The defaults leave room for a function of a million operations and stop what could only end in an
 * {@link OutOfMemoryError} or after minutes; a server's limits stop what takes longer than about a second.
 *
 * @param text characters of source text. Defaults to 16 Mi, the text of a million operations; a server's 16 Ki are some pages
 *     that a person typed
 * @param tokens tokens of source text. Defaults to 4,000,000, as many as fit into the text at four characters each; a server's
 *     5,000 bound all that is linear in the text
 * @param nesting depth of brackets, calls, prefix operators and conditionals. Every pass is a loop, so that this guards no stack;
 *     1,000 levels, or a server's 250, are more than anybody reads
 * @param variables parameters of one function, variables and data together. Defaults to 65,536; a server's 1,024 keep a dense
 *     Hessian at a million entries, which its derivative nodes then bound
 * @param nodes nodes of a function's graph before differentiation. Functions that call each other make it grow exponentially in
 *     the text. Defaults to 2,000,000, some hundred megabytes; a server's 12,500 take milliseconds
 * @param derivativeNodes nodes of the graph with its derivatives, and entries of a dense matrix. A gradient has a few times the nodes of its function, a Hessian
 *     as many times as there are variables. Defaults to five, a server's to ten times {@code nodes}
 * @param constants distinct constants in one generated class. Its constant pool holds 65,535 entries, a constant takes two, and
 *     the methods need theirs: 30,000 is the most that is sure to fit, and a server's a quarter of it
 * @param classBytes bytes of one compiled class, checked before it is loaded. Defaults to 64 Mi, a few million operations; a
 *     server's 1 Mi is some 100,000
 * @param steps iterations of all loops in one evaluation, counted before it from the sizes and integer data: of a branch the longer
 *     side, and of a range that depends on where an extreme is, all of it. Defaults to 2^50, days; a server's 2^24 are about a second of
 *     some ten operations each
 * @param workspace doubles of the workspace of one evaluation, counted before it is allocated. Defaults to 2^31 - 1, the longest array; a
 *     server's 4 Mi are 32 MB
 */
public record Limits(
        int text,
        int tokens,
        int nesting,
        int variables,
        int nodes,
        int derivativeNodes,
        int constants,
        int classBytes,
        long steps,
        int workspace) {

    /** Limits on a formula, with the default ones on its evaluation. */
    public Limits(
            int text,
            int tokens,
            int nesting,
            int variables,
            int nodes,
            int derivativeNodes,
            int constants,
            int classBytes) {
        this(
                text,
                tokens,
                nesting,
                variables,
                nodes,
                derivativeNodes,
                constants,
                classBytes,
                1L << 50,
                Integer.MAX_VALUE);
    }

    /** For formulas that a build or a colleague wrote: a function of a million operations passes. */
    public static Limits defaults() {
        return new Limits(16 << 20, 4_000_000, 1000, 65_536, 2_000_000, 10_000_000, 30_000, 64 << 20);
    }

    /** For formulas that strangers type. */
    public static Limits server() {
        return new Limits(16 << 10, 5_000, 250, 1_024, 12_500, 125_000, 7_500, 1 << 20, 1 << 24, 4 << 20);
    }
}

package dev.jacobi.diag;

/** What kind of mistake a diagnostic reports. The names are stable: programs may rely on them. */
public enum ErrorCode {
    /** A character, number or comment that is no token of the language. */
    LEXICAL,
    /** Tokens in an order that the grammar does not allow. */
    SYNTAX,
    /** A name that stands for nothing, or for two things. */
    NAME,
    /** Too many or too few arguments or results. */
    ARITY,
    /** A condition where a number is needed, or the reverse. */
    TYPE,
    /** A function that calls itself, directly or not. */
    RECURSION,
    /** What another language can say and ours cannot: a loop of FPCore, say. */
    UNSUPPORTED,
    /** A derivative that is asked for but not defined. */
    DERIVATIVE,
    /** More text, nesting, nodes, code than {@link Limits} allows. */
    LIMIT,
    /** An argument of a call at run time: wrong length, missing data, unknown name. */
    ARGUMENT,
    /** A file or a resource that cannot be read or written. */
    INPUT,
    /** The generated Java was refused by a check or by a compiler: a defect of Jacobi. */
    INTERNAL
}

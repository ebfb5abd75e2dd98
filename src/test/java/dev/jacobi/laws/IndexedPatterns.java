package dev.jacobi.laws;

/** What {@link IndexedGenerator} makes terms of. */
final class IndexedPatterns {
    static final String[] FUNCTIONS = {
        "sin($)",
        "cos($)",
        "tanh($)",
        "exp(-$^2)",
        "sigmoid($)",
        "softplus($)",
        "log(1 + $^2)",
        "sqrt(1 + $^2)",
        "$^2",
        "(-$)",
        "abs($)",
        "relu($)"
    };
    static final String[] WILD = {"log($)", "sqrt($)", "exp($)", "(1 / $)", "$^-2", "floor($)", "$^3"};
    static final String[] OPERATORS = {
        "($ + $)", "($ - $)", "($ * $)", "($ * $)", "($ / (1 + $^2))", "max($, $)", "min($, $)"
    };
    static final String[] STEPS = {
        "($ + $)",
        "($ * $)",
        "($ - $)",
        "tanh($ + $)",
        "($^2 / 3 + $)",
        "(b * $ + $)",
        "max($, $)",
        "(if $ > 0.5 then $ else a)"
    };
    static final String[] REDUCTIONS = {"sum", "sum", "sum", "prod", "max", "min", "logsumexp"};
    static final String[] NUMBERS = {"0", "1", "2", "0.5", "1.25", "3"};

    private IndexedPatterns() {}
}

package dev.jacobi.interpret;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;

/** What an evaluation may still cost within the limits of run time. */
final class Budget {
    private final Limits limits;
    private long passes;

    Budget(Limits limits) {
        this.limits = limits;
    }

    /** Counts a pass of a loop, whose number this is. */
    long pass() {
        if (++passes > limits.steps()) {
            throw limit("the loops of one evaluation have more than " + limits.steps()
                    + " iterations, the limit Limits.steps");
        }
        return passes;
    }

    /** The length of an array. */
    int product(long length, long extent) {
        if (length * extent > limits.workspace()) {
            throw limit("an array needs more than " + limits.workspace() + " elements, the limit Limits.workspace");
        }
        return (int) (length * extent);
    }

    private static JacobiException limit(String message) {
        return new JacobiException(ErrorCode.LIMIT, message);
    }
}

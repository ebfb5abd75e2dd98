package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.program.LoopCosts;

/** Holds one evaluation against the limits of run time, before it takes time or memory. */
final class Workload {
    private Workload() {}

    /**
     * The length of the workspace of a program for some sizes and data.
     *
     * @throws JacobiException where the loops or the workspace cross a limit
     */
    static int workSize(LoopCosts costs, FunctionGraph function, int[] ints, Limits limits) {
        long workspace = costs.workspace(ints);
        if (workspace > limits.workspace()) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "one evaluation needs a workspace of " + counted(workspace) + " doubles" + sizes(function, ints)
                            + ", the limit Limits.workspace is " + limits.workspace() + "; evaluate smaller parts");
        }
        long steps = costs.steps(ints, limits.steps());
        if (steps > limits.steps()) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "the loops of one evaluation have more than " + limits.steps()
                            + " iterations, the limit Limits.steps" + sizes(function, ints) + "; the longest loops: "
                            + costs.longest(ints));
        }
        return (int) workspace;
    }

    private static String counted(long number) {
        return number == Long.MAX_VALUE ? "more than 2^63" : Long.toString(number);
    }

    private static String sizes(FunctionGraph function, int[] ints) {
        return function.sizes().isEmpty() ? "" : " for the sizes " + Sizes.known(function.sizes(), ints);
    }

    /**
     * A workspace.
     *
     * @throws JacobiException where there is not enough memory
     */
    static double[] allocate(int length) {
        try {
            return new double[length];
        } catch (OutOfMemoryError e) {
            throw noMemory(length, e);
        }
    }

    static JacobiException noMemory(int length, OutOfMemoryError e) {
        return new JacobiException(
                ErrorCode.LIMIT,
                "there is no memory for a workspace of " + length
                        + " doubles; evaluate smaller parts, or give Java more",
                e);
    }
}

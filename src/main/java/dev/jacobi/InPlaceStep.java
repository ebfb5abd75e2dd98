package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.emit.LoopEntry;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.program.InPlace;
import dev.jacobi.runtime.InPlaceKernel;
import dev.jacobi.runtime.KernelCompiler;
import java.util.Optional;

/**
 * A step of an optimiser that changes its arrays in place: a function of vectors of one size, the last of which is only read, and of numbers,
 * which gives a new value for each of the others. The numbers are those of {@link CompiledFunction#value(double[], double[])}, bit by bit; it
 * takes a quarter of the time, since each vector is an array of its own. Immutable and thread-safe; allocates nothing.
 */
public final class InPlaceStep {
    private final InPlaceKernel kernel;
    private final int arrays;
    private final int numbers;

    private InPlaceStep(InPlaceKernel kernel, int arrays, int numbers) {
        this.kernel = kernel;
        this.arrays = arrays;
        this.numbers = numbers;
    }

    /**
     * The step that a function makes, compiled, or nothing where it has another form, or makes elements of others than those of one index, so
     * that it would read what it has changed.
     */
    public static Optional<InPlaceStep> of(CompiledFunction function) {
        FunctionGraph rule = function.graph();
        if (!StepFormula.fits(rule) || rule.sizes().size() != 1) {
            return Optional.empty();
        }
        LoopEntry entry = StepFormula.entry(rule, Derivative.VALUE, function.options());
        if (!InPlace.isPossible(entry.program()) || !entry.program().partial().isEmpty()) {
            return Optional.empty();
        }
        int arrays = rule.results().size() + 1;
        int numbers = rule.variables().size() - arrays;
        InPlaceKernel kernel = KernelCompiler.compileInPlace(entry.program(), arrays, numbers, function.options());
        return Optional.of(new InPlaceStep(kernel, arrays, numbers));
    }

    /**
     * Makes a step.
     *
     * @param x the vectors, in declared order: different arrays of the size's length; all but the last are changed
     * @param parameters the numbers behind them
     * @param size an array that holds the length of the vectors
     * @throws JacobiException where there is another number of either, or a vector has another length
     */
    public void run(double[][] x, double[] parameters, int[] size) {
        if (x.length != arrays || parameters.length != numbers) {
            throw misfit("takes " + arrays + " arrays and " + numbers + " numbers");
        }
        for (int i = 0; i < arrays; i++) {
            if (x[i].length != size[0]) {
                throw misfit("array " + i + " has " + x[i].length + " elements, the size is " + size[0]);
            }
            for (int j = 0; j < i; j++) {
                if (x[i] == x[j]) {
                    throw misfit("arrays " + j + " and " + i + " must be different");
                }
            }
        }
        kernel.run(x, parameters, size);
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, "the step: " + message);
    }
}

package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Evaluator;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A formula with all that it takes in one array: elements of arrays first, then numbers, which have names. For one thread. */
final class Call {
    private final Evaluator formula;
    private final String[] names;
    private final int elements;
    private final double[] x;

    /**
     * A call with the numbers that do not change.
     *
     * @param arrays how many of the formula's variables are arrays
     * @param elements how many elements those have together
     * @param settings the numbers that do not change
     * @param changing the names of those that {@link #set} may give
     */
    Call(CompiledFunction formula, int arrays, int elements, Map<String, Double> settings, Set<String> changing) {
        List<String> variables = formula.variables();
        this.formula = formula.evaluator();
        List<String> numbers = variables.subList(arrays, variables.size());
        this.names = numbers.toArray(String[]::new);
        this.elements = elements;
        this.x = new double[elements + numbers.size()];
        for (String name : settings.keySet()) {
            if (!numbers.contains(name) || changing.contains(name)) {
                throw misfit("the formula takes no setting '" + name + "'; it takes " + numbers);
            }
        }
        for (String name : numbers) {
            if (settings.containsKey(name)) {
                set(name, settings.get(name));
            } else if (!changing.contains(name)) {
                throw misfit("the formula has no value for '" + name + "'; the settings are " + settings.keySet());
            }
        }
    }

    /** Gives a number, where the formula takes it. */
    void set(String name, double value) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                x[elements + i] = value;
            }
        }
    }

    /** All that the formula takes. */
    double[] arguments() {
        return x;
    }

    /** The value of a formula with one number as its result. */
    double value() {
        return formula.value(x);
    }

    /** All results. */
    void value(double[] y) {
        formula.value(x, y);
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}

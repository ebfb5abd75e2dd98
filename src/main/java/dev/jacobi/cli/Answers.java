package dev.jacobi.cli;

import dev.jacobi.diag.Derivative;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The numbers that {@code evaluate} was asked for at one point. */
record Answers(double[] values, Map<Derivative, double[]> derivatives) {

    static Answers at(Point point, Calculation calculation, Set<Derivative> wanted) {
        Map<Derivative, double[]> derivatives = new EnumMap<>(Derivative.class);
        for (Derivative derivative : wanted) {
            derivatives.put(derivative, calculation.run(derivative, point));
        }
        return new Answers(calculation.run(Derivative.VALUE, point), derivatives);
    }
}

package dev.jacobi.laws;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.interpret.Interpreter;
import java.util.List;

/** Compares numbers with those expected, by the largest of these, and counts them; what is infinite or NaN is not compared. */
final class Nearness {
    private long compared;

    /** How many numbers have been compared. */
    long compared() {
        return compared;
    }

    /** The first number that is not near, or -1. */
    int firstFar(double[] expected, double[] found, double tolerance) {
        double scale = 1;
        for (double number : expected) {
            scale = Double.isFinite(number) ? Math.max(scale, Math.abs(number)) : scale;
        }
        for (int i = 0; i < expected.length; i++) {
            if (Double.isFinite(expected[i])) {
                compared++;
                if (!(Math.abs(found[i] - expected[i]) <= tolerance * scale)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** How the results of one function differ from those of another; null where they are near, or the first has none. */
    String difference(FunctionGraph function, FunctionGraph again, Sample sample, double tolerance) {
        double[] expected;
        try {
            expected = evaluate(function, sample);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return null;
        }
        double[] found = evaluate(again, sample);
        if (found.length != expected.length) {
            return "lengths: " + expected.length + ", " + found.length;
        }
        int far = firstFar(expected, found, tolerance);
        return far < 0 ? null : "at " + far + ": " + expected[far] + " became " + found[far];
    }

    private static double[] evaluate(FunctionGraph function, Sample sample) {
        return Interpreter.evaluate(
                function.graph(), function.results(), sample.inputs(sample.variables(), List.of()), false);
    }
}

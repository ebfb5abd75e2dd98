package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.RunLimits;
import dev.jacobi.diag.Options;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gradient adds up over the steps of a recurrence is added in its steps, where that is possible at all. */
class StepSharingTest {
    private static final int STEPS = 10_000;

    private static CompiledFunction limited(int workspace, String text) {
        return Jacobi.with(Options.defaults().limits(RunLimits.workspace(workspace)))
                .compile(text);
    }

    private static double[] numbers(int length) {
        return new SplittableRandom(length).doubles(length, -1, 1).toArray();
    }

    @Test
    void aGradientKeepsStatesButNoAdjoints() {
        String text = "function f(a, b; x[T]) = fold(t in T, s = a: tanh(s + b * x[t]))";
        double[] gradient = new double[2];
        limited(STEPS + 10, text).bind("x", numbers(STEPS)).gradient(new double[] {0.5, 0.25}, gradient);
        assertThat(gradient[1]).isNotZero().isFinite();
    }

    /** Elements for each step, orders of loops, results that decide, and steps in steps, which ride only in part or not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod(t in T: cos(x[t]))",
                "prod(t in T, k in T: 1 + x[t] * x[k] / 9)",
                "sum(t in T: x[t] * fold(k in T, s = x[t]: sin(s + x[k])))",
                "sum(t in T: x[t] * fold(k in 0..<t, s = x[0]: sin(s + x[k] * x[t])))",
                "sum(t in T, k in T: x[k] * fold(j in T, s = x[k]: cos(s * x[j] + x[t])))",
                "fold(t in T, s = x[0]: s + x[t] * prod(k in T: 1 + s * x[k] / 9))",
                "fold(t in T, s = x[0]: s + fold(k in T, y = s: cos(y * x[k] + x[t])))",
                "fold(t in T, s = fold(k in T, y = x[0]: sin(y + x[k])): if s * x[t] > 0 then s * cos(x[t]) else s - x[t])",
                "fold(t in T, s = if fold(k in T, y = x[0]: y * x[k] + 1) > 0 then x[0] else x[1]: cos(s + x[t]))",
            })
    void reverseModeIsForwardMode(String expression) {
        CompiledFunction f = Jacobi.compile("function f(x[T]) = " + expression);
        double[] x = numbers(5);
        double[] gradient = new double[x.length];
        double[] tangent = new double[1];
        assertThat(f.gradient(x, gradient)).isEqualTo(f.value(x));
        for (int i = 0; i < x.length; i++) {
            double[] direction = new double[x.length];
            direction[i] = 1;
            f.jvp(x, direction, tangent);
            assertThat(gradient[i]).isCloseTo(tangent[0], within(1e-13 * (1 + Math.abs(tangent[0]))));
        }
    }
}

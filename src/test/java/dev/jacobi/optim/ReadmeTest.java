package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.optim.hipparchus.Fit;
import dev.jacobi.optim.hipparchus.LeastSquares;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The examples of the README, with the numbers that stand there. */
class ReadmeTest {
    @Test
    void aFirstMinimisation() {
        CompiledFunction loss = Jacobi.compile("""
                function loss(w[D], b; X[N, D], y[N]) =
                    sum(i in N: softplus(-y[i] * (b + sum(d in D: w[d] * X[i, d])))) / N
                """)
                .bind("X", new double[][] {{0, 1}, {1, 0}, {2, 2}, {3, 1}, {1, 3}, {4, 3}})
                .bind("y", new double[] {-1, -1, 1, -1, 1, 1});
        Optimum best = AdamW.defaults()
                .alpha(Schedule.cosine(0.1, 600))
                .over(loss)
                .batches("N", 2, 1)
                .stop(Stop.after(600))
                .minimize(new double[3]);
        assertThat(best.loss()).isCloseTo(0.09095, Offset.offset(5e-5));
        assertThat(best.parameters()).containsExactly(new double[] {-0.09665, 3.3165, -4.9125}, Offset.offset(5e-4));
    }

    @Test
    void aValley() {
        CompiledFunction valley = Jacobi.compile("""
                function rosenbrock(x[N]) = sum(i in 0..<N - 1: 100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)
                """);
        Optimum lowest =
                Lbfgs.over(valley).stop(Stop.after(1000).gradientNorm(1e-6)).minimize(new double[100]);
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        assertThat(lowest.parameters()).containsExactly(ones, Offset.offset(5e-7));
        assertThat(lowest.reason()).isEqualTo(Stop.Reason.GRADIENT_NORM);
        assertThat(lowest.steps()).isBetween(450L, 550L);
    }

    @Test
    void aFirstFit() {
        CompiledFunction residuals = Jacobi.compile("function r(a, b; x[N], y[N]) = [i in N: a * exp(b * x[i]) - y[i]]")
                .bind("x", new double[] {0, 1, 2, 3, 4})
                .bind("y", new double[] {3.1, 1.8, 1.2, 0.6, 0.4});
        Fit fit = LeastSquares.levenbergMarquardt(residuals).minimize(new double[] {1, -1});
        assertThat(fit.parameters()).containsExactly(new double[] {3.09135, -0.51385}, Offset.offset(5e-5));
        assertThat(fit.standardErrors()).containsExactly(new double[] {0.06725, 0.02175}, Offset.offset(5e-5));
    }
}

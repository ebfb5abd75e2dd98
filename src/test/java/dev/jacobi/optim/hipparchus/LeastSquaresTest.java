package dev.jacobi.optim.hipparchus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.optim.Optimum;
import dev.jacobi.optim.Stop;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static final double[] X = {0, 1, 2, 3, 4};

    private static final CompiledFunction EXPONENTIAL = Jacobi.compile(
                    "function r(a, b; x[N], y[N]) = [i in N: a * exp(b * x[i]) - y[i]]")
            .bind("x", X)
            .bind("y", Arrays.stream(X).map(x -> 3 * Math.exp(-x / 2)).toArray());

    /** A line, whose least squares are known in closed form. */
    private static final CompiledFunction LINE = Jacobi.compile(
                    "function r(a, b; x[N], y[N]) = [i in N: a + b * x[i] - y[i]]")
            .bind("x", X)
            .bind("y", new double[] {1, 3, 2, 5, 4});

    @Test
    void bothMethodsFindAnExponential() {
        double[] start = {2, -0.3};
        for (LeastSquares method :
                new LeastSquares[] {LeastSquares.levenbergMarquardt(EXPONENTIAL), LeastSquares.gaussNewton(EXPONENTIAL)
                }) {
            Fit fit = method.minimize(start);
            assertThat(fit.parameters()).containsExactly(new double[] {3, -0.5}, Offset.offset(1e-12));
            assertThat(fit.sumOfSquares()).isLessThan(1e-24);
            assertThat(fit.iterations()).isBetween(2, 30);
            assertThat(fit.evaluations()).isGreaterThanOrEqualTo(fit.iterations());
        }
        assertThat(start).containsExactly(2, -0.3);
    }

    @Test
    void aLineHasTheSlopeAndDeviationsOfTheTextbook() {
        for (LeastSquares method :
                new LeastSquares[] {LeastSquares.levenbergMarquardt(LINE), LeastSquares.gaussNewton(LINE)}) {
            Fit fit = method.minimize(new double[2]);
            // Means 2 and 3, sums of squares 10 and of products 8; so slope 0.8, intercept 1.4, sum of squares 10 -
            // 6.4.
            assertThat(fit.parameters()).containsExactly(new double[] {1.4, 0.8}, Offset.offset(1e-12));
            assertThat(fit.sumOfSquares()).isCloseTo(3.6, Offset.offset(1e-12));
            double variance = 3.6 / 3;
            double[] deviations = {Math.sqrt(variance * (1 / 5.0 + 4 / 10.0)), Math.sqrt(variance / 10)};
            assertThat(fit.standardErrors()).containsExactly(deviations, Offset.offset(1e-12));
        }
    }

    @Test
    void deviationsThatNothingTellsAreNaN() {
        CompiledFunction two = Jacobi.compile("function r(a, b) = (a - 1, b - 2)");
        assertThat(LeastSquares.levenbergMarquardt(two).minimize(new double[2]).standardErrors())
                .containsExactly(Double.NaN, Double.NaN);
        CompiledFunction flat = Jacobi.compile("function r(a, b) = (a - 1, a - 2, a - 3 + b^2)");
        assertThat(LeastSquares.levenbergMarquardt(flat).minimize(new double[2]).standardErrors()[1])
                .isNaN();
        CompiledFunction sum = Jacobi.compile("function r(a, b) = (a + b - 1, a + b - 2, a + b - 6)");
        Fit fit = LeastSquares.levenbergMarquardt(sum).minimize(new double[2]);
        assertThat(fit.parameters()[0] + fit.parameters()[1]).isCloseTo(3, Offset.offset(1e-12));
        assertThat(fit.standardErrors()).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void aStepOutOfTheDomainIsTakenBack() {
        // From 30 the first whole step leads to where the logarithm has no value.
        CompiledFunction f = Jacobi.compile("log(x)");
        Fit fit = LeastSquares.levenbergMarquardt(f).minimize(new double[] {30});
        assertThat(fit.parameters()[0]).isCloseTo(1, Offset.offset(1e-12));
    }

    @Test
    void whatCannotBeFittedIsNamed() {
        assertRefused(
                () -> LeastSquares.gaussNewton(Jacobi.compile("function r(a, b) = (a + b, 2 * (a + b), a + b - 1)"))
                        .minimize(new double[2]),
                "Gauss-Newton",
                "singular");
        assertRefused(
                () -> LeastSquares.levenbergMarquardt(EXPONENTIAL).steps(2).minimize(new double[] {2, -0.3}),
                "Levenberg-Marquardt",
                "(2)");
        assertRefused(
                () -> LeastSquares.levenbergMarquardt(Jacobi.compile("function r(a, b) = a + b"))
                        .minimize(new double[2]),
                "fewer results than variables, 1 for 2");
        assertRefused(
                () -> LeastSquares.levenbergMarquardt(Jacobi.compile("function r(a) = (a, log(a))"))
                        .minimize(new double[] {-1}),
                "result 1 is NaN at the start");
        assertRefused(
                () -> LeastSquares.levenbergMarquardt(Jacobi.compile("function r(a) = (a, sqrt(a))"))
                        .minimize(new double[] {0}),
                "derivatives of result 1",
                "at the start");
        assertRefused(
                () -> LeastSquares.gaussNewton(Jacobi.compile("log(x)")).minimize(new double[] {30}),
                "not finite after step 1");
        assertRefused(() -> LeastSquares.gaussNewton(LINE).minimize(new double[3]), "needed are 2");
        assertRefused(() -> LeastSquares.gaussNewton(LINE).tolerance(1e-16), "tolerance is 1.0E-16");
        assertRefused(() -> LeastSquares.gaussNewton(LINE).steps(0), "steps is 0");
    }

    @Test
    void conjugateGradientsFindAValley() {
        CompiledFunction rosenbrock =
                Jacobi.compile("function f(x[N]) = sum(i in 0..<N - 1: 100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)");
        double[] start = new double[10];
        Arrays.fill(start, -0.5);
        Optimum optimum = ConjugateGradient.over(rosenbrock).minimize(start);
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        assertThat(optimum.reason()).isEqualTo(Stop.Reason.GRADIENT_NORM);
        assertThat(optimum.gradientNorm()).isLessThanOrEqualTo(1e-8);
        assertThat(optimum.parameters()).containsExactly(ones, Offset.offset(1e-7));
        assertThat(optimum.loss()).isEqualTo(rosenbrock.value(optimum.parameters()));
        Optimum few = ConjugateGradient.over(rosenbrock).stop(Stop.after(3)).minimize(start);
        assertThat(few.steps()).isEqualTo(3);
        assertThat(few.reason()).isEqualTo(Stop.Reason.STEPS);
        Optimum one = ConjugateGradient.over(Jacobi.compile("(x - 3)^2"))
                .stop(Stop.after(1))
                .minimize(new double[1]);
        assertThat(one.steps()).isEqualTo(1);
        assertThat(one.parameters()[0]).isCloseTo(3, Offset.offset(1e-6));
        Optimum none = ConjugateGradient.over(rosenbrock).minimize(ones);
        assertThat(none.steps()).isZero();
        assertThat(none.parameters()).containsExactly(ones);
        assertRefused(
                () -> ConjugateGradient.over(Jacobi.compile("log(x)")).minimize(new double[] {-1}),
                "the loss is NaN",
                "at the start");
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(JacobiException.class).hasMessageContainingAll(parts);
    }
}

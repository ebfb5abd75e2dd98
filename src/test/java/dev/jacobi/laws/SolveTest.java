package dev.jacobi.laws;

import static dev.jacobi.laws.Both.bothModes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Roots, their derivatives by the implicit function theorem, and where a solve is evaluated at all. */
class SolveTest {
    private static final Offset<Double> NEAR = within(1e-12);
    private static final double NAN = Double.NaN;

    @Test
    void aRootOfASquareIsASquareRoot() {
        Both f = Both.of("function f(x) = solve(u = 1: u^2 - x)");
        for (double x : new double[] {1e-6, 0.3, 1, 2, 1e4}) {
            double u = Math.sqrt(x);
            assertThat(f.value(x)).isCloseTo(u, within(1e-15 * u));
            assertThat(f.gradient(x)[0]).isCloseTo(0.5 / u, within(1e-14 / u));
            assertThat(f.forward(x)[0]).isCloseTo(0.5 / u, within(1e-14 / u));
            assertThat(f.hessian(x)[0]).isCloseTo(-0.25 / (u * x), within(1e-14 / (u * x)));
        }
        assertThat(f.value(4)).isEqualTo(2);
        assertThat(f.value(-1)).isNaN();
    }

    @Test
    void derivativesOfAnyOrderInFormulas() {
        String root = "function root(x) = solve(u = 1: u^2 - x)\n";
        Both third = Both.of(root + "function f(x) {\n a = diff(root(x), x)\n b = diff(a, x)\n return diff(b, x)\n}");
        // (sqrt)''' = 3/8 x^(-5/2), (sqrt)'''' = -15/16 x^(-7/2), (sqrt)''''' = 105/32 x^(-9/2)
        assertThat(third.value(2)).isCloseTo(3.0 / 8 * Math.pow(2, -2.5), NEAR);
        bothModes(third, new double[] {2}, -15.0 / 16 * Math.pow(2, -3.5));
        assertThat(third.hessian(2)).containsExactly(new double[] {105.0 / 32 * Math.pow(2, -4.5)}, NEAR);
    }

    @Test
    void aSolutionOfSeveralVariables() {
        // u^3 + a u = b: u_a = -u/s, u_b = 1/s with s = 3u^2 + a; at a = 2, b = 3 the root is 1.
        Both f = Both.of("function f(a, b) = solve(u = 0: u^3 + a * u - b)");
        assertThat(f.value(2, 3)).isEqualTo(1);
        bothModes(f, new double[] {2, 3}, -0.2, 0.2);
        // u_aa = (-2 u_a - 6u u_a^2) / s, u_ab = (-u_b - 6u u_a u_b) / s, u_bb = -6u u_b^2 / s
        assertThat(f.hessian(2, 3)).containsExactly(new double[] {0.16 / 5, 0.04 / 5, 0.04 / 5, -0.24 / 5}, NEAR);
    }

    @Test
    void theGuessHasNoInfluenceOnDerivatives() {
        Both f = Both.of("function f(a, g) = solve(u = exp(g) + a^3: u^3 + a * u - 3)");
        bothModes(f, new double[] {2, 0.7}, -0.2, 0);
        assertThat(f.hessian(2, 0.7)).containsExactly(new double[] {0.16 / 5, 0, 0, 0}, NEAR);
        Both infinite = Both.of("function f(a) = solve(u = sqrt(a - 2): u^3 + a * u - 3)");
        bothModes(infinite, new double[] {2}, -0.2);
    }

    @Test
    void aStepThatGoesTooFarIsHalved() {
        // A whole step from 10 ends at 10 - 10 log(10) < 0, where the logarithm has no value.
        Both log = Both.of("function f(x) = solve(u = 10: log(u) - x)");
        assertThat(log.value(0.5)).isCloseTo(Math.exp(0.5), NEAR);
        bothModes(log, new double[] {0.5}, Math.exp(0.5));
        // Whole steps from 2 run away to infinity.
        Both atan = Both.of("function f(x) = solve(u = 2: atan(u - x))");
        assertThat(atan.value(0.1)).isCloseTo(0.1, NEAR);
    }

    @Test
    void whereThereIsNoRootTheValueIsNaN() {
        assertThat(Both.of("function f(x) = solve(u = 1: u^2 + x)").value(1)).isNaN();
        assertThat(Both.of("function f(x) = solve(u = 0: u^2 - x)").value(1))
                .as("slope 0")
                .isNaN();
        assertThat(Both.of("function f(x) = solve(u = x: u - 1)").value(NAN))
                .as("guess")
                .isNaN();
        assertThat(Both.of("function f(x) = solve(u = 0: exp(u) + x)").value(1)).isNaN();
        Both f = Both.of("function f(x) = x + solve(u = 1: u^2 + x)");
        assertThat(f.gradient(1)).containsExactly(NAN);
    }

    @Test
    void rootsOfAnySize() {
        Both f = Both.of("function f(x) = solve(u = 1: u^3 + u - x)");
        for (double x : new double[] {0, 1e-300, 1e-20, -1e-9, 1e-3, 1, -5, 1e6, 1e12}) {
            double u = f.value(x);
            assertThat(Math.abs(u * u * u + u - x)).isLessThanOrEqualTo(1e-15 * Math.abs(x));
            assertThat(f.gradient(x)[0]).isCloseTo(1 / (3 * u * u + 1), within(1e-14));
        }
        Both charge = Both.of("function f(x) = solve(u = 1e-18: u * 1e19 - exp(-u * 1e18) - x)");
        double u = charge.value(0.5);
        assertThat(u * 1e19 - Math.exp(-u * 1e18)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void theRoundingOfAResidualEndsTheSearch() {
        // Near the root the residual jumps between multiples of 1e-12, so that no step becomes small beside the root.
        Both f = Both.of("function f(x) = solve(u = 1: (u + 1e4) - 1e4 - x)");
        assertThat(f.value(1e-9)).isCloseTo(1e-9, within(2e-12));
    }

    @Test
    void inABranchNotTakenNothingIsSolved() {
        Both f = Both.of("function f(x, a[N]) = if x > 0 then x^2 else solve(u = 1: u^2 + exp(x) + a[7])", 1);
        assertThat(f.value(3, 1)).isEqualTo(9);
        bothModes(f, new double[] {3, 1}, 6, 0);
        assertThat(f.hessian(3, 1)).containsExactly(2, 0, 0, 0);
        assertThatThrownBy(() -> f.value(-3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        Both guarded = Both.of("function f(x) = if x > 0 then solve(u = 1: u^2 - x) else -x");
        bothModes(guarded, new double[] {4}, 0.25);
        bothModes(guarded, new double[] {-4}, -1);
        assertThat(guarded.hessian(-4)).containsExactly(0);
    }

    @Test
    void aBranchInTheResidualIsTheOneAtTheRoot() {
        Both f = Both.of("function f(x) = solve(u = 3: if u > 1 then u^2 - x else log(u) + sqrt(u - 5) * x)");
        bothModes(f, new double[] {4}, 0.25);
        assertThat(f.hessian(4)).containsExactly(new double[] {-0.25 / 8}, NEAR);
        Both other = Both.of("function f(x, y) = solve(u = 0: if u > 1 then u^2 - x else u^3 + u - y)");
        bothModes(other, new double[] {9, 0.3}, 0, 1 / (1 + 3 * Math.pow(other.value(9, 0.3), 2)));
    }

    @Test
    void aSolveInASumASolveOverDataAndASumInASolve() {
        Both f = Both.of("function f(x[N], y) = sum(i in N: solve(u = 1: u^2 - x[i] * y))", 3);
        double[] at = {1, 4, 9, 4};
        assertThat(f.value(at)).isEqualTo(12);
        bothModes(f, at, 1, 0.5, 1.0 / 3, 1.5);
        Both mean = Both.of("function f(x[N]) = solve(m = 0: sum(i in N: tanh(x[i] - m)))", 3);
        double m = mean.value(1, 2, 4);
        double[] s = {1 - sq(Math.tanh(1 - m)), 1 - sq(Math.tanh(2 - m)), 1 - sq(Math.tanh(4 - m))};
        double all = s[0] + s[1] + s[2];
        bothModes(mean, new double[] {1, 2, 4}, s[0] / all, s[1] / all, s[2] / all);
        assertThat(Both.of("function f(x[N]) = solve(m = 0: sum(i in N: tanh(x[i] - m)))", 0)
                        .value())
                .as("of nothing")
                .isNaN();
    }

    private static double sq(double x) {
        return x * x;
    }

    @Test
    void aSolveInAFoldAndAFoldInASolve() {
        // An implicit Euler step of s' = -k s^3, so many times.
        Both euler = Both.of(
                        "function f(k, s0; x[T]) = fold(t in T, s = s0: solve(u = s: u + k * u^3 - s - 0 * x[t]))", 4)
                .with(new double[4]);
        double h = 1e-5;
        double[] at = {0.3, 2};
        double byK = (euler.value(0.3 + h, 2) - euler.value(0.3 - h, 2)) / (2 * h);
        double byS = (euler.value(0.3, 2 + h) - euler.value(0.3, 2 - h)) / (2 * h);
        assertThat(euler.gradient(at)).containsExactly(new double[] {byK, byS}, within(1e-9));
        assertThat(euler.forward(at)).containsExactly(euler.gradient(at), NEAR);
        // (u^2)^2 = x by a fold of squares.
        Both fold = Both.of("function f(x) = solve(u = 1: fold(t in 2, s = u: s * s) - x)");
        assertThat(fold.value(16)).isEqualTo(2);
        bothModes(fold, new double[] {16}, 1.0 / 32);
        assertThat(fold.hessian(16)).containsExactly(new double[] {-3.0 / 16 * Math.pow(16, -1.75)}, NEAR);
    }

    @Test
    void aSolveInTheResidualOfAnother() {
        // v = sqrt(u + x) inside u v = x y: u^2 (u + x) = x^2 y^2; at x = 1, y = sqrt(2): u = 1.
        Both f = Both.of("function f(x, y) = solve(u = 2: u * solve(v = 1: v^2 - u - x) - x * y)");
        double y = Math.sqrt(2);
        assertThat(f.value(1, y)).isCloseTo(1, NEAR);
        // F = u^3 + u^2 x - x^2 y^2: F_u = 5, F_x = u^2 - 2 x y^2 = -3, F_y = -2 x^2 y
        bothModes(f, new double[] {1, y}, 0.6, 2 * y / 5);
        // u_xx = -(F_xx + 2 F_xu u_x + F_uu u_x^2) / F_u with F_xx = -2 y^2, F_xu = 2u, F_uu = 6u + 2x
        double xx = -(-4 + 4 * 0.6 + 8 * 0.36) / 5;
        double xy = -(-4 * y + 2 * 0.4 * y + 8 * 0.6 * 0.4 * y) / 5;
        double yy = -(-2 + 8 * sq(0.4 * y)) / 5;
        assertThat(f.hessian(1, y)).containsExactly(new double[] {xx, xy, xy, yy}, NEAR);
    }

    @Test
    void aStationaryPoint() {
        // The minimum of (u - x)^2 + exp(u).
        Both f = Both.of("function f(x) = solve(u = 0: diff((u - x)^2 + exp(u), u))");
        double u = f.value(1);
        assertThat(2 * (u - 1) + Math.exp(u)).isCloseTo(0, NEAR);
        bothModes(f, new double[] {1}, 2 / (2 + Math.exp(u)));
    }

    @Test
    void anExtremeInTheResidual() {
        Both f = Both.of("function f(x[N], y) = solve(u = 0: u + max(i in N: x[i] * u) - y)", 3);
        // u > 0: the largest element counts, x = 2: u = y / 3.
        bothModes(f, new double[] {1, 2, -1, 6}, 0, -2.0 / 3, 0, 1.0 / 3);
        assertThat(f.value(1, 2, -1, 6)).isEqualTo(2);
        assertThat(f.value(1, 2, -0.5, -6)).as("u < 0: the smallest").isEqualTo(-12);
    }

    @Test
    void twoSolvesInOneLoopBothFinish() {
        Both f = Both.of("function f(x, y) = solve(u = 1: u^2 - x) + solve(u = 1e6: u^3 - y)");
        assertThat(f.value(4, 27)).isEqualTo(5);
        bothModes(f, new double[] {4, 27}, 0.25, 1.0 / 27);
    }
}

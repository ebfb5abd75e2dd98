package dev.jacobi.laws;

import static dev.jacobi.laws.Both.bothModes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Systems of equations: their solutions, and derivatives through the matrix of slopes. */
class SolveSystemsTest {
    private static final Offset<Double> NEAR = within(1e-12);

    @Test
    void twoNumbers() {
        // u, v = (sqrt(a + 2b) +- sqrt(a - 2b)) / 2
        Both f = Both.of(
                "function f(a, b) {\n (u, v) = solve(u = 3, v = 1: u^2 + v^2 - a, u * v - b)\n return u + 2 * v\n}");
        Both closed = Both.of("function f(a, b) = 1.5 * sqrt(a + 2 * b) - 0.5 * sqrt(a - 2 * b)");
        double[] at = {5.5, 2};
        assertThat(f.value(at)).isCloseTo(closed.value(at), NEAR);
        bothModes(f, at, closed.gradient(at));
        assertThat(f.hessian(at)).containsExactly(closed.hessian(at), NEAR);
    }

    @Test
    void derivativesOfThirdOrder() {
        String root = "function root(a, b) {\n (u, v) = solve(u = 3, v = 1: u^2 + v^2 - a, u * v - b)\n return u\n}\n";
        Both f = Both.of(root + "function f(a, b) {\n d = diff(root(a, b), a)\n return diff(d, b)\n}");
        Both closed = Both.of(
                "function f(a, b) = -0.25 * (a + 2 * b)^-1 / sqrt(a + 2 * b) + 0.25 * (a - 2 * b)^-1 / sqrt(a - 2 * b)");
        double[] at = {5.5, 2};
        assertThat(f.value(at)).isCloseTo(closed.value(at), NEAR);
        bothModes(f, at, closed.gradient(at));
    }

    @Test
    void aLinearSystemThatNeedsPivoting() {
        String text =
                "function f(A[n, n], b[n]) {\n x[i in n] = solve(x[i in n] = 0: sum(j in n: A[i, j] * x[j]) - b[i])\n"
                        + " return x[0] + 2 * x[1] + 3 * x[2]\n}";
        Both f = Both.of(text, 3);
        // x = (1, 2, 3): w' A = (1, 2, 3) gives x's adjoint w; the gradient is -w x' by A and w by b.
        double[] at = {0, 2, 1, 4, 0, -1, 1, 1, 1, 7, 1, 6};
        assertThat(f.value(at)).isCloseTo(14, NEAR);
        double[] expected = new double[12];
        double[] adjoint = adjoint();
        for (int i = 0; i < 3; i++) {
            expected[9 + i] = adjoint[i];
            for (int j = 0; j < 3; j++) {
                expected[3 * i + j] = -adjoint[i] * (j + 1);
            }
        }
        bothModes(f, at, expected);
    }

    /** Solves w' A = (1, 2, 3): 4 w1 + w2 = 1, 2 w0 + w2 = 2, w0 - w1 + w2 = 3. */
    private static double[] adjoint() {
        double w2 = 2.25 / 0.75;
        return new double[] {(2 - w2) / 2, (1 - w2) / 4, w2};
    }

    @Test
    void aVectorOfEquations() {
        Both f = Both.of(
                "function f(a, b[n]) {\n v[i in n] = solve(v[i in n] = b[i]: v[i]^3 + 4 * v[i] + a * sum(j in n: (i + j) * sin(v[j])) - b[i])\n"
                        + " return sum(i in n: v[i]^2)\n}",
                4);
        double[] at = {0.3, 1, 2, -1, 0.5};
        double[] forward = f.forward(at);
        assertThat(f.gradient(at)).containsExactly(forward, NEAR);
        double h = 1e-5;
        for (int k = 0; k < at.length; k++) {
            double[] more = at.clone();
            double[] less = at.clone();
            more[k] += h;
            less[k] -= h;
            assertThat(forward[k]).isCloseTo((f.value(more) - f.value(less)) / (2 * h), within(1e-8));
            double[] above = f.gradient(more);
            double[] below = f.gradient(less);
            double[] hessian = f.hessian(at);
            for (int i = 0; i < at.length; i++) {
                assertThat(hessian[5 * k + i]).isCloseTo((above[i] - below[i]) / (2 * h), within(1e-8));
            }
        }
    }

    @Test
    void numbersAndArraysTogether() {
        // The mean m and the deviations d of x: m n = sum(x), d[i] = x[i] - m; a matrix of unknowns that is the outer
        // product.
        Both f = Both.of(
                "function f(x[n]) {\n"
                        + " (m, d[i in n], c[i in n, j in 2]) = solve(m = 1, d[i in n] = 0, c[i in n, j in 2] = i + j: "
                        + "sum(i in n: x[i] - m), d[i] + m - x[i], c[i, j] - d[i] * (j + x[0]))\n"
                        + " return m + 10 * d[1] + 100 * c[2, 1]\n}",
                3);
        // 2 + 10 (x1 - m) + 100 (x2 - m) (1 + x0)
        double[] at = {1, 0, 5};
        assertThat(f.value(at)).isCloseTo(2 - 20 + 600, NEAR);
        double m = (1 - 10 - 200) / 3.0;
        bothModes(f, at, m + 300, m + 10, m + 200);
    }

    @Test
    void inBranchesLoopsAndWithoutEquations() {
        Both never = Both.of(
                "function f(x) {\n (u, v) = solve(u = 0, v = 0: u^2 + x, v^2 + x)\n return if x > 0 then x^2 else u + v\n}");
        bothModes(never, new double[] {3}, 6);
        Both sum = Both.of(
                "function f(x[N]) = sum(i in N: solve(v[k in 2] = 1: if k < 1 then v[0] * v[1] - x[i] else v[0] - v[1])[1])",
                3);
        assertThat(sum.value(1, 4, 9)).isCloseTo(6, NEAR);
        bothModes(sum, new double[] {1, 4, 9}, 0.5, 0.25, 1.0 / 6);
        Both none = Both.of("function f(x[N]) = 7 + sum(i in N: solve(v[k in N] = 1: v[k] - x[k])[i])", 0);
        assertThat(none.value()).isEqualTo(7);
        Both singular =
                Both.of("function f(x) {\n (u, v) = solve(u = 1, v = 1: u + v - x, 2 * u + 2 * v - x)\n return u\n}");
        assertThat(singular.value(1)).isNaN();
    }

    @Test
    void aStationaryPointOfAnArray() {
        Both f = Both.of(
                "function cost(v[n]; x[n]) = sum(i in n: (v[i] - x[i])^2 + exp(v[i])) + v[0] * v[1]\n"
                        + "function f(x[n]) {\n v[i in n] = solve(v[i in n] = 0: grad(cost(v; x), v)[i])\n return v[0]\n}",
                2);
        double[] at = {1, 2};
        double h = 1e-5;
        double by0 = (f.value(1 + h, 2) - f.value(1 - h, 2)) / (2 * h);
        double by1 = (f.value(1, 2 + h) - f.value(1, 2 - h)) / (2 * h);
        assertThat(f.gradient(at)).containsExactly(new double[] {by0, by1}, within(1e-9));
        assertThat(f.forward(at)).containsExactly(f.gradient(at), NEAR);
    }
}

package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas with arrays and loops as objects to work with. */
class ArrayFormulaTest {
    private static final Formula LOSS = Formula.parse("""
            function loss(w[D], b; X[N, D], y[N]) {
                z[i in N] = b + sum(d in D: w[d] * X[i, d])
                return sum(i in N: softplus(-y[i] * z[i]))
            }""");
    private static final double[][] X = {{1, 2}, {-1, 0.5}, {0.25, 3}};
    private static final double[] Y = {1, -1, 1};

    private static CompiledFunction bound(Formula formula) {
        return formula.compile().bind("y", Y).bind("X", X);
    }

    @Test
    void theDerivativeByAnArrayIsAnArray() {
        Formula byW = LOSS.differentiate("w").simplify();
        assertThat(byW)
                .hasToString("function f(w[D], b; X[N, D], y[N]) = [d in D: -sum(i in N: X[i, d] * y[i] * "
                        + "sigmoid(-(y[i] * (b + sum(j in D: w[j] * X[i, j])))))]");
        double[] x = {0.3, -0.7, 0.1};
        double[] gradient = new double[3];
        bound(LOSS).gradient(x, gradient);
        double[] found = new double[2];
        bound(byW).value(x, found);
        assertThat(found).containsExactly(new double[] {gradient[0], gradient[1]}, within(1e-15));
        assertThat(bound(LOSS.differentiate("b")).value(x)).isCloseTo(gradient[2], within(1e-15));
        assertThat(byW.variables()).containsExactly("w", "b");
        assertThat(byW.data()).containsExactly("X", "y");
    }

    @Test
    void theSecondDerivativeIsTheHessian() {
        double[] x = {0.3, -0.7, 0.1};
        double[] hessian = new double[9];
        bound(LOSS).hessian(x, hessian);
        Formula second = LOSS.differentiate("w").differentiate("w");
        for (Formula form : new Formula[] {second, second.simplify(), Formula.parse(second.toString())}) {
            double[] found = new double[4];
            bound(form).value(x, found);
            assertThat(found)
                    .containsExactly(new double[] {hessian[0], hessian[1], hessian[3], hessian[4]}, within(1e-14));
        }
        double[] mixed = new double[2];
        bound(LOSS.differentiate("b").differentiate("w")).value(x, mixed);
        assertThat(mixed).containsExactly(new double[] {hessian[6], hessian[7]}, within(1e-14));
    }

    @Test
    void aLoopOverNumbersIsABareExpression() {
        Formula f = Formula.parse("sum(i in 3: x * i)");
        assertThat(f).hasToString("sum(i in 3: i * x)");
        assertThat(f.differentiate("x").simplify().compile().value(new double[] {7}))
                .isEqualTo(3);
    }

    @Test
    void anArrayTakesThePlaceOfAnArrayAndGivesItsSizes() {
        Formula f = Formula.parse("function f(w[D]; X[N, D]) = sum(i in N, d in D: w[d] * X[i, d])");
        Formula scaled = f.substitute("w", Formula.parse("function g(v[K], s) = [k in K: exp(s) * v[k]]"));
        assertThat(scaled).hasToString("function f(v[K], s; X[N, K]) = sum(i in N, j in K: v[j] * exp(s) * X[i, j])");
        assertThat(scaled.compile().bind("X", X).value(new double[] {1, 2, 0})).isEqualTo(1 + 4 - 1 + 1 + 0.25 + 6);
        Formula number = Formula.parse("function f(a; v[K]) = sum(k in K: a * v[k])")
                .substitute("a", Formula.parse("function g(q[M]) = max(m in M: q[m])"));
        assertThat(number.variables()).containsExactly("q");
        assertThat(number.compile().bind("v", new double[] {1, 2}).value(new double[] {3, 5, 4}))
                .isEqualTo(15);
    }

    @Test
    void noAxisIsCaptured() {
        Formula f = Formula.parse("function f(w[N, N]) = sum(i in N, j in N: w[i, j] * (i + 1))");
        Formula outer = f.substitute("w", Formula.parse("function g(u[N]) = [j in N, i in N: u[j] - 2 * u[i]]"));
        // The sum over i of (i + 1) * sum over j of (u[i] - 2 u[j]), with u = (1, 10).
        assertThat(outer.compile().value(new double[] {1, 10})).isEqualTo((2 - 22) + 2 * (20 - 22));
    }

    @Test
    void theBuilderCombinesNumbersThatHaveLoopsInThem() {
        Formula penalty = Formula.parse("function p(w[D], lambda) = lambda * sum(d in D: w[d]^2)");
        Formula total = LOSS.plus(penalty).times(2);
        assertThat(total.variables()).containsExactly("w", "b", "lambda");
        double value = bound(LOSS).value(new double[] {0.5, -2, 0.1});
        assertThat(bound(total).value(new double[] {0.5, -2, 0.1, 0.25})).isEqualTo(2 * (value + 0.25 * 4.25));
        assertThat(LOSS.sqrt().differentiate("b").variables()).containsExactly("w", "b");
    }

    @Test
    void latexWritesTheExpressionAlone() {
        assertThat(Formula.parse("function f(w[D]) = sum(d in D: w[d]^2)")
                        .differentiate("w")
                        .simplify()
                        .toLatex())
                .isEqualTo("\\left(2 \\, w_{d}\\right)_{0 \\le d < D}");
    }

    @Test
    void mistakesNameTheCure() {
        Formula f = Formula.parse("function f(w[D], b; int c[P]) = b * sum(p in P: w[c[p]])");
        assertThatThrownBy(() -> f.differentiate("c")).hasMessageContaining("'c' is integer data");
        assertThatThrownBy(() -> f.differentiate("q"))
                .hasMessageContaining("there is no variable 'q'; the variables are [w, b, c]");
        assertThatThrownBy(() -> f.substitute("w", Formula.variable("s")))
                .hasMessageContaining("'w' is an array of rank 1, what is to take its place is a number");
        assertThatThrownBy(() -> f.substitute("c", Formula.parse("function g(v[K]) = v")))
                .hasMessageContaining("'c' is integer data, which no formula can replace");
        assertThatThrownBy(() -> f.plus(Formula.parse("function g(w[D, D]) = w[0, 0]")))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE))
                .hasMessageContaining("'w' has another shape in one formula than in the other");
        assertThatThrownBy(() -> f.differentiate("w").times(2))
                .hasMessageContaining("a formula whose result is an array has no mul; write it element by element");
        assertThatThrownBy(() -> Formula.parse("function f(w[3]) = w[0] + w[2]")
                        .substitute("w", Formula.parse("function g(v[K]) = v")))
                .hasMessageContaining("the extents of 'w' differ");
    }

    @Test
    void recurrencesDifferentiateAndCompileButAreNotWrittenYet() {
        Formula ewma = Formula.parse(
                "function f(alpha, level0; x[T]) = fold(t in T, level = level0: alpha * x[t] + (1 - alpha) * level)");
        assertThat(ewma.differentiate("alpha")
                        .compile()
                        .bind("x", new double[] {2, 4})
                        .value(new double[] {0.5, 1}))
                .isEqualTo(3);
        assertThatThrownBy(() -> ewma.differentiate("alpha").toString())
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining(
                        "a fold or a scan cannot be written as a formula yet, only compiled and evaluated");
    }

    /** Its equations are linear, so that the root is not in it, only solutions with the same matrix. */
    @Test
    void theDerivativeOfASystemMayMentionNoRoot() {
        Formula system = Formula.parse(
                "function f(b[2]; A[2, 2]) {\n"
                        + " v[i in 2] = solve(v[i in 2] = b[i]: sum(j in 2: A[i, j] * v[j]) - b[i])\n return v[0] + 2 * v[1]\n}");
        double[] found = new double[2];
        system.differentiate("b").compile().bind("A", new double[] {2, 1, 1, 3}).value(new double[] {1, 2}, found);
        assertThat(found).containsExactly(new double[] {0.2, 0.6}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a * j", "-(u[j] * a)", "a / u[j]", "-a", "1 / a", "2 * a", "a^3"})
    void simplifiedDerivativesOfProductsAreWritten(String factor) {
        Formula f = Formula.parse("function f(a, u[N]) = sum(i in N: prod(j in 0..<i: (" + factor + ")))");
        Formula derivative = f.differentiate("a");
        double[] x = {0.7, 0.5, -2, 3};
        double expected = derivative.compile().bind("N", 3).value(x);
        assertThat(Formula.parse(derivative.simplify().toString())
                        .compile()
                        .bind("N", 3)
                        .value(x))
                .isCloseTo(expected, within(1e-14 * Math.abs(expected)));
    }
}

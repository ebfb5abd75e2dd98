package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What loops get wrong easily, by name. */
class LoopTrapsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] gradient(CompiledFunction f, double... x) {
        double[] g = new double[x.length];
        f.gradient(x, g);
        return g;
    }

    /** The gradient by as many directional derivatives. */
    private static double[] forward(CompiledFunction f, double... x) {
        double[] g = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            double[] direction = new double[x.length];
            direction[j] = 1;
            double[] tangent = new double[1];
            f.jvp(x, direction, tangent);
            // A factor times a seed of 0 may be -0.0.
            g[j] = tangent[0] + 0.0;
        }
        return g;
    }

    private static double[] hessian(CompiledFunction f, double... x) {
        double[] h = new double[x.length * x.length];
        for (int j = 0; j < x.length; j++) {
            double[] direction = new double[x.length];
            direction[j] = 1;
            double[] column = new double[x.length];
            f.hessianVectorProduct(x, direction, column);
            System.arraycopy(column, 0, h, j * x.length, x.length);
        }
        return h;
    }

    private static void bothModes(CompiledFunction f, double[] x, double... expected) {
        assertThat(gradient(f, x)).as("reverse").containsExactly(expected);
        assertThat(forward(f, x)).as("forward").containsExactly(expected);
    }

    private static double[] interpreted(String text, double[] x) {
        FunctionGraph f = Laws.function(text);
        return Interpreter.evaluate(
                f.graph(),
                f.results(),
                new Inputs() {
                    @Override
                    public double number(Node parameter) {
                        return x[0];
                    }

                    @Override
                    public double[] array(Node parameter) {
                        return x;
                    }

                    @Override
                    public int size(int index) {
                        return x.length;
                    }
                },
                false);
    }

    @ParameterizedTest
    @CsvSource({"sum, 0", "prod, 1", "max, -Infinity", "min, Infinity"})
    void anEmptyRangeGivesTheNeutralNumber(String reduction, double expected) {
        CompiledFunction f = Jacobi.compile("function f(a, x[N]) = " + reduction + "(i in N: a * x[i]) + 0 * a");
        assertThat(f.value(new double[] {2})).isEqualTo(expected);
        bothModes(f, new double[] {2}, 0);
        assertThat(hessian(f, 2)).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "prod", "max", "min", "logsumexp"})
    void aRangeOfOneIsItsOnlyTerm(String reduction) {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = " + reduction + "(i in N: x[i]^3)");
        assertThat(f.value(new double[] {2})).isEqualTo(8);
        bothModes(f, new double[] {2}, 12);
        assertThat(hessian(f, 2)).containsExactly(12);
    }

    @Test
    void theIndexOfAnExtremeIsTheFirst() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = argmax(i in N: x[i]) + 10 * argmin(i in 1..<N: x[i])");
        assertThat(f.value(new double[] {1, 3, 3, 2, 2})).isEqualTo(1 + 10 * 3);
        assertThat(f.value(new double[] {1, Double.NaN, 3})).isEqualTo(1 + 10 * 1);
        assertThat(f.value(new double[0])).isEqualTo(-11);
        bothModes(f, new double[] {1, 2}, 0, 0);
        bothModes(
                Jacobi.compile("function f(x[N]) = x[argmax(i in N: x[i])]^2 * x[0]"),
                new double[] {2, 3, 3},
                9,
                12,
                0);
        assertThatThrownBy(() -> Jacobi.compile("function f(x[N]) = argmax(i in N, j in N: x[i] * x[j])"))
                .hasMessageContaining("argmax takes one axis, whose index it gives; found 2");
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsEmpty() {
        CompiledFunction f =
                Jacobi.compile("function f(x[N]) = sum(i in 3..<1: x[i]) + sum(i in N + 5..<N: x[i]) + x[0]");
        assertThat(f.value(new double[] {2})).isEqualTo(2);
        bothModes(f, new double[] {2}, 1);
    }

    @Test
    void aBodyThatDoesNotMentionItsAxisCountsAsOftenAsTheAxisRuns() {
        CompiledFunction f = Jacobi.compile("function f(a, x[N]) = sum(i in N: a^2)");
        assertThat(f.value(new double[] {3, 0, 0, 0, 0})).isEqualTo(36);
        bothModes(f, new double[] {3, 0, 0, 0, 0}, 24, 0, 0, 0, 0);
        assertThat(gradient(Jacobi.compile("function f(a, x[N]) = prod(i in N: a)"), 3, 0, 0))
                .containsExactly(6, 0, 0);
    }

    @Test
    void twoAxesOfOneRangeAreTwo() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = sum(i in N, j in N: x[j])");
        assertThat(f.value(new double[] {1, 2, 4})).isEqualTo(21);
        bothModes(f, new double[] {1, 2, 4}, 3, 3, 3);
        CompiledFunction rows = Jacobi.compile("function f(x[N]) = [i in N, j in N: x[j]]");
        double[] y = new double[4];
        rows.value(new double[] {5, 6}, y);
        assertThat(y).containsExactly(5, 6, 5, 6);
    }

    @Test
    void equalSumsAreOneNode() {
        FunctionGraph f = Laws.function("function f(x[N]) = (sum(i in N: x[i]^2), sum(j in N: x[j]^2))");
        assertThat(f.results().get(0)).isSameAs(f.results().get(1));
        FunctionGraph nested = Laws.function(
                "function f(A[N, M]) = (sum(i in N: prod(j in M: A[i, j])), sum(j in N: prod(i in M: A[j, i])))");
        assertThat(nested.results().get(0)).isSameAs(nested.results().get(1));
    }

    @Test
    void anInnerLoopLeavesTheOuterAxisAlone() {
        CompiledFunction f = Jacobi.compile("function f(A[N, M]; p[N]) = prod(i in N: sum(j in M: A[i, j]))")
                .bind("p", new double[2]);
        bothModes(f, new double[] {1, 2, 3, 4}, 7, 7, 3, 3);
    }

    @Test
    void anIndexThatRepeatsGathersAllItsUsers() {
        CompiledFunction f = Jacobi.compile("function f(x[N]; int c[M]) = sum(j in M: (j + 1) * x[c[j]]^2)")
                .bind("c", new int[] {1, 1, 0, 1});
        bothModes(f, new double[] {10, 1}, 60, 14);
        assertThat(hessian(f, 10, 1)).containsExactly(6, 0, 0, 14);
    }

    @Test
    void anIndexOutsideFails() {
        CompiledFunction f = Jacobi.compile("function f(x[N]; int c[M]) = sum(j in M: x[c[j]])");
        for (int outside : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            CompiledFunction bound = f.bind("c", new int[] {0, outside});
            assertThatThrownBy(() -> bound.value(new double[2])).isInstanceOf(JacobiException.class);
            assertThatThrownBy(() -> gradient(bound, 1, 2)).isInstanceOf(JacobiException.class);
            assertThatThrownBy(() -> f.bind("N", 2).bind("c", new int[] {0, outside}))
                    .isInstanceOf(JacobiException.class);
        }
        assertThatThrownBy(() -> Jacobi.compile("function f(x[N]) = sum(i in N: x[i + 1])")
                        .value(new double[3]))
                .isInstanceOf(JacobiException.class);
        assertThatThrownBy(() -> interpreted("function f(x[N]) = sum(i in N: x[i + 1])", new double[3]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Jacobi.compile("function f(x[N]) = x[3]").value(new double[3]))
                .isInstanceOf(JacobiException.class);
    }

    @Test
    void anIndexOutsideOfABranchNotTakenIsNotRead() {
        String text = "function f(x[N]) = sum(i in N: if i > 0 then x[i] * x[i - 1] else 0)";
        CompiledFunction f = Jacobi.compile(text);
        assertThat(f.value(new double[] {2, 3, 5})).isEqualTo(21);
        assertThat(interpreted(text, new double[] {2, 3, 5})).containsExactly(21);
        bothModes(f, new double[] {2, 3, 5}, 3, 7, 3);
        assertThat(hessian(f, 2, 3, 5)).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0);
        CompiledFunction both =
                Jacobi.compile("function f(x[N]) = sum(i in N: if i > 0 and x[i - 1] > 0 then x[i] else 0)");
        assertThat(both.value(new double[] {2, 3, -5, 7})).isEqualTo(-2);
    }

    @Test
    void divisionByZeroOfIntegersFailsOnlyWhereItIsEvaluated() {
        String text = "function f(x[N]) = sum(i in N: if i > 0 then x[div(2, i)] else 1)";
        assertThat(Jacobi.compile(text).value(new double[] {2, 3, 5})).isEqualTo(9);
        assertThat(interpreted(text, new double[] {2, 3, 5})).containsExactly(9);
        CompiledFunction failing = Jacobi.compile("function f(x[N]) = sum(i in N: x[mod(2, i)])");
        assertThatThrownBy(() -> failing.value(new double[3])).isInstanceOf(JacobiException.class);
    }

    @Test
    void integersThatOverflowFail() {
        CompiledFunction f = Jacobi.compile("function f(x[N]; int k) = sum(i in N: x[mod(k * k + i, N)])");
        assertThat(f.bind("k", 46340).value(new double[] {1, 2})).isEqualTo(3);
        assertThatThrownBy(() -> f.bind("k", 46341).value(new double[2])).isInstanceOf(JacobiException.class);
        assertThatThrownBy(() -> f.bind("k", Integer.MAX_VALUE).value(new double[2]))
                .isInstanceOf(JacobiException.class);
    }

    @Test
    void literalsUnderOperatorsAreIntegers() {
        CompiledFunction f = Jacobi.compile("function f(x[3]) = [i in 3: x[3 - 1 - i] + x[2 * 1 - max(1, 2)]]");
        double[] y = new double[3];
        f.value(new double[] {1, 2, 4}, y);
        assertThat(y).containsExactly(5, 3, 2);
    }

    @Test
    void anOutputMayNotBeAnInput() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = [i in N: x[N - 1 - i]]");
        double[] x = {1, 2};
        assertThatThrownBy(() -> f.value(x, x))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("also an input");
        assertThatThrownBy(() -> f.vjp(new double[2], x, x)).isInstanceOf(JacobiException.class);
        assertThatThrownBy(() -> f.jvp(new double[2], x, x)).isInstanceOf(JacobiException.class);
    }

    @Test
    void outputsAreOverwritten() {
        CompiledFunction f = Jacobi.compile("function f(x[N]; int c[M]) = sum(j in M: x[c[j]])")
                .bind("c", new int[] {0});
        double[] g = {7, 7, 7};
        f.gradient(new double[3], g);
        f.gradient(new double[3], g);
        assertThat(g).containsExactly(1, 0, 0);
    }

    @Test
    void aBranchNotTakenMakesNoNaNInALoop() {
        CompiledFunction f =
                Jacobi.compile("function f(x[N]) = sum(i in N: if x[i] > 0 then sqrt(x[i]) * x[i] else x[i])");
        assertThat(f.value(new double[] {-1, 0, 4})).isEqualTo(7);
        bothModes(f, new double[] {-1, 0, 4}, 1, 1, 3);
        double[] h = hessian(f, -1, 0, 4);
        assertThat(new double[] {h[0], h[4], h[8], h[1], h[3]}).containsExactly(0, 0, 0.375, 0, 0);
    }

    @Test
    void anArrayWhoseElementIsNotReadMakesNoNaN() {
        CompiledFunction f = Jacobi.compile(
                "function f(x[N]) {\n r[i in N] = log(x[i])\n return sum(i in N: if x[i] > 0 then r[i] else 0)\n}");
        assertThat(f.value(new double[] {-1, 0, 1})).isEqualTo(0);
        bothModes(f, new double[] {-1, 0, 4}, 0, 0, 0.25);
    }

    @Test
    void aProductIsExactThroughZeros() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = prod(i in N: x[i])");
        bothModes(f, new double[] {2, 0, 3}, 0, 6, 0);
        bothModes(f, new double[] {0, 5, 0}, 0, 0, 0);
        assertThat(hessian(f, 2, 0, 3)).containsExactly(0, 3, 0, 3, 0, 2, 0, 2, 0);
        assertThat(hessian(f, 0, 5, 0)).containsExactly(0, 0, 5, 0, 0, 0, 5, 0, 0);
        CompiledFunction two = Jacobi.compile("function f(A[2, N]) = prod(i in 2, j in N: A[i, j])");
        bothModes(two, new double[] {2, 0, 3, 5}, 0, 30, 0, 0);
    }

    @Test
    void aProductOverTwoAxesOfOneRangeHasItsSecondDerivative() {
        CompiledFunction f = Jacobi.compile("function f(a, x[N]) = prod(i in N, j in N: a)");
        assertThat(gradient(f, 2, 0, 0, 0)).startsWith(2304);
        assertThat(hessian(f, 2, 0, 0, 0)).startsWith(9216);
    }

    @Test
    void theFirstOfEqualExtremesGetsAll() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = max(i in N: x[i])");
        bothModes(f, new double[] {1, 3, 3, 2}, 0, 1, 0, 0);
        bothModes(f, new double[] {-INF, -INF}, 1, 0);
        bothModes(Jacobi.compile("function f(x[N]) = min(i in N: x[i]^2)"), new double[] {-1, 1}, -2, 0);
        bothModes(
                Jacobi.compile("function f(x[2, N]) = max(i in 2, j in N: x[i, j])"),
                new double[] {1, 3, 3, 3},
                0,
                1,
                0,
                0);
    }

    @Test
    void aNaNInAMaximumIsSeen() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = max(i in N: x[i])");
        assertThat(f.value(new double[] {1, Double.NaN, 3})).isNaN();
        bothModes(f, new double[] {1, Double.NaN, 3}, 0, 1, 0);
    }

    @Test
    void anEmptyLogsumexpIsTheLogOfNothing() {
        CompiledFunction f = Jacobi.compile("function f(a, x[N]) = logsumexp(i in N: a * x[i])");
        assertThat(f.value(new double[] {2})).isEqualTo(-INF);
        assertThat(gradient(f, 2)).containsExactly(0);
    }

    @Test
    void logsumexpKeepsItsRange() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = logsumexp(i in N: x[i])");
        assertThat(f.value(new double[] {1000, 1000})).isEqualTo(1000 + Math.log(2));
        assertThat(f.value(new double[] {-1000, -1000})).isEqualTo(-1000 + Math.log(2));
        assertThat(f.value(new double[] {-INF, -INF})).isEqualTo(-INF);
        assertThat(f.value(new double[] {INF, 0})).isEqualTo(INF);
        assertThat(gradient(f, 1000, 1000)).containsExactly(0.5, 0.5);
        assertThat(gradient(f, -INF, 0)).containsExactly(0, 1);
    }

    @Test
    void sumsRunInTheOrderOfTheirIndices() {
        CompiledFunction f = Jacobi.compile("function f(A[N, M]; p[N]) = sum(i in N, j in M: A[i, j])")
                .bind("p", new double[2]);
        assertThat(f.value(new double[] {1, 1e16, -1e16, 1})).isEqualTo(((1 + 1e16) - 1e16) + 1);
        assertThat(f.value(new double[] {1e16, 1, 1, -1e16})).isEqualTo(((1e16 + 1) + 1) - 1e16);
        // From +0.0.
        assertThat(Double.doubleToLongBits(f.value(new double[] {-0.0, -0.0}))).isZero();
    }

    @Test
    void oneTextServesAllSizes() {
        CompiledFunction f =
                Jacobi.compile("function f(x[N]) = sum(i in N: if i > 0 then (x[i] - x[i - 1])^2 else x[i]^2)");
        String source = f.source(Derivative.GRADIENT);
        for (int n : new int[] {10, 1_000_000}) {
            double[] x = new double[n];
            Arrays.setAll(x, i -> i + 1);
            double[] g = new double[n];
            assertThat(f.gradient(x, g)).isEqualTo(n);
            assertThat(g[0]).isEqualTo(0);
            assertThat(g[n - 1]).isEqualTo(2);
            double[] hv = new double[n];
            f.hessianVectorProduct(x, x, hv);
            assertThat(hv[n - 1]).isCloseTo(2, within(1e-9));
        }
        assertThat(f.source(Derivative.GRADIENT)).isEqualTo(source);
    }

    /** As fuzzing found it: the derivative read the element although the loop never ran. */
    @Test
    void anElementAtAFixedPlaceIsNotReadForALoopThatNeverRuns() {
        for (String body : new String[] {
            "sum(i in N: b * x[0])",
            "prod(i in N: b * exp(x[N - 1] * q[1])) - 1",
            "sum(i in N, j in 3: b * q[j] * x[2])"
        }) {
            CompiledFunction f = Jacobi.compile("function f(b, x[N], q[3]) = " + body);
            assertThat(f.value(new double[4])).isZero();
            bothModes(f, new double[] {1, 2, 3, 4}, 0, 0, 0, 0);
            assertThat(hessian(f, 1, 2, 3, 4)).containsOnly(0);
        }
    }

    /** As fuzzing found it: the extreme's loop has the axis of the loop round it, whose branches are not its own. */
    @Test
    void conditionsOfALoopAreNotThoseOfAnotherOverTheSameAxis() {
        CompiledFunction f = Jacobi.compile("""
                        function f(q[3]; X[N, M]) {
                            t[i in 2] = X[0, 0]
                            return min(i in 2: (if i > 0 then t[i - 1] else q[0]))
                        }""").bind("N", 1).bind("M", 0).bind("X", new double[0]);
        assertThatThrownBy(() -> f.value(new double[3])).isInstanceOf(JacobiException.class);
        assertThatThrownBy(() -> f.vjp(new double[3], new double[1], new double[3]))
                .isInstanceOf(JacobiException.class);
    }

    /** As fuzzing found it: an element that more than sixteen branches of the derivative need, all where i2 is above 0. */
    @Test
    void anElementThatManyBranchesNeedIsReadInThemOnly() {
        String text = """
                function dot(p[K], q[K]) = sum(i in K: p[i] * q[i])
                function softmax(p[K]) = [i in K: exp(p[i] - logsumexp(j in K: p[j]))]
                function f(a, b, u[N], v[M], q[3], A[N, M], B[N, M, 2], L[div(N * (N + 1), 2)];
                           p, y[N], X[N, M], int c[M], int d[N], int k) {
                    t3[i0 in 2, i1 in N] = dot([i2 in 3: max((if i2 > 0 then q[i2 - 1] else 1), B[0, 0, 0])], q)
                    return sigmoid(min(dot(softmax(u), y), t3[0, 0]))
                }
                """;
        Sample sample = Sample.of(17449411034658L, 3, 3, Sample.Kind.SPECIAL);
        assertThat(IndexedBitLawsTest.source().violation(Laws.function(text), sample))
                .isNull();
    }

    /** x has three elements; what no step of the loop outside asks for has none. */
    @ParameterizedTest
    @CsvSource({
        "sum(i in N: if i > k then sum(j in N: x[j + 5]) else x[i]), 6",
        "sum(i in N: if i > k then sum(j in N: div(1; k - 3) * x[j]) else x[i]), 6",
        "sum(i in N: if i > k - 1 then sum(j in N: x[j + 5]) else x[i]), 6",
        "sum(i in N: if i > k - 2 then sum(j in N: x[j + 5]) else x[i]), fails",
        "sum(i in N; j in 0..<i: if x[i] > x[j] + k then max(p in N; r in 0..<p: x[r + 5]) else x[i]), 8",
        "sum(i in N; j in 0..<i: if x[i] > x[j] then max(p in N; r in 0..<p: x[r + 5]) else x[i]), fails",
        "sum(i in N: if x[i] > k then (if x[i] < k then sum(j in N: x[j + 5]) else 2) else x[i]), 6",
        "sum(i in N: if i < k or x[i + 5] > 0 then x[i] else sum(j in N: x[j + 5])), 6"
    })
    void whatNoStepOfALoopNeedsIsNotNeeded(String body, String expected) {
        CompiledFunction f = Jacobi.compile("function f(x[N]; int k) = " + body.replace(';', ','))
                .bind("k", 3);
        String found;
        try {
            double[] x = {1, 2, 3};
            double value = f.gradient(x, new double[3]);
            f.hessianVectorProduct(x, x, new double[3]);
            found = Integer.toString((int) value);
        } catch (JacobiException e) {
            found = "fails";
        }
        assertThat(found).isEqualTo(expected);
    }
}

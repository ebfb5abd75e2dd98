package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an evaluation may take: counted to the unit from sizes and data, and refused before time or memory is spent. */
@Timeout(30)
class RunTimeLimitsTest {

    private static CompiledFunction compile(String text, Limits limits) {
        return Jacobi.with(Options.defaults().limits(limits)).compile(text);
    }

    private static CompiledFunction compile(String text, String component, long value) {
        return compile(text, LimitsTest.with(component, value));
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT))
                .hasMessageContainingAll(parts);
    }

    /** Data c is 3, 0, 5, 1; K is 7, and x has 4 elements. */
    private static CompiledFunction bound(CompiledFunction f) {
        return f.bind("c", new int[] {3, 0, 5, 1}).bind("K", 7).bind("k", 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(i in N: x[i])                                              | 4",
                "sum(i in N, j in K: x[i] * j)                                  | 32",
                "sum(i in K, j in 0..<i: sin(x[0] * i * j))                     | 28",
                "sum(i in N, j in 0..<c[i]: x[i] * j)                           | 13",
                "sum(j in k: x[0] * j)                                          | 6",
                "sum(i in N, j in K - c[i]..<K, l in i..<j: x[i] * l * j)       | 41",
                "sum(j in div(K, 2)..<mod(k, 4) + 3: x[0] * j)                  | 2",
                "x[0] * sum(j in max(k, K)..<min(k, K): 1.0)                    | 0",
                "if x[0] > 0 then sum(i in N: x[i]) else sum(j in K: x[0] * j)  | 7",
                "sum(j in 0..<argmax(i in N: x[i]): x[0] * j)                   | 7"
            })
    void stepsAreCounted(String body, long steps) {
        String text = "function f(x[N], q[K]; int c[N], int k) = " + body;
        double[] x = {1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0};
        double expected = bound(compile(text, Limits.defaults())).value(x);
        if (steps > 0) {
            CompiledFunction less = bound(compile(text, "steps", steps - 1));
            refused(() -> less.value(x), "Limits.steps", "K = 7", "more than " + (steps - 1) + " iterations");
            refused(() -> less.evaluator().value(x), "Limits.steps");
        }
        for (long enough = steps; enough <= steps + 1; enough++) {
            CompiledFunction same = bound(compile(text, "steps", enough));
            assertThat(same.value(x)).isEqualTo(expected);
            assertThat(same.evaluator().value(x)).isEqualTo(expected);
        }
    }

    @Test
    void derivativesHaveStepsOfTheirOwn() {
        String text = "function f(x[N]) = sum(i in N, j in N: sin(x[i] * x[j]))";
        CompiledFunction f = compile(text, "steps", 20);
        double[] x = new double[4];
        assertThat(f.value(x)).isZero();
        refused(() -> f.hessian(x, new double[16]), "Limits.steps");
        refused(() -> f.value(new double[5]), "N = 5", "the longest loops: 5 * 5");
        assertThat(f.value(x)).isZero();
    }

    /** The longest loops keep n values. */
    private static final String KEEPING = """
            function f(x[N]) {
                m = max(i in N: x[i])
                e[i in N] = exp(x[i] - m)
                s = sum(i in N: e[i])
                return sum(i in N: e[i] / s * x[i])
            }""";

    @Test
    void theWorkspaceIsCounted() {
        for (int n : new int[] {0, 1, 10, 1000}) {
            double[] x = new double[n];
            CompiledFunction same = compile(KEEPING, "workspace", n);
            CompiledFunction more = compile(KEEPING, "workspace", n + 1);
            assertThat(same.value(x))
                    .isEqualTo(more.value(x))
                    .isEqualTo(same.evaluator().value(x));
            if (n > 0) {
                CompiledFunction less = compile(KEEPING, "workspace", n - 1);
                refused(() -> less.value(x), "a workspace of " + n + " doubles for the sizes N = " + n);
                refused(() -> less.evaluator().value(x), "the limit Limits.workspace is " + (n - 1));
            }
        }
    }

    @Test
    void theWorkspaceOfNumbersIsCountedToo() {
        String text = "function f(x) {\n" + Hostile.joined(3000, "", i -> "y" + i + " = sin(x + " + i + ")\n")
                + "return " + Hostile.joined(3000, " + ", i -> "y" + i + " * y" + (2999 - i)) + "\n}";
        assertThat(compile(text, Limits.defaults()).value(new double[1])).isFinite();
        CompiledFunction f = compile(text, "workspace", 10);
        refused(() -> f.value(new double[1]), "Limits.workspace is 10");
    }

    @Test
    void noMemoryIsALimit() {
        CompiledFunction f = Jacobi.compile(
                        """
                function f(x; y[M]) {
                    z[i in N] = exp(x * i)
                    s = sum(i in N: z[i])
                    return sum(i in N: z[i] / s + y[0])
                }""".replace("y[M]", "int c[1], y[N, 0], z0[1]").replace("y[0]", "z0[0]"))
                .bind("c", new int[1])
                .bind("z0", new double[1])
                .bind("N", 2_000_000_000)
                .bind("y", new double[0]);
        refused(() -> f.value(new double[1]), "no memory for a workspace of 2000000000 doubles");
        refused(() -> f.evaluator().value(new double[1]), "no memory");
    }

    /** Programs that would run for years; N and M are the largest sizes, k the largest int. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(i in N: x * i)",
                "sum(i in N, j in M: x * i * j)",
                "sum(i in N, j in M, k1 in N, k2 in M, k3 in N: x)",
                "sum(i in N, j in 0..<i: x * j)",
                "sum(i in 0..<k: x * i)",
                "sum(i in 0 - k..<k: x * i)",
                "sum(i in min(N, 1000000000): x * i)",
                "sum(i in 2000000000, j in 0..<min(i, 1): x * i)",
                "sum(i in N, j in 0..<mod(i, 3): x * i)",
                "sum(i in N, j in i..<N, l in j..<N: x * l)",
                "prod(i in M: sum(j in div(N, 3): x))",
                "sum(i in 46341, j in i * i..<i * i + 46341: x * j)",
                "max(i in N: sin(x * i))",
                "logsumexp(i in N: x * i)",
                "sum(j in 0..<argmax(i in 3: x * i) + N: x)"
            })
    void loopsThatWouldNotEndAreRefusedAtOnce(String body) {
        CompiledFunction f = compile("function f(x; y[N, 0, M], int k) = " + body, Limits.server())
                .bind("N", 2_000_000_000)
                .bind("M", 2_000_000_000)
                .bind("k", Integer.MAX_VALUE)
                .bind("y", new double[0]);
        double[] out = new double[1];
        double[] one = {1};
        long start = System.nanoTime();
        refused(() -> f.value(one), "Limits.");
        refused(() -> f.gradient(one, out), "Limits.");
        refused(() -> f.jvp(one, one, out), "Limits.");
        refused(() -> f.hessianVectorProduct(one, one, out), "Limits.");
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    /** A workspace, results or a matrix of more elements than an int or a long counts. */
    @Test
    void productsOfSizesThatOverflowAreRefused() {
        CompiledFunction f = compile("""
                function f(x; y[N, 0, M]) {
                    z[i in N, j in M, l in N] = exp(x * i * j * l)
                    s = sum(i in N, j in M, l in N: z[i, j, l])
                    return sum(i in N, j in M, l in N: z[i, j, l] / s)
                }""", "steps", Long.MAX_VALUE);
        for (int size : new int[] {50_000, 70_000, 2_000_000, 2_000_000_000}) {
            CompiledFunction bound = f.bind("N", size).bind("M", size).bind("y", new double[0]);
            refused(() -> bound.value(new double[1]), "Limits.workspace");
        }
        CompiledFunction results = Jacobi.compile("function f(x; y[N, 0]) = [i in N, j in N: x * i * j]")
                .bind("N", 50_000)
                .bind("y", new double[0]);
        refused(() -> results.value(new double[1], new double[1]), "more than 2^31 elements");
        CompiledFunction variables = Jacobi.compile("function f(x[N, N]) = sum(i in N: x[i, i])");
        refused(() -> variables.bind("N", 50_000).value(new double[1]), "more than 2^31 elements");
        refused(() -> variables.bind("N", Integer.MAX_VALUE), "the largest is");
        double[][] rows = new double[50_000][];
        Arrays.fill(rows, new double[50_000]);
        refused(
                () -> Jacobi.compile("function f(x; y[N, M]) = x * y[0, 0]").bind("y", rows),
                "data 'y' has more than 2^31 elements");
    }

    /** Arithmetic on literals that has no value is no value of the formula, and no failure of the compiler. */
    @ParameterizedTest
    @ValueSource(
            strings = {"x[2000000000 * 2]", "sum(i in 2000000000 + 2000000000: x[i])", "sum(i in div(3, 0): x[i])"})
    void literalsWithoutAValue(String body) {
        CompiledFunction f = compile("function f(x[N]) = " + body, Limits.server());
        assertThatThrownBy(() -> f.value(new double[3]))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT))
                .hasMessageContaining("integer arithmetic of the formula fails");
        CompiledFunction guarded =
                compile("function f(x[N]) = if N > 5 then " + body + " else x[0]^2", Limits.server());
        assertThat(guarded.gradient(new double[] {3, 0}, new double[2])).isEqualTo(9);
    }

    @Test
    void sizesThatNoLengthTells() {
        CompiledFunction f =
                Jacobi.compile("function f(x; y[N, N, N, N, N], z[N * N * N * N]) = x * y[0, 0, 0, 0, 0] * z[0]");
        assertThatThrownBy(() -> f.bind("y", new double[1_000_000]))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("which no size N gives");
        assertThat(f.bind("y", new double[] {3}).bind("z", new double[] {2}).value(new double[] {1}))
                .isEqualTo(6);
    }

    /** Sixty loops inside each other, over sizes of 1 and of 2. */
    @Test
    void deepNests() {
        String text = "function f(x; y[N, 0]) = " + Hostile.joined(60, "", i -> "sum(i" + i + " in N: ") + "x + "
                + Hostile.joined(60, " + ", i -> "i" + i) + ")".repeat(60);
        CompiledFunction f = compile(text, Limits.server());
        double[] none = {};
        assertThat(f.bind("N", 1).bind("y", none).value(new double[] {3})).isEqualTo(3);
        refused(() -> f.bind("N", 2).bind("y", none).value(new double[] {3}), "Limits.steps", "N = 2");
    }

    /** The interpreter counts as it runs, since nothing else knows what it will do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(i in 100, j in 100, k in 100: a * k)                    | steps     | 1000000 ",
                "fold(t in 1000, s = a: s * max(i in 1000: s * i))           | steps     | 1000000 ",
                "max(k in 2: fold(t in 1, s[j in 1000000] = a * j: s[j] + k)[7])   | workspace | 1000000 ",
                "scan(t in 999, s[j in 1000] = a * j: s[j] + a)[5, 7]        | workspace | 1000000 "
            })
    void theInterpreterHasTheLimitsToo(String body, String component, long needed) {
        SourceText text = new SourceText("test", "function f(a) = " + body);
        FunctionGraph f = Lowering.lower(Parser.parse(text, Limits.defaults()), Limits.defaults())
                .get(0);
        Inputs inputs = Inputs.ofNumbers(parameter -> 1);
        Limits enough = LimitsTest.with(component, needed * 2);
        Limits less = LimitsTest.with(component, needed - 1);
        assertThat(Interpreter.evaluate(f.graph(), f.results(), inputs, false, enough))
                .hasSize(1);
        refused(() -> Interpreter.evaluate(f.graph(), f.results(), inputs, false, less), "Limits." + component);
    }
}

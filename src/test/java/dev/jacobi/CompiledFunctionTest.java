package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a user of the library sees. */
class CompiledFunctionTest {
    private static final String SEED = "(x^2 / log(x) + l) * (x^2 / log(x) - l)";

    @Test
    void theSeedsFormulaHasItsValueGradientAndHessian() {
        CompiledFunction f = Jacobi.compile(SEED);
        double[] gradient = new double[2];
        double[] hessian = new double[4];
        assertThat(f.variables()).containsExactly("x", "l");
        assertThat(f.value(new double[] {3, 5})).isEqualTo(42.11137142490805);
        assertThat(f.gradient(new double[] {3, 5}, gradient)).isEqualTo(42.11137142490805);
        assertThat(gradient[0]).isCloseTo(48.756893350760905, withinUlps(48.756893350760905, 2));
        assertThat(gradient[1]).isEqualTo(-10);
        assertThat(f.hessian(new double[] {3, 5}, hessian)).isEqualTo(42.11137142490805);
        assertThat(hessian[1]).isZero();
        assertThat(hessian[2]).isZero();
        assertThat(hessian[3]).isEqualTo(-2);
    }

    private static org.assertj.core.data.Offset<Double> withinUlps(double value, int ulps) {
        return org.assertj.core.data.Offset.offset(ulps * Math.ulp(value));
    }

    @Test
    void severalResultsHaveValuesAJacobianAndProducts() {
        CompiledFunction f = Jacobi.compile("function f(x, y) = (x * y, x / y, x - y)");
        double[] x = {6, 2};
        double[] y = new double[3];
        double[] jacobian = new double[6];
        double[] dy = new double[3];
        double[] xBar = new double[2];
        f.value(x, y);
        f.jacobian(x, jacobian);
        f.jvp(x, new double[] {1, 10}, dy);
        f.vjp(x, new double[] {1, 10, 100}, xBar);
        assertThat(f.resultCount()).isEqualTo(3);
        assertThat(y).containsExactly(12, 3, 4);
        assertThat(jacobian).containsExactly(2, 6, 0.5, -1.5, 1, -1);
        assertThat(dy).containsExactly(62, -14.5, -9);
        assertThat(xBar).containsExactly(2 + 5 + 100, 6 - 15 - 100);
    }

    @Test
    void theHessianVectorProductIsTheHessianTimesTheVector() {
        CompiledFunction f = Jacobi.compile("x^2 * y + y^3");
        double[] hv = new double[2];
        assertThat(f.hessianVectorProduct(new double[] {3, 2}, new double[] {1, 10}, hv))
                .isEqualTo(26);
        assertThat(hv).containsExactly(2 * 2 + 2 * 3 * 10, 2 * 3 + 6 * 2 * 10);
    }

    @Test
    void dataIsBoundByNameAndNotDifferentiated() {
        CompiledFunction f = Jacobi.compile("function f(x; a, b) = a * x^2 + b");
        CompiledFunction bound = f.bind("b", 1).bind("a", 3);
        double[] gradient = new double[1];
        assertThat(f.data()).containsExactly("a", "b");
        assertThat(bound.gradient(new double[] {2}, gradient)).isEqualTo(13);
        assertThat(gradient).containsExactly(12);
        assertThatThrownBy(() -> f.bind("b", 1).value(new double[] {2}))
                .isInstanceOf(JacobiException.class)
                .hasMessage("data 'a' is not bound; call bind(\"a\", value) first");
        assertThatThrownBy(() -> f.bind("c", 1)).hasMessage("there is no data named 'c'; the data are [a, b]");
    }

    @Test
    void wrongArraysAreRefusedByName() {
        CompiledFunction f = Jacobi.compile("x * y");
        assertThatThrownBy(() -> f.value(new double[3]))
                .hasMessage("x has 3 elements, needed are 2; the variables are [x, y]");
        assertThatThrownBy(() -> f.gradient(new double[2], null)).hasMessageContaining("g is null");
        double[] x = new double[2];
        assertThatThrownBy(() -> f.gradient(x, x)).hasMessage("the output array g is also an input array");
        assertThatThrownBy(() -> Jacobi.compile("function f(x) = (x, x)").gradient(new double[1], new double[1]))
                .hasMessageContaining("use jacobian");
    }

    @Test
    void aCallOfAnUnknownNameNamesPlaceCauseAndCure() {
        assertThatThrownBy(() -> Jacobi.compile("exq(x) + 2x")).isInstanceOfSatisfying(JacobiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SYNTAX);
            assertThat(e.line()).isEqualTo(1);
            assertThat(e.column()).isEqualTo(11);
            assertThat(e).hasMessageContaining("2*x");
        });
        assertThatThrownBy(() -> Jacobi.compile("function f(x) {\n    a = exq(x)\n    return sin(x, y) + a\n}"))
                .hasMessageContaining("<formula>:2:9: unknown function 'exq'")
                .hasMessageContaining("did you mean exp?")
                .hasMessageContaining("<formula>:3:19: unknown name 'y'");
    }

    @Test
    void interfacesOfTheUsersAreImplementedWithTypedParameters() {
        Typed typed =
                Jacobi.compile("function f(x, l; k) = k * x^2 / log(x) + l").as(Typed.class);
        double[] gradient = new double[2];
        assertThat(typed.value(3, 5, 2)).isEqualTo(2.0 * 9 / Math.log(3) + 5);
        assertThat(typed.gradient(3, 5, 2, gradient)).isEqualTo(typed.value(3, 5, 2));
        assertThat(gradient[1]).isEqualTo(1);
        Flattened flattened = Jacobi.compile("function f(x, l; k) = k * x^2 / log(x) + l")
                .bind("k", 2)
                .as(Flattened.class);
        assertThat(flattened.value(new double[] {3, 5})).isEqualTo(typed.value(3, 5, 2));
        assertThatThrownBy(() -> typed.gradient(3, 5, 2, new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient has 1 elements, needed are 2");
        assertThatThrownBy(() -> Jacobi.compile("x + y").as(Typed.class)).isInstanceOf(JacobiException.class);
        assertThatThrownBy(() -> Jacobi.compile("x").as(Runnable.class)).hasMessageContaining("no entry point");
    }

    /** A function of two variables and one data. */
    public interface Typed {
        double value(double x, double l, double k);

        double gradient(double x, double l, double k, double[] gradient);
    }

    /** A function of an array. */
    public interface Flattened {
        double value(double[] x);
    }

    @Test
    void anEvaluationAllocatesNothing() {
        // Long enough to be split into methods, so that a workspace is needed.
        StringBuilder text = new StringBuilder("function f(x, y) {\n    e0 = x\n");
        for (int i = 1; i <= 600; i++) {
            text.append("    e").append(i).append(" = sin(e").append(i - 1).append(") * y + x\n");
        }
        CompiledFunction f = Jacobi.compile(text.append("    return e600\n}").toString());
        Evaluator evaluator = f.evaluator();
        double[] x = {0.3, 0.4};
        double[] gradient = new double[2];
        assertThat(f.source(Derivative.GRADIENT)).contains("work[");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < 100; i++) {
            f.gradient(x, gradient);
            evaluator.gradient(x, gradient);
            threads.getThreadAllocatedBytes(thread);
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 100; i++) {
            f.gradient(x, gradient);
            evaluator.gradient(x, gradient);
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isZero();
    }

    @Test
    void manyThreadsGetTheSerialBits() throws Exception {
        CompiledFunction f = Jacobi.compile("sin(x) * exp(y) / (1 + x^2)");
        double[][] serial = new double[64][];
        for (int i = 0; i < serial.length; i++) {
            serial[i] = gradient(f, i);
        }
        CompiledFunction fresh = Jacobi.compile("sin(x) * exp(y) / (1 + x^2)");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<double[]>> results = new ArrayList<>();
        for (int i = 0; i < serial.length; i++) {
            int point = i;
            results.add(pool.submit(() -> gradient(fresh, point)));
        }
        for (int i = 0; i < serial.length; i++) {
            assertThat(results.get(i).get()).containsExactly(serial[i]);
        }
        pool.shutdown();
    }

    private static double[] gradient(CompiledFunction f, int i) {
        double[] g = new double[2];
        f.gradient(new double[] {0.1 * i, 1 - 0.05 * i}, g);
        return g;
    }

    @Test
    void aDroppedFunctionsClassIsUnloaded() throws Exception {
        WeakReference<CompiledFunction> dropped = new WeakReference<>(compiledAndRun());
        for (int i = 0; i < 50 && dropped.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(dropped.get()).isNull();
    }

    private static CompiledFunction compiledAndRun() {
        CompiledFunction f = Jacobi.compile("x + 1");
        assertThat(f.value(new double[] {1})).isEqualTo(2);
        return f;
    }

    @Test
    void theSourceHoldsNothingOfTheUsersText() {
        String source = Jacobi.compile(
                        "function hostile(secret, Math; password) {\n    inner = secret * Math\n    return inner + password\n}")
                .source(Derivative.GRADIENT);
        assertThat(source)
                .doesNotContain("hostile", "secret", "password", "inner")
                .contains("x[0]", "data[0]");
    }

    @Test
    void optionsChooseArithmeticLimitsAndWhatIsCompiledAtOnce() {
        Options real =
                Options.defaults().arithmetic(Arithmetic.REAL).derivatives(Derivative.VALUE, Derivative.GRADIENT);
        assertThat(Jacobi.with(real).compile("x / x").value(new double[] {0})).isEqualTo(1);
        assertThat(Jacobi.compile("x / x").value(new double[] {0})).isNaN();
        assertThat(Jacobi.with(Options.defaults().strictMath(true))
                        .compile("exp(x) + erf(x)")
                        .source())
                .contains("StrictMath.exp")
                .doesNotContain(" Math.exp");
        assertThatThrownBy(() ->
                        Jacobi.with(Options.defaults().limits(Limits.server())).compile("x+".repeat(20_000) + "x"))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
    }

    @Test
    void aMatrixBeyondTheLimitIsRefusedBeforeItTakesMemory() {
        String sum = IntStream.range(0, 60_000).mapToObj(i -> "x" + i).collect(Collectors.joining(" + "));
        CompiledFunction f = Jacobi.compile(sum);
        assertThatThrownBy(() -> f.source(Derivative.HESSIAN))
                .hasMessageContaining("60000 * 60000 entries, the limit Limits.derivativeNodes is 10000000");
        assertThat(f.gradient(new double[60_000], new double[60_000])).isZero();
    }

    @Test
    void aTextOfSeveralFunctionsGivesTheOneAskedFor() {
        String text = "function f(x) = x^2\nfunction g(x) = f(x) + 1";
        assertThat(Jacobi.compile(text).value(new double[] {3})).isEqualTo(10);
        assertThat(Jacobi.with(Options.defaults()).compile(text, "f").value(new double[] {3}))
                .isEqualTo(9);
    }
}

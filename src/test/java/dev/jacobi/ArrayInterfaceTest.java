package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions with arrays behind interfaces of the user's. */
class ArrayInterfaceTest {
    private static final String LOGISTIC = """
            function loss(w[D], b; X[N, D], y[N]) {
                z[i in N] = b + sum(d in D: w[d] * X[i, d])
                return sum(i in N: softplus(-y[i] * z[i]))
            }""";
    private static final String FACTORISATION = """
            function loss(U[N, K], V[M, K], lambda; int row[P], int col[P], r[P], int shift) {
                e[p in P] = r[p] - sum(k in K: U[row[p], k] * V[col[p], k])
                return sum(p in P: e[p]^2) + lambda * (sum(i in N, k in K: U[i, k]^2) + sum(j in M: V[j, mod(shift, K)]^2))
            }""";
    private static final String AFFINE = """
            function loss(A[M, N], x[N], b[M]) {
                y[i in M] = b[i] + sum(j in N: A[i, j] * x[j])
                return y
            }""";

    @TempDir
    private Path folder;

    /** Logistic regression. */
    public interface Loss {
        double value(double[] w, double b, double[] X, double[] y);

        double gradient(double[] w, double b, double[] X, double[] y, double[] out);

        double hessian(double[] w, double b, double[] X, double[] y, double[] out);

        double hessianVectorProduct(double[] w, double b, double[] X, double[] y, double[] v, double[] out);
    }

    /** Matrix factorisation, whose last size no length tells. */
    public interface Factorisation {
        double value(double[] u, double[] v, double lambda, int[] row, int[] col, double[] r, int shift, int k);
    }

    /** A linear map. */
    public interface Affine {
        void value(double[] a, double[] x, double[] b, double[] results);

        void jacobian(double[] a, double[] x, double[] b, double[] results);

        void vjp(double[] a, double[] x, double[] b, double[] weights, double[] results);

        void jvp(double[] a, double[] x, double[] b, double[] directions, double[] results);
    }

    /** A linear map that returns new arrays. */
    public interface Fresh {
        double[] value(double[] a, double[] x, double[] b);

        double[] vjp(double[] a, double[] x, double[] b, double[] weights);
    }

    /** The same interface in front of the static methods of a generated class. */
    private <T> T generated(String text, Class<T> type) throws Exception {
        JavaSource source = SourceGenerator.generate(
                        new SourceText("loss.jacobi", text),
                        "",
                        EnumSet.complementOf(EnumSet.of(Derivative.SPARSE_HESSIAN, Derivative.SPARSE_JACOBIAN)),
                        Options.defaults())
                .get(0);
        Path file = folder.resolve("Loss.java");
        Files.writeString(file, source.text());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), file.toString()))
                .isZero();
        Class<?> generated = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null).loadClass(source.className());
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return generated
                                .getMethod(method.getName(), method.getParameterTypes())
                                .invoke(null, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static double[] reals(int length) {
        return new Random(length).doubles(length, -1, 1).toArray();
    }

    @Test
    void classesOfABuildAndObjectsOfTheRunTimeAreExchangeable() throws Exception {
        Loss build = generated(LOGISTIC, Loss.class);
        Loss run = Jacobi.compile(LOGISTIC).as(Loss.class);
        for (int n : new int[] {4, 7, 0, 4}) {
            double[] w = reals(3);
            double[] x = reals(3 * n);
            double[] y = reals(n);
            assertThat(run.value(w, 0.3, x, y)).isEqualTo(build.value(w, 0.3, x, y));
            double[][] out = new double[2][4];
            assertThat(run.gradient(w, 0.3, x, y, out[0])).isEqualTo(build.gradient(w, 0.3, x, y, out[1]));
            assertThat(out[0]).containsExactly(out[1]);
            double[] v = reals(4);
            assertThat(run.hessianVectorProduct(w, 0.3, x, y, v, out[0]))
                    .isEqualTo(build.hessianVectorProduct(w, 0.3, x, y, v, out[1]));
            assertThat(out[0]).containsExactly(out[1]);
            double[][] h = new double[2][16];
            assertThat(run.hessian(w, 0.3, x, y, h[0])).isEqualTo(build.hessian(w, 0.3, x, y, h[1]));
            assertThat(h[0]).containsExactly(h[1]);
        }
    }

    @Test
    void integerDataAndSizesThatNoLengthTellsArePassedToo() throws Exception {
        Factorisation build = generated(FACTORISATION, Factorisation.class);
        Factorisation run = Jacobi.compile(FACTORISATION).as(Factorisation.class);
        int[] row = {0, 2, 1, 1};
        for (int[] col : new int[][] {{3, 0, 0, 2}, {1, 1, 1, 1}, {3, 0, 0, 2}}) {
            for (int shift : new int[] {3, 4}) {
                assertThat(run.value(reals(6), reals(8), 0.1, row, col, reals(4), shift, 2))
                        .isEqualTo(build.value(reals(6), reals(8), 0.1, row, col, reals(4), shift, 2));
            }
        }
    }

    @Test
    void severalResultsFillAnArrayOrComeInANewOne() throws Exception {
        Affine build = generated(AFFINE, Affine.class);
        CompiledFunction f = Jacobi.compile(AFFINE);
        Affine run = f.as(Affine.class);
        Fresh fresh = f.as(Fresh.class);
        double[][] y = new double[2][2];
        run.value(reals(6), reals(3), reals(2), y[0]);
        build.value(reals(6), reals(3), reals(2), y[1]);
        assertThat(y[0]).containsExactly(y[1]);
        assertThat(fresh.value(reals(6), reals(3), reals(2))).containsExactly(y[1]);
        double[][] back = new double[2][11];
        run.vjp(reals(6), reals(3), reals(2), y[0], back[0]);
        build.vjp(reals(6), reals(3), reals(2), y[0], back[1]);
        assertThat(back[0]).containsExactly(back[1]);
        assertThat(fresh.vjp(reals(6), reals(3), reals(2), y[0])).containsExactly(back[1]);
        run.jvp(reals(6), reals(3), reals(2), reals(11), y[0]);
        build.jvp(reals(6), reals(3), reals(2), reals(11), y[1]);
        assertThat(y[0]).containsExactly(y[1]);
        double[][] jacobian = new double[2][22];
        run.jacobian(reals(6), reals(3), reals(2), jacobian[0]);
        build.jacobian(reals(6), reals(3), reals(2), jacobian[1]);
        assertThat(jacobian[0]).containsExactly(jacobian[1]);
    }

    @Test
    void anArrayOfOneResultIsStoredAndNotReturned() throws Exception {
        String text = "function loss(A[1, 2], x[2], b[1]) = [i in 1: b[i] + sum(j in 2: A[i, j] * x[j])]";
        CompiledFunction f = Jacobi.compile(text);
        double[] y = new double[1];
        f.value(new double[] {2, 3, 4, 5, 6}, y);
        assertThat(y).containsExactly(6 + 2 * 4 + 3 * 5);
        for (Affine affine : new Affine[] {f.as(Affine.class), generated(text, Affine.class)}) {
            double[] same = new double[1];
            affine.value(new double[] {2, 3}, new double[] {4, 5}, new double[] {6}, same);
            assertThat(same).containsExactly(y);
            double[] jacobian = new double[5];
            affine.jacobian(new double[] {2, 3}, new double[] {4, 5}, new double[] {6}, jacobian);
            assertThat(jacobian).containsExactly(4, 5, 2, 3, 1);
        }
    }

    /** Logistic regression on data that is bound. */
    public interface OnData {
        double gradient(double[] w, double b, double[] out);
    }

    /** Logistic regression on data that is bound, with all variables in one array. */
    public interface Flat {
        double value(double[] x);

        double gradient(double[] x, double[] out);
    }

    @Test
    void boundDataIsNoParameterAndLaterChangesOfItsArrayAreNotSeen() {
        double[] x = reals(12);
        double[] y = reals(4);
        CompiledFunction f = Jacobi.compile(LOGISTIC);
        double[] expected = new double[4];
        double value = f.as(Loss.class).gradient(reals(3), 0.3, x, y, expected);
        CompiledFunction bound = f.bind("y", y).bind("X", x);
        OnData onData = bound.as(OnData.class);
        Flat flat = bound.as(Flat.class);
        double[] flattened = {reals(3)[0], reals(3)[1], reals(3)[2], 0.3};
        y[0] = 100;
        for (int i = 0; i < 2; i++) {
            double[] out = new double[4];
            assertThat(onData.gradient(reals(3), 0.3, out)).isEqualTo(value);
            assertThat(out).containsExactly(expected);
            assertThat(flat.gradient(flattened, out)).isEqualTo(value).isEqualTo(flat.value(flattened));
            assertThat(out).containsExactly(expected);
        }
        assertThatThrownBy(() -> onData.gradient(reals(2), 0.3, new double[3]))
                .hasMessageContaining(
                        "OnData.gradient(double[], double, double[]): 'w' says that size D is 2, it is 3");
    }

    /** An interface that no logistic regression fits. */
    public interface Misfits {
        /** Data as matrices. */
        interface Rows {
            double value(double[] w, double b, double[][] X, double[] y);
        }

        /** Too few parameters. */
        interface Short {
            double gradient(double[] w, double b, double[] X, double[] y);
        }

        /** A result that is none. */
        interface Returning {
            int value(double[] w, double b, double[] X, double[] y);
        }

        /** No entry point. */
        interface Called {
            double loss(double[] w, double b, double[] X, double[] y);
        }

        /** No single number. */
        interface Gradient {
            void gradient(double[] a, double[] x, double[] b, double[] results);
        }
    }

    @Test
    void anInterfaceThatDoesNotFitIsToldWhatIsExpected() {
        CompiledFunction f = Jacobi.compile(LOGISTIC);
        assertThatThrownBy(() -> f.as(Misfits.Rows.class))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("Rows.value(double[], double, double[][], double[]): parameter 3 is double[][], "
                        + "expected is double[] X; all are (double[] w, double b, double[] X, double[] y)");
        assertThatThrownBy(() -> f.as(Misfits.Short.class))
                .hasMessageContaining(
                        "Short.gradient(double[], double, double[], double[]) takes 4 parameters, expected "
                                + "are 5: (double[] w, double b, double[] X, double[] y, double[] gradient)");
        assertThatThrownBy(() -> f.as(Misfits.Returning.class))
                .hasMessageContaining("returns int, expected is double, the value");
        assertThatThrownBy(() -> f.as(Misfits.Called.class)).hasMessageContaining("called like no entry point");
        assertThatThrownBy(() -> Jacobi.compile(AFFINE).as(Misfits.Gradient.class))
                .hasMessageContaining("needs a function with one number as its result; implement jacobian, jvp or vjp");
    }

    @Test
    void aCallThatDoesNotFitIsToldWhatIsNeeded() {
        Loss loss = Jacobi.compile(LOGISTIC).as(Loss.class);
        double[] w = reals(3);
        assertThatThrownBy(() -> loss.value(w, 0, reals(11), reals(4)))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining(
                        "Loss.value(double[], double, double[], double[]): 'X' has 11 elements, needed are 12"
                                + "; sizes D = 3, N = 4");
        assertThatThrownBy(() -> loss.value(w, 0, null, reals(4))).hasMessageContaining("'X' is null");
        assertThatThrownBy(() -> loss.gradient(w, 0, reals(12), reals(4), new double[3]))
                .hasMessageContaining("'gradient' has 3 elements, needed are 4; sizes D = 3, N = 4");
        assertThatThrownBy(() -> loss.gradient(w, 0, reals(12), reals(4), null))
                .hasMessageContaining("'gradient' is null");
        double[] y = reals(4);
        assertThatThrownBy(() -> loss.gradient(w, 0, reals(12), y, y)).hasMessageContaining("is also an input array");
        Factorisation f = Jacobi.compile(FACTORISATION).as(Factorisation.class);
        assertThatThrownBy(() -> f.value(reals(6), reals(8), 0, new int[] {3}, new int[] {0}, reals(1), 0, 2))
                .hasMessageContaining("data 'row' at [0] is 3; as an index of 'U' it must be at least 0 and below 3");
        assertThatThrownBy(() -> f.value(reals(6), reals(8), 0, new int[] {0}, new int[] {0}, reals(1), 0, 0))
                .isInstanceOf(JacobiException.class);
        assertThat(f.value(reals(6), reals(8), 0, new int[] {2}, new int[] {0}, reals(1), 0, 2))
                .isFinite();
    }

    /** A function whose loops an argument decides about. */
    public interface Steps {
        double value(double x, int n);
    }

    @Test
    void limitsOfRunTimeHoldForEachCall() {
        Steps steps = Jacobi.with(Options.defaults().limits(Limits.server()))
                .compile("function f(x; int n) = sum(i in 0..<n, j in 0..<n: x * i * j)")
                .as(Steps.class);
        for (int i = 0; i < 2; i++) {
            assertThat(steps.value(1, 3)).isEqualTo(9);
            assertThatThrownBy(() -> steps.value(1, 100_000))
                    .isInstanceOfSatisfying(
                            JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
        }
    }

    @Test
    void aCallAllocatesNothing() {
        Loss loss = Jacobi.compile(LOGISTIC).as(Loss.class);
        double[] w = reals(3);
        double[] x = reals(30);
        double[] y = reals(10);
        double[] v = reals(4);
        double[] out = new double[4];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = 0;
        for (int i = 0; i < 300; i++) {
            if (i == 200) {
                threads.getThreadAllocatedBytes(thread);
                before = threads.getThreadAllocatedBytes(thread);
            }
            loss.gradient(w, i, x, y, out);
            loss.value(w, i, x, y);
            loss.hessianVectorProduct(w, i, x, y, v, out);
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isZero();
    }

    @Test
    void manyThreadsGetTheSerialBits() {
        Loss loss = Jacobi.compile(LOGISTIC).as(Loss.class);
        double[][] serial = new double[64][];
        for (int i = 0; i < serial.length; i++) {
            serial[i] = gradient(loss, i);
        }
        double[][] parallel = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> gradient(loss, i))
                .toArray(double[][]::new);
        assertThat(parallel).isDeepEqualTo(serial);
    }

    private static double[] gradient(Loss loss, int i) {
        double[] out = new double[4];
        loss.gradient(reals(3), i, reals(3 * (i % 5)), reals(i % 5), out);
        return out;
    }
}

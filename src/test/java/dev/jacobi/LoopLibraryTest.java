package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated classes of functions with arrays: Java 8 without a warning, and the bits of the run time. */
class LoopLibraryTest {
    private static final Set<Derivative> PRODUCTS = EnumSet.of(
            Derivative.VALUE, Derivative.GRADIENT, Derivative.JVP, Derivative.VJP, Derivative.HESSIAN_VECTOR_PRODUCT);
    private static final Set<Derivative> ALL = EnumSet.complementOf(EnumSet.of(Derivative.SPARSE_HESSIAN));

    /** Models with their arguments in order: variables, data, then sizes that no array tells. */
    private enum Model {
        LOGISTIC("D=3", """
                function f(w[D], b; X[N, D], y[N]) {
                    z[i in N] = b + sum(d in D: w[d] * X[i, d])
                    return sum(i in N: softplus(-y[i] * z[i]))
                }""", reals(3), 0.3, reals(12), reals(4)),
        SOFTMAX("D=2", """
                function f(W[K, D], b[K]; X[N, D], int y[N]) {
                    z[i in N, k in K] = b[k] + sum(d in D: W[k, d] * X[i, d])
                    return sum(i in N: logsumexp(k in K: z[i, k]) - z[i, y[i]])
                }""", reals(6), reals(3), reals(8), new int[] {0, 2, 1, 2}),
        TWO_LAYERS("D=2", """
                function f(V[H, D], a[H], u[H], c; X[N, D], y[N]) {
                    h[i in N, k in H] = tanh(a[k] + sum(d in D: V[k, d] * X[i, d]))
                    r[i in N] = c + sum(k in H: u[k] * h[i, k]) - y[i]
                    return sum(i in N: r[i]^2) / 2
                }""", reals(6), reals(3), reals(3), 0.1, reals(10), reals(5)),
        FACTORISATION(
                "N=3 M=4 K=2",
                """
                function f(U[N, K], V[M, K], lambda; int row[P], int col[P], r[P]) {
                    e[p in P] = r[p] - sum(k in K: U[row[p], k] * V[col[p], k])
                    return sum(p in P: e[p]^2) + lambda * (sum(i in N, k in K: U[i, k]^2) + sum(j in M, k in K: V[j, k]^2))
                }""",
                reals(6),
                reals(8),
                0.01,
                new int[] {0, 2, 1, 1},
                new int[] {3, 0, 0, 2},
                reals(4),
                2),
        AFFINE("M=2 N=3", """
                function f(A[M, N], x[N], b[M]) {
                    y[i in M] = b[i] + sum(j in N: A[i, j] * x[j])
                    return y
                }""", reals(6), reals(3), reals(2)),
        SEVERAL("", """
                function f(x[N], s) {
                    m = sum(i in N: x[i]) / (s + N)
                    d[i in N] = sin(x[i] - m)
                    return (d, m, sum(i in N: d[i]^2))
                }""", reals(4), 1.5),
        SHAPES("N=4", """
                function f(q[N + 1], A[3, N], work; int shift) =
                    sum(i in N, j in 0..<i: q[i] * q[j + 1] * A[2, mod(i + shift, N)]) * work + prod(i in N: q[i])
                """, reals(5), reals(12), 0.7, 3),
        AVERAGE("", """
                function f(alpha, level0; x[T]) =
                    fold(t in T, level = level0: alpha * x[t] + (1 - alpha) * level)
                """, 0.3, 1.5, reals(5)),
        RECURRENT("", """
                function f(w[D], a; x[T, D]) {
                    (h, s) = scan(t in T, h[j in D] = w[j] / 2, s = a:
                        tanh(w[j] * h[D - 1 - j] + x[t, j] * s), s + (if h[0] > 0 then h[0]^2 else x[t, 0]))
                    return sum(t in T: s[t] * h[t, 0])
                }""", reals(2), 0.6, reals(6));

        private final String sizes;
        private final String text;
        private final Object[] arguments;

        /** @param sizes those that the run time cannot tell, or not yet when data is bound */
        Model(String sizes, String text, Object... arguments) {
            this.sizes = sizes;
            this.text = text;
            this.arguments = arguments;
        }

        JavaSource generate() {
            return source(text, ALL);
        }
    }

    private static double[] reals(int length) {
        return new Random(length).doubles(length, -1, 1).toArray();
    }

    private static JavaSource source(String text, Set<Derivative> derivatives) {
        return SourceGenerator.generate(new SourceText("f.jacobi", text), "", derivatives, Options.defaults())
                .get(0);
    }

    /** The class, compiled for Java 8 with all warnings on. */
    private static Class<?> compile(JavaSource source, Path classes) throws Exception {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("memory:///" + source.path()), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source.text();
                    }
                };
        List<String> options = List.of(
                "--release",
                "8",
                "-parameters",
                "-Xlint:all,-options",
                "-Xdoclint:all,-missing",
                "-d",
                classes.toString());
        javac.getTask(said, null, null, options, null, List.of(file)).call();
        assertThat(said.toString()).as(source.text()).isEmpty();
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}).loadClass(source.className());
    }

    private static Object call(Class<?> type, String name, List<Object> arguments) throws Exception {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.size()) {
                try {
                    return method.invoke(null, arguments.toArray());
                } catch (InvocationTargetException e) {
                    throw (Exception) e.getCause();
                }
            }
        }
        throw new IllegalArgumentException(name + " with " + arguments.size() + " arguments");
    }

    @ParameterizedTest
    @EnumSource
    void generatedClassesComputeTheBitsOfTheRunTime(Model model, @TempDir Path classes) throws Exception {
        Class<?> type = compile(model.generate(), classes);
        CompiledFunction f = Jacobi.compile(model.text);
        List<double[]> variables = new ArrayList<>();
        int next = f.variables().size();
        for (Object argument : Arrays.asList(model.arguments).subList(0, next)) {
            variables.add(argument instanceof double[] array ? array : new double[] {(double) argument});
        }
        double[] x = variables.stream().flatMapToDouble(Arrays::stream).toArray();
        for (String size : model.sizes.split(" ")) {
            int equals = size.indexOf('=');
            f = equals < 0 ? f : f.bind(size.substring(0, equals), Integer.parseInt(size.substring(equals + 1)));
        }
        for (String name : f.data()) {
            f = bound(f, name, model.arguments[next++]);
        }
        int m = f.arguments(x).m();
        boolean number = f.graph().results().size() == 1 && m == 1;
        double[] dx = reals(x.length);
        double[] yBar = reals(m);
        double[] y = new double[m];
        f.value(x, y);
        if (number) {
            assertThat(call(type, "value", List.of(model.arguments))).isEqualTo(y[0]);
            double[] g = new double[x.length];
            f.gradient(x, g);
            assertThat(filled(type, model, "gradient", x.length)).containsExactly(g);
            f.hessianVectorProduct(x, dx, g);
            assertThat(filled(type, model, "hessianVectorProduct", x.length, dx))
                    .containsExactly(g);
            double[] h = new double[x.length * x.length];
            f.hessian(x, h);
            assertThat(filled(type, model, "hessian", h.length)).containsExactly(h);
        } else {
            assertThat(filled(type, model, "value", m)).containsExactly(y);
        }
        f.jvp(x, dx, y);
        assertThat(filled(type, model, "jvp", m, dx)).containsExactly(y);
        double[] xBar = new double[x.length];
        f.vjp(x, yBar, xBar);
        assertThat(filled(type, model, "vjp", x.length, yBar)).containsExactly(xBar);
        double[] jacobian = new double[m * x.length];
        f.jacobian(x, jacobian);
        assertThat(filled(type, model, "jacobian", jacobian.length)).containsExactly(jacobian);
        Map<String, Object> integers = new HashMap<>();
        for (int i = 0; i < f.graph().sizes().size(); i++) {
            integers.put(f.graph().sizes().get(i), f.arguments(x).ints()[i]);
            f = f.bind(f.graph().sizes().get(i), f.arguments(x).ints()[i]);
        }
        for (int i = 0; i < model.arguments.length; i++) {
            Object argument = model.arguments[i];
            if (i < f.graph().parameters().size() && !(argument instanceof double[])) {
                integers.put(f.graph().parameters().get(i).name(), argument);
            }
        }
        double[] sparse = sparseJacobian(type, model, integers, f.sparseJacobian());
        for (int i = 0; i < sparse.length; i++) {
            assertThat(sparse[i]).isCloseTo(jacobian[i], within(1e-13));
        }
    }

    /** The dense matrix of a class's compressed rows; they have the entries of the run time's. */
    private static double[] sparseJacobian(
            Class<?> type, Model model, Map<String, Object> integers, SparseJacobian expected) throws Exception {
        int[] rowStart = new int[expected.rows() + 1];
        structure(type, "sparseJacobianRowStart", integers, rowStart);
        int[] column = new int[rowStart[expected.rows()]];
        structure(type, "sparseJacobianColumn", integers, column);
        double[] values = filled(type, model, "sparseJacobian", column.length);
        double[] dense = new double[expected.rows() * expected.columns()];
        Set<Integer> places = new HashSet<>();
        for (int row = 0; row < expected.rows(); row++) {
            for (int i = rowStart[row]; i < rowStart[row + 1]; i++) {
                dense[row * expected.columns() + column[i]] += values[i];
                places.add(row * expected.columns() + column[i]);
            }
        }
        assertThat(places.size()).isGreaterThanOrEqualTo(expected.entries());
        return dense;
    }

    /** Calls a method of integer data and of the sizes that it needs, by the names of its parameters. */
    private static void structure(Class<?> type, String name, Map<String, Object> integers, int[] out)
            throws Exception {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                List<Object> arguments = new ArrayList<>();
                for (int i = 0; i < method.getParameterCount() - 1; i++) {
                    arguments.add(integers.get(method.getParameters()[i].getName()));
                }
                arguments.add(out);
                method.invoke(null, arguments.toArray());
            }
        }
    }

    private static CompiledFunction bound(CompiledFunction f, String name, Object value) {
        if (value instanceof double[] array) {
            return f.bind(name, array);
        }
        return value instanceof int[] array ? f.bind(name, array) : f.bind(name, (int) value);
    }

    /** The array that a method fills, which had other numbers before. */
    private static double[] filled(Class<?> type, Model model, String name, int length, Object... seeds)
            throws Exception {
        double[] out = new double[length];
        Arrays.fill(out, 77);
        List<Object> arguments = new ArrayList<>(List.of(model.arguments));
        arguments.addAll(List.of(seeds));
        arguments.add(out);
        call(type, name, arguments);
        return out;
    }

    @Test
    void lengthsAndIndicesAreCheckedByName(@TempDir Path classes) throws Exception {
        Class<?> type = compile(Model.FACTORISATION.generate(), classes);
        double[] u = reals(6);
        double[] v = reals(8);
        int[] row = {0, 2, 1, 1};
        Map<String, List<Object>> calls = new LinkedHashMap<>();
        calls.put("V has 7 elements, needed are 6", List.of(u, reals(7), 0.1, row, row, reals(4), 2, new double[14]));
        calls.put("col has 3 elements, needed are 4", List.of(u, v, 0.1, row, new int[3], reals(4), 2, new double[15]));
        calls.put("gradient has 9 elements, needed are 15", List.of(u, v, 0.1, row, row, reals(4), 2, new double[9]));
        calls.put("size K is -1", List.of(u, v, 0.1, row, row, reals(4), -1, new double[15]));
        calls.put(
                "row[1] is 9; as an index of U it must be at least 0 and below 3",
                List.of(u, v, 0.1, new int[] {0, 9, 1, 1}, row, reals(4), 2, new double[15]));
        calls.forEach((message, arguments) -> assertThatThrownBy(() -> call(type, "gradient", arguments))
                .as(message)
                .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class)
                .hasMessageContaining(message));
    }

    @Test
    void aWorkspaceIsLongEnough(@TempDir Path classes) throws Exception {
        Class<?> type = compile(source("function f(x[N]) = logsumexp(i in N: sin(x[i]))", PRODUCTS), classes);
        assertThatThrownBy(() -> call(type, "gradient", List.of(reals(3), new double[3], new double[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("work has 2 elements, needed are ");
    }

    @Test
    void anOutputArrayIsNoInputArray(@TempDir Path classes) throws Exception {
        Class<?> type = compile(source("function f(x[N]) = sum(i in N: x[i]^2)", PRODUCTS), classes);
        double[] x = reals(3);
        assertThatThrownBy(() -> call(type, "gradient", List.of(x, x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gradient and x must be different arrays");
    }

    /** No quotient by zero is computed for a loop that does not run or a branch that is not taken. */
    @Test
    void integersWithoutAValueAreNotNeeded(@TempDir Path classes) throws Exception {
        Class<?> type = compile(source("""
                function f(x[N], b[M]; int k) =
                    (if k != 0 then sum(j in div(5, k): x[0] * j) else x[0]^2) + sum(i in M: x[mod(3, M)] * b[i] * mod(7, M))
                """, PRODUCTS), classes);
        double[] gradient = {7, 7};
        List<Object> arguments = List.of(new double[] {3, 4}, new double[0], 0, gradient);
        assertThat(call(type, "gradient", arguments)).isEqualTo(9.0);
        assertThat(gradient).containsExactly(6, 0);
        double[] more = new double[4];
        arguments = List.of(new double[] {3, 4}, new double[] {1, 2}, 2, more);
        assertThat(call(type, "gradient", arguments)).isEqualTo(3.0 + 4 * 3);
        assertThat(more).containsExactly(1, 3, 4, 4);
    }

    @Test
    void productsStandForAGradientThatIsNotThere() {
        assertThat(source(Model.AFFINE.text, EnumSet.of(Derivative.GRADIENT)).text())
                .contains("void jvp(")
                .contains("void vjp(")
                .doesNotContain("gradient(");
    }

    @Test
    void namesOfTheSourceAreKept() {
        String text = Model.TWO_LAYERS.generate().text();
        assertThat(text)
                .contains("int H = a.length;")
                .contains("int N = y.length;")
                .contains("for (int k = 0; k < H; k++)")
                .contains("X[i * D + d]");
        assertThat(source("function f(w[D]; X[N, D]) = sum(i in N, d in D: X[i, d] * w[d])", PRODUCTS)
                        .text())
                .contains("int N = D == 0 ? 0 : X.length / D;");
    }
}

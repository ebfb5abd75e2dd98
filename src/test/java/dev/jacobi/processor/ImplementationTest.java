package dev.jacobi.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.Jacobi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that the processor makes, and the objects of the run time behind the same interfaces: they can be exchanged. */
class ImplementationTest {
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
            function loss(A[M, N], x[N], b[M]) = [i in M: b[i] + sum(j in N: A[i, j] * x[j])]""";

    @TempDir
    private Path folder;

    /**
     * A function, the methods of an interface, and how a call of each fits.
     *
     * @param calls what each method is given: {@code .} a number, {@code 3} an array of so many, {@code i3} integers, {@code #2} an int
     */
    record Case(String name, String text, List<String> methods, List<String> calls) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "numbers",
                        "function f(x, l; k) = (k * x^2 / log(x) + l) * erf(l)",
                        List.of(
                                "double value(double x, double l, double k)",
                                "double gradient(double x, double l, double k, double[] g)",
                                "void hessian(double x, double l, double k, double[] h)",
                                "double hessianVectorProduct(double x, double l, double k, double[] v, double[] hv)",
                                "void jvp(double x, double l, double k, double[] dx, double[] dy)",
                                "void vjp(double x, double l, double k, double[] yBar, double[] xBar)"),
                        List.of(". . .", ". . . 2", ". . . 4", ". . . 2 2", ". . . 2 1", ". . . 1 2")),
                new Case(
                        "an expression whose variables are in an array",
                        "x^2 / log(l) + Formula",
                        List.of("double value(double[] x)", "double gradient(double[] x, double[] gradient)"),
                        List.of("3", "3 3")),
                new Case(
                        "numbers both ways",
                        "function f(x, new) = x * sin(new)",
                        List.of(
                                "double value(double x, double y)",
                                "double value(double[] x)",
                                "double gradient(double x, double y, double[] g)",
                                "double gradient(double[] x, double[] g)"),
                        List.of(". .", "2", ". . 2", "2 2")),
                new Case(
                        "several results",
                        "function polar(r, phi) = (r * cos(phi), r * sin(phi))",
                        List.of(
                                "void value(double r, double phi, double[] results)",
                                "void jacobian(double r, double phi, double[] jacobian)",
                                "void vjp(double[] x, double[] weights, double[] out)"),
                        List.of(". . 2", ". . 4", "2 2 2")),
                new Case(
                        "many numbers",
                        "function f(" + String.join(", ", names(200)) + ") = " + String.join(" * ", names(200)),
                        List.of("double gradient(double[] x, double[] g)"),
                        List.of("200 200")),
                new Case(
                        "arrays",
                        LOGISTIC,
                        List.of(
                                "double value(double[] w, double b, double[] X, double[] y)",
                                "double gradient(double[] w, double b, double[] X, double[] y, double[] out)",
                                "double hessian(double[] w, double b, double[] X, double[] y, double[] out)",
                                "double hessianVectorProduct(double[] w, double b, double[] X, double[] y, double[] v, double[] o)"),
                        List.of("3 . 12 4", "3 . 12 4 4", "3 . 12 4 16", "3 . 12 4 4 4")),
                new Case(
                        "integers and a size",
                        FACTORISATION,
                        List.of(
                                "double value(double[] u, double[] v, double l, int[] row, int[] col, double[] r, int s, int k)",
                                "double[] gradient(double[] u, double[] v, double l, int[] row, int[] col, double[] r, int s, int k)"),
                        List.of("6 8 . i3 i3 3 #1 #2", "6 8 . i3 i3 3 #1 #2")),
                new Case(
                        "new arrays",
                        AFFINE,
                        List.of(
                                "double[] value(double[] a, double[] x, double[] b)",
                                "double[] vjp(double[] a, double[] x, double[] b, double[] weights)",
                                "double[] jacobian(double[] a, double[] x, double[] b)",
                                "void value(double[] a, double[] x, double[] b, double[] results)",
                                "void jvp(double[] a, double[] x, double[] b, double[] d, double[] o)"),
                        List.of("6 3 2", "6 3 2 2", "6 3 2", "6 3 2 2", "6 3 2 11 2")),
                new Case(
                        "all variables in one array",
                        "function f(a[N, N], b[N], c) = c * sum(i in N, j in N: exp(a[i, j] * b[i]))",
                        List.of(
                                "double value(double[] x)",
                                "double gradient(double[] x, double[] g)",
                                "double[] hessian(double[] x)",
                                "double gradient(double[] a, double[] b, double c, double[] g)"),
                        List.of("13", "13 13", "13", "9 3 . 13")),
                new Case(
                        "small arrays",
                        "function f(q[3], s; p[2]) = s * sum(i in 2: exp(q[i] * p[i])) + q[2]^3",
                        List.of(
                                "double value(double[] q, double s, double[] p)",
                                "double gradient(double[] q, double s, double[] p, double[] g)",
                                "double[] hessian(double[] q, double s, double[] p)"),
                        List.of("3 . 2", "3 . 2 4", "3 . 2")),
                new Case(
                        "small arrays in one",
                        "function f(q[3], s) = s * sum(i in 3: exp(q[i]))",
                        List.of("double gradient(double[] x, double[] g)", "double[] gradient(double[] x)"),
                        List.of("4 4", "4")),
                new Case(
                        "an array of one result",
                        "function f(x[3]) = [i in 1: x[0] * x[2]]",
                        List.of("double[] value(double[] x)", "void vjp(double[] x, double[] w, double[] o)"),
                        List.of("3", "3 1 3")),
                new Case(
                        "loops over steps",
                        "function f(a, b; x[T]) = fold(t in T, l = b: a * x[t] + (1 - a) * l)",
                        List.of(
                                "double value(double a, double b, double[] x)",
                                "double gradient(double a, double b, double[] x, double[] g)"),
                        List.of(". . 5", ". . 5 2")));
    }

    private static List<String> names(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "x" + i).toList();
    }

    private Compilation compile(Case c, String attributes) throws Exception {
        String text = c.text.replace("\n", "\\n").replace("\"", "\\\"");
        Path file = folder.resolve("src/com/acme/Model.java");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "package com.acme;\n@dev.jacobi.JacobiFormula(value = \"" + text + "\"" + attributes
                        + ")\npublic interface Model {\n"
                        + String.join(";\n", c.methods) + ";\n"
                        + "default double erf(double x) { return x; }\n}\n");
        Compilation compilation = Compilation.of(folder, "-Werror");
        assertThat(compilation.messages()).isEmpty();
        return compilation;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theClassOfABuildAndTheObjectOfTheRunTimeGiveTheSameBits(Case c) throws Exception {
        Compilation compilation = compile(c, "");
        Class<?> generated = compilation.load("com.acme.ModelJacobi");
        Class<?> type = generated.getInterfaces()[0];
        Object build = generated.getField("INSTANCE").get(null);
        Object run = Jacobi.compile(c.text).as(type);
        int called = 0;
        for (int i = 0; i < c.methods.size(); i++) {
            Method method = method(type, c.methods.get(i));
            Object[] mine = arguments(c.calls.get(i));
            Object[] other = arguments(c.calls.get(i));
            Object expected = method.invoke(run, mine);
            assertThat(method.invoke(build, other)).as(c.methods.get(i)).isEqualTo(expected);
            assertThat(Arrays.deepEquals(other, mine)).as(c.methods.get(i)).isTrue();
            called++;
        }
        assertThat(called)
                .isEqualTo(Arrays.stream(type.getMethods())
                        .filter(m -> !m.isDefault())
                        .count());
    }

    private static Method method(Class<?> type, String declared) {
        String parameters = declared.replaceAll("^.*\\(|\\)$", "").replaceAll(" \\w+(, |$)", "$1");
        String returns = declared.substring(0, declared.indexOf(' '));
        return Arrays.stream(type.getMethods())
                .filter(m -> declared.contains(" " + m.getName() + "("))
                .filter(m -> m.getReturnType().getSimpleName().equals(returns))
                .filter(m -> String.join(
                                ", ",
                                Stream.of(m.getParameterTypes())
                                        .map(Class::getSimpleName)
                                        .toList())
                        .equals(parameters))
                .findFirst()
                .orElseThrow();
    }

    /** The same for the same text. */
    private static Object[] arguments(String call) {
        Random random = new Random(call.hashCode());
        List<Object> arguments = new ArrayList<>();
        for (String word : call.split(" ")) {
            arguments.add(
                    switch (word.charAt(0)) {
                        case '.' -> 1.5 + random.nextDouble();
                        case '#' -> Integer.parseInt(word.substring(1));
                        case 'i' ->
                            random.ints(Integer.parseInt(word.substring(1)), 0, 3)
                                    .toArray();
                        default ->
                            random.doubles(Integer.parseInt(word), 0.5, 2).toArray();
                    });
        }
        return arguments.toArray();
    }

    @Test
    void optionsReachTheClassAndItsTextIsTheSameEachTime() throws Exception {
        Case c = cases().findFirst().orElseThrow();
        String plain = compile(c, "").generated("com/acme/ModelJacobi.java");
        String strict = compile(c, ", strictMath = true, arithmetic = dev.jacobi.diag.Arithmetic.IEEE")
                .generated("com/acme/ModelJacobi.java");
        assertThat(compile(c, "").generated("com/acme/ModelJacobi.java")).isEqualTo(plain);
        assertThat(plain).contains(" Math.log(").doesNotContain("StrictMath").startsWith("// Generated by Jacobi.");
        assertThat(strict).contains("StrictMath.log(").doesNotContain(" Math.");
    }

    @Test
    void wrongArgumentsAreRefusedByName() throws Exception {
        List<String> methods = List.of(
                "double gradient(double[] x, double[] g)",
                "double[] jvp(double[] x, double[] d)",
                "double value(double[] w, double[] b)");
        Case c = new Case("", "function f(w[N], b[N]) = sum(i in N: w[i] * b[i])", methods, List.of());
        Class<?> generated = compile(c, "").load("com.acme.ModelJacobi");
        assertRefused(generated, methods.get(0), "x has 3 elements, as for no size N", new double[3], new double[3]);
        double[] x = new double[4];
        assertRefused(generated, methods.get(0), "gradient and x must be different arrays", x, x);
        assertRefused(generated, methods.get(0), "gradient has 3 elements, needed are 4", x, new double[3]);
        assertRefused(generated, methods.get(2), "b has 3 elements, needed are 4", x, new double[3]);
    }

    private static void assertRefused(Class<?> generated, String method, String message, Object... arguments)
            throws ReflectiveOperationException {
        Object build = generated.getField("INSTANCE").get(null);
        Method found = method(generated.getInterfaces()[0], method);
        assertThatThrownBy(() -> found.invoke(build, arguments))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

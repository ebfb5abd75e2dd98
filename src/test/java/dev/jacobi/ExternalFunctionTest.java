package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.interpret.Interpreter;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

public class ExternalFunctionTest {
    /** What users have. */
    public static class Methods {
        static int calls;

        /** Refuses what is outside its domain, and counts. */
        public static double root(double x) {
            calls++;
            if (x < 0) {
                throw new IllegalStateException("root of " + x);
            }
            return Math.sqrt(x);
        }

        /** Throws what generated code throws too. */
        public static double strange(double x) {
            throw x == 0 ? new ArrayIndexOutOfBoundsException("strange") : new ArithmeticException("strange");
        }

        public static double product(double x, double y) {
            calls++;
            return x * y;
        }
    }

    private static final ExternalFunction ROOT =
            ExternalFunction.of("root(x)", Methods.class, "root").partials("0.5 / root(x)");
    private static final ExternalFunction PRODUCT =
            ExternalFunction.of("product(x, y)", Methods.class, "product").partials("y", "product(1, x)");
    private static final ExternalFunction OPAQUE = ExternalFunction.of("opaque(x)", Methods.class, "root");

    private static final Options OPTIONS = Options.defaults().externals(ROOT, PRODUCT, OPAQUE);
    private static final Offset<Double> NEAR = within(1e-14);

    private static CompiledFunction compile(Backend backend, String text) {
        return Jacobi.with(OPTIONS.backend(backend)).compile(text);
    }

    @ParameterizedTest
    @EnumSource
    void formulasCallThem(Backend backend) {
        CompiledFunction f = compile(backend, "product(x, y) + root(x)^3");
        double[] x = {4, 5};
        double[] gradient = new double[2];
        double[] hessian = new double[4];
        assertThat(f.value(x)).isEqualTo(28);
        assertThat(f.gradient(x, gradient)).isEqualTo(28);
        assertThat(gradient).containsExactly(5 + 1.5 * 2, 4);
        f.hessian(x, hessian);
        assertThat(hessian).containsExactly(new double[] {0.375, 1, 1, 0}, within(1e-15));
    }

    private static double[] gradient(CompiledFunction f, double... x) {
        double[] gradient = new double[x.length];
        f.gradient(x, gradient);
        return gradient;
    }

    @ParameterizedTest
    @EnumSource
    void aBranchNotTakenCallsNothing(Backend backend) {
        for (String text : List.of(
                "if x > 0 then root(x) else x - x",
                "if x > 0 and root(x) > 1 then root(x) else x - x",
                "if x <= 0 or root(x) > 1 then x - x else root(x)",
                "(if x > 0 then root(x) + 1 else x) * (if x > 0 then root(x) else 0)",
                "if x > -5 then (if x > 0 then root(x) else 0) else (if x > 1 then root(x) + 1 else x - x)",
                "if x > 0 then (if root(x) > 1 then root(x)^2 else 1) else 0")) {
            CompiledFunction f = compile(backend, text);
            Methods.calls = 0;
            assertThat(f.value(new double[] {-1})).as(text).isEqualTo(0);
            assertThat(gradient(f, -1)).as(text).containsExactly(0);
            f.hessian(new double[] {-1}, new double[1]);
            assertThat(Methods.calls).as(text).isEqualTo(0);
            assertThat(interpreted(text, -1)[0]).as(text).isZero();
            assertThat(f.value(new double[] {4})).as(text).isEqualTo(interpreted(text, 4)[0]);
            f.jvp(new double[] {-1}, new double[] {1}, new double[1]);
            assertThat(Methods.calls).as(text).isGreaterThan(0);
        }
    }

    private static double[] interpreted(String text, double x) {
        FunctionGraph f = Linker.link(new SourceText("test", text), ImportResolver.NONE, OPTIONS)
                .get(0);
        return Interpreter.evaluate(f.graph(), f.results(), node -> x, false);
    }

    @Test
    void branchesGuardHoweverDeep() {
        StringBuilder text = new StringBuilder("root(x)");
        for (int i = 60; i > 0; i--) {
            text.insert(0, "if y > " + i + " then y + (").append(") else x");
        }
        CompiledFunction f = compile(Backend.JANINO, text.toString());
        assertThat(f.variables()).containsExactly("y", "x");
        assertThat(f.value(new double[] {30.5, -1})).isEqualTo(30.5 * 30 - 1);
        assertThat(gradient(f, 30.5, -1)).containsExactly(30, 1);
        assertThat(f.value(new double[] {100, 4})).isEqualTo(6002);
    }

    @ParameterizedTest
    @EnumSource
    void aLoopThatDoesNotRunCallsNothing(Backend backend) {
        CompiledFunction empty = compile(backend, "function f(x, w[N]) = sum(i in N: root(x) * w[i])")
                .bind("N", 0);
        assertThat(empty.value(new double[] {-1})).isEqualTo(0);
        assertThat(gradient(empty, -1)).containsExactly(0);
        CompiledFunction none =
                compile(backend, "function f(x, w[N]) = sum(i in N: if w[i] > 0 then root(x) * root(w[i]) else w[i])");
        none = none.bind("N", 3);
        assertThat(none.value(new double[] {-1, -2, -3, -4})).isEqualTo(-9);
        assertThat(gradient(none, -1, -2, -3, -4)).containsExactly(0, 1, 1, 1);
        assertThat(none.value(new double[] {4, -2, 9, 16})).isEqualTo(-2 + 6 + 8);
        assertThat(gradient(none, 4, -2, 9, 16)).containsExactly(new double[] {7.0 / 4, 1, 2.0 / 6, 2.0 / 8}, NEAR);
        CompiledFunction triangle = compile(
                        backend,
                        "function f(x, w[N]) = sum(i in N, j in 0..<i: if w[j] > 0 then root(x + i) else w[j])")
                .bind("N", 2);
        assertThat(triangle.value(new double[] {-9, -2, 5})).isEqualTo(-2);
        assertThat(triangle.value(new double[] {8, 1, 5})).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void arraysOfCalls(Backend backend) {
        CompiledFunction f = compile(
                        backend,
                        "function f(w[N]; y[N]) {\n z[i in N] = root(w[i])\n return max(i in N: product(z[i], y[i])) + z[0]\n}")
                .bind("y", new double[] {1, 3});
        assertThat(f.value(new double[] {4, 9})).isEqualTo(11);
        assertThat(gradient(f, 4, 9)).containsExactly(new double[] {0.25, 0.5}, NEAR);
    }

    @Test
    void derivativesInFormulasAndOfFormulasGoThroughThem() {
        assertThat(compile(Backend.JANINO, "diff(product(x, x) + root(x), x)").value(new double[] {4}))
                .isEqualTo(8.25);
        assertThat(compile(Backend.JANINO, "diff(diff(root(x), x), x)").value(new double[] {4}))
                .isEqualTo(-1.0 / 32);
    }

    @Test
    void anOrderThatIsNotSuppliedIsNamed() {
        CompiledFunction f = compile(Backend.JANINO, "x * opaque(y)");
        assertThat(f.value(new double[] {2, 9})).isEqualTo(6);
        assertThatThrownBy(() -> gradient(f, 2, 9))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DERIVATIVE))
                .hasMessageContaining("the external function 'opaque' has no derivative; register its partials");
        ExternalFunction once =
                ExternalFunction.of("once(x)", Methods.class, "root").partials("0.5 / opaque(x)");
        CompiledFunction g =
                Jacobi.with(Options.defaults().externals(OPAQUE, once)).compile("once(x)");
        assertThat(gradient(g, 4)).containsExactly(0.25);
        assertThatThrownBy(() -> g.hessian(new double[] {4}, new double[1])).hasMessageContaining("'opaque'");
    }

    @Test
    void whatIsNotRegisteredIsNotCalled() {
        assertThatThrownBy(() -> Jacobi.compile("root(x)")).hasMessageContaining("unknown function 'root'");
        assertThatThrownBy(() -> compile(Backend.JANINO, "dev.jacobi.ExternalFunctionTest.Methods.root(x)"))
                .isInstanceOf(JacobiException.class);
        assertThat(compile(Backend.JANINO, "function root(x) = x + 1\nfunction f(x) = root(x)")
                        .value(new double[] {4}))
                .isEqualTo(5);
        assertThat(compile(Backend.JANINO, "root(x)").source())
                .contains("return dev.jacobi.ExternalFunctionTest.Methods.root(x0)");
    }

    @Test
    void whatAMethodThrowsPassesThrough() {
        assertThatThrownBy(() -> compile(Backend.JANINO, "root(x)").value(new double[] {-1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("root of -1.0");
        assertThatThrownBy(() -> interpreted("root(x)", -1)).hasMessage("root of -1.0");
        for (Backend backend : Backend.values()) {
            for (double x : new double[] {0, 1}) {
                assertThatThrownBy(() -> Jacobi.with(Options.defaults()
                                        .backend(backend)
                                        .externals(ExternalFunction.of("strange(x)", Methods.class, "strange")))
                                .compile("strange(x)")
                                .value(new double[] {x}))
                        .isExactlyInstanceOf(x == 0 ? ArrayIndexOutOfBoundsException.class : ArithmeticException.class)
                        .hasMessage("strange");
            }
        }
    }

    @Test
    void aMethodThatIsOnlyNamedIsForBuilds() {
        ExternalFunction named = ExternalFunction.of("area(r)", "com.acme.Shapes.area");
        CompiledFunction f = Jacobi.with(Options.defaults().externals(named)).compile("area(r)");
        assertThatThrownBy(() -> f.value(new double[] {1}))
                .hasMessageContaining("'area' cannot be run, since com.acme.Shapes.area is only named");
        String java = SourceGenerator.generate(
                        new SourceText("f.jacobi", "function f(r, com) = area(r) * com"),
                        "",
                        Set.of(Derivative.VALUE),
                        Options.defaults().externals(named),
                        ImportResolver.NONE)
                .get(0)
                .text();
        assertThat(java)
                .contains("return external_area(r) * com;")
                .contains("private static double external_area(double x0) {\n        return com.acme.Shapes.area(x0);");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f       | a.B.c   | expected a name and different parameters, as in 'f(x, y)', found 'f'
            f()     | a.B.c   | expected a name and different parameters
            f(x, x) | a.B.c   | expected a name and different parameters
            f(x;y)  | a.B.c   | expected a name and different parameters
            f(x)    | B.c     | expected a method with its class and package, as in 'com.acme.Special.f', found 'B.c'
            f(x)    | a.B.c() | expected a method with its class and package
            f(x)    | a.new.c | expected a method with its class and package
            """)
    void malformedRegistrationsAreRefused(String signature, String method, String message) {
        assertThatThrownBy(() -> ExternalFunction.of(signature, method))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aLineSaysItAll() {
        ExternalFunction f =
                ExternalFunction.parse("f(x, y) = dev.jacobi.ExternalFunctionTest.Methods.product : y; product(1, x)");
        assertThat(f.name()).isEqualTo("f");
        assertThat(f.partials()).containsExactly("y", "product(1, x)");
        assertThat(f.owner()).isNull();
        ExternalFunction loaded = f.loadedBy(ExternalFunctionTest.class.getClassLoader());
        assertThat(loaded.owner()).isEqualTo(Methods.class);
        assertThat(loaded.call(3, 4)).isEqualTo(12);
        assertThat(loaded.partials()).isEqualTo(f.partials());
        assertThat(ExternalFunction.parse("f(x)=a.B.c:g(x; 1)").partials()).containsExactly("g(x; 1)");
        assertThat(ExternalFunction.parse("f(x)=a.B.c").partials()).isNull();
    }

    @Test
    void methodsMustFit() {
        assertThatThrownBy(() -> ExternalFunction.of("f(x, y)", Methods.class, "root"))
                .hasMessageContaining("has no public static method double root of 2 doubles");
        assertThatThrownBy(() -> ExternalFunction.of("f(x)", Hidden.class, "f"))
                .hasMessageContaining("is not a public class");
        assertThatThrownBy(() -> ROOT.partials("1", "2"))
                .hasMessageContaining("needs a partial derivative for each of [x]");
        assertThatThrownBy(() ->
                        Jacobi.with(Options.defaults().externals(ROOT, ROOT)).compile("x"))
                .hasMessageContaining("two external functions have the name 'root'");
        assertThatThrownBy(() -> Jacobi.with(Options.defaults().externals(ROOT.partials("y")))
                        .compile("x"))
                .hasMessageContaining("<partial derivative of root>:1:")
                .hasMessageContaining("unknown name 'y'");
    }

    static class Hidden {
        public static double f(double x) {
            return x;
        }
    }

    /** What users implement. */
    public interface Area {
        double value(double x, double y);
    }

    @Test
    void interfacesOfTheUsersWorkToo() {
        assertThat(compile(Backend.JANINO, "product(x, root(y))").as(Area.class).value(3, 4))
                .isEqualTo(6);
    }

    @Test
    void equalFormulasShareTheirCode() {
        FormulaCache cache = new FormulaCache(OPTIONS, 10);
        cache.get("root(x)").value(new double[] {4});
        cache.get("root(y)").value(new double[] {4});
        cache.get("opaque(y)").value(new double[] {4});
        assertThat(cache.size()).isEqualTo(2);
    }
}

package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.Solving;
import org.junit.jupiter.api.Test;

/** What options do with solves. */
public class SolveOptionsTest {
    private static final String ROOT = "function f(x) = solve(u = 1: u^2 - x)";

    /** A method that refuses what is outside its domain. */
    public static class Methods {
        public static double logarithm(double x) {
            if (!(x > 0)) {
                throw new IllegalStateException("logarithm of " + x);
            }
            return Math.log(x);
        }
    }

    @Test
    void toleranceAndIterations() {
        Options three = Options.defaults().solving(new Solving(1e-10, 3));
        assertThat(Jacobi.with(three).compile(ROOT).value(new double[] {100})).isNaN();
        Options rough = Options.defaults().solving(new Solving(0.1, 100));
        assertThat(Jacobi.with(rough).compile(ROOT).value(new double[] {4})).isBetween(2.0005, 2.0007);
    }

    @Test
    void tellsWhichSolveFindsNoRoot() {
        CompiledFunction f = Jacobi.with(Options.defaults().solving(new Solving(1e-10, 20)))
                .compile(
                        "function f(a[n], x; int k[m], b[n]) {\n    r = solve(u = 1: u^2 - x)\n"
                                + "    v[i in n] = solve(v[i in n] = 1: v[i]^2 - a[i] - b[i] * k[1])\n    return r + sum(i in n: v[i])\n}")
                .bind("k", new int[] {7, 2})
                .bind("b", new double[] {1, 0.5});
        assertThat(f.unsolved(new double[] {2, 3, 9})).isEmpty();
        String message = "solve finds no root in 20 iterations, its value is NaN; try another guess";
        assertThat(f.value(new double[] {2, 3, -9})).isNaN();
        assertThat(f.unsolved(new double[] {2, 3, -9})).containsExactly("<formula>:2:9: " + message);
        assertThat(f.unsolved(new double[] {2, -1.5, 9})).containsExactly("<formula>:4:16: " + message);
        assertThat(f.unsolved(new double[] {-3, 3, -9})).hasSize(2);
        assertThatThrownBy(() -> f.unsolved(new double[] {1})).hasMessageContaining("x");
    }

    @Test
    void nothingIsUnsolvedInABranchThatIsNotTaken() {
        CompiledFunction f = Jacobi.compile("function f(x) = if x > 0 then solve(u = 1: u^2 - x) else x");
        assertThat(f.unsolved(new double[] {-4})).isEmpty();
    }

    @Test
    void allIterationsCountAsSteps() {
        CompiledFunction f =
                Jacobi.with(Options.defaults().limits(RunLimits.steps(100))).compile(ROOT);
        assertThat(f.value(new double[] {4})).isEqualTo(2);
        CompiledFunction g =
                Jacobi.with(Options.defaults().limits(RunLimits.steps(99))).compile(ROOT);
        assertThatThrownBy(() -> g.value(new double[] {4}))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
        assertThat(Jacobi.with(Options.defaults().limits(Limits.server()))
                        .compile(ROOT)
                        .value(new double[] {4}))
                .isEqualTo(2);
    }

    @Test
    void everyArithmeticAndBackEndFindsTheRoot() {
        double[] gradient = new double[1];
        for (Arithmetic arithmetic : Arithmetic.values()) {
            for (Backend backend : Backend.values()) {
                for (boolean strict : new boolean[] {false, true}) {
                    Options options = Options.defaults()
                            .arithmetic(arithmetic)
                            .backend(backend)
                            .strictMath(strict);
                    CompiledFunction f = Jacobi.with(options).compile("function f(x) = solve(u = 0: u + exp(u) - x)");
                    assertThat(f.gradient(new double[] {1 + Math.E}, gradient)).isCloseTo(1, within(1e-15));
                    assertThat(gradient[0]).isCloseTo(1 / (1 + Math.E), within(1e-15));
                }
            }
        }
    }

    @Test
    void externalFunctionsAreCalledWhereASolveIsMadeOnly() {
        Options options = Options.defaults()
                .externals(ExternalFunction.of("logarithm(x)", Methods.class, "logarithm")
                        .partials("1 / x"));
        CompiledFunction f = Jacobi.with(options)
                .compile("function f(x) = if x > 0 then solve(u = x: logarithm(u) + u - logarithm(x)) else x^2");
        double[] gradient = new double[1];
        assertThat(f.gradient(new double[] {-3}, gradient)).isEqualTo(9);
        assertThat(gradient[0]).isEqualTo(-6);
        double u = f.gradient(new double[] {2}, gradient);
        assertThat(Math.log(u) + u).isCloseTo(Math.log(2), within(1e-15));
        assertThat(gradient[0]).isCloseTo(0.5 / (1 / u + 1), within(1e-15));
    }

    @Test
    void aCallThatAStateDecidesIsRefusedWhereItDependsOnNone() {
        Options options = Options.defaults()
                .externals(ExternalFunction.of("logarithm(x)", Methods.class, "logarithm")
                        .partials("1 / x"));
        for (String text : new String[] {
            "function f(x) = fold(t in 3, s = x: if s > 0 then s - logarithm(x) else s)",
            "function f(x) = solve(u = x: if u > 0 then u - logarithm(x) else u)"
        }) {
            CompiledFunction f = Jacobi.with(options).compile(text);
            assertThatThrownBy(() -> f.value(new double[] {2}))
                    .isInstanceOfSatisfying(
                            JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                    .hasMessageContaining("call it before, and use its value there");
        }
    }
}

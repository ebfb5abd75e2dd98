package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Options;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What {@code diff} and {@code grad} mean, by cases derived by hand. */
class DerivativesInFormulasTest {
    private static final Offset<Double> NEAR = within(1e-12);

    private static double[] values(String text, double... x) {
        double[] values = Interpreted.of(text).values(x);
        for (Backend backend : Backend.values()) {
            CompiledFunction f =
                    Jacobi.with(Options.defaults().backend(backend)).compile(text);
            double[] compiled = new double[values.length];
            f.value(x, compiled);
            assertThat(compiled).as(backend + " of " + text).containsExactly(values);
        }
        return values;
    }

    /** One result. */
    private static double value(String text, double... x) {
        return values(text, x)[0];
    }

    private static void bothModes(Interpreted f, double[] x, double... expected) {
        assertThat(f.gradient(x)).as("reverse").containsExactly(expected, NEAR);
        assertThat(f.forward(x)).as("forward").containsExactly(expected, NEAR);
    }

    @Test
    void aBareExpressionIsDifferentiatedByItsNames() {
        assertThat(value("diff(x^3 * y, x)", 2, 5)).isEqualTo(60);
        assertThat(value("grad(x^3 * y, y)", 2, 5)).isEqualTo(8);
        assertThat(value("diff(y^2, x) + 1", 5, 2)).isEqualTo(1);
    }

    @Test
    void derivativesNest() {
        assertThat(value("diff(diff(x^4, x), x)", 3)).isEqualTo(108);
        assertThat(value("diff(diff(x^2 * y^3, x), y)", 2, 5)).isEqualTo(300);
        assertThat(value("diff(x * diff(x^3, x), x)", 2)).isEqualTo(36);
        bothModes(Interpreted.of("function f(x, y) = diff(x^2 * y^3, x)"), new double[] {2, 5}, 250, 300);
        assertThat(Interpreted.of("function f(x, y) = diff(x^2 * y^3, x)").hessian(2, 5))
                .containsExactly(0, 150, 150, 120);
    }

    @Test
    void otherBindingsAreSeenThrough() {
        assertThat(value("function f(x) {\n a = x^2\n b = a * x\n return diff(b + a, x)\n}", 3))
                .isEqualTo(33);
    }

    @Test
    void aBindingIsIndependentOfWhatItIsMadeFrom() {
        assertThat(value("function f(x) {\n a = x^2\n return diff(a^2 * x, a)\n}", 3))
                .isEqualTo(54);
        String both = "function f(x) {\n a = x^2\n b = a * x\n return (diff(a * b * x, a), diff(a * b * x, b))\n}";
        assertThat(values(both, 2)).containsExactly(2 * 4 * 2 * 2, 8);
    }

    @Test
    void aBindingIsWhereItsNameIsUsedNotWhereItsValueIs() {
        assertThat(value("function f(x) {\n a = x * x\n return diff(x * x + 5 * a, a)\n}", 3))
                .isEqualTo(5);
        assertThat(value("function f(x) {\n a = 3\n return diff(3 * a, a)\n}", 7))
                .isEqualTo(3);
        assertThat(values("function f(x) {\n a = x\n return (diff(x * a, a), diff(x * a, x))\n}", 3))
                .containsExactly(3, 6);
        String two =
                "function f(x) {\n a = x + 1\n b = x + 1\n return (diff(a * b, a), diff(a * b, b), diff(a * b, x))\n}";
        assertThat(values(two, 3)).containsExactly(4, 4, 8);
    }

    @Test
    void afterADerivativeByABindingItsDefinitionCountsAgain() {
        Interpreted f = Interpreted.of("function f(x) {\n a = x^2\n return diff(a^3, a)\n}");
        assertThat(f.value(2)).isEqualTo(48);
        bothModes(f, new double[] {2}, 96);
        assertThat(value("function f(x) {\n a = x^2\n return diff(diff(a^3, a), x)\n}", 2))
                .isEqualTo(96);
        assertThat(value("function f(x) {\n a = x^2\n d = diff(a^3, a)\n return diff(d * a, a)\n}", 2))
                .isEqualTo(9 * 16);
    }

    @Test
    void aCalledFunctionsDerivativeIsByItsOwnParameter() {
        String g = "function g(y) = sin(y)\nfunction f(x) = diff(g(x * x), x)\n";
        assertThat(value(g + "function h(y) = f(2 * y)", 0.5)).isCloseTo(2 * Math.cos(1), NEAR);
        bothModes(
                Interpreted.of(g + "function h(y) = f(2 * y)"),
                new double[] {0.5},
                2 * (2 * Math.cos(1) - 4 * Math.sin(1)));
        String by = "function p(a, b) = diff(a^2 * b, a)\n";
        assertThat(value(by + "function f(x) = p(x, x)", 3)).isEqualTo(18);
        bothModes(Interpreted.of(by + "function f(x) = p(x, x)"), new double[] {3}, 12);
        assertThat(value("function p(a, b) = a^2 * b\nfunction f(x) = diff(p(x, x), x)", 3))
                .isEqualTo(27);
        assertThat(value(by + "function f(x) = p(3, x)", 5)).isEqualTo(30);
    }

    @Test
    void dataOfAFunctionMayBeDifferentiatedBy() {
        CompiledFunction f = Jacobi.compile(
                        "function g(x; t) = x * t^2\nfunction f(x; t) = diff(g(x; t), t) + grad(g(x; t), t)")
                .bind("t", 5);
        assertThat(f.value(new double[] {3})).isEqualTo(60);
    }

    @Test
    void thePartsOfSeveralResultsAreBoundFirst() {
        String two = "function two(x) = (x^2, x^3)\n";
        assertThat(values(two + "function f(x) {\n (a, b) = two(x)\n return (diff(a * b, x), diff(a * b, b))\n}", 2))
                .containsExactly(80, 4);
    }

    @Test
    void aFunctionOfTheUsersMayHaveTheName() {
        assertThat(value("function diff(a, b) = a - b\nfunction f(x) = diff(x, 1)", 3))
                .isEqualTo(2);
        assertThat(value("function f(diff) = diff(diff^2, diff)", 3)).isEqualTo(6);
    }

    @Test
    void theBranchNotTakenHasNoDerivative() {
        assertThat(value("diff(if x > 0 then sqrt(x) else 0, x)", -1)).isEqualTo(0);
        assertThat(value("diff(if x > 0 then 0 else 1 / x, x)", 1)).isEqualTo(0);
        // The derivative is a number, so that the outer one goes through it: 0 is constant.
        bothModes(Interpreted.of("function f(x) = x * diff(if x > 0 then sqrt(x) else 0, x)"), new double[] {-1}, 0);
        assertThat(value("diff(abs(x), x)", 0)).isEqualTo(0);
        assertThat(value("diff(max(x, y), x)", 2, 2)).isEqualTo(0.5);
    }

    @Test
    void aDerivativeInABranchIsComputedThere() {
        assertThat(value("if x > 0 then diff(sqrt(x), x) else x", -4)).isEqualTo(-4);
        bothModes(Interpreted.of("function f(x) = if x > 0 then diff(sqrt(x), x) else x"), new double[] {-4}, 1);
        bothModes(Interpreted.of("function f(x) = if x > 0 then diff(sqrt(x), x) else x"), new double[] {4}, -1.0 / 32);
    }

    @Test
    void aGradientIsAnArray() {
        Interpreted f = Interpreted.of("function f(w[D]) = [d in D: grad(sum(i in D: w[i]^3), w)[d]]", 3);
        assertThat(f.values(1, 2, 3)).containsExactly(3, 12, 27);
        Interpreted whole = Interpreted.of("function f(w[D]) = grad(prod(i in D: w[i]), w)", 3);
        assertThat(whole.values(2, 3, 5)).containsExactly(15, 10, 6);
        Interpreted none = Interpreted.of("function f(w[D], x) = grad(x, w)", 2);
        assertThat(none.values(2, 3, 5)).containsExactly(0, 0);
        assertThat(none.vjp(new double[] {2, 3, 5}, new double[] {1, 1})).containsExactly(0, 0, 0);
    }

    @Test
    void anElementIsIndependentOfTheOthers() {
        assertThat(Interpreted.of("function f(w[D]) = diff(w[0] * w[1] + w[1]^2, w[1])", 2)
                        .value(3, 5))
                .isEqualTo(13);
        assertThat(Interpreted.of("function f(w[D]) = diff(sum(i in D: w[i]^2 * w[0]), w[0])", 3)
                        .value(2, 3, 5))
                .isEqualTo(12 + 9 + 25);
        assertThat(Interpreted.of("function f(w[D]) = [i in D: diff(w[i]^3, w[i])]", 3)
                        .values(1, 2, 3))
                .containsExactly(3, 12, 27);
        assertThat(Interpreted.of("function f(w[D]) = [i in D: diff(sum(j in D: w[j]^3), w[i])]", 3)
                        .values(1, 2, 3))
                .containsExactly(3, 12, 27);
        assertThat(Interpreted.of("function f(w[D]) = [i in D: diff(w[i] * sum(j in D: w[j]), w[i])]", 3)
                        .values(1, 2, 3))
                .containsExactly(7, 8, 9);
        assertThat(Interpreted.of("function f(w[D]) = [i in D: diff(w[i] * w[D - 1 - i], w[i])]", 3)
                        .values(2, 3, 5))
                .containsExactly(5, 6, 2);
        assertThat(Interpreted.of("function f(A[N, M]) = [i in N, j in M: diff(A[i, j]^2 * A[0, j], A[i, j])]", 2, 2)
                        .values(1, 2, 3, 5))
                .containsExactly(3, 12, 6, 20);
    }

    @Test
    void anElementAtDataIsTheOneTheDataNames() {
        Interpreted f = Interpreted.of("function f(w[D]; int c[K]) = [k in K: diff(w[c[k]] * w[0] * 2, w[c[k]])]", 3, 3)
                .with(new double[] {2, 0, 1});
        assertThat(f.values(3, 5, 7)).containsExactly(6, 12, 6);
    }

    @Test
    void axesRoundADerivativeAreConstants() {
        assertThat(Interpreted.of("function f(x, w[D]) = [i in D: grad(x^2 * w[i], x)]", 3)
                        .values(2, 1, 2, 3))
                .containsExactly(4, 8, 12);
        assertThat(Interpreted.of("function f(x, w[D]) = [i in D, j in D: grad(x * w[i] * w[j]^2, w)[j]]", 2)
                        .values(1, 3, 5))
                .containsExactly(27, 30, 30, 75);
        assertThat(Interpreted.of("function f(w[D]) = sum(i in D: i * grad(sum(j in i + 1: w[j]^2), w)[0])", 3)
                        .value(5, 6, 7))
                .isEqualTo(30);
    }

    @Test
    void bindingsOfArraysAreIndependentToo() {
        String z = "function f(x, w[D]) {\n z[i in D] = w[i]^2 * x\n";
        assertThat(Interpreted.of(z + " return grad(sum(i in D: z[i]^2 * w[i]), z)\n}", 2)
                        .values(2, 3, 5))
                .containsExactly(2 * 18 * 3, 2 * 50 * 5);
        assertThat(Interpreted.of(z + " return [i in D: diff(z[i]^2 + w[i]^2 * x, z[i])]\n}", 2)
                        .values(2, 3, 5))
                .containsExactly(36, 100);
        assertThat(Interpreted.of(z + " return diff(z[0] * z[1], z[1])\n}", 2).value(2, 3, 5))
                .isEqualTo(18);
        bothModes(Interpreted.of(z + " return diff(z[0] * z[1], z[1])\n}", 2), new double[] {2, 3, 5}, 9, 12, 0);
        assertThat(Interpreted.of(z + " return diff(z, x)\n}", 2).values(2, 3, 5))
                .containsExactly(9, 25);
    }

    @Test
    void gradientsAreTakenThroughCalls() {
        String text = "function norm(p[K]) = sum(k in K: p[k]^2)\n"
                + "function slope(p[K]) = [k in K: grad(norm(p), p)[k]]\n"
                + "function f(w[D], x) = sum(d in D: slope([i in D: x * w[i]])[d])";
        Interpreted f = Interpreted.of(text, 2);
        assertThat(f.value(3, 5, 7)).isEqualTo(2 * 7 * 8);
        bothModes(f, new double[] {3, 5, 7}, 14, 14, 16);
    }

    @Test
    void aGradientStepMayBeDifferentiated() {
        String text = """
                function loss(w[D]; X[N, D], y[N]) = sum(i in N: (sum(d in D: w[d] * X[i, d]) - y[i])^2)
                function step(w[D]; X[N, D], y[N], rate) {
                    g[d in D] = grad(loss(w; X, y), w)[d]
                    return [d in D: w[d] - rate * g[d]]
                }
                function after(w[D]; X[N, D], y[N], rate) = loss(step(w; X, y, rate); X, y)
                """;
        // One row (1, 2), w = (3, 4), y = 5: the residual r = 6 becomes r (1 - 2 rate |row|^2) = 6 (1 - 10 rate).
        Interpreted f = Interpreted.of(text, 2, 1).with(new double[] {1, 2}, new double[] {5}, new double[] {0.05});
        assertThat(f.value(3, 4)).isCloseTo(9, NEAR);
        bothModes(f, new double[] {3, 4}, 2 * 6 * 0.25, 2 * 6 * 0.25 * 2);
        assertThat(f.hessian(3, 4)).containsExactly(new double[] {0.5, 1, 1, 2}, NEAR);
    }

    @Test
    void newtonsMethodIsAFold() {
        String text = "function f(a; x[K]) = fold(k in K, x0 = 1: x0 - (x0^2 - a) / diff(x0^2 - a, x0))";
        Interpreted f = Interpreted.of(text, 6).with(new double[6]);
        assertThat(f.value(2)).isCloseTo(Math.sqrt(2), NEAR);
        bothModes(f, new double[] {2}, 0.5 / Math.sqrt(2));
        assertThat(f.hessian(2)[0]).isCloseTo(-0.25 / Math.pow(2, 1.5), NEAR);
    }

    @Test
    void gradientDescentIsAFold() {
        String text = """
                function loss(w[D]; c[D]) = sum(d in D: (w[d] - c[d])^2)
                function f(w[D], rate; c[D], x[K]) =
                    fold(k in K, v[d in D] = w[d]: v[d] - rate * grad(loss(v; c), v)[d])
                """;
        Interpreted f = Interpreted.of(text, 2, 3).with(new double[] {10, 20}, new double[3]);
        // v - c shrinks by (1 - 2 rate) in each step.
        assertThat(f.values(12, 28, 0.25)).containsExactly(new double[] {10.25, 21}, NEAR);
        assertThat(f.vjp(new double[] {12, 28, 0.25}, new double[] {1, 1}))
                .containsExactly(new double[] {0.125, 0.125, -15}, NEAR);
        String elements = text.replace("grad(loss(v; c), v)[d]", "diff(loss(v; c), v[d])");
        assertThat(Interpreted.of(elements, 2, 3)
                        .with(new double[] {10, 20}, new double[3])
                        .values(12, 28, 0.25))
                .containsExactly(new double[] {10.25, 21}, NEAR);
    }

    @Test
    void aFoldIsDifferentiatedAsAWhole() {
        Interpreted f = Interpreted.of("function f(a, x[T]) = diff(fold(t in T, s = 1: a * s + x[t]), a)", 3);
        assertThat(f.value(2, 1, 1, 1)).isEqualTo(3 * 4 + 4 + 1);
        Interpreted g = Interpreted.of("function f(a, x[T]) = grad(fold(t in T, s = 1: a * s + x[t]), x)", 3);
        assertThat(g.values(2, 1, 1, 1)).containsExactly(4, 2, 1);
    }

    @Test
    void insideAFoldStatesBeforeTheStepAreGiven() {
        Interpreted f = Interpreted.of("function f(a, x[T]) = fold(t in T, s = a: s + diff(s * a, a) + x[t])", 2);
        // Each step doubles the state.
        assertThat(f.value(3, 0, 0)).isEqualTo(12);
        bothModes(f, new double[] {3, 0, 0}, 4, 2, 1);
    }

    @Test
    void anElementThatIsNotThereIsNotRead() {
        Interpreted f = Interpreted.of("function f(x, w[D]) = if x > 0 then diff(w[3] * x, w[3]) else 1", 2);
        assertThat(f.value(-1, 3, 5)).isEqualTo(1);
        Interpreted empty = Interpreted.of("function f(x, w[D]) = diff(sum(i in D: x^2 * w[i]), x)", 0);
        assertThat(empty.value(3)).isEqualTo(0);
    }
}

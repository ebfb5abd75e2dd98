package dev.jacobi.laws;

import static dev.jacobi.laws.Both.bothModes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.special.Hyperbolic;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What folds and scans get wrong easily, by name. */
class RecurrenceTrapsTest {
    private static final Offset<Double> NEAR = within(1e-12);
    private static final double NAN = Double.NaN;

    @Test
    void withNoStepsAFoldIsItsFirstValue() {
        Both f = Both.of("function f(a, b, x[T]) = fold(t in T, s = a^2: s * b + log(x[t]))", 0);
        assertThat(f.value(3, 5)).isEqualTo(9);
        bothModes(f, new double[] {3, 5}, 6, 0);
        assertThat(f.hessian(3, 5)).containsExactly(2, 0, 0, 0);
        Both scan = Both.of("function f(a, x[T]) = sum(t in T: scan(u in T, s = a: s * x[u])[t])", 0);
        assertThat(scan.value(3)).isEqualTo(0);
        bothModes(scan, new double[] {3}, 0);
        assertThat(Both.of("function f(a, x[T]) = scan(t in T, s = a: s * x[t])", 0)
                        .values(3))
                .isEmpty();
    }

    @Test
    void aRangeThatEndsBeforeItBeginsHasNoSteps() {
        Both f = Both.of("function f(a, x[T]) = fold(t in 3..<T, s = a: s * x[t])", 2);
        assertThat(f.value(7, 1, 2)).isEqualTo(7);
        bothModes(f, new double[] {7, 1, 2}, 1, 0, 0);
        Both scan = Both.of("function f(a, x[T]) = scan(t in 3..<T, s = a: s * x[t])", 2);
        assertThat(scan.values(7, 1, 2)).isEmpty();
    }

    @Test
    void oneStepIsOneStep() {
        Both f = Both.of("function f(a, x[T]) = fold(t in T, s = a: s * x[t]^2)", 1);
        assertThat(f.value(3, 5)).isEqualTo(75);
        bothModes(f, new double[] {3, 5}, 25, 30);
        assertThat(f.hessian(3, 5)).containsExactly(0, 10, 10, 6);
    }

    @Test
    void aRangeCountsFromItsLowerEnd() {
        Both f = Both.of(
                "function f(x[T]) = (fold(t in 2..<T, s = 0: 10 * s + t * x[t]), [i in 3: scan(t in 2..<T, s = 0: s + x[t])[i]])",
                5);
        assertThat(f.values(1, 2, 3, 4, 5)).containsExactly(600 + 120 + 20, 3, 7, 12);
    }

    @Test
    void allNextValuesSeeTheStatesBefore() {
        Both f = Both.of("function f(a, b; x[T]) = fold(t in T, p = a, q = b: q, p + q)", 10)
                .with(new double[10]);
        assertThat(f.values(0, 1)).containsExactly(55, 89);
        assertThat(f.vjp(new double[] {0, 1}, new double[] {1}, new double[] {0}))
                .containsExactly(34, 55);
        Both swapped = Both.of(
                        "function f(u[3], v[3]; x[T]) {\n"
                                + " (p, q) = fold(t in T, p[i in 3] = u[i], q[i in 3] = v[i]: q[i], p[mod(i + 1, 3)])\n"
                                + " return ([i in 3: p[i]], q)\n}",
                        3)
                .with(new double[3]);
        assertThat(swapped.values(1, 2, 3, 4, 5, 6)).containsExactly(5, 6, 4, 3, 1, 2);
    }

    @Test
    void arrayStatesAreReadAnywhere() {
        Both f = Both.of(
                        "function f(u[D]; x[T]) = sum(i in D: (i + 1) * fold(t in T, q[j in D] = u[j]: "
                                + "if j + 1 < D then q[j + 1] * q[j] else q[0])[i])",
                        2,
                        2)
                .with(new double[2]);
        // (a, b) -> (ab, a) -> (aab, ab)
        assertThat(f.value(3, 5)).isEqualTo(45 + 2 * 15);
        bothModes(f, new double[] {3, 5}, 2 * 3 * 5 + 2 * 5, 9 + 2 * 3);
        assertThat(f.hessian(3, 5)).containsExactly(new double[] {10, 8, 8, 0}, NEAR);
    }

    @Test
    void anIndexOutsideAStateFails() {
        Both f = Both.of("function f(u[D]) = fold(t in 2, q[j in D] = u[j]: q[j + 1])[0]", 2);
        assertThatThrownBy(() -> f.value(1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        Both data = Both.of("function f(x[T]) = fold(t in T, s = 0: s + x[t + 1])", 3);
        assertThatThrownBy(() -> data.value(1, 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        Both never = Both.of("function f(x[T]) = 2 + fold(t in T, s = 0: s + x[t + 1])", 0);
        assertThat(never.value()).isEqualTo(2);
    }

    @Test
    void anElementThatIsMissingTakesTheWholeRecurrenceWithIt() {
        Both f = Both.of("function f(x[T]) {\n (p, q) = fold(t in T, p = 1, q = 0: 2 * p, x[t + 1])\n return p\n}", 3);
        assertThatThrownBy(() -> f.value(1, 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aFoldInABranchNotTakenIsNotEvaluated() {
        Both f = Both.of(
                "function f(x[T]) = if x[0] > 0 then x[0]^2 else fold(t in T, s = 0: s + log(x[t]) * x[t + 1])", 3);
        assertThat(f.value(3, -1, 0)).isEqualTo(9);
        bothModes(f, new double[] {3, -1, 0}, 6, 0, 0);
        assertThat(f.hessian(3, -1, 0)).containsExactly(2, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> f.value(-3, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aBranchOfAStepNotTakenMakesNoNaN() {
        Both f = Both.of("function f(x[T]) = fold(t in T, s = 1: if x[t] > 0 then s * sqrt(x[t]) else s)", 3);
        assertThat(f.value(4, -1, 9)).isEqualTo(6);
        bothModes(f, new double[] {4, -1, 9}, 0.75, 0, 1 / 3.0);
        Both before = Both.of("function f(x[T]) = fold(t in T, s = x[0]: if t > 0 then s * x[t - 1] else s)", 3);
        assertThat(before.value(2, 3, 5)).isEqualTo(12);
        bothModes(before, new double[] {2, 3, 5}, 12, 4, 0);
    }

    @Test
    void aNaNOfOneStepGoesWhereTheStepGoes() {
        Both kept = Both.of("function f(x[T]) = fold(t in T, s = 0: if x[t] == x[t] then s + x[t]^2 else s)", 3);
        assertThat(kept.value(1, NAN, 3)).isEqualTo(10);
        bothModes(kept, new double[] {1, NAN, 3}, 2, 0, 6);
        Both lost = Both.of("function f(x[T]) = fold(t in T, s = 0: max(s, 0) + x[t])", 3);
        assertThat(lost.value(1, NAN, 3)).isNaN();
        Both reset = Both.of("function f(x[T]) = fold(t in T, s = 0: if t == 2 then x[t]^2 else s + x[t])", 3);
        assertThat(reset.value(1, NAN, 3)).isEqualTo(9);
        bothModes(reset, new double[] {1, NAN, 3}, 0, 0, 6);
    }

    /** A first value that depends on no variable has no tangent: it is not 0 times the pole of sqrt. */
    @Test
    void aStateIsNoVariableBeforeItDependsOnOne() {
        Both f = Both.of("function f(x[T]) = fold(t in T, s = 0: sqrt(s) + x[t])", 2);
        assertThat(f.value(4, 1)).isEqualTo(3);
        bothModes(f, new double[] {4, 1}, 0.25, 1);
        assertThat(f.hessian(4, 1)).containsExactly(-1 / 32.0, 0, 0, 0);
        Both later = Both.of("function f(x[T]) = fold(t in T, s = 0: if x[t] > 0 then sqrt(s) + x[t] else s)", 4);
        assertThat(later.value(-1, -2, 4, 1)).isEqualTo(3);
        bothModes(later, new double[] {-1, -2, 4, 1}, 0, 0, 0.25, 1);
        assertThat(later.hessian(-1, -2, 4, 1)[10]).isEqualTo(-1 / 32.0);
    }

    /** A state that no variable reaches any more passes nothing on, be what it meets infinite. */
    @Test
    void aStateThatForgetsIsAbsentAgain() {
        Both f = Both.of(
                "function f(x[T]) = fold(t in T, s = x[0], r = 1: if t == 0 then 0 else sqrt(s) + x[t], r * sqrt(s))",
                3);
        assertThat(f.values(4, 9, 16)).containsExactly(3 + 16, 0);
        assertThat(f.vjp(new double[] {4, 9, 16}, new double[] {1}, new double[] {0}))
                .startsWith(0.0)
                .endsWith(1);
    }

    @Test
    void statesThatOverflowAreInfinite() {
        Both f = Both.of("function f(a; x[T]) = fold(t in T, s = a: s * s)", 12).with(new double[12]);
        assertThat(f.value(1.5)).isInfinite();
        assertThat(f.gradient(1.5)).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(f.forward(1.5)).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(f.gradient(0.5)).containsExactly(0);
    }

    @Test
    void foldsNest() {
        Both f = Both.of("function f(a; x[T]) = fold(t in T, s = 0: s + fold(u in T, r = a: r * x[u] + x[t]))", 2)
                .with(new double[] {2, 3});
        // For each t: (2 a + x) 3 + x.
        assertThat(f.value(5)).isEqualTo(2 * 30 + 4 * 2 + 4 * 3);
        bothModes(f, new double[] {5}, 12);
        Both through = Both.of("function f(a; x[T]) = fold(t in T, s = a: fold(u in T, r = s: r * r / x[u]) + s)", 2)
                .with(new double[] {2, 4});
        // g(s) = (s s / 2)^2 / 4 + s = s^4 / 16 + s
        assertThat(through.value(2)).isEqualTo(Math.pow(3, 4) / 16 + 3);
        bothModes(through, new double[] {2}, (4 * 27 / 16.0 + 1) * (4 * 8 / 16.0 + 1));
    }

    @Test
    void twoFoldsOverOneRangeDoNotMeet() {
        Both f = Both.of("function f(x[T]) = fold(t in T, s = 0: s + fold(u in T, r = 0: r + x[u]^2) * x[t])", 3);
        assertThat(f.value(1, 2, 3)).isEqualTo(14 * 6);
        bothModes(f, new double[] {1, 2, 3}, 2 * 6 + 14, 4 * 6 + 14, 6 * 6 + 14);
    }

    @Test
    void aFoldInASumMayEndAtTheAxis() {
        Both f = Both.of("function f(x[N]) = sum(i in N: fold(t in 0..<i, s = x[i]: s * x[t]))", 3);
        assertThat(f.value(2, 3, 5)).isEqualTo(2 + 6 + 30);
        bothModes(f, new double[] {2, 3, 5}, 1 + 3 + 15, 2 + 10, 6);
        assertThat(f.hessian(2, 3, 5)).containsExactly(new double[] {0, 6, 3, 6, 0, 2, 3, 2, 0}, NEAR);
    }

    @Test
    void aScanIsReadAtEveryStep() {
        Both f = Both.of(
                "function f(x[T]) {\n c = scan(t in T, s = 0: s + x[t])\n return sum(t in T: c[t]^2) + c[T - 1 - 1]\n}",
                3);
        assertThat(f.value(1, 2, 4)).isEqualTo(1 + 9 + 49 + 3);
        bothModes(f, new double[] {1, 2, 4}, 2 * 11 + 1, 2 * 10 + 1, 2 * 7);
        assertThat(f.hessian(1, 2, 4)).containsExactly(6, 4, 2, 4, 4, 2, 2, 2, 2);
        Both states = Both.of(
                        "function f(u[D]; x[T]) {\n q = scan(t in T, q[j in D] = u[j]: q[D - 1 - j] * x[t])\n"
                                + " return sum(t in T, j in D: (j + 1) * q[T - 1 - t, j]^2)\n}",
                        2,
                        2)
                .with(new double[] {2, 3});
        // (2b, 2a), then (6a, 6b).
        assertThat(states.value(1, 10)).isEqualTo(400 + 2 * 4 + 36 + 2 * 3600);
        bothModes(states, new double[] {1, 10}, 4 * 4 + 72, 8 * 10 + 4 * 36 * 10);
    }

    @Test
    void statesMayBePassedToFunctions() {
        Both f = Both.of(
                        "function dot(p[K], q[K]) = sum(i in K: p[i] * q[i])\n"
                                + "function mean(p[K]; y[P]) = fold(k in K, m = 0: m + p[k] * y[0] / K)\n"
                                + "function f(u[2]; x[T]) = fold(t in T, q[j in 2] = u[j]: dot(q, [i in 2: q[i]]) + mean(q; x))[1]",
                        1)
                .with(new double[] {2});
        assertThat(f.value(3, 5)).isEqualTo(34 + 8);
        bothModes(f, new double[] {3, 5}, 7, 11);
    }

    @Test
    void equalRecurrencesAreOneNode() {
        FunctionGraph f =
                Laws.function("function f(x[T]) = (fold(t in T, s = 0: s + x[t]), fold(u in T, r = 0: x[u] + r))");
        assertThat(f.results().get(0)).isSameAs(f.results().get(1));
        FunctionGraph called = Laws.function(
                "function g(y[D], z[E]) = fold(t in 3, p[i in D] = y[i], q[j in E] = z[j]: 2 * p[i], q[j] + p[0])\n"
                        + "function f(x[N]) {\n (a, b) = g(x, x)\n"
                        + " (c, d) = fold(u in 3, r[i in N] = x[i], s[i in N] = x[i]: 2 * r[i], s[i] + r[0])\n"
                        + " return (a, b, c, d)\n}");
        assertThat(called.results().get(0)).isSameAs(called.results().get(2));
        assertThat(called.results().get(1)).isSameAs(called.results().get(3));
    }

    @Test
    void aMillionStepsNeedNoStack() {
        int steps = 1_000_000;
        double[] x = new double[steps];
        Arrays.fill(x, 1);
        Both f = Both.of("function f(a; x[T]) = fold(t in T, s = 0: s * a + x[t])", steps)
                .with(x);
        double[] found = new double[2];
        Thread thread = new Thread(
                null,
                () -> {
                    found[0] = f.value(0.5);
                    found[1] = f.gradient(0.5)[0];
                },
                "small stack",
                256 << 10);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(found[0]).isEqualTo(2);
        assertThat(found[1]).isCloseTo(4, NEAR);
    }

    /** A step of many operations is cut into methods, which share its states through the workspace. */
    @Test
    void aLongStepIsSeveralMethods() {
        StringBuilder p = new StringBuilder("p");
        StringBuilder q = new StringBuilder("q");
        StringBuilder r = new StringBuilder("r[i]");
        for (int k = 0; k < 400; k++) {
            p.insert(0, "sin(").append(" + ").append(k).append(" * q)");
            q.insert(0, "cos(").append(" - p / ").append(k + 1).append(")");
            r.insert(0, "atan(").append(" + p * q + r[0])");
        }
        Both f = Both.of(
                        "function f(a, b; x[T]) {\n (p, q, r) = fold(t in T, p = a, q = b, r[i in 2] = a * i: " + p
                                + ", " + q + ", " + r + ")\n return (p, q, r)\n}",
                        3)
                .with(new double[3]);
        assertThat(f.values(0.3, 0.7)).doesNotContain(NAN);
        assertThat(f.vjp(new double[] {0.3, 0.7}, new double[] {1}, new double[] {2}, new double[] {3, 4}))
                .doesNotContain(NAN);
    }

    @Test
    void aFoldOverLayersRunsInAFoldOverTime() {
        Both f = Both.of(
                        "function layer(w[L], y, h; int l) = tanh(w[l] * y + h)\n"
                                + "function f(w[L]; x[T]) {\n (h, s) = fold(t in T, h[l in L] = 0, s = 0: "
                                + "scan(k in L, y = x[t]: layer(w, y, h[k]; k))[l], "
                                + "s + fold(k in L, y = x[t]: layer(w, y, h[k]; k))^2)\n return s\n}",
                        2,
                        4)
                .with(new double[] {0.5, -1, 2, 0.25});
        double[] h = new double[2];
        double s = 0;
        for (double x : new double[] {0.5, -1, 2, 0.25}) {
            h[0] = Hyperbolic.tanh(0.3 * x + h[0]);
            h[1] = Hyperbolic.tanh(0.8 * h[0] + h[1]);
            s += h[1] * h[1];
        }
        assertThat(f.value(0.3, 0.8)).isEqualTo(s);
        assertThat(f.gradient(0.3, 0.8)).containsExactly(f.forward(0.3, 0.8), NEAR);
        assertThat(f.hessian(0.3, 0.8)).doesNotContain(NAN);
    }
}

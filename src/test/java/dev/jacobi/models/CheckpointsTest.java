package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.RunLimits;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Folds whose states are not all saved: the same bits as with all of them, in memory that grows with the root of their steps. */
class CheckpointsTest {
    private static final int[] STEPS = {0, 1, 2, 3, 4, 5, 8, 9, 10, 15, 16, 17, 99, 100, 101, 10_000};
    private static final Options SAVING = Options.defaults().checkpoint(true);

    /** Functions of a few variables, and data of a length. */
    private enum Fold {
        NUMBERS(6, """
                function f(a, b, w[3], x0; x[T]) {
                    (p, q) = fold(t in T, s = x0, r = 1:
                        tanh(a * s + b * x[t] * r + w[mod(t, 3)] * s), 0.5 * r + sin(s * w[0] * x[t]))
                    return p * q + p
                }
                """),
        ARRAYS(5, """
                function f(w[3], u[2]; x[T]) {
                    q = fold(t in T, q[j in 2] = u[j]: tanh(w[j] * q[1 - j] + w[2] * x[t]) + sum(i in 2: q[i]) / 4)
                    return q[0] * q[1]
                }
                """),
        BRANCHES(3, """
                function f(a, b, c; x[T]) = fold(t in T, s = a: if x[t] * s > 0 then s * cos(b + x[t]) else s + c * x[t])
                """),
        IN_A_SUM(2, """
                function f(a, b; x[T]) = sum(i in 3: if i == 1 then fold(t in T, s = a: s * cos(b * x[t]) + i) else b)
                """),
        NESTED(3, """
                function f(w[2], h0; x[T]) = fold(t in T, s = h0:
                    s + x[t] * fold(k in min(T, 7), y = s: tanh(w[0] * y + w[1] * x[k])))
                """),
        READ_AGAIN(2, """
                function f(a, b; x[T]) {
                    s = fold(t in T, s = a: sin(s + b * x[t]))
                    return sum(t in T: x[t] * s) + if s > 0 then b * s else a
                }
                """);

        private final int variables;
        private final String text;

        Fold(int variables, String text) {
            this.variables = variables;
            this.text = text;
        }

        double[] x() {
            return new SplittableRandom(1).doubles(variables, -1, 1).toArray();
        }
    }

    private static double[] data(int steps) {
        return new SplittableRandom(steps).doubles(steps, -1, 1).toArray();
    }

    @ParameterizedTest
    @EnumSource(Fold.class)
    void gradientsHaveTheSameBits(Fold fold) {
        CompiledFunction plain = Jacobi.compile(fold.text);
        CompiledFunction saving = Jacobi.with(SAVING).compile(fold.text);
        CompiledFunction javac = Jacobi.with(SAVING.backend(Backend.JAVAC)).compile(fold.text);
        for (int steps : STEPS) {
            double[] x = fold.x();
            double[] gradient = new double[x.length];
            double[] saved = new double[x.length];
            double[] compiled = new double[x.length];
            double value = plain.bind("x", data(steps)).gradient(x, gradient);
            assertThat(saving.bind("x", data(steps)).gradient(x, saved)).isEqualTo(value);
            assertThat(javac.bind("x", data(steps)).gradient(x, compiled)).isEqualTo(value);
            assertThat(saved).as("%d steps", steps).isEqualTo(gradient);
            assertThat(compiled).as("%d steps", steps).isEqualTo(gradient);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fold.class,
            names = {"NUMBERS", "ARRAYS", "BRANCHES", "IN_A_SUM"})
    void secondDerivativesHaveTheSameBits(Fold fold) {
        CompiledFunction plain = Jacobi.compile(fold.text);
        CompiledFunction saving = Jacobi.with(SAVING).compile(fold.text);
        for (int steps : new int[] {0, 1, 3, 16, 17, 40}) {
            double[] x = fold.x();
            double[] product = new double[x.length];
            double[] saved = new double[x.length];
            double[] hessian = new double[x.length * x.length];
            double[] savedHessian = new double[x.length * x.length];
            plain.bind("x", data(steps)).hessianVectorProduct(x, x, product);
            saving.bind("x", data(steps)).hessianVectorProduct(x, x, saved);
            assertThat(saved).as("%d steps", steps).isEqualTo(product);
            plain.bind("x", data(steps)).hessian(x, hessian);
            saving.bind("x", data(steps)).hessian(x, savedHessian);
            assertThat(savedHessian).as("%d steps", steps).isEqualTo(hessian);
        }
    }

    private static CompiledFunction within(String text, int workspace, boolean checkpoint, int steps) {
        return Jacobi.with(Options.defaults()
                        .limits(RunLimits.workspace(workspace))
                        .checkpoint(checkpoint))
                .compile(text)
                .bind("x", data(steps));
    }

    /** About 2 √T states, and what one segment computes of each of its steps. */
    @ParameterizedTest
    @CsvSource({"NUMBERS, 12", "ARRAYS, 20", "BRANCHES, 10", "NESTED, 20"})
    void memoryGrowsWithTheRootOfTheSteps(Fold fold, int perRoot) {
        double[] x = fold.x();
        double[] gradient = new double[x.length];
        for (int root : new int[] {50, 100, 200}) {
            int workspace = perRoot * root + 50;
            within(fold.text, workspace, true, root * root).gradient(x, gradient);
            assertThat(Arrays.stream(gradient)).allMatch(Double::isFinite);
        }
        CompiledFunction plain = within(fold.text, perRoot * 200 + 50, false, 200 * 200);
        assertThatThrownBy(() -> plain.gradient(x, gradient))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
    }

    @ParameterizedTest
    @CsvSource({
        "garch, garch",
        "predator-prey, predatorPrey",
        "kalman-filter, kalman",
        "hidden-markov-model, hiddenMarkov",
    })
    void modelsHaveTheSameBits(String example, String function) throws IOException {
        String text = Files.readString(Path.of("examples", example, function + ".jacobi"));
        Reference reference = Reference.of(example);
        CompiledFunction plain = reference.bind(Jacobi.compile(text));
        CompiledFunction saving = reference.bind(Jacobi.with(SAVING).compile(text));
        double[] x = reference.x();
        double[] gradient = new double[x.length];
        double[] saved = new double[x.length];
        assertThat(saving.gradient(x, saved)).isEqualTo(plain.gradient(x, gradient));
        assertThat(saved).isEqualTo(gradient);
    }
}

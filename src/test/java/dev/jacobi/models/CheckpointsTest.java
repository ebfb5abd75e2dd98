package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folds whose states are not all saved: the same bits as with all of them. */
class CheckpointsTest {
    private static final String NUMBERS = """
            function f(a, b, w[3], x0; x[T]) {
                (p, q) = fold(t in T, s = x0, r = 1:
                    tanh(a * s + b * x[t] * r + w[mod(t, 3)] * s), 0.5 * r + sin(s * w[0] * x[t]))
                return p * q + p
            }
            """;

    private static final String ARRAYS = """
            function f(w[3], u[2]; x[T]) {
                q = fold(t in T, q[j in 2] = u[j]: tanh(w[j] * q[1 - j] + w[2] * x[t]) + sum(i in 2: q[i]) / 4)
                return q[0] * q[1]
            }
            """;

    private static final String NESTED = """
            function f(w[2], h0; x[T]) = fold(t in T, s = h0:
                s + x[t] * fold(k in T, y = s: tanh(w[0] * y + w[1] * x[k])))
            """;

    private static final String IN_A_SUM = """
            function f(a, b; x[T]) = sum(i in 3: if i == 1 then fold(t in T, s = a: s * cos(b * x[t]) + i) else b)
            """;

    private static final Map<String, Integer> NUMBERS_OF_VARIABLES =
            Map.of(NUMBERS, 6, ARRAYS, 5, NESTED, 3, IN_A_SUM, 2);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 40, 101})
    void gradientsAndHessiansHaveTheSameBits(int steps) {
        for (Map.Entry<String, Integer> each : NUMBERS_OF_VARIABLES.entrySet()) {
            String text = each.getKey();
            CompiledFunction plain = bound(text, Options.defaults(), steps);
            CompiledFunction saving = bound(text, Options.defaults().checkpoint(true), steps);
            double[] x = new SplittableRandom(1).doubles(each.getValue(), -1, 1).toArray();
            double[] g = new double[x.length];
            double[] h = new double[x.length * x.length];
            double[] product = new double[x.length];
            double[] others = new double[x.length];
            double[] matrix = new double[x.length * x.length];
            double[] otherProduct = new double[x.length];
            assertThat(saving.gradient(x, others))
                    .isEqualTo(plain.gradient(x, g))
                    .isEqualTo(plain.value(x));
            assertThat(others).isEqualTo(g).doesNotContain(Double.NaN);
            saving.hessian(x, matrix);
            plain.hessian(x, h);
            if (text.equals(NESTED)) {
                // Second derivatives of a fold in a fold add the same terms up in another order.
                assertThat(matrix).containsExactly(h, within(1e-12));
            } else {
                assertThat(matrix).isEqualTo(h);
            }
            saving.hessianVectorProduct(x, g, otherProduct);
            plain.hessianVectorProduct(x, g, product);
            assertThat(otherProduct).isEqualTo(product);
        }
    }

    @Test
    void memoryGrowsWithTheRootOfTheSteps() {
        Limits all = Limits.defaults();
        Options tight = Options.defaults()
                .limits(new Limits(
                        all.text(),
                        all.tokens(),
                        all.nesting(),
                        all.variables(),
                        all.nodes(),
                        all.derivativeNodes(),
                        all.constants(),
                        all.classBytes(),
                        all.steps(),
                        1000));
        double[] x = {0.3, 0.7, 0.1, 0.2, 0.35, 0.2};
        double[] g = new double[x.length];
        assertThat(bound(NUMBERS, tight.checkpoint(true), 10_000).gradient(x, g))
                .isFinite();
        CompiledFunction plain = bound(NUMBERS, tight, 10_000);
        assertThatThrownBy(() -> plain.gradient(x, g))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
    }

    private static CompiledFunction bound(String text, Options options, int steps) {
        return Jacobi.with(options)
                .compile(text)
                .bind("x", new SplittableRandom(steps).doubles(steps, -1, 1).toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "garch, garch",
        "predator-prey, predatorPrey",
        "kalman-filter, kalman",
    })
    void modelsHaveTheSameBits(String example, String function) throws IOException {
        String text = Files.readString(Path.of("examples", example, function + ".jacobi"));
        Reference reference = Reference.of(example);
        CompiledFunction plain = reference.bind(Jacobi.compile(text));
        CompiledFunction saving =
                reference.bind(Jacobi.with(Options.defaults().checkpoint(true)).compile(text));
        double[] x = reference.x();
        double[] gradient = new double[x.length];
        double[] other = new double[x.length];
        assertThat(saving.gradient(x, other)).isEqualTo(plain.gradient(x, gradient));
        assertThat(other).isEqualTo(gradient);
    }
}

package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.SparseJacobian;
import dev.jacobi.diag.Derivative;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivative of the largest and the smallest of many is that of one of them, at its index. */
class ExtremesTest {

    /** The gradient, which directional derivatives have to equal. */
    private static double[] gradient(CompiledFunction f, double... x) {
        double[] gradient = new double[x.length];
        assertThat(f.gradient(x, gradient)).isEqualTo(f.value(x));
        double[] dy = new double[1];
        for (int j = 0; j < x.length; j++) {
            double[] dx = new double[x.length];
            dx[j] = 1;
            f.jvp(x, dx, dy);
            assertThat(dy[0]).as("by element " + j).isEqualTo(gradient[j]);
        }
        return gradient;
    }

    private static int loops(CompiledFunction f, Derivative derivative) {
        return f.source(derivative).split("for \\(", -1).length - 1;
    }

    @Test
    void aGradientHasNoLoopOverWhatWasNotTaken() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = max(i in N: exp(x[i]) * x[i]^2)");
        assertThat(loops(f, Derivative.GRADIENT)).isEqualTo(loops(f, Derivative.VALUE));
        assertThat(f.source(Derivative.GRADIENT)).contains("Arrays.fill(");
        CompiledFunction rows =
                Jacobi.compile("function f(w[D]; X[N, D]) = sum(i in N: max(j in D: w[j] * X[i, j])^2)");
        assertThat(loops(rows, Derivative.GRADIENT)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(i in N: x[i]^2)|0 -6 0 0",
                "min(i in N: x[i]) * max(i in N: x[i])|0 2 -3 0",
                "max(i in N: x[i]^2) * x[argmax(i in N: x[i]^2)]|0 27 0 0",
                "x[argmax(i in N: x[i]^2)]^2 + max(i in N: x[i]^2)|0 -12 0 0",
                "max(i in 1..<N: x[i] - x[i - 1])|0 -1 1 0",
                "max(i in N: x[0] * i)|3 0 0 0",
                "max(i in N: x[0])|1 0 0 0",
                "max(i in N, j in N: x[i] * x[j] + i)|0 -6 0 0",
                "max(i in N: min(j in N: x[i] + j * x[j]))|0 1 1 0",
                "sum(i in N: max(j in 0..<i + 1: x[j] * x[i]))|2 -6 4.5 2",
                "max(i in N: if x[i] > 1 then x[i] * x[0] else log(x[i]))|NaN NaN NaN NaN",
                "max(i in N: if x[i] > 1 then 2 else x[i]) + x[3]|0 0 0 1",
            })
    void gradients(String body, String expected) {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = " + body);
        double[] numbers = Arrays.stream(expected.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] x = {1, -3, 2, 0.5};
        if (Double.isNaN(numbers[0])) {
            assertThat(f.value(x)).isNaN();
        } else {
            assertThat(gradient(f, x)).containsExactly(numbers);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max(i in N: fold(t in i, s = u[i]: s * u[t]))",
                "fold(t in N, s = a: s * max(i in M: v[i] * s + t) + u[t])",
                "max(i in N: scan(t in N, s = a: s * u[t])[i] * u[i])",
                "max(i in N: fold(t in M, s = u[i]: s * max(j in N: s * u[j]) + v[t]))",
                "fold(t in N, s[j in M] = v[j]: s[j] * max(i in M: s[i] * u[t]))[1]"
            })
    void recurrences(String body) {
        for (Sample.Kind kind : Sample.Kind.values()) {
            Sample sample = Sample.of(7, 3, 2, kind);
            assertThat(IndexedDerivativeLawsTest.bothModes()
                            .violation(Laws.function(IndexedProgram.text("", body)), sample))
                    .as(kind.name())
                    .isNull();
        }
    }

    @Test
    void thereIsNoDerivativeWhereThereIsNoTerm() {
        CompiledFunction f = Jacobi.compile("function f(a, x[N]) = 1 / max(i in N: log(a) * x[i])");
        assertThat(gradient(f, 0)).containsExactly(0);
        CompiledFunction rows = Jacobi.compile("function f(a, x[N]) = sum(i in N: max(j in 0..<i: a * x[j]) + a)")
                .bind("N", 1);
        assertThat(f.bind("N", 1).value(new double[] {1, 1})).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(gradient(rows, 3, 2)).containsExactly(1, 0);
    }

    /** A pattern of entries is known before any call, so that it has all elements which may be taken. */
    @Test
    void aSparsePatternHasAllTerms() {
        CompiledFunction f = Jacobi.compile("function f(A[N, 3]) = [i in N: max(j in 3: A[i, j]^2)]")
                .bind("N", 5);
        SparseJacobian jacobian = f.sparseJacobian();
        assertThat(jacobian.entries()).isEqualTo(15);
        double[] x = {1, 2, 3, 6, 5, 4, 1, 7, 1, 0, 0, 0, 8, 9, 8};
        double[] values = new double[15];
        jacobian.values(x, values);
        assertThat(values).containsExactly(0, 0, 6, 12, 0, 0, 0, 14, 0, 0, 0, 0, 0, 18, 0);
        CompiledFunction sum = Jacobi.compile("function f(A[N, 3]) = sum(i in N: max(j in 3: A[i, j]^2))")
                .bind("N", 5);
        assertThat(sum.sparseHessian().entries()).isEqualTo(15);
    }
}

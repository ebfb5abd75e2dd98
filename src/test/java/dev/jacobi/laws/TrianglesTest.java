package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triangles that lie in memory column by column are walked so; what is computed stays the same. */
class TrianglesTest {
    /** The element of row i below the diagonal's column j, columns one after the other. */
    private static final String PACKED = "L[N + div(j * (2 * N - j - 1), 2) + i - j - 1]";

    private static FunctionGraph function(String result) {
        return Laws.function(IndexedProgram.text("", result));
    }

    private static boolean isExchanged(FunctionGraph f) {
        Pipeline.Stage stage = Pipeline.simplified(f, Derivative.VALUE, Options.defaults());
        return Walk.upward(stage.graph(), stage.values()).stream().anyMatch(node -> node.is(Op.SCATTER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(i in N: sum(j in 0..<i: " + PACKED + " * u[j])^2)",
                "sum(i in N: (u[i] * exp(L[i]) + sum(j in 0..<i: " + PACKED + " * u[j]))^2 * y[i])",
                "sum(i in N: exp(-sum(j in 0..<i + 1: A[j, mod(i, M)] * L[div(j * (2 * N - j + 1), 2) + i - j])))",
                "sum(i in N: sum(j in 1..<i - 1: " + PACKED + " / (1 + u[j]^2)) * a)",
                "sum(l in M, i in N: sin(v[l] * sum(j in 0..<i: " + PACKED + " * u[j] * X[j, l])))",
                "[i in N: sum(j in 0..<i: " + PACKED + " * u[j])]",
                "logsumexp(i in N: sum(j in 0..<i: " + PACKED + " * (y[j] - u[j])))",
            })
    void whatIsComputedStaysTheSame(String result) {
        FunctionGraph f = function(result);
        assertThat(isExchanged(f)).as(result).isTrue();
        for (int n = 0; n < 6; n++) {
            for (Sample.Kind kind : Sample.Kind.values()) {
                Sample sample = Sample.of(n, n, 2, kind);
                assertThat(IndexedBitLawsTest.source().violation(f, sample)).isNull();
                assertThat(IndexedBitLawsTest.simplified(Backend.JANINO).violation(f, sample))
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Rows lie one after the other: the inner loop runs along memory as it is.
                "sum(i in N: sum(j in 0..<i: L[div(i * (i + 1), 2) + j] * u[j])^2)",
                // Nothing is read that lies nearer the other way.
                "sum(i in N: sum(j in 0..<i: u[j])^2)",
                // The branch may not be taken, and outside it the elements may not be there.
                "sum(i in N: if u[i] > 0 then sum(j in 0..<i: " + PACKED + ") else 0)",
                // The loop over l may be empty, and then no element is read.
                "sum(i in N: u[i] * sum(l in M: v[l] * sum(j in 0..<i: " + PACKED + ")))",
            })
    void othersStayAsTheyAre(String result) {
        assertThat(isExchanged(function(result))).as(result).isFalse();
    }

    @Test
    void anElementOutsideFailsAsBefore() {
        FunctionGraph f = function("sum(i in N: sum(j in 0..<i: L[N + div(j * (2 * N - j - 1), 2) + i - j])^2)");
        assertThat(isExchanged(f)).isTrue();
        for (int n = 0; n < 4; n++) {
            Sample sample = Sample.of(n, n, 1, Sample.Kind.GENERAL);
            assertThat(IndexedBitLawsTest.source().violation(f, sample)).isNull();
        }
    }

    @Test
    void derivativesAreAddedInAnotherOrderOnlyWhereThatIsAllowed() {
        FunctionGraph f = function("sum(i in N: (u[i] + sum(j in 0..<i: " + PACKED + " * u[j]))^2)");
        Sample sample = Sample.of(7, 40, 1, Sample.Kind.GENERAL);
        double[] real = gradient(f, sample, Options.defaults());
        double[] strict = gradient(f, sample, Options.defaults().arithmetic(Arithmetic.IEEE));
        for (int i = 0; i < real.length; i++) {
            assertThat(Math.abs(real[i] - strict[i]) <= 1e-13 * (1 + Math.abs(strict[i])))
                    .isTrue();
        }
        assertThat(nests(f, Options.defaults()))
                .isNotEqualTo(nests(f, Options.defaults().arithmetic(Arithmetic.IEEE)));
    }

    private static double[] gradient(FunctionGraph f, Sample sample, Options options) {
        CompiledFunction compiled = sample.bind(Pipeline.compile(f, options));
        double[] gradient = new double[sample.x().length];
        compiled.gradient(sample.x(), gradient);
        return gradient;
    }

    /** How many axes each scatter of the gradient binds. */
    private static List<Integer> nests(FunctionGraph f, Options options) {
        Pipeline.Stage stage = Pipeline.simplified(f, Derivative.GRADIENT, options);
        return Walk.upward(stage.graph(), stage.derivatives()).stream()
                .filter(node -> node.is(Op.SCATTER))
                .map(Node::boundAxes)
                .map(List::size)
                .toList();
    }
}

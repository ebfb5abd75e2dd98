package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.op.Type;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Random programs with folds and scans have the gradients, to the bit, that they have without checkpoints. */
class CheckpointLawsTest {
    private static final int PROGRAMS = 25;
    private static long compared;

    @Test
    void gradientsHaveTheSameBits() {
        compared = 0;
        IndexedLaws.hold("CheckpointLawsTest::saving", PROGRAMS, true, true, CheckpointLawsTest::saving);
        assertThat(compared).isGreaterThan(10L * Laws.programs(PROGRAMS));
    }

    /** As a long run found it: the factors of a product over the steps done, of which there are at most as many as steps. */
    @Test
    void aRangeThatEndsAtTheStepIsKeptToo() {
        String text = "function f(q; p[N]) = fold(t in N, s = q: prod(i in 0..<t + 1: s))";
        for (int n : new int[] {0, 1, 3, 16, 17}) {
            double[] plain = gradient(text, n, Options.defaults());
            assertThat(gradient(text, n, Options.defaults().checkpoint(true))).isEqualTo(plain);
        }
    }

    /** As a long run found it: where segments end was not known to lie inside what they keep, so that it was checked, in another loop. */
    @Test
    void aFoldInALoopThatItDoesNotDependOn() {
        String text = "function f(q; p[N]) = logsumexp(i in N: fold(t in N, s = q: s * s))";
        for (int n : new int[] {0, 1, 3, 16, 17}) {
            double[] plain = gradient(text, n, Options.defaults());
            assertThat(gradient(text, n, Options.defaults().checkpoint(true))).isEqualTo(plain);
        }
        assertThat(Jacobi.with(Options.defaults().checkpoint(true))
                        .compile(text)
                        .source(Derivative.GRADIENT))
                .doesNotContain("IndexOutOfBounds");
    }

    private static double[] gradient(String text, int n, Options options) {
        double[] gradient = new double[1];
        double value =
                Jacobi.with(options).compile(text).bind("p", new double[n]).gradient(new double[] {1.001}, gradient);
        return new double[] {value, gradient[0]};
    }

    static String saving(FunctionGraph f, Sample sample) {
        if (f.results().size() != 1 || f.results().get(0).type() != Type.REAL) {
            return null;
        }
        double[] plain = gradient(f, sample, Options.defaults());
        double[] saving = gradient(f, sample, Options.defaults().checkpoint(true));
        if (plain == null || saving == null) {
            return plain == saving ? null : "only one has a gradient";
        }
        for (int i = 0; i < plain.length; i++) {
            compared++;
            if (!Laws.same(plain[i], saving[i])) {
                return "[" + i + "]: all saved " + Arrays.toString(plain) + ", checkpointed " + Arrays.toString(saving);
            }
        }
        return null;
    }

    /** The gradient and the value, or null where an index is outside or too much would have to be kept. */
    private static double[] gradient(FunctionGraph f, Sample sample, Options options) {
        CompiledFunction compiled = sample.bind(Pipeline.compile(f, options));
        double[] gradient = new double[sample.x().length];
        try {
            double value = compiled.gradient(sample.x(), gradient);
            double[] all = Arrays.copyOf(gradient, gradient.length + 1);
            all[gradient.length] = value;
            return all;
        } catch (JacobiException e) {
            if (e.code() == ErrorCode.ARGUMENT || e.code() == ErrorCode.LIMIT) {
                return null;
            }
            throw e;
        }
    }
}

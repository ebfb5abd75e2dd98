package dev.jacobi.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contestants of the benchmarks compute the same functions, and what they lean on is accurate. */
class ModelsTest {
    static Iterable<Model> models() {
        return Models.ALL;
    }

    @ParameterizedTest
    @MethodSource("models")
    void handWrittenAndHipparchusAgree(Model model) {
        double[][] rows = model.rows(10_000, 7);
        Models.verify(model, "by hand", model.byHand(), rows);
        Models.verify(model, "Hipparchus", model.byHipparchus(), rows);
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientAgreesWithDifferences(Model model) {
        Kernel kernel = model.byHand();
        double[] g = new double[model.size()];
        for (double[] x : model.rows(100, 8)) {
            double value = kernel.gradient(x, g);
            for (int i = 0; i < g.length; i++) {
                double step = 1e-5 * Math.max(1, Math.abs(x[i]));
                double[] above = x.clone();
                double[] below = x.clone();
                above[i] += step;
                below[i] -= step;
                double difference = (kernel.value(above) - kernel.value(below)) / (above[i] - below[i]);
                assertThat(difference)
                        .as("%s, gradient[%d]", model, i)
                        .isCloseTo(g[i], within(1e-5 * Math.max(1, Math.max(Math.abs(g[i]), Math.abs(value)))));
            }
        }
    }

    static Iterable<ArrayModel> arrayModels() {
        return ArrayModel.ALL;
    }

    @ParameterizedTest
    @MethodSource("arrayModels")
    void generatedAgreesWithHandWritten(ArrayModel model) {
        model.verify(model.generated(), model.byHand());
    }

    @Test
    void normalDistributionIsAccurate() {
        for (double d = -12; d <= 12; d += 0.0137) {
            double expected = 0.5 * Erf.erfc(-d / Math.sqrt(2));
            assertThat(NormalDistribution.cdf(d)).as("cdf(%s)", d).isCloseTo(expected, within(1e-12 * expected));
        }
    }
}

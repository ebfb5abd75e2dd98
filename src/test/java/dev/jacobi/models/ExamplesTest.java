package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples from statistics and machine learning, against references of 30 digits. */
class ExamplesTest {
    /** Sums of at most a few hundred terms of like size, each good to a few ulps: some hundred ulps of the largest entry. */
    private static final double TOLERANCE = 1e-13;

    @ParameterizedTest
    @CsvSource({
        "logistic-regression, logisticLoss",
        "softmax-regression, softmaxLoss",
        "two-layer-network, networkLoss",
        "matrix-factorisation, factorLoss"
    })
    void valueAndGradientAgree(String example, String function) throws IOException {
        String text = Files.readString(Path.of("examples", example, function + ".jacobi"));
        Reference reference = Reference.of(example);
        CompiledFunction f = reference.bind(Jacobi.compile(text));
        double[] value = {reference.value()};
        double[] gradient = new double[reference.x().length];
        assertThat(Errors.relative(value, new double[] {f.value(reference.x())}))
                .as("error of value")
                .isLessThanOrEqualTo(TOLERANCE);
        assertThat(Errors.relative(value, new double[] {f.gradient(reference.x(), gradient)}))
                .as("error of value with gradient")
                .isLessThanOrEqualTo(TOLERANCE);
        assertThat(Errors.relative(reference.gradient(), gradient))
                .as("error of gradient")
                .isLessThanOrEqualTo(TOLERANCE);
    }
}

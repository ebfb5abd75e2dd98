package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The examples whose formulas ask for derivatives. */
class DerivativeExamplesTest {
    private static CompiledFunction compile(String folder, String file) throws IOException {
        return Jacobi.compile(Files.readString(Path.of("examples", folder, file + ".jacobi")));
    }

    @Test
    void newtonsStepsFindARootAndItsDerivative() throws IOException {
        CompiledFunction root = compile("newton", "newton");
        double[] gradient = new double[1];
        // Where cos(x) = x; by the implicit function theorem the root's derivative is -x / (sin(x) + 1).
        double x = 0.73908513321516064;
        assertThat(root.gradient(new double[] {1}, gradient)).isEqualTo(x, within(2e-16));
        assertThat(gradient[0]).isEqualTo(-x / (Math.sin(x) + 1), within(1e-15));
    }

    @Test
    void theLossFallsAlongItsGradientAtTheRateOfItsSquare() throws IOException {
        Reference reference = Reference.of("logistic-regression");
        CompiledFunction f = reference.bind(compile("gradient-step", "gradientStep"));
        int n = reference.x().length;
        double[] atRateZero = Arrays.copyOf(reference.x(), n + 1);
        double[] gradient = new double[n + 1];
        double[] value = {f.gradient(atRateZero, gradient)};
        double[] expected = Arrays.copyOf(reference.gradient(), n + 1);
        expected[n] = -Arrays.stream(reference.gradient()).map(g -> g * g).sum();
        assertThat(Errors.relative(new double[] {reference.value()}, value)).isLessThanOrEqualTo(1e-13);
        assertThat(Errors.relative(expected, gradient)).isLessThanOrEqualTo(1e-13);
    }
}

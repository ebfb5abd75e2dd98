package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples with recurrences and equations, against references of 30 digits: value, gradient and Hessian. */
class RecurrencesTest {
    /** Some tens of steps, or a root and sums of a few terms, each good to a few ulps. */
    private static final double TOLERANCE = 1e-13;

    @ParameterizedTest
    @CsvSource({
        "garch, garch",
        "predator-prey, predatorPrey",
        "kalman-filter, kalman",
        "hidden-markov-model, hiddenMarkov",
        "implied-volatility, impliedVolatility",
        "kepler, kepler",
        "colebrook, colebrook",
        "truss, truss",
        "newtons-method, newtonsMethod",
        "gradient-descent, gradientDescent"
    })
    void valueGradientAndHessianAgree(String example, String function) throws IOException {
        String text = Files.readString(Path.of("examples", example, function + ".jacobi"));
        Reference reference = Reference.of(example);
        CompiledFunction f = reference.bind(Jacobi.compile(text));
        double[] x = reference.x();
        double[] gradient = new double[x.length];
        double[] hessian = new double[x.length * x.length];
        double[] value = {f.gradient(x, gradient)};
        f.hessian(x, hessian);
        near(new double[] {reference.value()}, value);
        near(value, new double[] {f.value(x)});
        near(reference.gradient(), gradient);
        near(reference.hessian(), hessian);
    }

    private static void near(double[] expected, double[] found) {
        assertThat(Errors.relative(expected, found)).isLessThanOrEqualTo(TOLERANCE);
    }
}

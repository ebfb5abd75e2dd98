package dev.jacobi.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Options;
import org.junit.jupiter.api.Test;

class SharingTest {
    /** The derivative is four divided by the square of a sum of two exponentials, each of which is exact to an ulp. */
    @Test
    void theSlopeOfATangentIsAsNearFromItsValue() {
        CompiledFunction f = Jacobi.compile("function f(x) = tanh(x)");
        double[] slope = new double[1];
        for (double x = -20; x <= 20; x += 1.0 / 64) {
            double sum = StrictMath.exp(x) + StrictMath.exp(-x);
            double expected = 4 / (sum * sum);
            f.gradient(new double[] {x}, slope);
            assertThat(slope[0]).as("at %s", x).isCloseTo(expected, within(12 * Math.ulp(expected)));
        }
        f.gradient(new double[] {-0.0}, slope);
        assertThat(slope).containsExactly(1);
        f.gradient(new double[] {Double.POSITIVE_INFINITY}, slope);
        assertThat(slope).containsExactly(0);
        f.gradient(new double[] {Double.NaN}, slope);
        assertThat(slope).containsExactly(Double.NaN);
    }

    @Test
    void underIeeeItIsWhatTheFormulaSays() {
        Options ieee = Options.defaults().arithmetic(Arithmetic.IEEE);
        CompiledFunction f = Jacobi.with(ieee).compile("function f(x) = tanh(x)");
        double[] slope = new double[1];
        for (double x = -2; x <= 2; x += 1.0 / 64) {
            double reciprocal = 1 / dev.jacobi.special.Hyperbolic.cosh(x);
            f.gradient(new double[] {x}, slope);
            assertThat(slope[0]).isEqualTo(reciprocal * reciprocal);
        }
    }
}

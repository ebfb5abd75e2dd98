package dev.jacobi.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The integer power multiplies in exactly the documented order. */
class PowerTest {

    /** Binary powering from the lowest bit, spelled out: the factor of each set bit in turn. */
    private static double expected(double x, int n) {
        if (n < 0) {
            return 1.0 / expected(x, -n);
        }
        double[] squares = new double[32];
        squares[0] = x;
        for (int bit = 1; bit < 32; bit++) {
            squares[bit] = squares[bit - 1] * squares[bit - 1];
        }
        boolean started = false;
        double result = 1.0;
        for (int bit = 0; bit < 32; bit++) {
            if ((n >> bit & 1) != 0) {
                result = started ? result * squares[bit] : squares[bit];
                started = true;
            }
        }
        return result;
    }

    @Test
    void multipliesInTheDocumentedOrder() {
        Random random = new Random(7);
        double[] special = {
            0.0, -0.0, 1.0, -1.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200, 1e-200, 5e-324
        };
        for (int n = -64; n <= 64; n++) {
            for (double x : special) {
                assertSame(x, n);
            }
            for (int i = 0; i < 300; i++) {
                assertSame(random.nextGaussian() * Math.exp(6 * random.nextGaussian()), n);
            }
        }
    }

    private static void assertSame(double x, int n) {
        assertThat(Double.doubleToLongBits(Elementary.power(x, n)))
                .as("power(%s, %d)", x, n)
                .isEqualTo(Double.doubleToLongBits(expected(x, n)));
    }

    @Test
    void smallPowersReadAsWritten() {
        double x = 1.1;
        assertThat(Elementary.power(x, 1)).isEqualTo(x);
        assertThat(Elementary.power(x, 3)).isEqualTo(x * (x * x));
        assertThat(Elementary.power(x, 6)).isEqualTo((x * x) * ((x * x) * (x * x)));
        assertThat(Elementary.power(x, -2)).isEqualTo(1.0 / (x * x));
        assertThat(Elementary.power(Double.NaN, 0)).isEqualTo(1.0);
        assertThat(Elementary.power(Double.NaN, 2)).isNaN();
    }

    @Test
    void theLargestExponentsEnd() {
        assertThat(Elementary.power(-1.0, Integer.MIN_VALUE)).isEqualTo(1.0);
        assertThat(Elementary.power(-1.0, Integer.MAX_VALUE)).isEqualTo(-1.0);
        assertThat(Elementary.power(2.0, Integer.MIN_VALUE)).isEqualTo(0.0);
    }
}

package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "2, 2",
        "-2.5, -2.5",
        "0.1, 0.1",
        "100, 100",
        "1e15, 1000000000000000",
        "1e16, 1e16",
        "1.5e300, 1.5e300",
        "0.00001, 0.00001",
        "0.000001, 1e-6",
        "6.6743e-11, 6.6743e-11",
        "4.9e-324, 5e-324",
        "2e-323, 2e-323",
        "2e23, 2e23",
        "2.0E-3, 0.002",
        "9007199254740993, 9007199254740992",
        "123456.789, 123456.789",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "9.007199254740991e15, 9007199254740991",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void numbersHaveOneShortForm(double value, String text) {
        assertThat(NumberFormat.print(value)).isEqualTo(text);
    }

    @Test
    void everyNumberReadsBackAndNoShorterRoundingDoes() {
        for (int seed = 0; seed < 20_000; seed++) {
            double value = Double.longBitsToDouble(new Random(seed).nextLong());
            if (Double.isFinite(value)) {
                String text = NumberFormat.print(value);
                assertThat(Double.parseDouble(text)).as("seed " + seed).isEqualTo(value);
                int digits = new BigDecimal(text).stripTrailingZeros().precision();
                BigDecimal shorter = new BigDecimal(value).round(new MathContext(Math.max(1, digits - 1)));
                boolean shortened = digits > 1 && shorter.doubleValue() == value;
                assertThat(shortened).as("seed " + seed + ": " + text).isFalse();
            }
        }
    }
}

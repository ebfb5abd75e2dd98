package dev.jacobi.cli.train;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A scale of numbers.
 *
 * @param logarithmic whether equal lengths are equal factors
 */
record Axis(double low, double high, boolean logarithmic) {
    /** From which factor on factors are shown. */
    private static final double WIDE = 20;

    /** The multiples of a power of ten that a scale may be marked with. */
    private static final int[] ROUND = {1, 2, 5};

    /** The scale that just holds some finite numbers. */
    static Axis of(double... values) {
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(1);
        if (low == high) {
            double around = low == 0 ? 1 : Math.abs(low) / 2;
            return new Axis(low - around, high + around, false);
        }
        return new Axis(low, high, low > 0 && high / low >= WIDE);
    }

    /** Where a number is: 0 at the low end, 1 at the high. */
    double place(double value) {
        if (logarithmic) {
            return Math.log(value / low) / Math.log(high / low);
        }
        // Halves, for a difference of large numbers has none.
        return (value / 2 - low / 2) / (high / 2 - low / 2);
    }

    /** Round numbers on the scale, some two to eight, by size. */
    List<Double> ticks() {
        return logarithmic ? powers() : steps();
    }

    private List<Double> powers() {
        List<Double> tens = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int power = exponent(low); power <= exponent(high); power++) {
            for (int digit : ROUND) {
                double tick = new BigDecimal(digit).scaleByPowerOfTen(power).doubleValue();
                if (tick >= low && tick <= high) {
                    all.add(tick);
                    if (digit == 1) {
                        tens.add(tick);
                    }
                }
            }
        }
        return tens.size() < 3 ? all : tens;
    }

    private List<Double> steps() {
        double wanted = high / 5 - low / 5;
        int power = exponent(wanted);
        BigDecimal step = BigDecimal.TEN.scaleByPowerOfTen(power);
        for (int i = ROUND.length - 1; i >= 0; i--) {
            BigDecimal rounder = new BigDecimal(ROUND[i]).scaleByPowerOfTen(power);
            if (rounder.doubleValue() >= wanted) {
                step = rounder;
            }
        }
        List<Double> ticks = new ArrayList<>();
        BigDecimal first = new BigDecimal(low).divideToIntegralValue(step).subtract(BigDecimal.ONE);
        BigDecimal tick = first.multiply(step);
        while (tick.doubleValue() <= high) {
            if (tick.doubleValue() >= low) {
                ticks.add(tick.doubleValue());
            }
            tick = tick.add(step);
        }
        return ticks;
    }

    /** The power of ten at or below a positive number. */
    private static int exponent(double value) {
        BigDecimal exact = new BigDecimal(value);
        return exact.precision() - exact.scale() - 1;
    }
}

package dev.jacobi.corpora;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number of 30 digits, and how far a double is from it. */
record Reference(BigDecimal value) {

    static Reference of(String text) {
        return new Reference(new BigDecimal(text));
    }

    boolean isZero() {
        return value.signum() == 0;
    }

    /** The absolute error; infinite where the double is not finite. */
    double distance(double got) {
        return Double.isFinite(got)
                ? new BigDecimal(got).subtract(value).abs().doubleValue()
                : Double.POSITIVE_INFINITY;
    }

    /** The relative error; the absolute one where the reference is zero. */
    double error(double got) {
        if (isZero() || !Double.isFinite(got)) {
            return distance(got);
        }
        return new BigDecimal(got)
                .subtract(value)
                .divide(value, MathContext.DECIMAL64)
                .abs()
                .doubleValue();
    }

    /** The error in units of the last place that a double of the reference's size has; those of zero are the least there are. */
    double ulps(double got) {
        if (!Double.isFinite(got)) {
            return Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(got)
                .subtract(value)
                .divide(new BigDecimal(Math.ulp(value.doubleValue())), MathContext.DECIMAL64)
                .abs()
                .doubleValue();
    }
}

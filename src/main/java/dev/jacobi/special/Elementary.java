package dev.jacobi.special;

/**
 * Small functions that {@link Math} lacks: the binary logarithm, x log y, the floored remainder, sign, integer powers.
 */
public final class Elementary {

    private Elementary() {}

    /**
     * The logarithm to base 2; exact at powers of two. -Inf at +-0, NaN below, +Inf at +Inf. Accuracy: 1.8 ulp.
     * Source: x = m * 2^k with m in [sqrt(1/2), sqrt(2)), so that k + log(m) / log(2) never cancels.
     */
    public static double log2(double x) {
        if (!(x > 0.0 && x < Double.POSITIVE_INFINITY)) {
            return Math.log(x);
        }
        double k = 0.0;
        double m = x;
        if (m < 2.2250738585072014E-308) {
            m = m * 18014398509481984.0;
            k = -54.0;
        }
        int exponent = Math.getExponent(m);
        m = Math.scalb(m, -exponent);
        if (m > 1.4142135623730951) {
            m = 0.5 * m;
            exponent = exponent + 1;
        }
        // 1 / log(2) is 1 + 0.4426950408889634: the first part of the product is exact.
        double l = Math.log(m);
        return (k + exponent) + (l + l * 0.4426950408889634);
    }

    /**
     * x * log(y), and 0 at x = 0 for every y that is a number (also where the logarithm is infinite or does not
     * exist). Accuracy: 1.0 ulp.
     */
    public static double xlogy(double x, double y) {
        if (x == 0.0 && !Double.isNaN(y)) {
            return 0.0;
        }
        return x * Math.log(y);
    }

    /**
     * The floored remainder x - y * floor(x / y): it has the sign of y, as in Python; a zero too. NaN if x is infinite
     * or y is 0. x % y is exact; adding y where the signs differ rounds once, so that a tiny x of the other sign gives
     * y itself. With an infinite y: x where the signs agree, else y. Accuracy: 0.5 ulp.
     */
    public static double mod(double x, double y) {
        double r = x % y;
        if (r == 0.0) {
            return Math.copySign(0.0, y);
        }
        if ((r < 0.0 && y > 0.0) || (r > 0.0 && y < 0.0)) {
            return r + y;
        }
        return r;
    }

    /** -1, 0 or 1 by the sign of x; a zero keeps its sign, NaN stays NaN. Exact. */
    public static double sign(double x) {
        return Math.signum(x);
    }

    /**
     * x to the power n, as a product by binary powering from the lowest bit, and 1 over that product if n is negative.
     * The product starts at the lowest set bit and is multiplied by x^(2^k) for each further set bit k, in rising
     * order; so x^3 is x * (x*x), and x^6 is (x*x) * ((x*x)*(x*x)). 1 at n = 0, for NaN too. Source: Knuth, TAOCP vol.
     * 2, 4.6.3.
     */
    public static double power(double x, int n) {
        if (n == 0) {
            return 1.0;
        }
        long bits = Math.abs((long) n);
        double base = x;
        while ((bits & 1L) == 0L) {
            base = base * base;
            bits = bits >> 1;
        }
        double result = base;
        bits = bits >> 1;
        while (bits != 0L) {
            base = base * base;
            if ((bits & 1L) != 0L) {
                result = result * base;
            }
            bits = bits >> 1;
        }
        if (n < 0) {
            return 1.0 / result;
        }
        return result;
    }
}

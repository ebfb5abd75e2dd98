package dev.jacobi.special;

/** The gamma function and its logarithm. */
public final class GammaFunctions {

    private GammaFunctions() {}

    /**
     * The gamma function; gamma(n) is (n - 1)!, exact for whole n up to 23. +-Inf at +-0, NaN at the negative integers
     * and at -Inf, +Inf above 171.62; below -184 the result underflows to a zero of the right sign. Accuracy: 4.1 ulp.
     * Source: DLMF 5.5.1 (recurrence), 5.11.3 (Stirling), 5.5.3 (reflection); own coefficients.
     */
    public static double gamma(double x) {
        if (x >= 8.0) {
            if (x <= 23.0 && x == Math.rint(x)) {
                return factorialBelow(x);
            }
            return gammaLarge(x);
        }
        if (x > -8.0) {
            return gammaNear(x);
        }
        if (Double.isNaN(x) || x == Math.floor(x)) {
            return Double.NaN;
        }
        return gammaReflected(-x);
    }

    /** (x - 1)! for a whole x of at most 23: every partial product is exact. */
    private static double factorialBelow(double x) {
        double product = 1.0;
        for (double k = 2.0; k < x; k = k + 1.0) {
            product = product * k;
        }
        return product;
    }

    /** gamma(x) for |x| &lt; 8, carried to [1, 2] by the recurrence. */
    private static double gammaNear(double x) {
        if (x == Math.rint(x) && x != 0.0) {
            if (x < 0.0) {
                return Double.NaN;
            }
            return factorialBelow(x);
        }
        double t = x;
        double factor = 1.0;
        if (x >= 1.0) {
            while (t > 2.0) {
                t = t - 1.0;
                factor = factor * t;
            }
            double c = gammaCentre(t - 1.5);
            return 0.9375 * factor + factor * c;
        }
        while (t < 1.0) {
            factor = factor * t;
            t = t + 1.0;
        }
        return (0.9375 + gammaCentre(t - 1.5)) / factor;
    }

    /** gamma(1.5 + t) - 0.9375, for |t| up to 1/2. */
    private static double gammaCentre(double t) {
        double p = 0.0016683961287351267;
        p = p * t + 0.0012126511314580841;
        p = p * t + 0.0030321867020283474;
        p = p * t + 0.18329947037058156;
        p = p * t + 0.44516928998495625;
        p = p * t - 0.0035814292866453872;
        p = p * t - 0.05127307454724198;
        double q = 4.243676646406227e-06;
        q = q * t + 6.193559601807561e-05;
        q = q * t - 0.0011459141363539358;
        q = q * t + 0.003116232727071794;
        q = q * t + 0.021175499963526953;
        q = q * t - 0.09458927971845135;
        q = q * t - 0.15019330999214556;
        q = q * t + 0.7005592516679412;
        q = q * t + 1.0;
        return p / q;
    }

    /** gamma(x) for x &gt;= 8 by Stirling's series; the power is halved where it alone would overflow. */
    private static double gammaLarge(double x) {
        if (x > 171.7) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 143.0) {
            return Math.pow(x, x - 0.5) * gammaFactor(x);
        }
        double h = Math.pow(x, 0.5 * x - 0.25);
        return h * gammaFactor(x) * h;
    }

    /** gamma(x) / x^(x - 1/2) for x &gt;= 8: exp(-x) * sqrt(2 pi) * (1 + 1/(12 x) + ...). */
    private static double gammaFactor(double x) {
        double y = 1.0 / x;
        double p = 0.0005242581760170563;
        p = p * y + 5.846665427718259e-05;
        p = p * y - 0.0006099584397538177;
        p = p * y + 7.137331506231361e-05;
        p = p * y + 0.0007839474253095025;
        p = p * y - 0.0002294690303516207;
        p = p * y - 0.0026813272180532203;
        p = p * y + 0.003472222222751881;
        p = p * y + 0.08333333333333165;
        return Math.exp(-x) * (2.5066282746310007 + 2.5066282746310007 * (y * p));
    }

    /** gamma(-y) for y &gt;= 8, not whole: -pi / (y * sin(pi y) * gamma(y)). */
    private static double gammaReflected(double y) {
        double s = -sinPi(y);
        if (y > 190.0) {
            return Math.copySign(0.0, s);
        }
        if (y < 143.0) {
            return Math.PI / (y * s * gammaLarge(y));
        }
        double h = Math.pow(y, 0.5 * y - 0.25);
        return Math.PI / (y * s * (h * gammaFactor(y))) / h;
    }

    /**
     * sin(pi * x), exactly 0 at the integers, where it has the sign of x. NaN at the infinities. Accuracy: 1.7 ulp.
     */
    public static double sinPi(double x) {
        double n = Math.rint(x);
        double r = x - n;
        if (r == 0.0) {
            return Math.copySign(0.0, x);
        }
        double v = Math.sin(Math.PI * r);
        if (Math.abs(r) > 0.25) {
            v = Math.copySign(Math.cos(Math.PI * (0.5 - Math.abs(r))), r);
        }
        if (Math.rint(0.5 * n) != 0.5 * n) {
            return -v;
        }
        return v;
    }

    /**
     * The logarithm of |gamma(x)|. +Inf at 0, at the negative integers, and at both infinities. Accuracy: 2.1 ulp for
     * x &gt; 0, its zeros at 1 and 2 included. For x &lt; 0 there is a zero near every integer below -2, and the
     * absolute error is within 1.7 times 2^-52 * max(1, |lgamma(x)|) above -20, and of lgamma(-x) below. Source: DLMF
     * 5.5.1, 5.11.1, 5.5.3; own approximations of lgamma(x) / ((x - 1) * (x - 2)) for x from 0.8 to 3.
     */
    public static double lgamma(double x) {
        if (x >= 8.0) {
            return lgammaLarge(x);
        }
        if (x > 3.0) {
            double t = x;
            double product = 1.0;
            while (t > 3.0) {
                t = t - 1.0;
                product = product * t;
            }
            return Math.log(product) + lgammaTwo(t - 2.0);
        }
        if (x >= 1.5) {
            return lgammaTwo(x - 2.0);
        }
        if (x >= 0.8) {
            return lgammaOne(x - 1.0);
        }
        if (x >= 0.5) {
            return lgammaTwo(x - 1.0) - Math.log(x);
        }
        if (x > 0.0) {
            return lgammaOne(x) - Math.log(x);
        }
        return lgammaNegative(x);
    }

    /** lgamma(1 + t), for t from -0.3 to 0.5. */
    private static double lgammaOne(double t) {
        double p = -0.0001379415941447075;
        p = p * t - 0.006275174671036344;
        p = p * t - 0.06711990007657387;
        p = p * t - 0.27451359123496233;
        p = p * t - 0.4876803714291155;
        p = p * t - 0.3285851311638216;
        p = p * t + 0.022145397229126524;
        p = p * t + 0.07721566490153287;
        double q = 0.00027822356530612463;
        q = q * t + 0.01479415158757078;
        q = q * t + 0.20255250092791288;
        q = q * t + 1.1506280296807752;
        q = q * t + 3.229984532812631;
        q = q * t + 4.730680706119028;
        q = q * t + 3.4629859898596638;
        q = q * t + 1.0;
        double zeros = t * (1.0 - t);
        // 0.0 - y rather than -y, so that lgamma(1) is +0.0.
        return (0.0 - 0.5 * zeros) - zeros * (p / q);
    }

    /** lgamma(2 + t), for t from -0.5 to 1. */
    private static double lgammaTwo(double t) {
        double p = -4.9313424968526203e-05;
        p = p * t - 0.001673059854902427;
        p = p * t - 0.018593066644857426;
        p = p * t - 0.09173107718842928;
        p = p * t - 0.21641958893294916;
        p = p * t - 0.22845349387302843;
        p = p * t - 0.07721566490153287;
        double q = -2.4832572815954475e-08;
        q = q * t + 0.00010166691220414521;
        q = q * t + 0.00405611824567294;
        q = q * t + 0.054736079097920796;
        q = q * t + 0.3410293029831167;
        q = q * t + 1.07377421060607;
        q = q * t + 1.659458509644081;
        q = q * t + 1.0;
        double zeros = t * (t + 1.0);
        return 0.5 * zeros + zeros * (p / q);
    }

    /** lgamma(x) for x &gt;= 8, by Stirling's series. */
    private static double lgammaLarge(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        double y = 1.0 / (x * x);
        double p = -0.0016328737007392574;
        p = p * y + 0.0008364338008728182;
        p = p * y - 0.0005951892774798045;
        p = p * y + 0.0007936505735051146;
        p = p * y - 0.002777777777349336;
        p = p * y + 0.08333333333333309;
        return (x - 0.5) * (Math.log(x) - 1.0) + (0.4189385332046727 + p / x);
    }

    /** lgamma(x) for x &lt;= 0, and NaN. */
    private static double lgammaNegative(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (x == Math.floor(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (x > -1e-17) {
            return -Math.log(-x);
        }
        if (x > -20.0) {
            // Near a zero of lgamma this loses less than the difference of two large numbers below.
            return Math.log(Math.abs(gamma(x)));
        }
        return Math.log(Math.PI / Math.abs(x * sinPi(x))) - lgammaLarge(-x);
    }
}

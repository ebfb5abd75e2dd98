package dev.jacobi.special;

/** The derivatives of {@link GammaFunctions#lgamma}. */
public final class Polygammas {

    private Polygammas() {}

    /**
     * The digamma function, the derivative of log(gamma). -Inf at +0.0, +Inf at -0.0, NaN at the negative integers and
     * at -Inf, +Inf at +Inf. Accuracy: 2.4 ulp for x &gt; 0, its zero at 1.4616 included; for x &lt; 0 the absolute
     * error is within 2.6 times 2^-52 * max(1, |digamma(x)|, log|x|), since there is a zero in every unit interval.
     * Source: DLMF 5.5.2 (recurrence), 5.11.2 (asymptotic series), 5.5.4 (reflection); own coefficients.
     */
    public static double digamma(double x) {
        if (x >= 8.0) {
            return digammaLarge(x);
        }
        if (!(x > -8.0)) {
            if (Double.isNaN(x) || x == Math.floor(x)) {
                return Double.NaN;
            }
            return digammaLarge(1.0 - x) - Math.PI * cotPi(x);
        }
        if (x < 0.0 && x == Math.floor(x)) {
            return Double.NaN;
        }
        double t = x;
        double sum = 0.0;
        while (t > 2.0) {
            t = t - 1.0;
            sum = sum + 1.0 / t;
        }
        while (t < 1.0) {
            sum = sum - 1.0 / t;
            t = t + 1.0;
        }
        return sum + digammaCentre(t);
    }

    /** digamma(x) for x from 1 to 2, as (x - x0) * (1 + correction), where x0 is its zero in two parts. */
    private static double digammaCentre(double x) {
        double t = x - 1.5;
        double p = -4.8093257123493905e-05;
        p = p * t - 0.0023331617339474625;
        p = p * t - 0.033564241287270875;
        p = p * t - 0.1995484278935577;
        p = p * t - 0.519913704020741;
        p = p * t - 0.5056219763982127;
        p = p * t - 0.04894412396816712;
        double q = 4.8542366511037005e-05;
        q = q * t + 0.0025678544508275615;
        q = q * t + 0.042047213825213356;
        q = q * t + 0.3006781286669598;
        q = q * t + 1.0372330290161027;
        q = q * t + 1.6752686220327662;
        q = q * t + 1.0;
        double d = (x - 1.4616321449683622) - 9.549995429965697e-17;
        return d + d * (p / q);
    }

    private static double digammaLarge(double x) {
        double i = 1.0 / x;
        double y = i * i;
        double p = -0.017260589817963943;
        p = p * y + 0.007499050284261255;
        p = p * y - 0.004165889318576623;
        p = p * y + 0.003968249935330727;
        p = p * y - 0.008333333323636108;
        p = p * y + 0.0833333333333255;
        return Math.log(x) - (0.5 * i + y * p);
    }

    /** cot(pi * x), for an x that is not whole. */
    private static double cotPi(double x) {
        double r = x - Math.rint(x);
        if (Math.abs(r) > 0.25) {
            return Math.copySign(Math.tan(Math.PI * (0.5 - Math.abs(r))), r);
        }
        return 1.0 / Math.tan(Math.PI * r);
    }

    /**
     * The trigamma function, the second derivative of log(gamma). +Inf at 0 and the negative integers, +0.0 at +Inf,
     * NaN at -Inf. Accuracy: 4.6 ulp, for x &gt; 0 2.1 ulp. Source: DLMF 5.15.5 (recurrence), 5.15.8 (asymptotic
     * series), 5.15.6 (reflection).
     */
    public static double trigamma(double x) {
        if (x >= 8.0) {
            return trigammaLarge(x);
        }
        if (x > 0.0) {
            double n = Math.ceil(8.0 - x);
            double sum = trigammaLarge(x + n);
            for (double k = n - 1.0; k > 0.0; k = k - 1.0) {
                double t = x + k;
                sum = sum + 1.0 / (t * t);
            }
            return sum + 1.0 / x / x;
        }
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        if (x == Math.floor(x)) {
            return Double.POSITIVE_INFINITY;
        }
        double c = Math.PI / GammaFunctions.sinPi(x);
        return c * c - trigamma(1.0 - x);
    }

    private static double trigammaLarge(double x) {
        double i = 1.0 / x;
        double y = i * i;
        double p = 0.8261356115520083;
        p = p * y - 0.24529254758096747;
        p = p * y + 0.07566014030426155;
        p = p * y - 0.03333265346965364;
        p = p * y + 0.023809521245925936;
        p = p * y - 0.03333333332871458;
        p = p * y + 0.16666666666666383;
        return i + (0.5 * y + i * y * p);
    }

    /**
     * The n-th derivative of {@link #digamma}, n &gt;= 0; NaN for negative n. Poles at 0 and the negative integers:
     * +Inf for odd n, NaN for even n &gt; 0. At +Inf 0 with the sign of (-1)^(n+1), NaN at -Inf. The cost does not
     * grow with |x|. Accuracy for n &gt;= 2, x &gt; 0: 0.8 ulp per (n + 4) up to n = 170; above, n! overflows and
     * logarithms are used, where the relative error is about 2^-52 times |log| of n! and of x^n. For x &lt; 0 the same
     * relative to the largest of the three terms. Source: DLMF 5.15.1, 25.11.1 (Hurwitz zeta function), and its
     * Euler-Maclaurin expansion, DLMF 25.11.7.
     */
    public static double polygamma(int n, double x) {
        if (n < 0 || Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        if (n == 0) {
            return digamma(x);
        }
        if (n == 1) {
            return trigamma(x);
        }
        double parity = 1.0;
        if (n % 2 == 0) {
            parity = -1.0;
        }
        if (x > 0.0) {
            return parity * polygammaPositive(n, x);
        }
        double whole = Math.floor(x);
        if (x == whole) {
            if (n % 2 == 0) {
                return Double.NaN;
            }
            return Double.POSITIVE_INFINITY;
        }
        // Of the sum over (x + k)^-(n+1), the terms left of 0 run over -(1 - f), -(2 - f), ... as far as x, where f =
        // x - floor(x).
        double above = x - whole;
        double below = (whole + 1.0) - x;
        double right = parity * polygammaPositive(n, above);
        double left = polygammaPositive(n, below);
        if (Double.isInfinite(left) && Double.isInfinite(right)) {
            if (above < below) {
                return right;
            }
            if (below < above) {
                return left;
            }
        }
        if (parity < 0.0 && above == below) {
            return -polygammaPositive(n, 1.0 - x);
        }
        return (right + left) - polygammaPositive(n, 1.0 - x);
    }

    /**
     * n! * zeta(n + 1, x) for n &gt;= 2, x &gt; 0: the terms relative to the first, up to s + 10, then Euler-
     * Maclaurin.
     */
    private static double polygammaPositive(int n, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0.0;
        }
        double s = n + 1.0;
        double sum = 0.0;
        double t = x;
        double k = 0.0;
        while (t < s + 10.0) {
            double term = Math.pow(x / t, s);
            sum = sum + term;
            if (term < 1e-19 * sum) {
                return factorialOverPower(n, x) * (sum / x);
            }
            k = k + 1.0;
            t = x + k;
        }
        double rest = Math.pow(x / t, s) * (0.5 + bernoulliSum(s, t));
        // The integral's part, t / (s - 1), is taken over x first: it is the one that could overflow.
        double integral = Math.pow(x / t, s - 1.0) / n;
        return factorialOverPower(n, x) * ((sum + rest) / x + integral);
    }

    /** The sum over j of B(2j) / (2j)! * s (s+1) ... (s+2j-2) / t^(2j-1). */
    private static double bernoulliSum(double s, double t) {
        double y = 1.0 / t / t;
        double p = -2.174868698558062e-16;
        p = p * ((s + 17.0) * (s + 18.0) * y) + 8.586062056277845e-15;
        p = p * ((s + 15.0) * (s + 16.0) * y) - 3.3896802963225827e-13;
        p = p * ((s + 13.0) * (s + 14.0) * y) + 1.3382536530684679e-11;
        p = p * ((s + 11.0) * (s + 12.0) * y) - 5.284190138687493e-10;
        p = p * ((s + 9.0) * (s + 10.0) * y) + 2.08767569878681e-08;
        p = p * ((s + 7.0) * (s + 8.0) * y) - 8.267195767195768e-07;
        p = p * ((s + 5.0) * (s + 6.0) * y) + 3.306878306878307e-05;
        p = p * ((s + 3.0) * (s + 4.0) * y) - 0.001388888888888889;
        p = p * ((s + 1.0) * (s + 2.0) * y) + 0.08333333333333333;
        return p * (s / t);
    }

    /** n! / x^n for n &gt;= 2, x &gt; 0. */
    private static double factorialOverPower(int n, double x) {
        if (n > 170) {
            return Math.exp(GammaFunctions.lgamma(n + 1.0) - n * Math.log(x));
        }
        double factorial = GammaFunctions.gamma(n + 1.0);
        double powered = Math.pow(x, (double) n);
        if (powered > 1e-290 && powered < 1e300) {
            return factorial / powered;
        }
        double half = Math.floor(0.5 * n);
        return factorial / Math.pow(x, half) / Math.pow(x, n - half);
    }
}

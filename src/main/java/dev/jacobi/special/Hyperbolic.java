package dev.jacobi.special;

/** Hyperbolic functions and their inverses. */
public final class Hyperbolic {

    private Hyperbolic() {}

    /**
     * The hyperbolic cosine, (exp(x) + exp(-x)) / 2. Even, +Inf at the infinities and above 710.47. Accuracy: 1.5 ulp,
     * 2.5 ulp above 709. At most one exponential, where the platform's function takes twice as long. Source: DLMF
     * 4.28.2; 4.33.2 for |x| &lt;= 1.
     */
    public static double cosh(double x) {
        double a = Math.abs(x);
        if (a <= 1.0) {
            double z = a * a;
            double p = 1.5619206968586225e-16;
            p = p * z + 4.779477332387385e-14;
            p = p * z + 1.1470745597729725e-11;
            p = p * z + 2.08767569878681e-09;
            p = p * z + 2.755731922398589e-07;
            p = p * z + 2.48015873015873e-05;
            p = p * z + 0.001388888888888889;
            p = p * z + 0.041666666666666664;
            p = p * z + 0.5;
            return 1.0 + z * p;
        }
        if (a < 709.0) {
            double e = Math.exp(a);
            return 0.5 * e + 0.5 / e;
        }
        // The exponential would overflow before half of it does.
        double e = Math.exp(0.5 * a);
        return 0.5 * e * e;
    }

    /**
     * The hyperbolic tangent, 1 - 2 / (exp(2 x) + 1). Odd, -0.0 maps to itself, +-1 at the infinities. Accuracy: 1.4
     * ulp. At most one exponential, where the platform's function takes three times as long before JDK 24. Source: DLMF
     * 4.28.4; for |x| &lt;= 5/8 the approximation of W. J. Cody and W. Waite, Software Manual for the Elementary
     * Functions (1980), chapter 13.
     */
    public static double tanh(double x) {
        double a = Math.abs(x);
        double v = 0.0;
        if (a <= 0.625) {
            double z = a * a;
            double p = -0.9643749277722547;
            p = p * z - 99.22592967223608;
            p = p * z - 1613.4119023996228;
            double q = z + 112.74474380534949;
            q = q * z + 2233.7720718962313;
            q = q * z + 4840.235707198869;
            v = a + a * (z * p / q);
        } else {
            v = 1.0 - 2.0 / (Math.exp(2.0 * a) + 1.0);
        }
        return Math.copySign(v, x);
    }

    /**
     * The inverse hyperbolic sine, log(x + sqrt(x*x + 1)). Odd, -0.0 and the infinities map to themselves. Accuracy:
     * 1.8 ulp. Source: DLMF 4.37.16; own approximation for |x| &lt;= 1.
     */
    public static double asinh(double x) {
        double a = Math.abs(x);
        double v = 0.0;
        if (a <= 1.0) {
            double z = x * x;
            double p = -2.000332963747331e-06;
            p = p * z - 0.0010126515773161194;
            p = p * z - 0.02083354658090673;
            p = p * z - 0.13247101603210498;
            p = p * z - 0.34957151953993393;
            p = p * z - 0.4021172537314669;
            p = p * z - 0.1666666666666666;
            double q = 0.001451054888341722;
            q = q * z + 0.04369979336834789;
            q = q * z + 0.4034905486483688;
            q = q * z + 1.6133270282347296;
            q = q * z + 3.1177885594588446;
            q = q * z + 2.862703522388762;
            q = q * z + 1.0;
            v = a + a * (z * p / q);
        } else if (a < 1e150) {
            v = Math.log(a + Math.sqrt(a * a + 1.0));
        } else {
            // The square would overflow; the 1 has long ceased to matter.
            v = Math.log(a) + 0.6931471805599453;
        }
        return Math.copySign(v, x);
    }

    /**
     * The inverse hyperbolic cosine, log(x + sqrt(x*x - 1)), for x &gt;= 1; NaN below 1, +0.0 at 1, +Inf at +Inf.
     * Accuracy: 1.4 ulp. Source: DLMF 4.37.19; own approximation of acosh(1 + t) / sqrt(2 t) for t &lt;= 1.
     */
    public static double acosh(double x) {
        double t = x - 1.0;
        if (t <= 1.0) {
            double root = Math.sqrt(2.0 * t);
            double p = -2.953205937857827e-07;
            p = p * t - 0.00015544772659938547;
            p = p * t - 0.0038963528343803192;
            p = p * t - 0.029596169982903403;
            p = p * t - 0.08573531907796338;
            p = p * t - 0.0833333333333333;
            double q = 0.00023991437076484708;
            q = q * t + 0.00948350793953846;
            q = q * t + 0.1138988012306255;
            q = q * t + 0.5703001155916542;
            q = q * t + 1.2538238289355348;
            q = q * t + 1.0;
            return root + root * (t * p / q);
        }
        if (x < 1e150) {
            return Math.log(x + Math.sqrt(x * x - 1.0));
        }
        return Math.log(x) + 0.6931471805599453;
    }

    /**
     * The inverse hyperbolic tangent, log((1 + x) / (1 - x)) / 2. Odd, -0.0 maps to itself; +-Inf at +-1, NaN beyond.
     * Accuracy: 1.2 ulp. Source: DLMF 4.37.24; own approximation for |x| &lt;= 1/2.
     */
    public static double atanh(double x) {
        double a = Math.abs(x);
        if (a <= 0.5) {
            double z = x * x;
            double p = 0.009222546238042431;
            p = p * z - 0.1299756535748051;
            p = p * z + 0.49765420821338824;
            p = p * z - 0.7060426271119163;
            p = p * z + 0.3333333333333332;
            double q = -0.01079884847249164;
            q = q * z + 0.21117362979190646;
            q = q * z - 1.1755090999409983;
            q = q * z + 2.695267924873826;
            q = q * z - 2.718127881335812;
            q = q * z + 1.0;
            return x + x * (z * p / q);
        }
        return Math.copySign(0.5 * Math.log((1.0 + a) / (1.0 - a)), x);
    }
}

package dev.jacobi.special;

/**
 * The error function, the normal distribution, and their inverses.
 *
 * <p>The plan is W. J. Cody's, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969): a
 * rational function near 0, one around 1, and in the tail exp(-x*x) times a slowly varying factor. Each factor is a
 * short constant plus a small correction, so that the rounding errors of the correction hardly show. exp(-x*x) is
 * formed as exp(-h*h) times exp((h - x) * (h + x)), where h is x rounded to 26 bits (T. J. Dekker's splitting), so
 * that h*h is exact.
 */
public final class ErrorFunctions {

    private ErrorFunctions() {}

    /**
     * The error function 2/sqrt(pi) * integral of exp(-t*t) from 0 to x. Odd, -0.0 maps to itself; +-1 at +-Inf.
     * Accuracy: 0.9 ulp. Source: DLMF 7.2.1; Cody (see above).
     */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < 0.84375) {
            return x + x * erfCentre(x * x);
        }
        double v = 1.0;
        if (a < 1.25) {
            v = 0.84375 + erfMiddle(a - 1.0);
        } else if (a < 6.0) {
            v = 1.0 - erfcTail(a);
        } else if (Double.isNaN(x)) {
            return x;
        }
        return Math.copySign(v, x);
    }

    /**
     * The complementary error function 1 - erf(x), with full relative accuracy in the right tail, down to its
     * underflow at 27.2. 2 at -Inf, +0.0 at +Inf. Accuracy: 2.0 (2.4 with StrictMath) ulp. Source: DLMF 7.2.2; Cody
     * (see above).
     */
    public static double erfc(double x) {
        double a = Math.abs(x);
        if (a < 0.84375) {
            double c = x * erfCentre(x * x);
            if (x < 0.25) {
                return 1.0 - (x + c);
            }
            return 0.5 - ((x - 0.5) + c);
        }
        if (a < 1.25) {
            double m = erfMiddle(a - 1.0);
            if (x > 0.0) {
                return 0.15625 - m;
            }
            return 1.84375 + m;
        }
        if (x > 0.0) {
            return erfcTail(x);
        }
        if (x < 0.0) {
            return 2.0 - erfcTail(a);
        }
        return x;
    }

    /** erf(x) / x - 1 as a function of z = x*x, for |x| up to 0.84375. */
    private static double erfCentre(double z) {
        double p = -2.480496606686402e-05;
        p = p * z - 0.005776232675718017;
        p = p * z - 0.028550160776910735;
        p = p * z - 0.32501510178195386;
        p = p * z + 0.12837916709551256;
        double q = -3.946627634800541e-06;
        q = q * z + 0.0001333848457796291;
        q = q * z + 0.005094381383611107;
        q = q * z + 0.065105671956312;
        q = q * z + 0.39812758102609697;
        q = q * z + 1.0;
        return p / q;
    }

    /** erf(1 + t) - 0.84375, for t from -0.15625 to 0.25. */
    private static double erfMiddle(double t) {
        double p = 0.007613922546743665;
        p = p * t - 0.01634973084580196;
        p = p * t + 0.06968160122273807;
        p = p * t + 0.059232773894724526;
        p = p * t - 0.07324234346045991;
        p = p * t + 0.41424172928814756;
        p = p * t - 0.0010492070502851306;
        double q = 0.003388667809289897;
        q = q * t + 0.011500004873266011;
        q = q * t + 0.05825789907953215;
        q = q * t + 0.14002184751744928;
        q = q * t + 0.36193481776875763;
        q = q * t + 0.635438325302536;
        q = q * t + 0.8251642344681718;
        q = q * t + 1.0;
        return p / q;
    }

    /** erfc(x) for x &gt;= 1.25. */
    private static double erfcTail(double x) {
        if (x > 28.0) {
            return 0.0;
        }
        double split = 134217729.0 * x;
        double h = split - (split - x);
        double d = (h - x) * (h + x);
        double s = erfcScaled(x);
        double w = s + (0.5 + s) * (d + d * d * (0.5 + d * 0.16666666666666666));
        if (x < 26.0) {
            double e = Math.exp(-h * h);
            return (0.5 * e + e * w) / x;
        }
        // exp(-x*x) is nearly subnormal: keep it exp(69) times larger until the last operation.
        double scaledE = Math.exp(69.0 - h * h);
        return (0.5 * scaledE + scaledE * w) / x * 1.0806392777072785e-30;
    }

    /** x * exp(x*x) * erfc(x) - 1/2, for x &gt;= 1.25: between -0.05 and 0.07. */
    private static double erfcScaled(double x) {
        if (x < 2.75) {
            return erfcScaledNear(x - 2.0);
        }
        return erfcScaledFar(1.0 / (x * x));
    }

    private static double erfcScaledNear(double t) {
        double p = 1.2929692406636844e-10;
        p = p * t + 2.1906882003200598e-05;
        p = p * t + 0.0004657997959058204;
        p = p * t + 0.0041483775298212875;
        p = p * t + 0.01953250062153077;
        p = p * t + 0.04950354383848336;
        p = p * t + 0.05792129331270804;
        p = p * t + 0.010791352621011488;
        double q = 0.00034133237372152716;
        q = q * t + 0.00725598361263735;
        q = q * t + 0.0661332195973051;
        q = q * t + 0.33013345549671225;
        q = q * t + 0.9503605902702538;
        q = q * t + 1.4936534163287012;
        q = q * t + 1.0;
        return p / q;
    }

    private static double erfcScaledFar(double v) {
        double p = -184.2092062024456;
        p = p * v - 6263.84181730182;
        p = p * v - 10967.013498967115;
        p = p * v - 4190.305974465131;
        p = p * v + 426.6678105509585;
        p = p * v + 439.821823592269;
        p = p * v + 70.898300005791;
        p = p * v + 4.027260852131564;
        p = p * v + 0.0641895835477563;
        double q = 21737.33424745807;
        q = q * v + 88779.44419037923;
        q = q * v + 107151.47060973212;
        q = q * v + 53655.886604327796;
        q = q * v + 12547.502203722275;
        q = q * v + 1392.9602557978126;
        q = q * v + 67.13481231264484;
        q = q * v + 1.0;
        return p / q;
    }

    /**
     * The density of the standard normal distribution, exp(-x*x/2) / sqrt(2 pi), to full relative accuracy down to its
     * underflow at |x| = 38.6. +0.0 at +-Inf. Accuracy: 4 ulp below |x| = 2.5, 1.7 ulp from there on.
     */
    public static double normpdf(double x) {
        double a = Math.abs(x);
        if (a < 2.5) {
            // The rounding of x * x costs at most 3 ulp here, and splitting x would cost a tenth of a Greek.
            return 0.3989422804014327 * Math.exp(-0.5 * (x * x));
        }
        return normpdfTail(a);
    }

    /** normpdf(x) for x &gt;= 2.5, NaN for NaN. */
    private static double normpdfTail(double x) {
        if (x > 39.0) {
            return 0.0;
        }
        double split = 134217729.0 * x;
        double h = split - (split - x);
        double d = 0.5 * ((h - x) * (h + x));
        // 1 / sqrt(2 pi) - 1/2; the last digit is one unit high, which makes the sum at x = 0 round correctly.
        double w = 0.3989422804014327 * (d + d * d * (0.5 + d * 0.16666666666666666)) - 0.10105771959856731;
        if (x < 36.5) {
            double e = Math.exp(-0.5 * (h * h));
            return 0.5 * e + e * w;
        }
        double scaledE = Math.exp(69.0 - 0.5 * (h * h));
        return (0.5 * scaledE + scaledE * w) * 1.0806392777072785e-30;
    }

    /**
     * The standard normal distribution function, erfc(-x / sqrt(2)) / 2, with full relative accuracy in the left tail,
     * down to its underflow at -38.5: x is not divided by sqrt(2) before it is squared. 0 at -Inf, 1 at +Inf.
     * Accuracy: 2.1 (2.3 with StrictMath) ulp.
     */
    public static double normcdf(double x) {
        if (x > -0.6 && x < 1.1932) {
            // (1 + erf(x / sqrt(2))) / 2, where erf(y) is 2 y / sqrt(pi) times a function of y*y.
            double k = 0.3535533905932738;
            return 0.5 + x * (k + k * erfCentre(0.5 * (x * x)));
        }
        if (x < 0.0) {
            return normcdfTail(-x);
        }
        if (x < 1.7677) {
            return 0.921875 + 0.5 * erfMiddle(0.7071067811865476 * x - 1.0);
        }
        return 1.0 - normcdfTail(x);
    }

    /** normcdf(-x) for x &gt;= 0.6, NaN for NaN. */
    private static double normcdfTail(double x) {
        if (x > 39.0) {
            return 0.0;
        }
        double split = 134217729.0 * x;
        double h = split - (split - x);
        double d = 0.5 * ((h - x) * (h + x));
        double g = d + d * d * (0.5 + d * 0.16666666666666666);
        if (x < 1.8) {
            double e = Math.exp(-0.5 * (h * h));
            double near = normcdfNear(x - 1.2);
            return 0.25 * e + e * (near + (0.25 + near) * g);
        }
        // sqrt(1/2) * (1/2 + s) = 1/2 + w
        double w = 0.7071067811865476 * erfcScaled(0.7071067811865476 * x) - 0.14644660940672624;
        w = w + (0.5 + w) * g;
        if (x < 36.5) {
            double e = Math.exp(-0.5 * (h * h));
            return (0.5 * e + e * w) / x;
        }
        double scaledE = Math.exp(69.0 - 0.5 * (h * h));
        return (0.5 * scaledE + scaledE * w) / x * 1.0806392777072785e-30;
    }

    /** exp(x*x/2) * normcdf(-x) - 1/4 at x = 1.2 + t, for |t| up to 0.6. */
    private static double normcdfNear(double t) {
        double p = -0.00020235920561748822;
        p = p * t - 0.0035735585484619574;
        p = p * t - 0.025500889920845;
        p = p * t - 0.08763511675504364;
        p = p * t - 0.1305460461258079;
        p = p * t - 0.013597047958682522;
        double q = 3.646035196693417e-08;
        q = q * t + 0.0008086787666070528;
        q = q * t + 0.015594830046569572;
        q = q * t + 0.12524825528293917;
        q = q * t + 0.5217826369038984;
        q = q * t + 1.1243108224969012;
        q = q * t + 1.0;
        return p / q;
    }

    /**
     * The inverse of {@link #normcdf}: the x with normcdf(x) = p. -Inf at 0, +Inf at 1, +0.0 at 1/2, NaN outside [0,
     * 1]. Accuracy: 2.0 ulp. Source: the plan of M. J. Wichura, "Algorithm AS 241", Appl. Stat. 37 (1988), own
     * coefficients.
     */
    public static double norminv(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.375) {
            return q * 2.75 + q * norminvCentre(0.140625 - q * q);
        }
        if (p < 0.5) {
            return -norminvTail(p);
        }
        return norminvTail(1.0 - p);
    }

    /**
     * The inverse of {@link #erf}. Odd, -0.0 maps to itself; +-Inf at +-1, NaN beyond. Accuracy: 3.2 ulp. Source:
     * erfinv(x) = norminv((1 + x) / 2) / sqrt(2), the addition avoided.
     */
    public static double erfinv(double x) {
        double a = Math.abs(x);
        if (a <= 0.75) {
            // sqrt(1/8) * (2.75 + s) = 1 + w
            double w = 0.3535533905932738 * norminvCentre(0.140625 - 0.25 * (x * x)) - 0.027728175868497153;
            return Math.copySign(a + a * w, x);
        }
        return Math.copySign(0.7071067811865476 * norminvTail(0.5 * (1.0 - a)), x);
    }

    /** norminv(1/2 + q) / q - 2.75 as a function of t = 9/64 - q*q, for |q| up to 3/8. */
    private static double norminvCentre(double t) {
        double p = -1182.2053298364356;
        p = p * t - 6092.231468180988;
        p = p * t - 7861.63171124099;
        p = p * t - 3852.7301793813585;
        p = p * t - 785.2430082008536;
        p = p * t - 50.66392810273142;
        p = p * t + 2.7075452275637333;
        p = p * t + 0.31759834766935513;
        double q = 511.01688984850017;
        q = q * t + 3593.129956596511;
        q = q * t + 6531.19562055418;
        q = q * t + 4835.4970120574535;
        q = q * t + 1731.7209509066274;
        q = q * t + 317.2935275279257;
        q = q * t + 28.56686210514431;
        q = q * t + 1.0;
        return p / q;
    }

    /** -norminv(p) for p up to 1/8; NaN for p &lt; 0 and for NaN. */
    private static double norminvTail(double p) {
        if (p == 0.0) {
            return Double.POSITIVE_INFINITY;
        }
        double l = -Math.log(p);
        double r = Math.sqrt(l);
        if (r < 4.0) {
            return r + norminvNear(r - 1.4375);
        }
        // A start good to 43 bits, then Newton's step on log(normcdf(-x)) = log(p), where normcdf(-x) = normpdf(x) *
        // ratio.
        double x = r + norminvFar(r - 4.0);
        double scaled = erfcScaled(0.7071067811865476 * x);
        double ratio = 2.5066282746310007 * (0.3535533905932738 + 0.7071067811865476 * scaled) / x;
        return x + (l - 0.5 * x * x + Math.log(0.3989422804014327 * ratio)) * ratio;
    }

    /** norminv's tail less r, where r = sqrt(-log(p)) = 1.4375 + t is between 1.44 and 4. */
    private static double norminvNear(double t) {
        double p = -5.174954440377886e-11;
        p = p * t + 4.2228048821031856e-05;
        p = p * t + 0.00153763881429435;
        p = p * t + 0.019803681250282156;
        p = p * t + 0.12779227581098393;
        p = p * t + 0.4677825124254495;
        p = p * t + 0.9628593236828048;
        p = p * t + 0.9275996327439864;
        p = p * t + 0.09503767161729007;
        p = p * t - 0.29508162110148;
        double q = 0.00010192075646313615;
        q = q * t + 0.0035687698378193055;
        q = q * t + 0.04365291628554796;
        q = q * t + 0.27022267728794946;
        q = q * t + 0.9679976701274648;
        q = q * t + 2.015412547325703;
        q = q * t + 2.2286721983943973;
        q = q * t + 1.0;
        return p / q;
    }

    /** The same to 43 bits, where r = 4 + t is between 4 and 27.3. */
    private static double norminvFar(double t) {
        double p = -6.364538515203144e-13;
        p = p * t + 3.5274141164272356e-06;
        p = p * t + 0.00028163993911238137;
        p = p * t + 0.0073605851860495015;
        p = p * t + 0.08545623831133227;
        p = p * t + 0.4800641659377375;
        p = p * t + 1.2525286057737732;
        p = p * t + 1.1773412205381177;
        double q = 8.515455806073865e-06;
        q = q * t + 0.0006459926331508309;
        q = q * t + 0.015278923540152662;
        q = q * t + 0.15031882626474274;
        q = q * t + 0.6450919559439053;
        q = q * t + 1.0;
        return p / q;
    }
}

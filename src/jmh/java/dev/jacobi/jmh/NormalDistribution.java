package dev.jacobi.jmh;

/**
 * The standard normal distribution as the hand-written code has it: by the complementary error function of fdlibm,
 * whose coefficients and intervals are taken over under its notice:
 *
 * <p>Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc.
 * business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
 * notice is preserved.
 */
final class NormalDistribution {
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double ROOT_TWO_PI_INVERSE = 0.3989422804014327;
    private static final double HIGH_HALF = 0.84506291151046752930;

    private NormalDistribution() {}

    static double density(double d) {
        return ROOT_TWO_PI_INVERSE * Math.exp(-0.5 * d * d);
    }

    static double cdf(double d) {
        double x = -ROOT_HALF * d;
        double a = Math.abs(x);
        if (a < 0.84375) {
            return 0.5 - 0.5 * (x + x * centre(x * x));
        }
        if (a < 1.25) {
            double m = HIGH_HALF + middle(a - 1);
            return x > 0 ? 0.5 * (1 - m) : 0.5 * (1 + m);
        }
        double t = tail(a);
        return x > 0 ? 0.5 * t : 1 - 0.5 * t;
    }

    /** erf(x) / x - 1 by the square of x. */
    private static double centre(double z) {
        double p = -2.37630166566501626084e-05;
        p = p * z - 5.77027029648944159157e-03;
        p = p * z - 2.84817495755985104766e-02;
        p = p * z - 3.25042107247001499370e-01;
        p = p * z + 1.28379167095512558561e-01;
        double q = -3.96022827877536812320e-06;
        q = q * z + 1.32494738004321644526e-04;
        q = q * z + 5.08130628187576562776e-03;
        q = q * z + 6.50222499887672944485e-02;
        q = q * z + 3.97917223959155352819e-01;
        return p / (q * z + 1);
    }

    /** erf(1 + s) less its rounded value at 0. */
    private static double middle(double s) {
        double p = -2.16637559486879084300e-03;
        p = p * s + 3.54783043256182359371e-02;
        p = p * s - 1.10894694282396677476e-01;
        p = p * s + 3.18346619901161753674e-01;
        p = p * s - 3.72207876035701323847e-01;
        p = p * s + 4.14856118683748331666e-01;
        p = p * s - 2.36211856075265944077e-03;
        double q = 1.19844998467991074170e-02;
        q = q * s + 1.36370839120290507362e-02;
        q = q * s + 1.26171219808761642112e-01;
        q = q * s + 7.18286544141962662868e-02;
        q = q * s + 5.40397917702171048937e-01;
        q = q * s + 1.06420880400844228286e-01;
        return p / (q * s + 1);
    }

    /** erfc(x) from 1.25 on; exp(-x * x) in two factors, so that the rounding of x * x does not show. */
    private static double tail(double x) {
        if (x > 28) {
            return 0;
        }
        double s = 1 / (x * x);
        double p;
        double q;
        if (x < 1 / 0.35) {
            p = -9.81432934416914548592e+00;
            p = p * s - 8.12874355063065934246e+01;
            p = p * s - 1.84605092906711035994e+02;
            p = p * s - 1.62396669462573470355e+02;
            p = p * s - 6.23753324503260060396e+01;
            p = p * s - 1.05586262253232909814e+01;
            p = p * s - 6.93858572707181764372e-01;
            p = p * s - 9.86494403484714822705e-03;
            q = -6.04244152148580987438e-02;
            q = q * s + 6.57024977031928170135e+00;
            q = q * s + 1.08635005541779435134e+02;
            q = q * s + 4.29008140027567833386e+02;
            q = q * s + 6.45387271733267880336e+02;
            q = q * s + 4.34565877475229228821e+02;
            q = q * s + 1.37657754143519042600e+02;
            q = q * s + 1.96512716674392571292e+01;
        } else {
            p = -4.83519191608651397019e+02;
            p = p * s - 1.02509513161107724954e+03;
            p = p * s - 6.37566443368389627722e+02;
            p = p * s - 1.60636384855821916062e+02;
            p = p * s - 1.77579549177547519889e+01;
            p = p * s - 7.99283237680523006574e-01;
            p = p * s - 9.86494292470009928597e-03;
            q = -2.24409524465858183362e+01;
            q = q * s + 4.74528541206955367215e+02;
            q = q * s + 2.55305040643316442583e+03;
            q = q * s + 3.19985821950859553908e+03;
            q = q * s + 1.53672958608443695994e+03;
            q = q * s + 3.25792512996573918826e+02;
            q = q * s + 3.03380607434824582924e+01;
        }
        double high = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xffffffff00000000L);
        return Math.exp(-high * high - 0.5625) * Math.exp((high - x) * (high + x) + p / (q * s + 1)) / x;
    }
}

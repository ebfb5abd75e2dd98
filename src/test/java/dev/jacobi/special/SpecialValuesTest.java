package dev.jacobi.special;

import static dev.jacobi.special.Elementary.*;
import static dev.jacobi.special.ErrorFunctions.*;
import static dev.jacobi.special.GammaFunctions.*;
import static dev.jacobi.special.Hyperbolic.*;
import static dev.jacobi.special.Polygammas.*;
import static dev.jacobi.special.Sigmoids.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values at zeros, infinities, NaN, poles and the ends of domains, by their bits; and the laws that hold exactly. */
class SpecialValuesTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    /** Rows of argument, value. */
    private static void check(String name, double... rows) throws ReflectiveOperationException {
        for (String inPackage : new String[] {"dev.jacobi.special", "dev.jacobi.special.strict"}) {
            Method method = References.methods(inPackage).get(name);
            for (int i = 0; i < rows.length; i += 2) {
                assertSame(name + "(" + rows[i] + ")", (double) method.invoke(null, rows[i]), rows[i + 1]);
            }
        }
    }

    private static void assertSame(String what, double got, double wanted) {
        // Not by ==, which takes 0.0 for -0.0; Double.doubleToLongBits takes all NaNs for one.
        assertThat(Double.doubleToLongBits(got))
                .as("%s is %s, not %s", what, got, wanted)
                .isEqualTo(Double.doubleToLongBits(wanted));
    }

    @Test
    void functionsOfOneArgument() throws ReflectiveOperationException {
        check("asinh", 0.0, 0.0, -0.0, -0.0, INF, INF, -INF, -INF, NAN, NAN, 4.9e-324, 4.9e-324);
        check("acosh", 1.0, 0.0, 0.5, NAN, -INF, NAN, INF, INF, NAN, NAN);
        check("atanh", 0.0, 0.0, -0.0, -0.0, 1.0, INF, -1.0, -INF, 1.1, NAN, -INF, NAN, NAN, NAN);
        check("cosh", 0.0, 1.0, -0.0, 1.0, INF, INF, -INF, INF, NAN, NAN, 710.5, INF, -710.5, INF, 4.9e-324, 1.0);
        check(
                "tanh", 0.0, 0.0, -0.0, -0.0, INF, 1.0, -INF, -1.0, NAN, NAN, 4.9e-324, 4.9e-324, 20.0, 1.0, -1e308,
                -1.0);
        check("log2", 0.0, -INF, -0.0, -INF, -1.0, NAN, INF, INF, NAN, NAN, 1.0, 0.0, 4.9e-324, -1074.0);
        check("sigmoid", 0.0, 0.5, -0.0, 0.5, INF, 1.0, -INF, 0.0, NAN, NAN, -800.0, 0.0, 40.0, 1.0);
        check("softplus", INF, INF, -INF, 0.0, NAN, NAN, 1000.0, 1000.0, -50.0, 1.9287498479639178e-22);
        check("sign", 0.0, 0.0, -0.0, -0.0, -3.0, -1.0, INF, 1.0, NAN, NAN);
        check("erf", 0.0, 0.0, -0.0, -0.0, INF, 1.0, -INF, -1.0, NAN, NAN);
        check("erfc", 0.0, 1.0, -0.0, 1.0, INF, 0.0, -INF, 2.0, NAN, NAN, 27.0, 5.237048923789e-319, 28.0, 0.0);
        check("normpdf", INF, 0.0, -INF, 0.0, NAN, NAN, 0.0, 0.3989422804014327, 1e308, 0.0);
        check("normcdf", 0.0, 0.5, -0.0, 0.5, INF, 1.0, -INF, 0.0, NAN, NAN, 1e308, 1.0, -1e308, 0.0);
        check("norminv", 0.0, -INF, -0.0, -INF, 1.0, INF, 0.5, 0.0, -0.1, NAN, 1.1, NAN, INF, NAN, -INF, NAN, NAN, NAN);
        check("erfinv", 0.0, 0.0, -0.0, -0.0, 1.0, INF, -1.0, -INF, 1.1, NAN, -INF, NAN, NAN, NAN);
        check("sinPi", 0.0, 0.0, -0.0, -0.0, 7.0, 0.0, -7.0, -0.0, 0.5, 1.0, 1.5, -1.0, INF, NAN, NAN, NAN);
        check("gamma", 0.0, INF, -0.0, -INF, -1.0, NAN, -9.0, NAN, INF, INF, -INF, NAN, NAN, NAN, 171.7, INF);
        check("gamma", -190.5, -0.0, -191.5, 0.0, -1e15 - 0.5, -0.0, 4.9e-324, INF, -4.9e-324, -INF, 1e308, INF);
        check("lgamma", 0.0, INF, -0.0, INF, -1.0, INF, -9.0, INF, INF, INF, -INF, INF, NAN, NAN, 1e306, INF);
        check("lgamma", 1.0, 0.0, 2.0, 0.0, -1e300, INF);
        check("digamma", 0.0, -INF, -0.0, INF, -1.0, NAN, -9.0, NAN, INF, INF, -INF, NAN, NAN, NAN);
        check("trigamma", 0.0, INF, -0.0, INF, -1.0, INF, -9.0, INF, INF, 0.0, -INF, NAN, NAN, NAN, 1e-200, INF);
    }

    @Test
    void sumsOfExponentials() {
        assertSame("logaddexp", logaddexp(-INF, -INF), -INF);
        assertSame("logaddexp", logaddexp(INF, -INF), INF);
        assertSame("logaddexp", logaddexp(INF, INF), INF);
        assertSame("logaddexp", logaddexp(-INF, 3.0), 3.0);
        assertSame("logaddexp", logaddexp(NAN, INF), NAN);
        assertSame("logaddexp", logaddexp(1.0, NAN), NAN);
        assertSame("logaddexp", logaddexp(1000.0, 1000.0), 1000.693147180559945);
    }

    @Test
    void productWithLogarithm() {
        assertSame("xlogy", xlogy(0.0, 0.0), 0.0);
        assertSame("xlogy", xlogy(-0.0, INF), 0.0);
        assertSame("xlogy", xlogy(0.0, -1.0), 0.0);
        assertSame("xlogy", xlogy(0.0, NAN), NAN);
        assertSame("xlogy", xlogy(2.0, 0.0), -INF);
        assertSame("xlogy", xlogy(2.0, -1.0), NAN);
    }

    @Test
    void remainders() {
        assertSame("mod", mod(-5.0, 3.0), 1.0);
        assertSame("mod", mod(5.0, -3.0), -1.0);
        assertSame("mod", mod(-6.0, 3.0), 0.0);
        assertSame("mod", mod(6.0, -3.0), -0.0);
        assertSame("mod", mod(-0.0, 3.0), 0.0);
        assertSame("mod", mod(1.0, 0.0), NAN);
        assertSame("mod", mod(INF, 3.0), NAN);
        assertSame("mod", mod(5.0, INF), 5.0);
        assertSame("mod", mod(-5.0, INF), INF);
        assertSame("mod", mod(NAN, 3.0), NAN);
        assertSame("mod", mod(3.0, NAN), NAN);
    }

    @Test
    void polygammaAtItsEdges() {
        assertSame("polygamma", polygamma(-1, 2.0), NAN);
        assertSame("polygamma", polygamma(0, 2.5), digamma(2.5));
        assertSame("polygamma", polygamma(1, 2.5), trigamma(2.5));
        assertSame("polygamma", polygamma(2, 0.0), NAN);
        assertSame("polygamma", polygamma(3, -0.0), INF);
        assertSame("polygamma", polygamma(3, -4.0), INF);
        assertSame("polygamma", polygamma(4, -4.0), NAN);
        assertSame("polygamma", polygamma(2, INF), -0.0);
        assertSame("polygamma", polygamma(3, INF), 0.0);
        assertSame("polygamma", polygamma(3, -INF), NAN);
        assertSame("polygamma", polygamma(3, NAN), NAN);
        assertSame("polygamma", polygamma(200, 0.25), -INF);
        assertSame("polygamma", polygamma(200, -0.25), INF);
        assertSame("polygamma", polygamma(200, -0.75), -INF);
        assertSame("polygamma", polygamma(2, 1e-300), -INF);
        assertThat(polygamma(Integer.MAX_VALUE, 1.0)).isEqualTo(INF);
    }

    @Test
    void factorialsAreExact() {
        BigInteger factorial = BigInteger.ONE;
        for (int n = 1; n <= 23; n++) {
            assertThat(gamma(n)).as("gamma(%d)", n).isEqualTo(factorial.doubleValue());
            factorial = factorial.multiply(BigInteger.valueOf(n));
        }
    }

    @Test
    void powersOfTwoHaveExactLogarithms() {
        for (int k = -1074; k <= 1023; k++) {
            assertThat(log2(Math.scalb(1.0, k))).isEqualTo(k);
        }
    }

    @Test
    void oddFunctionsAreOddAndPairsAgree() {
        for (double x = 0x1p-1060; x < 1e300; x *= 7.3) {
            assertSame("asinh", asinh(-x), -asinh(x));
            assertSame("erf", erf(-x), -erf(x));
            if (x <= 1.0) {
                assertSame("atanh", atanh(-x), -atanh(x));
                assertSame("erfinv", erfinv(-x), -erfinv(x));
            }
            assertSame("normpdf", normpdf(-x), normpdf(x));
        }
    }

    @Test
    void logsumIsTheSumUnlessTheLargestTermIsInfinite() {
        assertSame("logsum", logsum(-1.25, 3.5), -1.25 + Math.log(3.5));
        assertSame("logsum", logsum(Double.POSITIVE_INFINITY, Double.NaN), Double.POSITIVE_INFINITY);
        assertSame("logsum", logsum(Double.NEGATIVE_INFINITY, Double.NaN), Double.NEGATIVE_INFINITY);
        assertSame("logsum", logsum(Double.NaN, 1), Double.NaN);
    }

    @Test
    void strictTwinsAreThere() {
        Map<String, Method> ordinary = References.methods("dev.jacobi.special");
        assertThat(References.methods("dev.jacobi.special.strict").keySet()).isEqualTo(ordinary.keySet());
        assertThat(ordinary).hasSize(26);
    }
}

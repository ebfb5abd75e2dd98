package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What imported operations compute, at the values where a careless translation would fail. */
class FpCoreTest {
    private static final double[] EDGES = {
        0.0,
        -0.0,
        0.49999999999999994,
        0.5,
        0.5000000000000001,
        1.5,
        2.5,
        -0.3,
        -0.49999999999999994,
        -0.5,
        -2.5,
        4503599627370495.5,
        4503599627370497.0,
        -4503599627370495.5,
        1e300,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static CompiledFunction compiled(String text) {
        return Jacobi.compile(FpCore.toJacobi("test", text));
    }

    private static void agree(String name, DoubleUnaryOperator expected) {
        CompiledFunction f = compiled("(FPCore (x) (" + name + " x))");
        for (double x : EDGES) {
            assertThat(f.value(new double[] {x}))
                    .as("%s of %s", name, x)
                    .isEqualTo(Double.valueOf(expected.applyAsDouble(x)));
        }
    }

    private static void agree(String name, DoubleBinaryOperator expected) {
        CompiledFunction f = compiled("(FPCore (x y) (" + name + " x y))");
        for (double x : EDGES) {
            for (double y : EDGES) {
                assertThat(f.value(new double[] {x, y}))
                        .as("%s of %s and %s", name, x, y)
                        .isEqualTo(Double.valueOf(expected.applyAsDouble(x, y)));
            }
        }
    }

    @Test
    void roundingIsExact() {
        agree("round", FpCoreTest::roundHalfAway);
        agree("nearbyint", Math::rint);
        agree("trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
    }

    /** The C function, by exact decimals. */
    private static double roundHalfAway(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return x;
        }
        double magnitude = new java.math.BigDecimal(Math.abs(x))
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .doubleValue();
        return Math.copySign(magnitude, x);
    }

    @Test
    void operationsOfTwoNumbers() {
        agree("fmod", (x, y) -> x % y);
        agree("copysign", (x, y) -> Math.copySign(x, Double.isNaN(y) ? 1 : y));
        agree("fdim", (x, y) -> x <= y ? 0 : x - y);
    }

    @Test
    void kindsOfNumbers() {
        CompiledFunction f = compiled("(FPCore (x) (+ (+ (if (isnan x) 1 0) (if (isinf x) 2 0))"
                + " (+ (if (isfinite x) 4 0) (+ (if (isnormal x) 8 0) (if (signbit x) 16 0)))))");
        for (double x : EDGES) {
            boolean normal = Double.isFinite(x) && Math.abs(x) >= Double.MIN_NORMAL;
            int kinds = (Double.isNaN(x) ? 1 : 0) + (Double.isInfinite(x) ? 2 : 0) + (Double.isFinite(x) ? 4 : 0);
            boolean minus = !Double.isNaN(x) && Math.copySign(1, x) < 0;
            assertThat(f.value(new double[] {x}))
                    .as("kind of %s", x)
                    .isEqualTo(kinds + (normal ? 8 : 0) + (minus ? 16 : 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOG2E, 1.4426950408889634",
        "LOG10E, 0.4342944819032518",
        "LN2, 0.6931471805599453",
        "LN10, 2.302585092994046",
        "PI, 3.141592653589793",
        "PI_2, 1.5707963267948966",
        "PI_4, 0.7853981633974483",
        "M_1_PI, 0.3183098861837907",
        "M_2_PI, 0.6366197723675814",
        "M_2_SQRTPI, 1.1283791670955126",
        "SQRT2, 1.4142135623730951",
        "SQRT1_2, 0.7071067811865476",
        "E, 2.718281828459045",
        "INFINITY, Infinity",
        "NAN, NaN",
    })
    void constants(String name, Double value) {
        assertThat(compiled("(FPCore () " + name + ")").value(new double[0])).isEqualTo(value);
    }

    @Test
    void derivativesPassThroughRounding() {
        CompiledFunction f = compiled("(FPCore (x y) (+ (* x y) (+ (round x) (copysign y x))))");
        double[] gradient = new double[2];
        f.gradient(new double[] {-2.5, 3}, gradient);
        assertThat(gradient).containsExactly(3, -3.5);
    }

    @Test
    void theBranchNotTakenMakesNoNan() {
        CompiledFunction f = compiled("(FPCore (x) (if (> x 0) (let ([y (sqrt x)]) (* y y)) 1))");
        double[] gradient = new double[1];
        assertThat(f.gradient(new double[] {-1}, gradient)).isEqualTo(1);
        assertThat(gradient).containsExactly(0);
    }

    @Test
    void severalTextsHaveDifferentNames() {
        List<SourceText> sources =
                List.of(new SourceText("a", "(FPCore f (x) x)"), new SourceText("b", "(FPCore f (x) (- x))"));
        assertThat(FpCore.toJacobi(sources, Limits.defaults()))
                .isEqualTo("/** Imported from the FPCore f. */\nfunction f(x) = x\n\n"
                        + "/** Imported from the FPCore f. */\nfunction f_2(x) = -x\n");
    }

    @Test
    void mistakesOfAllTexts() {
        List<SourceText> sources = List.of(new SourceText("a", "(FPCore (x) y)"), new SourceText("b", "("));
        assertThatThrownBy(() -> FpCore.toJacobi(sources, Limits.defaults()))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.diagnostics()).hasSize(2))
                .hasMessageContaining("a:1:13:")
                .hasMessageContaining("b:1:1:");
    }
}

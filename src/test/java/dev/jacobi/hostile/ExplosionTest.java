package dev.jacobi.hostile;

import static dev.jacobi.hostile.Hostile.code;
import static dev.jacobi.hostile.Hostile.gradient;
import static dev.jacobi.hostile.Hostile.hessian;
import static dev.jacobi.hostile.Hostile.joined;
import static dev.jacobi.hostile.Hostile.onSmallStack;
import static dev.jacobi.hostile.Hostile.steps;
import static dev.jacobi.hostile.Hostile.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import dev.jacobi.ImportResolver;
import dev.jacobi.SourceGenerator;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas that are deep, or short and huge: each gives its numbers or a LIMIT, on a thread of 256 KB, in seconds. */
@Timeout(60)
class ExplosionTest {
    private static final Options OPTIONS = Options.defaults();
    private static final Options SERVER = OPTIONS.limits(Limits.server());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(| x |)",
                "-| x |",
                "sin(| x |)",
                "x^| x |",
                "2^-| x |",
                "if x < 1 then y*(| x |) else x",
                "if x > 1 then x else y + (| x |)",
                "x < 1 ? x : | y |",
                "max(x, y * (| x |))",
                "(x + 1)*(y - | x |)",
            })
    void whatTheDefaultNestingAllowsGoesThroughEveryStage(String open, String core, String close) {
        String closing = close == null ? "" : close;
        int levels =
                open.contains("(") && open.indexOf('(') != open.lastIndexOf('(') || open.contains("if") ? 240 : 490;
        String text = open.repeat(levels) + core + closing.repeat(levels);
        onSmallStack(() -> {
            assertThat(code(() -> value(text, OPTIONS))).isNull();
            assertThat(code(() -> gradient(text, OPTIONS))).isNull();
            assertThat(code(() -> Formula.parse(text).simplify().toString())).isNull();
            assertThat(code(() -> Formula.parse(text).toLatex())).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "sin(", "x^", "if x < 1 then ", "x < 1 ? x : ", "max(x, ", "not "})
    void whatItDoesNotAllowIsALimit(String open) {
        onSmallStack(() -> {
            assertThat(code(() -> value(open.repeat(1_001) + "x", OPTIONS))).isEqualTo(ErrorCode.LIMIT);
            assertThat(code(() -> value(open.repeat(251) + "x", SERVER))).isEqualTo(ErrorCode.LIMIT);
            assertThat(code(() -> Formula.parse(open.repeat(100_000) + "x"))).isEqualTo(ErrorCode.LIMIT);
        });
    }

    @Test
    void aConditionOfFiveThousandParts() {
        String parts = "if x < 1" + joined(5_000, "", i -> " and x < y + " + i) + " then x else y";
        onSmallStack(() -> assertThat(code(() -> gradient(parts, OPTIONS))).isNull());
        String chain = "if x" + " < x".repeat(5_000) + " then x else y";
        onSmallStack(() -> assertThat(code(() -> gradient(chain, OPTIONS))).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "+", "-", "/"})
    void sixtyDoublingsAreSixtyNodes(String operator) {
        String text = steps(60, i -> "y" + i + " " + operator + " y" + i);
        onSmallStack(() -> {
            gradient(text, SERVER);
            hessian(text, SERVER);
            assertThat(Formula.parse(text).toString().length()).isLessThan(100_000);
            assertThat(Formula.parse(text).toLatex().length()).isLessThan(100_000);
            Formula derivative = Formula.parse(text).differentiate("x").differentiate("x");
            assertThat(derivative.simplify().toString().length()).isLessThan(1_000_000);
            SourceGenerator.generate(
                    new SourceText("f", text), "", Set.of(Derivative.HESSIAN), SERVER, ImportResolver.NONE);
        });
    }

    @Test
    void sixtySharedSinesPrintWithBindings() {
        String text = steps(60, i -> "sin(y" + i + ") + y" + i + " * y");
        onSmallStack(() -> {
            assertThat(Formula.parse(text).toString().length()).isLessThan(100_000);
            assertThat(Formula.parse(text).differentiate("x").toString().length())
                    .isLessThan(100_000);
            gradient(text, SERVER);
        });
    }

    @Test
    void functionsThatCallTheOneBeforeTwiceMeetTheNodeLimit() {
        String doubling = "function f0(x) = sin(x)\n"
                + joined(39, "", i -> "function f" + (i + 1) + "(x) = f" + i + "(x + 1) * f" + i + "(2 * x)\n");
        onSmallStack(() -> {
            assertThat(code(() -> gradient(doubling, SERVER))).isEqualTo(ErrorCode.LIMIT);
            Options four = OPTIONS.limits(new Limits(1 << 20, 10_000, 1_000, 10, 100_000, 100_000, 1_000, 1 << 20));
            assertThat(code(() -> gradient(doubling, four))).isEqualTo(ErrorCode.LIMIT);
        });
    }

    @Test
    void theSameCallTwiceIsOneNode() {
        String same = "function f0(x) = sin(x)\n"
                + joined(60, "", i -> "function f" + (i + 1) + "(x) = f" + i + "(x) * f" + i + "(x)\n");
        onSmallStack(() -> assertThat(code(() -> gradient(same, SERVER))).isNull());
    }

    @Test
    void functionsInAnyOrderTakeLinearTime() {
        // Last first: an order that is found by going round again and again would take 10^8 steps.
        String backwards = joined(10_000, "", i -> "function g" + (10_000 - i) + "(x) = g" + (9_999 - i) + "(1)\n")
                + "function g0(x) = x";
        onSmallStack(() -> assertThat(value(backwards, OPTIONS)).isEqualTo(0.5));
    }

    @Test
    void aDenseHessianOfManyVariablesMeetsTheNodeLimit() {
        String product = "sin(" + joined(600, " * ", i -> "v" + i) + ")";
        onSmallStack(() -> {
            assertThat(code(() -> hessian(product, SERVER))).isEqualTo(ErrorCode.LIMIT);
            assertThat(code(() -> gradient(product, SERVER))).isNull();
            String sum = joined(600, " + ", i -> "v" + i);
            assertThat(code(() -> hessian(sum, SERVER))).isEqualTo(ErrorCode.LIMIT);
        });
    }

    @Test
    void derivativesOfDerivativesMeetALimitOrEnd() {
        onSmallStack(() -> {
            Formula[] f = {Formula.parse("tan(x * exp(x)) / x^x")};
            for (int order = 1; order <= 12; order++) {
                f[0] = f[0].differentiate("x");
            }
            assertThat(f[0].simplify().toString()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x*1e999999999", "x*1e-", "x*0x1p99999999999", "x*1.2.3", "x*1e99999999999999999999"})
    void badLiteralsAreMistakes(String text) throws Exception {
        assertThat(code(() -> value(text, OPTIONS))).isNotNull().isNotEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void tenMillionDigits() throws Exception {
        String digits = "9".repeat(10_000_000);
        for (String text : List.of(digits, "x*0." + digits, "x*0." + "0".repeat(10_000_000) + "1e10000001")) {
            assertThat(code(() -> value(text, OPTIONS))).isNotNull().isNotEqualTo(ErrorCode.INTERNAL);
            assertThat(code(() -> value(text, SERVER))).isEqualTo(ErrorCode.LIMIT);
        }
        assertThat(value("0." + "9".repeat(900), SERVER)).isEqualTo(1);
    }

    @Test
    void powersAreNotExpanded() {
        onSmallStack(() -> {
            assertThat(value("9^9^9^9", SERVER)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(value("1 + 0*x + 9^-9^9^9", SERVER)).isEqualTo(1);
            assertThat(gradient("(x + 1)^100000", SERVER)).containsExactly(Double.POSITIVE_INFINITY);
            assertThat(gradient("x^2147483648", SERVER)).containsExactly(0);
            assertThat(code(() -> gradient("x^99999999999999999999", SERVER))).isNull();
            assertThat(code(() -> gradient("x^-2147483648", SERVER))).isNull();
            assertThat(Formula.parse("(x + 1)^100000").differentiate("x").toString())
                    .hasSizeLessThan(100);
        });
    }
}

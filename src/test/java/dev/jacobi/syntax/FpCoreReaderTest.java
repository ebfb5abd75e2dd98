package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FpCoreReaderTest {
    private static final int FREE = 1 << 24;

    private static String imported(String text) {
        SourceFile file = FpCoreReader.read(Trees.source(text), Limits.defaults());
        String printed = TreePrinter.print(file);
        SourceFile again = Parser.parse(Trees.source(printed), Limits.defaults());
        assertThat(TreePrinter.print(again)).isEqualTo(printed);
        for (int i = 0; i < file.functions().size(); i++) {
            Expr result = file.functions().get(i).results().get(0);
            Expr parsed = again.functions().get(i).results().get(0);
            assertThat(Trees.nodes(parsed)).isEqualTo(Trees.nodes(result));
            assertThat(again.functions().get(i).documentation())
                    .isEqualTo(file.functions().get(i).documentation());
        }
        return printed;
    }

    /** What stands after the documentation of the only function. */
    private static String function(String text) {
        return imported(text).replaceFirst("(?s)^/\\*\\*.*?\\*/\n", "");
    }

    private static String expression(String body) {
        return function("(FPCore (x y z) " + body + ")")
                .replace("function f(x, y, z) = ", "")
                .strip();
    }

    private static List<Diagnostic> mistakes(String text) {
        try {
            imported(text);
        } catch (JacobiException e) {
            return e.diagnostics();
        }
        throw new AssertionError("no mistake found in: " + text);
    }

    private static String firstLine(String text) {
        return mistakes(text).get(0).render().lines().findFirst().orElseThrow();
    }

    @Test
    void aWholeFile() {
        String text = """
                ; A comment.
                (FPCore (x.re y_n* e)
                 :name "A test, of *names* */ and ends"
                 :cite (adje-2010 bibek-2020)
                 :precision binary32
                 :pre (and (<= 0 x.re 1) ; within
                           (< y_n* 3/4))
                 (* (fmax x.re y_n*) (+ e E)))

                (FPCore sqrt ([! :precision binary64 x])
                  (- (sqrt x)))
                """;
        assertThat(imported(text.replace("[! :precision binary64 x]", "(! :precision binary64 x)")))
                .isEqualTo("""
                        /**
                         * A test, of *names* * / and ends.
                         * Imported from FPCore.
                         * Cites (adje-2010 bibek-2020).
                         * Precondition: (and (<= 0 x.re 1) (< y_n* 3/4))
                         * x_re stands for x.re
                         * y_n_ stands for y_n*
                         * e_2 stands for e
                         * Declared for binary32, computed in binary64.
                         * fmax is max, which is nan where an argument is nan; fmax ignores it.
                         */
                        function aTestOfNamesAndEnds(x_re, y_n_, e_2) = max(x_re, y_n_) * (e_2 + e)

                        /** Imported from the FPCore sqrt. */
                        function sqrt_2(x) = -sqrt(x)
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(+ x (* y z)) | x + y * z",
                "(* x (+ y z)) | x * (y + z)",
                "(- (- x) (/ y z)) | -x - y / z",
                "(- x (- y z)) | x - (y - z)",
                "(pow (- x) 3) | (-x)^3",
                "(pow x -2) | x^-2",
                "(pow (pow x y) (pow y z)) | (x^y)^y^z",
                "(+ -1 x) | -1 + x",
                "(if (<= 0 x y 1) x (- y)) | if 0 <= x <= y <= 1 then x else -y",
                "(if (and (< x y) (not (or (== x 1) (!= y 2) (> z 3)))) x 0)"
                        + " | if x < y and not (x == 1 or y != 2 or z > 3) then x else 0",
                "(if (!= x y z) x 0) | if x != y and x != z and y != z then x else 0",
                "(if (and) x 0) | if 0 == 0 then x else 0",
                "(if TRUE x (if (or) y z)) | if 0 == 0 then x else if 0 != 0 then y else z",
                "(if (if (< x 0) (< y 0) (< z 0)) 1 2)"
                        + " | function f(x, y, z) {#    t = x < 0#    return if t and y < 0 or not t and z < 0 then 1 else 2#}",
                "(fma x y (fabs z)) | fma(x, y, abs(z))",
                "(atan2 (tgamma x) (lgamma y)) | atan2(gamma(x), lgamma(y))",
                "(fmod (nearbyint x) (trunc y)) | rem(round(x), trunc(y))",
                "(fdim x y) | if x <= y then 0 else x - y",
                "(round x) | function f(x, y, z) {#    t = trunc(x)#"
                        + "    return if abs(x - t) >= 0.5 then t + sign(x) else t#}",
                "(copysign x y) | function f(x, y, z) {#    t = abs(x)#"
                        + "    return if y < 0 or 1 / y < 0 then -t else t#}",
                "(if (or (isnan x) (isinf y) (isfinite z)) 1 2)"
                        + " | if x != x or abs(y) == inf or abs(z) < inf then 1 else 2",
                "(* PI_2 (+ PI_4 (- INFINITY NAN))) | pi / 2 * (pi / 4 + (inf - nan))",
                "(+ (+ SQRT2 SQRT1_2) E) | sqrt(2) + sqrt(0.5) + e",
                "(+ 1/3 (+ 0x1.8p1 (digits 3 -1 10))) | 0.3333333333333333 + (3 + 0.3)",
                "(! :precision binary64 :herbie-platform c (cast x)) | x",
            })
    void expressions(String body, String expected) {
        assertThat(expression(body)).isEqualTo(expected.replace('#', '\n'));
    }

    @Test
    void letIsParallel() {
        assertThat(function("(FPCore (x y) (let ([x y] [y x]) (- x y)))"))
                .isEqualTo("function f(x, y) {\n    x_2 = y\n    y_2 = x\n    return x_2 - y_2\n}\n");
        assertThat(function("(FPCore (x y) (let* ([x y] [y x]) (- x y)))"))
                .isEqualTo("function f(x, y) {\n    x_2 = y\n    y_2 = x_2\n    return x_2 - y_2\n}\n");
        assertThat(function("(FPCore (x) (let* ([x (* x x)] [x (* x x)]) x))"))
                .isEqualTo("function f(x) {\n    x_2 = x * x\n    x_3 = x_2 * x_2\n    return x_3\n}\n");
    }

    @Test
    void lettingEndsWithItsBody() {
        assertThat(function("(FPCore (x) (+ (let ([x 1] [p (< x 2)]) (if p x 3)) x))"))
                .isEqualTo("function f(x) {\n    x_2 = 1\n    p = x < 2\n    return (if p then x_2 else 3) + x\n}\n");
        assertThat(function("(FPCore (x) (if (< x 0) (let ([y (sqrt x)]) (let ([z (* y y)]) (+ z y))) 0))"))
                .isEqualTo("function f(x) {\n    y = sqrt(x)\n    z = y * y\n"
                        + "    return if x < 0 then z + y else 0\n}\n");
    }

    @Test
    void namesAreValidAndUnique() {
        assertThat(imported("(FPCore (if then _ a* a+ a_ pi t) (round (+ if (+ pi (+ a* (+ a+ (+ a_ (+ t _))))))))"))
                .contains("if_2 stands for if", "a__2 stands for a+", "a__3 stands for a_", "v_ stands for _")
                .contains("function f(if_2, then_2, v_, a_, a__2, a__3, pi_2, t) {\n    t_2 = if_2 + ");
        assertThat(imported("(FPCore a-b () 1)(FPCore A_B () 2)(FPCore () :name \"2 + 3\" 3)"))
                .contains("function a_b() = 1", "function A_B_2() = 2", "function f23() = 3");
    }

    @Test
    void documentationCannotEscape() {
        String nasty = "(FPCore (x) :name \"*/ function g(y) = y\n/* \u202e \\\" \\\\u002a/\" x)";
        SourceFile file = Parser.parse(Trees.source(imported(nasty)), Limits.defaults());
        assertThat(file.functions()).hasSize(1);
        assertThat(file.functions().get(0).documentation()).doesNotContain("*/", "\u202e");
    }

    @ParameterizedTest
    @CsvSource({
        "1/3, 0.3333333333333333",
        "-2/3, -0.6666666666666666",
        "9007199254740993/1, 9007199254740992",
        "9007199254740995/1, 9007199254740996",
        "1/10, 0.1",
        "+1.e3, 1000",
        "0x1.999999999999ap-4, 0.1",
        "0xA, 10",
    })
    void numbers(String text, double value) {
        assertThat(FpCoreNumber.parse(text)).isEqualTo(value);
    }

    @Test
    void numbersAtTheEdge() {
        String tiny = "1/" + "1" + "0".repeat(323);
        assertThat(FpCoreNumber.parse(tiny)).isEqualTo(1e-323);
        assertThat(FpCoreNumber.digits("1", "-1074", "2")).isEqualTo(Double.MIN_VALUE);
        assertThat(FpCoreNumber.digits("-7", "300", "10")).isEqualTo(-7e300);
        assertThat(FpCoreNumber.digits("0", "999999999999999999999", "10")).isZero();
        assertThatThrownBy(() -> FpCoreNumber.digits("1", "999999999999999999999", "10"))
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> FpCoreNumber.digits("1", "-1076", "2")).hasMessageContaining("too small");
        assertThatThrownBy(() -> FpCoreNumber.parse("1/0")).hasMessageContaining("no number");
        assertThatThrownBy(() -> FpCoreNumber.parse("1e400")).hasMessageContaining("too large");
        assertThatThrownBy(() -> FpCoreNumber.parse("9".repeat(1025))).hasMessageContaining("limit of 1024");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(FPCore (x) (while (< x 1) ([x 1 2]) x)) | 1:14: 'while': a loop whose end depends on its values cannot"
                        + " be imported",
                "(FPCore (x) (for* ([i 3]) () x)) | 1:14: 'for*': loops over arrays cannot be imported",
                "(FPCore (x) (array x x)) | 1:14: 'array': arrays cannot be imported",
                "(FPCore ((a 3)) (ref a 0)) | 1:10: 'a': arrays cannot be imported",
                "(FPCore (x) (remainder x 2)) | 1:14: 'remainder': there is no remainder of IEEE 754, only that of fmod",
                "(FPCore (x) (sni x)) | 1:14: 'sni' is no operation of FPCore; calls of other FPCores cannot be imported",
                "(FPCore (x) :precision integer x) | 1:24: the precision integer cannot be imported",
                "(FPCore (x) (! :precision (float 5 16) x)) | 1:27: the precision (float 5 16) cannot be imported",
                "(FPCore (x) :round toZero x) | 1:20: rounding toZero cannot be imported",
            })
    void refusals(String text, String message) {
        assertThat(firstLine(text)).isEqualTo("test:" + message);
        assertThat(mistakes(text).get(0).code()).isEqualTo(ErrorCode.UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | SYNTAX | 1:1: found no FPCore, expected (FPCore (x ...) ...)",
                "(define x) | SYNTAX | 1:1: expected (FPCore (x ...) ...)",
                "(FPCore f) | SYNTAX | 1:2: expected a list of arguments",
                "(FPCore (x)) | SYNTAX | 1:9: expected an expression",
                "(FPCore (x) :name) | SYNTAX | 1:13: expected a value for the property, and an expression after it",
                "(FPCore (x) x x) | SYNTAX | 1:13: expected a property or one last expression",
                "(FPCore (x) (!)) | SYNTAX | 1:14: expected an expression",
                "(FPCore (x) ()) | SYNTAX | 1:13: expected an expression",
                "(FPCore (x) (1 x)) | UNSUPPORTED | 1:14: '1' is no operation of FPCore; calls of other FPCores cannot"
                        + " be imported",
                "(FPCore (x) ((f) x)) | SYNTAX | 1:14: expected the name of an operation",
                "(FPCore (x x) x) | NAME | 1:12: the argument 'x' stands twice",
                "(FPCore (3) 1) | SYNTAX | 1:10: expected the name of an argument",
                "(FPCore (x) y) | NAME | 1:13: unknown name 'y'",
                "(FPCore (x) (let ([y 1] [y 2]) y)) | NAME | 1:26: 'y' is bound twice by one let",
                "(FPCore (x) (let ([y]) y)) | SYNTAX | 1:19: expected [name value]",
                "(FPCore (x) (let ([y 1]) y y)) | SYNTAX | 1:13: let takes a list of [name value] and a body",
                "(FPCore (x) (+ (let ([y 1]) y) y)) | NAME | 1:32: unknown name 'y'",
                "(FPCore (x) (let ([y x] [z y]) z)) | NAME | 1:28: unknown name 'y'",
                "(FPCore (x) (+ x 1 2)) | ARITY | 1:13: found 3 operands of +, expected 2",
                "(FPCore (x) (-)) | ARITY | 1:13: found 0 operands of -, expected 1 or 2",
                "(FPCore (x) (if (< x) 1 2)) | ARITY | 1:17: found 1 operand of <, expected 2 or more",
                "(FPCore (x) (if x 1 2)) | TYPE | 1:17: expected a condition, found a number",
                "(FPCore (x) (if (< x 1) 1 TRUE)) | TYPE | 1:27: expected a number, found a condition",
                "(FPCore (x) (< x 1)) | TYPE | 1:13: the result must be a number, found a condition",
                "(FPCore (x) 1e999) | LEXICAL | 1:13: this number is too large, the largest is 1.7976931348623157E308",
                "(FPCore (x) 1.2.3) | LEXICAL | 1:13: this is no number",
                "(FPCore (x) (digits 1 2 1)) | LEXICAL | 1:13: the base of digits must be an integer above 1",
                "(FPCore (x) [+ x 1)) | SYNTAX | 1:19: found ')', expected ']' to close the bracket at 1:13",
                "(FPCore (x) x)) | SYNTAX | 1:15: found ')', but no bracket is open",
                "(FPCore (x) (+ x | SYNTAX | 1:13: this bracket is never closed, expected ')'",
                "(FPCore (x) :name \"x | LEXICAL | 1:19: this string is never closed, expected '\"'",
            })
    void mistakes(String text, ErrorCode code, String message) {
        assertThat(firstLine(text)).isEqualTo("test:" + message);
        assertThat(mistakes(text).get(0).code()).isEqualTo(code);
    }

    @Test
    void allMistakesAtOnce() {
        assertThat(mistakes("(FPCore (x) (+ (foo x) y))\n(FPCore (z) (while z))\n(FPCore (x) 2)"))
                .extracting(d -> d.line() + ":" + d.column())
                .containsExactly("1:17", "1:24", "2:14");
    }

    @Test
    void anArrayIsOneMistake() {
        assertThat(mistakes("(FPCore ((a 2) x) (+ a x))")).hasSize(1);
    }

    @Test
    void manyMistakesAreFoundQuickly() {
        String names = "v".repeat(30) + "1 ";
        assertThat(mistakes("(FPCore (" + names + ") (and "
                        + "u".repeat(30).concat(" ").repeat(100_000) + "))"))
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(- ", "(FPCore (x) ", "(let ([y ", "(! ", "(if ", "[", "\"", "(FPCore (x) :pre "})
    void aMillionLevelsAreRefused(String level) {
        Trees.onSmallStack(() -> {
            String text = "(FPCore (x) " + level.repeat(1_000_000);
            assertThatThrownBy(() -> FpCoreReader.read(Trees.source(text), Limits.server()))
                    .isInstanceOf(JacobiException.class);
            Limits wide = Trees.limits(1 << 26, FREE, 1000, FREE);
            assertThatThrownBy(() -> FpCoreReader.read(Trees.source(text), wide))
                    .isInstanceOf(JacobiException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(- ",
                "(sin ",
                "(/ 1 ",
                "(pow 2 ",
                "(! :round nearestEven ",
                "(if (< x 1) x ",
                "(let ([x x]) ",
                "(round "
            })
    void deepTextsImportWhereTheLimitAllows(String level) {
        Trees.onSmallStack(() -> {
            int depth = 50_000;
            String text = "(FPCore (x) " + level.repeat(depth) + "x" + ")".repeat(depth + 1);
            SourceFile file = FpCoreReader.read(Trees.source(text), Trees.limits(FREE, FREE, FREE, FREE));
            // Server limits on nesting: deep expressions are cut into bindings.
            Parser.parse(Trees.source(TreePrinter.print(file)), Trees.limits(FREE, FREE, 250, FREE));
        });
    }

    @Test
    void limits() {
        String text = "(FPCore (x y) (+ x y))";
        assertThat(FpCoreReader.read(Trees.source(text), Trees.limits(22, 12, 2, 2))
                        .functions())
                .hasSize(1);
        assertThat(limit(text, Trees.limits(21, 12, 2, 2))).startsWith("test:1:1: limit of 21 characters of text");
        assertThat(limit(text, Trees.limits(22, 11, 2, 2))).startsWith("test:1:22: limit of 11 tokens");
        assertThat(limit(text, Trees.limits(22, 12, 1, 2))).startsWith("test:1:9: limit of 1 nesting levels");
        assertThat(limit(text, Trees.limits(22, 12, 2, 1))).startsWith("test:1:9: limit of 1 parameters");
    }

    private static String limit(String text, Limits limits) {
        try {
            FpCoreReader.read(Trees.source(text), limits);
        } catch (JacobiException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.LIMIT);
            return e.getMessage();
        }
        throw new AssertionError("no limit was crossed");
    }
}

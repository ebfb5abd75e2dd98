package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxLimitsTest {
    private static final int FREE = 1 << 24;

    @Test
    void textMayBeAsLongAsItsLimit() {
        passesAtButNotBelow("x + y", 5, limit -> Trees.limits(limit, FREE, FREE, FREE));
        assertThat(refused("x + y", Trees.limits(4, FREE, FREE, FREE)))
                .startsWith("test:1:1: limit of 4 characters of text exceeded: found 5");
    }

    @Test
    void tokensMayBeAsManyAsTheirLimit() {
        passesAtButNotBelow("f(x, y)\n // z", 6, limit -> Trees.limits(FREE, limit, FREE, FREE));
        passesAtButNotBelow("function f(x) { \n return x }", 9, limit -> Trees.limits(FREE, limit, FREE, FREE));
        assertThat(refused("x + y", Trees.limits(FREE, 2, FREE, FREE)))
                .startsWith("test:1:5: limit of 2 tokens exceeded: found token 3");
    }

    @Test
    void parametersMayBeAsManyAsTheirLimit() {
        passesAtButNotBelow("function f(x, y; z) = x", 3, limit -> Trees.limits(FREE, FREE, FREE, limit));
        assertThat(refused("function f(x, y; z) = x", Trees.limits(FREE, FREE, FREE, 2)))
                .startsWith("test:1:19: limit of 2 parameters of one function exceeded: found 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "((x)) | 2",
                "--x | 2",
                "not not not x | 3",
                "f(g(h(x))) | 3",
                "f(x) + f(x) | 1",
                "a^b^c | 2",
                "a^b + a^b | 1",
                "a ? b : c ? d : e | 2",
                "if a then b else if c then d else e | 2",
                "if if a then b else c then d else e | 2",
                "f(a; (b)) | 2",
                "(a + b) * (a + b) * -c | 1",
                "a + b * c < d and e | 0",
                "+ + + + x | 0",
                "a[b[c[d]]] | 3",
                "a[b] + a[b] | 1",
                "[i in N, j in N, k in N: (a)] | 2",
                "sum(i in (N), j in (N): a) | 2",
                "sum(i in sum(j in N: j): i) | 2",
            })
    void nestingMayBeAsDeepAsItsLimit(String text, int depth) {
        passesAtButNotBelow(text, depth, limit -> Trees.limits(FREE, FREE, limit, FREE));
    }

    @Test
    void theNestingLimitNamesTheLevelFound() {
        assertThat(refused("((x))", Trees.limits(FREE, FREE, 1, FREE)))
                .isEqualTo("test:1:2: limit of 1 nesting levels exceeded: found level 2\n  ((x))\n   ^");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "-",
                "f(",
                "a^",
                "not ",
                "if ",
                "a?",
                "if a then ",
                "a?b:",
                "if a then b else ",
                "f(;",
                "- -(",
                "2^-",
                "a[",
                "[i in ",
                "[i in N: ",
                "sum(i in ",
                "sum(i in N, j in 0..<",
                "sum(i in N: "
            })
    void aMillionLevelsAreRefused(String level) {
        Trees.onSmallStack(() -> {
            String text = level.repeat(1_000_000) + "x";
            assertThat(code(text)).isEqualTo(ErrorCode.LIMIT);
            assertThat(code("function f(x) {\n y = " + text + "\n return x\n}")).isEqualTo(ErrorCode.LIMIT);
            assertThat(code("function f(x) {\n return " + text + "\n}")).isEqualTo(ErrorCode.LIMIT);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "f(", "a^", "not ", "a?b:", "if a then b else ", "f(a;", "if (", "2^-", "a["})
    void deepTextsParseAndPrintWhereTheLimitAllows(String level) {
        Trees.onSmallStack(() -> {
            Limits limits = Trees.limits(FREE, FREE, FREE, FREE);
            int closing = level.contains("(") || level.contains("[") ? 100_000 : 0;
            String end = level.startsWith("if (") ? ") then b else c" : level.contains("[") ? "]" : ")";
            String text = level.repeat(100_000) + "x" + end.repeat(closing);
            Expr expr = Parser.parseExpression(Trees.source(text), limits);
            Expr again = Parser.parseExpression(Trees.source(TreePrinter.print(expr)), limits);
            assertThat(Trees.nodes(again).equals(Trees.nodes(expr))).isTrue();
        });
    }

    /** Axes need new names, since none may hide another. */
    @ParameterizedTest
    @ValueSource(strings = {"sum(%s in N: ", "[%s in N: ", "max(%s in 0..<"})
    void deepAxesParseAndPrintWhereTheLimitAllows(String level) {
        Trees.onSmallStack(() -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 100_000; i++) {
                text.append(String.format(level, "i" + i));
            }
            String end = level.contains("<") ? ": 1)" : level.contains("(") ? ")" : "]";
            text.append("x").append(end.repeat(100_000));
            Limits limits = Trees.limits(FREE, FREE, FREE, FREE);
            Expr expr = Parser.parseExpression(Trees.source(text.toString()), limits);
            assertThat(TreePrinter.print(expr).contentEquals(text)).isTrue();
            assertThat(LatexPrinter.print(expr)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {" + ", " - ", " * ", " / ", " and ", " or ", " < ", " + 2^y * -", " + f(x) - "})
    void flatChainsOfAnyLengthParseAndPrint(String operator) {
        Trees.onSmallStack(() -> {
            String text = "x" + (operator + "x").repeat(100_000);
            Expr expr = Trees.expr(text);
            assertThat(TreePrinter.print(expr).equals(text)).isTrue();
        });
    }

    @Test
    void longFlatChainsAreLeftDeep() {
        Expr expr = Trees.expr("x" + " + y".repeat(100_000));
        int terms = 0;
        while (expr instanceof Expr.Binary sum) {
            assertThat(sum.right()).isInstanceOf(Expr.Name.class);
            expr = sum.left();
            terms++;
        }
        assertThat(terms).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "!",
                ")",
                "}",
                "{",
                "]",
                ";",
                "\"",
                "\n+",
                "\u00e9 ",
                "\u00a0",
                "1.2.3 ",
                "function ",
                "function f(",
                "a = ",
                "x,",
                "a[",
                "[i in N]",
                "a[i in N] = ",
                "x[1][2]"
            })
    void hostileTextsAreRefusedQuickly(String piece) {
        Trees.onSmallStack(() -> {
            assertThat(code(piece.repeat(200_000))).isNotNull();
            assertThat(code("function f(x) {\n" + piece.repeat(200_000))).isNotNull();
        });
    }

    private interface LimitsOf {
        Limits at(int limit);
    }

    private static void passesAtButNotBelow(String text, int found, LimitsOf limits) {
        Parser.parse(Trees.source(text), limits.at(found));
        Parser.parse(Trees.source(text), limits.at(found + 1));
        if (found > 0) {
            assertThat(refused(text, limits.at(found - 1))).contains("limit of " + (found - 1) + " ");
        }
    }

    private static String refused(String text, Limits limits) {
        JacobiException[] caught = new JacobiException[1];
        assertThatThrownBy(() -> Parser.parse(Trees.source(text), limits))
                .isInstanceOfSatisfying(JacobiException.class, e -> caught[0] = e);
        assertThat(caught[0].code()).isEqualTo(ErrorCode.LIMIT);
        assertThat(caught[0].diagnostics()).hasSize(1);
        return caught[0].getMessage();
    }

    private static ErrorCode code(String text) {
        try {
            Trees.file(text);
            return null;
        } catch (JacobiException e) {
            return e.code();
        }
    }
}

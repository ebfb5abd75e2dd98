package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorsTest {
    private static final String BROKEN = """
        function f(x, x; y, x) {
           a = 3 +* x
           x = 4
           a = 5
           retrun 2y
           c = (a + b
           d = 4; e = 5
           return d, a
        }
        function f(y) {}
        function g(y) {
          (a, b) = y
          let c = 2
          return y
            + 3
        function h(x {
          b = x == 1 = 2
        }
        function k(w[D]) = w w\
        """;

    private static final List<String> WORDS = List.of(("function f( x 2 ) { } = return if then else ? : , ; ( \n "
                    + "+ - ^ * < not and [ ] sum( max( in [i i : N ..< .. . \"p\" import package ! @ 5. /**x*/")
            .split(" "));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "2x            | 1:2: missing operator before 'x' | 2*x",
                "2 x           | 1:3: missing operator before 'x' | 2*x",
                "2(x+1)        | 1:2: missing operator before '(' | 2*(x+1)",
                "(a)(b)        | 1:4: missing operator before '(' | (a)*(b)",
                "x y           | 1:3: missing operator before 'y' | x*y",
                "x 2           | 1:3: missing operator before '2' | x*2",
                "2sin(x)       | 1:2: missing operator before 'sin' | 2*sin(...)",
                "sin(x)cos(x)  | 1:7: missing operator before 'cos' | sin(x)*cos(...)",
                "5. + x        | 1:1: a number's dot needs a digit after it | 5.0",
                "5.e3          | 1:1: a number's dot needs a digit after it | 5.0e3",
                "1_000         | 1:1: a number has no underscores | 1000",
                "1.2.3         | 1:1: a number has one dot at most | none",
                "1e309         | 1:1: this number is too large, the largest is 1.7976931348623157E308 | inf",
                "1e-324        | 1:1: this number is too small, the smallest above 0 is 4.9E-324 | 0",
                "!x            | 1:1: '!' is not part of the language | not x",
                "a && b        | 1:3: '&&' is not part of the language | and",
                "a || b        | 1:3: '||' is not part of the language | or",
                "a % b         | 1:3: '%' is not part of the language | mod(a, b)",
                "a === b       | 1:3: '===' is not part of the language | ==",
                "a =< b        | 1:3: '=<' is not part of the language | <=",
                "a <> b        | 1:3: '<>' is not part of the language | !=",
                "a := b        | 1:3: ':=' is not part of the language | =",
                "a \u2212 b    | 1:3: the character U+2212 is not part of the language | -",
                "a \u00d7 b    | 1:3: the character U+00D7 is not part of the language | *",
                "a \u00b7 b    | 1:3: the character U+00B7 is not part of the language | *",
                "x\u00b2       | 1:2: the character U+00B2 is not part of the language | ^2",
                "\u03bb + 1    | 1:1: the character U+03BB cannot stand in a name, expected ASCII letters, digits and"
                        + " '_' | lambda",
                "na\u00efve    | 1:3: the character U+00EF cannot stand in a name, expected ASCII letters, digits and"
                        + " '_' | none",
                "\u201ca       | 1:1: the character U+201C is not part of the language | \"",
                "(x + 1        | 1:7: expected ')' to close the '(' at 1:1, found the end of the text | none",
                "f(x, g(y)     | 1:10: expected ',' or ')' to close the '(' at 1:2, found the end of the text | none",
                "x)            | 1:2: found ')' without an opening '(' | none",
                "()            | 1:2: expected an expression, found ')' | none",
                "f(a,)         | 1:5: expected an argument, found ')' | none",
                "f(a; b; c)    | 1:7: expected ',' or ')' after the data of the call, found ';' | none",
                "x +           | 1:4: expected an expression, found the end of the text | none",
                "* x           | 1:1: expected an expression, found '*' | none",
                "a + * b       | 1:5: expected an expression, found '*' | none",
                "if a = b then c else d | 1:6: found '=' inside an expression | ==",
                "if a then b   | 1:12: expected 'else' for the 'if' at 1:1, found the end of the text | none",
                "if a else b   | 1:6: expected 'then' for the 'if' at 1:1, found 'else' | none",
                "if a thn b else c      | 1:6: expected 'then', found 'thn' | then",
                "if a then b esle c     | 1:13: expected 'else', found 'esle' | else",
                "if (a) b else c        | 1:8: expected 'then' for the 'if' at 1:1, found 'b' | none",
                "if (a) { b } else { c } | 1:8: expected 'then' for the 'if' at 1:1, found '{' | if c then a else b",
                "a ? b         | 1:6: expected ':' for the '?' at 1:3, found the end of the text | none",
                "a : b         | 1:3: expected the end of the text, found ':' | none",
                "then          | 1:1: expected an expression, found 'then' | none",
                "a = 3         | 1:3: found '=' after an expression, expected the end of the text | ==",
                "f(x) = x^2    | 1:6: found '=' after an expression, expected the end of the text | function f(x) ="
                        + " ...",
                "x;            | 1:2: found ';', expected the end of the text: each statement has a line of its own |"
                        + " none",
                "x }           | 1:3: expected the end of the text, found '}' | none",
                "0..<n         | 1:2: expected the end of the text, found '..<' | none",
                "\"a\"         | 1:1: expected an expression, found a text in quotes | none",
                "\"a           | 1:1: this quote is never closed, expected '\"' on the same line | none",
                "/* a          | 1:1: this comment is never closed, expected '*/' | none",
                "fucntion f(x) = x      | 1:1: expected 'function', found 'fucntion' | function",
                "def f(x) = x  | 1:1: expected 'function', found 'def' | function",
                "pakage a      | 1:1: expected 'package', found 'pakage' | package",
            })
    void eachSlipIsOneMistake(String text, String place, String cure) {
        JacobiException e = failure(text);
        Diagnostic first = e.diagnostics().get(0);
        assertThat(first.line() + ":" + first.column() + ": " + first.message()).isEqualTo(place);
        assertThat(first.suggestion()).isEqualTo(cure);
        assertThat(e.diagnostics()).hasSize(text.startsWith("pakage") ? 2 : 1);
    }

    @Test
    void aMistakeIsShownWithItsLineAndACaret() {
        assertThat(Trees.mistakes("function f(x) {\n    y = 2x + 1\n    return y\n}"))
                .isEqualTo(String.join(
                        "\n",
                        "test:2:10: missing operator before 'x'",
                        "      y = 2x + 1",
                        "           ^",
                        "  did you mean 2*x?"));
        assertThat(Trees.mistakes("function f(x) = (x + g(x)"))
                .isEqualTo(String.join(
                        "\n",
                        "test:1:26: expected ')' to close the '(' at 1:17, found the end of the text",
                        "  function f(x) = (x + g(x)",
                        "                           ^"));
        assertThat(Trees.mistakes(""))
                .isEqualTo(String.join(
                        "\n",
                        "test:1:1: expected a function or an expression, found the end of the text",
                        "  ",
                        "  ^"));
    }

    @Test
    void allMistakesOfAFileComeAtOnce() {
        assertThat(Trees.messages(BROKEN))
                .containsExactly(
                        "test:1:15: the parameter 'x' is declared already at 1:12",
                        "test:1:21: the parameter 'x' is declared already at 1:12",
                        "test:2:11: expected an expression, found '*'",
                        "test:3:4: 'x' is a parameter, declared at 1:12, a name stands for one value",
                        "test:4:4: 'a' is bound already at 2:4, a name stands for one value",
                        "test:5:4: expected 'return', found 'retrun'",
                        "test:5:12: missing operator before 'y'",
                        "test:6:4: found 'c' after 'return', which comes last",
                        "test:7:4: expected ')' to close the '(' at 6:8, found 'd'",
                        "test:7:9: found ';', expected the end of the line: each statement has a line of its own",
                        "test:8:12: found ',' after the result, several stand in parentheses",
                        "test:10:10: the function 'f' is declared already at 1:10",
                        "test:10:16: the function 'f' is empty, expected 'return' and an expression",
                        "test:12:12: expected a call, a fold, a scan or a solve with several results, found another expression",
                        "test:13:3: found 'let' before a binding, it needs no keyword",
                        "test:15:5: a line cannot begin with '+', to go on with an expression end the line before with"
                                + " it",
                        "test:16:1: expected '}' to close the '{' at 11:15, found 'function'",
                        "test:16:14: expected ',', ';' or ')' after a parameter, found '{'",
                        "test:17:14: found '=' inside an expression",
                        "test:19:22: missing operator before 'w'");
    }

    @Test
    void headingsHaveAnOrder() {
        String text = "package a.new.b\nimport x\nimport \"\"\nfunction f(x) = x\nimport \"p\"\npackage c\nx = 3";
        assertThat(Trees.messages(text))
                .containsExactly(
                        "test:1:11: 'new' is a keyword of Java, no package is called so",
                        "test:2:8: expected a path in double quotes after 'import', found 'x'",
                        "test:3:8: expected a path, found an empty text",
                        "test:5:1: found 'import' after a function, imports come first",
                        "test:6:1: found 'package' here, it is the first line of a file and there is one at most");
        assertThat(Trees.messages("function f(x) = x\n}\nx = 3"))
                .containsExactly("test:2:1: found '}' without an opening '{'");
        assertThat(Trees.messages("package a.b"))
                .containsExactly("test:1:12: expected 'function', found the end of the text");
        assertThat(Trees.messages("package a. b\nfunction f() = 1 function g() = 2"))
                .containsExactly("test:2:18: expected a new line before 'function'");
    }

    @Test
    void doubledNamesAreNameErrors() {
        assertThat(failure("function f(x, x) = x").code()).isEqualTo(ErrorCode.NAME);
        assertThat(failure("function f(x) = x\nfunction f(y) = y").code()).isEqualTo(ErrorCode.NAME);
        assertThat(failure("function f(x) {\n a = 1\n (b, a) = g(x)\n return x\n}")
                        .code())
                .isEqualTo(ErrorCode.NAME);
    }

    @Test
    void diagnosticsComeWithoutAnExceptionToo() {
        Diagnostics diagnostics = new Diagnostics(Trees.source("function f(x) = 2x\nfunction g(x) = x"));
        SourceFile file = Parser.parse(diagnostics, Limits.defaults());
        assertThat(file.functions()).extracting(SourceFile.Function::name).containsExactly("g");
        assertThat(diagnostics.isEmpty()).isFalse();
    }

    /** Whatever the tokens, the parser ends, and either the tree is whole or a mistake is reported. */
    @Test
    void anySoupOfTokensIsReadOrRefused() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "function f(x) {\n" : "");
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            try {
                SourceFile file = Trees.file(text.toString());
                assertThat(file.functions()).as("seed " + seed).isNotEmpty();
                assertThat(Trees.file(TreePrinter.print(file)).functions())
                        .as("seed " + seed)
                        .hasSameSizeAs(file.functions());
            } catch (JacobiException e) {
                assertThat(e.diagnostics()).as("seed " + seed).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    private static JacobiException failure(String text) {
        JacobiException[] caught = new JacobiException[1];
        assertThatThrownBy(() -> Trees.file(text)).isInstanceOfSatisfying(JacobiException.class, e -> caught[0] = e);
        return caught[0];
    }
}

package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

    private static List<Token> tokens(Diagnostics diagnostics) {
        Lexer lexer = new Lexer(diagnostics);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token.kind() != TokenKind.END; token = lexer.next()) {
            tokens.add(token);
        }
        assertThat(lexer.next().kind()).isEqualTo(TokenKind.END);
        return tokens;
    }

    private static List<TokenKind> kinds(String text) {
        Diagnostics diagnostics = new Diagnostics(Trees.source(text));
        List<Token> tokens = tokens(diagnostics);
        diagnostics.throwIfAny();
        return tokens.stream().map(Token::kind).toList();
    }

    @Test
    void everySpellingReadsAsItsKind() {
        for (TokenKind kind : TokenKind.values()) {
            if (kind.spelling() != null) {
                assertThat(kinds(kind.spelling())).as(kind.spelling()).containsExactly(kind);
                assertThat(kinds("x\n" + kind.spelling() + " y"))
                        .as(kind.spelling())
                        .containsExactly(TokenKind.NAME, kind, TokenKind.NAME);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "007, 7",
        "1.5, 1.5",
        ".5, 0.5",
        "1e5, 1e5",
        "1E5, 1e5",
        "1e-5, 1e-5",
        "1e+5, 1e5",
        "2.5e3, 2500",
        "0.1, 0.1",
        "9007199254740993, 9007199254740992",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "4.9e-324, 4.9e-324",
        "2.2250738585072012e-308, 2.2250738585072014e-308",
        "0e999999999999, 0",
        "0.000e-9999, 0"
    })
    void numbersAreCorrectlyRounded(String literal, double expected) {
        Expr number = Trees.expr(literal);
        assertThat(((Expr.Number) number).value()).isEqualTo(expected);
        assertThat(number.span().end()).isEqualTo(literal.length());
    }

    @Test
    void aDotBeforeADotIsNoPartOfANumber() {
        TokenKind number = TokenKind.NUMBER;
        assertThat(kinds("0..<n")).containsExactly(number, TokenKind.HALF_OPEN_RANGE, TokenKind.NAME);
        assertThat(kinds("0..5")).containsExactly(number, TokenKind.RANGE, number);
        assertThat(kinds("1.5..<2.5")).containsExactly(number, TokenKind.HALF_OPEN_RANGE, number);
    }

    @Test
    void commentsAreBlanksAndTheirLineEndsCount() {
        List<Token> tokens = tokens(new Diagnostics(Trees.source("a // x\nb /* y */ c /* \n */ d # z\r\ne /**/ f\rg")));
        assertThat(tokens.stream().map(Token::text)).containsExactly("a", "b", "c", "d", "e", "f", "g");
        assertThat(tokens.stream().map(Token::startsLine)).containsExactly(true, true, false, true, true, false, true);
        assertThat(tokens.stream().map(Token::documentation)).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0001",
                "\ufeff",
                "\u00a0",
                "\ud800",
                "\udc00x",
                "\ud83d\ude00",
                "\u200b",
                "~",
                "\\",
                "`"
            })
    void strangeCharactersAreNamed(String text) {
        String expected = String.format("U+%04X", text.codePointAt(0));
        assertThat(Trees.mistakes("x + " + text + " y")).contains("test:1:5: the character " + expected);
        assertThat(Trees.mistakes(text)).contains(expected);
    }

    @Test
    void commentsHoldAnyCharacter() {
        assertThat(kinds("x // \u0000 \ud800 \u00e9\n# \ufeff\n/* \ud83d\ude00 */"))
                .containsExactly(TokenKind.NAME);
    }

    @Test
    void aLiteralAtTheLimitReadsAndOneAboveItDoesNot() {
        assertThat(Trees.expr("1." + "0".repeat(1022))).isInstanceOf(Expr.Number.class);
        assertThat(Trees.messages("1." + "0".repeat(1023)))
                .containsExactly("test:1:1: limit of 1024 characters in a number exceeded: found 1025");
    }

    @Test
    void documentationBelongsToTheNextToken() {
        List<Token> tokens = tokens(new Diagnostics(Trees.source("/** a */ /** b */ function /** c */ f")));
        assertThat(tokens.get(0).documentation().start()).isEqualTo(9);
        assertThat(tokens.get(1).documentation().start()).isEqualTo(27);
    }

    /** Whatever the characters, tokens follow each other without overlap up to the end of the text. */
    @Test
    void anySoupOfCharactersIsSplit() {
        String special =
                "\u0000\r\n\t\f\ufeff\u00a0\u2212\u00b2\u03b1\ud800\udc00\ud83d\ude00\u0301\"'/*.!=<&|%1eE_x#({";
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                boolean any = random.nextInt(8) == 0;
                text.append(any ? (char) random.nextInt(1 << 16) : special.charAt(random.nextInt(special.length())));
            }
            Diagnostics diagnostics = new Diagnostics(Trees.source(text.toString()));
            int end = 0;
            for (Token token : tokens(diagnostics)) {
                assertThat(token.span().start()).as("seed " + seed).isGreaterThanOrEqualTo(end);
                assertThat(token.span().end())
                        .as("seed " + seed)
                        .isGreaterThan(token.span().start());
                assertThat(token.kind() == TokenKind.INVALID && diagnostics.isEmpty())
                        .as("seed " + seed)
                        .isFalse();
                end = token.span().end();
            }
            assertThat(end).as("seed " + seed).isLessThanOrEqualTo(text.length());
        }
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import java.util.Locale;

/**
 * Splits a text into tokens, one at each call, in time linear in the text. A mistake is reported once; the lexer then
 * goes on with what was probably meant, or with an {@link TokenKind#INVALID} token. Line ends are no tokens but a mark
 * on the token that follows; a line end within a comment counts.
 */
final class Lexer {
    private final String text;
    private final Diagnostics diagnostics;
    private final NumberScanner numbers;

    private int at;
    private boolean startsLine = true;
    private boolean reported;
    private Span documentation;

    Lexer(Diagnostics diagnostics) {
        this.text = diagnostics.source().text();
        this.diagnostics = diagnostics;
        this.numbers = new NumberScanner(diagnostics);
    }

    /** The next token; at the end of the text {@link TokenKind#END}, again and again. */
    Token next() {
        skipBlanksAndComments();
        if (at == text.length()) {
            return token(TokenKind.END, at, null, 0);
        }
        int start = at;
        int c = text.codePointAt(at);
        if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            double value = numbers.scan(start);
            at = numbers.end();
            return token(TokenKind.NUMBER, start, null, value);
        }
        if (isNamePart(c) || isForeignNamePart(c)) {
            return word();
        }
        if (c == '"') {
            return quoted();
        }
        return token(symbol(), start, null, 0);
    }

    private Token token(TokenKind kind, int start, String name, double value) {
        Token token = new Token(kind, new Span(start, at), startsLine, name, value, reported, documentation);
        startsLine = false;
        reported = false;
        documentation = null;
        return token;
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                startsLine = true;
                at++;
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#' || (c == '/' && charAt(at + 1) == '/')) {
                skipLine();
            } else if (c == '/' && charAt(at + 1) == '*') {
                skipComment();
            } else if (isForeignBlank(c)) {
                skipForeignBlanks(c);
            } else {
                return;
            }
        }
    }

    private void skipForeignBlanks(char blank) {
        int start = at;
        while (charAt(at) == blank) {
            at++;
        }
        report(start, at, name(blank) + " is not a blank of the language", "a plain space");
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int start = at;
        int close = text.indexOf("*/", start + 2);
        at = close < 0 ? text.length() : close + 2;
        if (close < 0) {
            report(start, start + 2, "this comment is never closed, expected '*/'", null);
        } else if (text.charAt(start + 2) == '*' && close > start + 2) {
            documentation = new Span(start, at);
        }
        for (int i = start; i < at && !startsLine; i++) {
            startsLine = text.charAt(i) == '\n' || text.charAt(i) == '\r';
        }
    }

    private Token word() {
        int start = at;
        boolean foreign = false;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (isForeignNamePart(c)) {
                if (!foreign) {
                    reportForeign(c);
                }
                foreign = true;
            } else if (!isNamePart(c)) {
                break;
            }
            at += Character.charCount(c);
        }
        String word = text.substring(start, at);
        return token(TokenKind.ofWord(word), start, word, 0);
    }

    private void reportForeign(int c) {
        String letter = c >= 0x391 && c <= 0x3c9 ? Character.getName(c) : "";
        boolean plain = !letter.contains(" WITH ");
        String greek = plain ? letter.substring(letter.lastIndexOf(' ') + 1).replace("LAMDA", "LAMBDA") : "";
        report(
                at,
                at + Character.charCount(c),
                name(c) + " cannot stand in a name, expected ASCII letters, digits and '_'",
                greek.isEmpty() ? null : greek.toLowerCase(Locale.ROOT));
    }

    /** A text in double quotes, on one line, of printable ASCII and without escapes. */
    private Token quoted() {
        int start = at++;
        boolean valid = true;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            int c = text.codePointAt(at);
            if (valid && (c < ' ' || c > '~')) {
                report(at, at + 1, name(c) + " cannot stand in quotes, expected printable ASCII", null);
                valid = false;
            }
            at += Character.charCount(c);
        }
        if (charAt(at) != '"') {
            report(start, start + 1, "this quote is never closed, expected '\"' on the same line", null);
            return token(TokenKind.INVALID, start, null, 0);
        }
        at++;
        return token(valid ? TokenKind.TEXT : TokenKind.INVALID, start, text.substring(start + 1, at - 1), 0);
    }

    private TokenKind symbol() {
        WrongSpelling wrong = WrongSpelling.symbolAt(text, at);
        if (wrong != null) {
            return wrongSpelling(wrong);
        }
        char second = charAt(at + 1);
        TokenKind kind = switch (text.charAt(at)) {
            case '+' -> TokenKind.PLUS;
            case '-' -> TokenKind.MINUS;
            case '*' -> second == '*' ? TokenKind.DOUBLE_STAR : TokenKind.STAR;
            case '/' -> TokenKind.SLASH;
            case '^' -> TokenKind.CARET;
            case '<' -> second == '=' ? TokenKind.LESS_OR_EQUAL : TokenKind.LESS;
            case '>' -> second == '=' ? TokenKind.GREATER_OR_EQUAL : TokenKind.GREATER;
            case '=' -> second == '=' ? TokenKind.EQUAL : TokenKind.EQUALS;
            case '!' -> second == '=' ? TokenKind.NOT_EQUAL : null;
            case '.' ->
                second != '.' ? TokenKind.DOT : charAt(at + 2) == '<' ? TokenKind.HALF_OPEN_RANGE : TokenKind.RANGE;
            default -> punctuation(text.charAt(at));
        };
        if (kind == null) {
            return unknown();
        }
        at += kind.spelling().length();
        return kind;
    }

    /** An annotation begins a line; elsewhere its sign means nothing. */
    private TokenKind punctuation(char c) {
        return switch (c) {
            case '?' -> TokenKind.QUESTION;
            case ':' -> TokenKind.COLON;
            case '(' -> TokenKind.LEFT_PAREN;
            case ')' -> TokenKind.RIGHT_PAREN;
            case '{' -> TokenKind.LEFT_BRACE;
            case '}' -> TokenKind.RIGHT_BRACE;
            case '[' -> TokenKind.LEFT_BRACKET;
            case ']' -> TokenKind.RIGHT_BRACKET;
            case ',' -> TokenKind.COMMA;
            case ';' -> TokenKind.SEMICOLON;
            case '@' -> startsLine ? TokenKind.AT : null;
            default -> null;
        };
    }

    /** A character that begins no token; a run of the same one is one mistake. */
    private TokenKind unknown() {
        WrongSpelling wrong = WrongSpelling.characterAt(text, at);
        if (wrong != null) {
            return wrongSpelling(wrong);
        }
        int start = at;
        int c = text.codePointAt(at);
        while (at < text.length() && text.codePointAt(at) == c) {
            at += Character.charCount(c);
        }
        report(start, at, name(c) + " is not part of the language", null);
        return TokenKind.INVALID;
    }

    private TokenKind wrongSpelling(WrongSpelling wrong) {
        int end = at + wrong.found().length();
        String suggestion = wrong.suggestion();
        if (wrong.meant() == TokenKind.NOT) {
            int operand = end;
            while (isNamePart(charAt(operand)) && operand < end + 40) {
                operand++;
            }
            suggestion = operand > end ? suggestion + " " + text.substring(end, operand) : suggestion;
        }
        String found = wrong.found().charAt(0) < 128
                ? "'" + wrong.found() + "'"
                : name(wrong.found().charAt(0));
        report(at, end, found + " is not part of the language", suggestion);
        at = end;
        return wrong.meant();
    }

    private void report(int start, int end, String message, String suggestion) {
        diagnostics.report(ErrorCode.LEXICAL, new Span(start, end), message, suggestion);
        reported = true;
    }

    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    /** A character as a message names it: by its number, since the terminal may not show it. */
    private static String name(int c) {
        String known = switch (c) {
            case 0xfeff -> " (a byte order mark)";
            case 0xa0 -> " (a no-break space)";
            case 0 -> " (NUL)";
            default -> c > ' ' && c < 127 ? " '" + (char) c + "'" : "";
        };
        String number = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "the character U+" + "0".repeat(Math.max(0, 4 - number.length())) + number + known;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isForeignNamePart(int c) {
        return c >= 128 && (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    private static boolean isForeignBlank(char c) {
        return c == '\f' || c == 0x0b || c == 0xfeff || (c >= 128 && (Character.isSpaceChar(c) || c == 0x200b));
    }
}

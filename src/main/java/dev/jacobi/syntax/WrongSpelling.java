package dev.jacobi.syntax;

import java.util.List;

/**
 * What people type from habit or paste from a text processor.
 *
 * @param found the wrong spelling
 * @param meant the token to go on with, so that one slip is one mistake
 * @param suggestion the right spelling
 */
record WrongSpelling(String found, TokenKind meant, String suggestion) {

    private static final List<WrongSpelling> SYMBOLS = List.of(
            new WrongSpelling("===", TokenKind.EQUAL, "=="),
            new WrongSpelling("!==", TokenKind.NOT_EQUAL, "!="),
            new WrongSpelling("=<", TokenKind.LESS_OR_EQUAL, "<="),
            new WrongSpelling("=>", TokenKind.GREATER_OR_EQUAL, ">="),
            new WrongSpelling("<>", TokenKind.NOT_EQUAL, "!="),
            new WrongSpelling(":=", TokenKind.EQUALS, "="),
            new WrongSpelling("&&", TokenKind.AND, "and"),
            new WrongSpelling("||", TokenKind.OR, "or"));

    private static final List<WrongSpelling> CHARACTERS = List.of(
            new WrongSpelling("!", TokenKind.NOT, "not"),
            new WrongSpelling("&", TokenKind.AND, "and"),
            new WrongSpelling("|", TokenKind.OR, "or"),
            new WrongSpelling("%", TokenKind.STAR, "mod(a, b)"),
            new WrongSpelling("\u2212", TokenKind.MINUS, "-"),
            new WrongSpelling("\u2010", TokenKind.MINUS, "-"),
            new WrongSpelling("\u2013", TokenKind.MINUS, "-"),
            new WrongSpelling("\u2014", TokenKind.MINUS, "-"),
            new WrongSpelling("\u00d7", TokenKind.STAR, "*"),
            new WrongSpelling("\u00b7", TokenKind.STAR, "*"),
            new WrongSpelling("\u22c5", TokenKind.STAR, "*"),
            new WrongSpelling("\u2217", TokenKind.STAR, "*"),
            new WrongSpelling("\u00f7", TokenKind.SLASH, "/"),
            new WrongSpelling("\u2215", TokenKind.SLASH, "/"),
            new WrongSpelling("\u2044", TokenKind.SLASH, "/"),
            new WrongSpelling("\u2264", TokenKind.LESS_OR_EQUAL, "<="),
            new WrongSpelling("\u2265", TokenKind.GREATER_OR_EQUAL, ">="),
            new WrongSpelling("\u2260", TokenKind.NOT_EQUAL, "!="),
            new WrongSpelling("\u2227", TokenKind.AND, "and"),
            new WrongSpelling("\u2228", TokenKind.OR, "or"),
            new WrongSpelling("\u00ac", TokenKind.NOT, "not"),
            new WrongSpelling("\u201c", TokenKind.INVALID, "\""),
            new WrongSpelling("\u201d", TokenKind.INVALID, "\""),
            new WrongSpelling("\u2018", TokenKind.INVALID, "\""),
            new WrongSpelling("\u2019", TokenKind.INVALID, "\""),
            new WrongSpelling("'", TokenKind.INVALID, "\""),
            new WrongSpelling("\u00b2", TokenKind.INVALID, "^2"),
            new WrongSpelling("\u00b3", TokenKind.INVALID, "^3"),
            new WrongSpelling("\u221a", TokenKind.INVALID, "sqrt"),
            new WrongSpelling("\u221e", TokenKind.INVALID, "inf"));

    /** The wrong symbol of several characters that stands at an offset, or null. */
    static WrongSpelling symbolAt(String text, int offset) {
        return find(SYMBOLS, text, offset);
    }

    /** The wrong character that stands at an offset where no token begins, or null. */
    static WrongSpelling characterAt(String text, int offset) {
        return find(CHARACTERS, text, offset);
    }

    private static WrongSpelling find(List<WrongSpelling> spellings, String text, int offset) {
        for (WrongSpelling spelling : spellings) {
            if (text.startsWith(spelling.found, offset)) {
                return spelling;
            }
        }
        return null;
    }
}

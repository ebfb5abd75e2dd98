package dev.jacobi.syntax;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The kinds of token. A kind with one spelling knows it. */
enum TokenKind {
    END,
    /** Text that is no token; its mistake is reported already. */
    INVALID,
    NAME,
    NUMBER,
    TEXT,

    FUNCTION("function"),
    RETURN("return"),
    PACKAGE("package"),
    IMPORT("import"),
    IF("if"),
    THEN("then"),
    ELSE("else"),
    AND("and"),
    OR("or"),
    NOT("not"),

    PLUS("+"),
    MINUS("-"),
    STAR("*"),
    SLASH("/"),
    CARET("^"),
    DOUBLE_STAR("**"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    QUESTION("?"),
    COLON(":"),
    EQUALS("="),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    COMMA(","),
    SEMICOLON(";"),
    DOT("."),
    RANGE(".."),
    HALF_OPEN_RANGE("..<"),
    AT("@");

    private static final Map<String, TokenKind> KEYWORDS = Arrays.stream(values())
            .filter(TokenKind::isKeyword)
            .collect(Collectors.toUnmodifiableMap(TokenKind::spelling, kind -> kind));

    private final String spelling;

    TokenKind() {
        this(null);
    }

    TokenKind(String spelling) {
        this.spelling = spelling;
    }

    /** The kind of a word: a keyword, or {@link #NAME}. */
    static TokenKind ofWord(String word) {
        return KEYWORDS.getOrDefault(word, NAME);
    }

    /** How it is written, or null where that differs from token to token. */
    String spelling() {
        return spelling;
    }

    boolean isKeyword() {
        return spelling != null && Character.isLetter(spelling.charAt(0));
    }

    /** Whether an operand may begin with it. */
    boolean startsOperand() {
        return this == NAME || this == NUMBER || this == LEFT_PAREN || this == IF || this == NOT;
    }

    /** Whether it stands between two parts of an expression, so that a line cannot begin with it. */
    boolean isInfix() {
        return this == AND || this == OR || (compareTo(PLUS) >= 0 && compareTo(COLON) <= 0);
    }
}

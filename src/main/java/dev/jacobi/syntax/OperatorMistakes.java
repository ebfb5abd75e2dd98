package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import java.util.List;

/**
 * Words the mistakes that {@link ExpressionParser} meets: what was found, what was expected, what may have been meant.
 */
final class OperatorMistakes {
    private static final int SHORT = 24;

    private final Tokens tokens;
    private final ArrayMistakes arrays;

    OperatorMistakes(Tokens tokens) {
        this.tokens = tokens;
        this.arrays = new ArrayMistakes(tokens);
    }

    /** The current token stands where an operand should begin. */
    void noOperand(Frame open) {
        Span span = tokens.current().span();
        switch (tokens.current().kind()) {
            case TEXT -> tokens.mistake(span, "expected an expression, found a text in quotes");
            case COMMA, SEMICOLON, COLON, RIGHT_PAREN, RIGHT_BRACKET -> arrays.noOperand(open);
            default -> tokens.expected("an expression");
        }
    }

    /** The current token begins an operand right after the operand that stands from {@code start} to {@code end}. */
    void noOperator(int start, int end, Frame open, boolean openIf) {
        Token token = tokens.current();
        if (arrays.noOperator(end, open)) {
            return;
        }
        boolean nextStatement = token.kind() == TokenKind.NAME && tokens.peek().kind() == TokenKind.EQUALS;
        String nearest = openIf && token.kind() == TokenKind.NAME
                ? Suggestions.nearest(token.text(), List.of("then", "else"))
                : null;
        String before =
                tokens.slice(tokens.previous().start(), tokens.previous().end());
        if (nearest != null) {
            String second = open instanceof Frame.Condition ? "then" : "else";
            tokens.mistake(token.span(), "expected '" + second + "', found " + tokens.describe(token), nearest);
        } else if (open instanceof Frame.Condition && before.equals(")")) {
            notClosed(open, false);
        } else if (open != null && open.bracket() != null && (token.startsLine() || nextStatement)) {
            notClosed(open, true);
        } else if (nextStatement) {
            tokens.mistake(token.span(), "expected a new line before " + tokens.describe(token));
        } else {
            String left = tokens.after(TokenKind.RIGHT_PAREN) || tokens.after(TokenKind.RIGHT_BRACKET)
                    ? brief(start, end)
                    : shortened(before);
            String right = rightOperand(token);
            String cure = left == null || right == null ? null : left + "*" + right;
            tokens.mistake(token.span(), "missing operator before " + tokens.describe(token), cure);
        }
    }

    /** The current token cannot go on with the expression, and this frame is still open. */
    void notClosed(Frame open, boolean inBrackets) {
        TokenKind found = tokens.current().kind();
        if (arrays.outsideAxis(open)) {
            return;
        }
        if (found == TokenKind.EQUALS) {
            tokens.mistake(tokens.current().span(), "found '=' inside an expression", "==");
        } else if (open instanceof Frame.Condition condition) {
            boolean block = found == TokenKind.LEFT_BRACE;
            String what = "'then' for the 'if' at " + tokens.place(condition.opener());
            missing(what, inBrackets, block ? "if c then a else b" : null);
        } else if (open instanceof Frame.Then then) {
            String first = then.second() == TokenKind.ELSE ? "if" : "?";
            String what =
                    "'" + then.second().spelling() + "' for the '" + first + "' at " + tokens.place(then.opener());
            missing(what, inBrackets, null);
        } else if (open instanceof Frame.Group group) {
            missing("')' to close the '(' at " + tokens.place(group.open()), true, null);
        } else if (open instanceof Frame.Arguments call) {
            String what = "',' or ')' to close the '(' at " + tokens.place(call.open());
            missing(what, true, null);
        } else {
            arrays.notClosed(open);
        }
    }

    private void missing(String what, boolean inBrackets, String suggestion) {
        if (suggestion != null) {
            Token found = tokens.current();
            tokens.mistake(found.span(), "expected " + what + ", found " + tokens.describe(found), suggestion);
        } else if (inBrackets) {
            tokens.expected(what);
        } else {
            tokens.expectedOnLine(what);
        }
    }

    private String rightOperand(Token token) {
        return switch (token.kind()) {
            case NAME -> shortened(token.text()) + (tokens.peek().kind() == TokenKind.LEFT_PAREN ? "(...)" : "");
            case NUMBER ->
                shortened(tokens.slice(token.span().start(), token.span().end()));
            case LEFT_PAREN -> bracketed(token.span().start());
            default -> null;
        };
    }

    private String bracketed(int open) {
        String ahead = tokens.sliceAhead(open, SHORT);
        int depth = 0;
        for (int i = 0; i < ahead.length(); i++) {
            char c = ahead.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return ahead.substring(0, i + 1);
            }
            if (c == '\n' || c == '\r') {
                break;
            }
        }
        return "(...)";
    }

    private String brief(int start, int end) {
        return end - start > SHORT ? "(...)" : tokens.slice(start, end);
    }

    private static String shortened(String text) {
        return text.length() > SHORT ? text.substring(0, SHORT) + "..." : text;
    }
}

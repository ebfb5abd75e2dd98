package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a text with a few tokens of lookahead, and the mistakes found in them. */
final class Tokens {
    private static final int QUOTED = 40;

    private final SourceText source;
    private final Diagnostics diagnostics;
    private final Limits limits;
    private final Lexer lexer;

    private Token current;
    /** Those after the current one that have been looked at. */
    private final List<Token> ahead = new ArrayList<>();

    private Span previous = new Span(0, 0);
    private int count;
    private boolean stopped;

    Tokens(Diagnostics diagnostics, Limits limits) {
        this.source = diagnostics.source();
        this.diagnostics = diagnostics;
        this.limits = limits;
        this.lexer = new Lexer(diagnostics);
        int length = source.text().length();
        if (length > limits.text()) {
            current = end(0);
            stop(new Span(0, 0), limits.text() + " characters of text", "found " + length);
        } else {
            current = fetch();
        }
    }

    Limits limits() {
        return limits;
    }

    Token current() {
        return current;
    }

    /** The token after the current one. */
    Token peek() {
        return peek(1);
    }

    /** The token so many after the current one. */
    private Token peek(int distance) {
        while (ahead.size() < distance) {
            ahead.add(stopped ? end(current.span().end()) : fetch());
        }
        return ahead.get(distance - 1);
    }

    /** Passes over the current token and returns it. */
    Token advance() {
        Token passed = current;
        if (passed.kind() != TokenKind.END) {
            previous = passed.span();
            Token next = peek();
            current = stopped ? end(previous.end()) : next;
            ahead.remove(0);
        }
        return passed;
    }

    boolean at(TokenKind kind) {
        return current.kind() == kind;
    }

    /** Whether an axis begins here, {@code i in}: two names in a row, so that {@code in} may be a variable too. */
    boolean atAxis() {
        return at(TokenKind.NAME)
                && peek().kind() == TokenKind.NAME
                && peek().text().equals("in");
    }

    /** Whether a state or an unknown begins here, {@code u =} or {@code v[i in}. */
    boolean atState() {
        boolean array = at(TokenKind.NAME) && peek().kind() == TokenKind.LEFT_BRACKET;
        return at(TokenKind.NAME) && peek().kind() == TokenKind.EQUALS
                || array && peek(2).kind() == TokenKind.NAME && "in".equals(peek(3).text());
    }

    /** Passes over the current token if it is of this kind. */
    boolean accept(TokenKind kind) {
        boolean found = at(kind);
        if (found) {
            advance();
        }
        return found;
    }

    /** Passes over a token of this kind, or reports that it is missing. */
    boolean expect(TokenKind kind) {
        return accept(kind) || expected("'" + kind.spelling() + "'");
    }

    /** Whether the statement before the current token ends here. */
    boolean atStatementEnd() {
        return current.startsLine() || at(TokenKind.END) || at(TokenKind.RIGHT_BRACE);
    }

    /** The span of the token before the current one. */
    Span previous() {
        return previous;
    }

    /** Whether the token before the current one is of this kind, which has one spelling. */
    boolean after(TokenKind kind) {
        return slice(previous.start(), previous.end()).equals(kind.spelling());
    }

    /** Reports the current token where something else was expected; false, for the caller to return. */
    boolean expected(String what) {
        if (at(TokenKind.END)) {
            return mistake(
                    new Span(previous.end(), previous.end()), "expected " + what + ", found the end of the text");
        }
        return mistake(current.span(), "expected " + what + ", found " + describe(current));
    }

    /** Like {@link #expected} where a line end matters: what stands on the next line is not what was found. */
    boolean expectedOnLine(String what) {
        if (current.startsLine() && !at(TokenKind.END)) {
            return mistake(
                    new Span(previous.end(), previous.end()), "expected " + what + ", found the end of the line");
        }
        return expected(what);
    }

    boolean mistake(Span span, String message) {
        return mistake(span, message, null);
    }

    /** Reports a mistake of syntax unless the lexer reported the current token already. */
    boolean mistake(Span span, String message, String suggestion) {
        if (!current.reported()) {
            report(ErrorCode.SYNTAX, span, message, suggestion);
        }
        return false;
    }

    void report(ErrorCode code, Span span, String message, String suggestion) {
        if (!stopped) {
            diagnostics.report(code, span, message, suggestion);
        }
    }

    /** Reports that a limit is exceeded and ends the text here, so that nothing more is read or reported. */
    void stop(Span span, String limit, String found) {
        report(ErrorCode.LIMIT, span, "limit of " + limit + " exceeded: " + found, null);
        stopped = true;
        current = end(span.start());
    }

    /** A token as messages name it. */
    String describe(Token token) {
        return token.kind() == TokenKind.END ? "the end of the text" : quoted(token.span());
    }

    /** A stretch of the text in quotes, cut where it is long. */
    String quoted(Span span) {
        boolean cut = span.end() - span.start() > QUOTED;
        String shown = source.text().substring(span.start(), cut ? span.start() + QUOTED : span.end());
        return "'" + shown + (cut ? "..." : "") + "'";
    }

    /** Where a span begins, as messages name it. */
    String place(Span span) {
        return source.line(span.start()) + ":" + source.column(span.start());
    }

    String slice(int start, int end) {
        return source.text().substring(start, end);
    }

    /** The text from an offset on, so many characters at most. */
    String sliceAhead(int start, int length) {
        return slice(start, Math.min(source.text().length(), start + length));
    }

    private Token fetch() {
        Token token = lexer.next();
        if (token.kind() != TokenKind.END && ++count > limits.tokens()) {
            stop(token.span(), limits.tokens() + " tokens", "found token " + count);
            return end(token.span().start());
        }
        return token;
    }

    private static Token end(int offset) {
        return new Token(TokenKind.END, new Span(offset, offset), true, null, 0, false, null);
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads S-expressions: symbols, numbers, strings, lists in round or square brackets, {@code ;} comments. Keeps an
 * explicit stack of the lists that are open. Mistakes in brackets end the reading, since nothing after them is certain.
 */
final class FpCoreScanner {
    /** A list whose end is not reached yet. */
    private record Open(int start, char close, List<FpCoreForm> items) {}

    private final Diagnostics diagnostics;
    private final Limits limits;
    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<FpCoreForm> roots = new ArrayList<>();

    private int at;
    private int tokens;

    private FpCoreScanner(Diagnostics diagnostics, Limits limits) {
        this.diagnostics = diagnostics;
        this.limits = limits;
        this.text = diagnostics.source().text();
    }

    /**
     * The forms of a text in order.
     *
     * @throws JacobiException where the text is no sequence of forms, or beyond the limits
     */
    static List<FpCoreForm> read(Diagnostics diagnostics, Limits limits) {
        FpCoreScanner scanner = new FpCoreScanner(diagnostics, limits);
        scanner.readAll();
        return scanner.roots;
    }

    private void readAll() {
        if (text.length() > limits.text()) {
            throw exceeded(new Span(0, 0), limits.text() + " characters of text", "found " + text.length());
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ';') {
                skipLine();
            } else if (isSpace(c)) {
                at++;
            } else {
                token(c);
            }
        }
        if (!open.isEmpty()) {
            Open last = open.peek();
            throw failure(
                    ErrorCode.SYNTAX,
                    new Span(last.start(), last.start() + 1),
                    "this bracket is never closed, expected '" + last.close() + "'");
        }
    }

    private void token(char c) {
        if (++tokens > limits.tokens()) {
            throw exceeded(new Span(at, at + 1), limits.tokens() + " tokens", "found token " + tokens);
        }
        switch (c) {
            case '(', '[' -> open(c == '(' ? ')' : ']');
            case ')', ']' -> close(c);
            case '"' -> string();
            default -> atom();
        }
    }

    private void open(char close) {
        open.push(new Open(at++, close, new ArrayList<>()));
        if (open.size() > limits.nesting()) {
            throw exceeded(new Span(at - 1, at), limits.nesting() + " nesting levels", "found level " + open.size());
        }
    }

    private void close(char c) {
        Span span = new Span(at, ++at);
        if (open.isEmpty()) {
            throw failure(ErrorCode.SYNTAX, span, "found '" + c + "', but no bracket is open");
        }
        Open group = open.pop();
        if (group.close() != c) {
            String opened = diagnostics.source().line(group.start()) + ":"
                    + diagnostics.source().column(group.start());
            throw failure(
                    ErrorCode.SYNTAX,
                    span,
                    "found '" + c + "', expected '" + group.close() + "' to close the bracket at " + opened);
        }
        add(new FpCoreForm.Group(new Span(group.start(), at), List.copyOf(group.items())));
    }

    private void string() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw failure(
                    ErrorCode.LEXICAL, new Span(start, start + 1), "this string is never closed, expected '\"'");
        }
        add(new FpCoreForm.Text(new Span(start, ++at), value.toString()));
    }

    private void atom() {
        int start = at;
        while (at < text.length() && isAtomPart(text.charAt(at))) {
            at++;
        }
        add(new FpCoreForm.Atom(new Span(start, at), text.substring(start, at)));
    }

    private void add(FpCoreForm form) {
        (open.isEmpty() ? roots : open.peek().items()).add(form);
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isAtomPart(char c) {
        return !isSpace(c) && "()[]\";".indexOf(c) < 0;
    }

    private JacobiException exceeded(Span span, String limit, String found) {
        return failure(ErrorCode.LIMIT, span, "limit of " + limit + " exceeded: " + found);
    }

    private JacobiException failure(ErrorCode code, Span span, String message) {
        return new JacobiException(List.of(new Diagnostic(code, diagnostics.source(), span, message, null)));
    }
}

package dev.jacobi.diag;

/**
 * One mistake in a text: where it is, what was found and expected, and what may help.
 *
 * @param source the text, or null where the mistake has no place in one
 * @param span where, or null with {@code source}
 * @param message what was found and expected, one sentence without a full stop
 * @param suggestion a cure such as {@code 2*x}, or null
 */
public record Diagnostic(ErrorCode code, SourceText source, Span span, String message, String suggestion) {

    private static final int SHOWN = 200;

    /** {@code file:line:column: message}, the line, a caret, and the suggestion: up to four lines, safe for a terminal. */
    public String render() {
        StringBuilder out = new StringBuilder();
        if (source != null) {
            out.append(printable(source.name()))
                    .append(':')
                    .append(line())
                    .append(':')
                    .append(column())
                    .append(": ");
        }
        return out.append(explanation()).toString();
    }

    /** The message, the line, a caret, and the suggestion: what follows the place. */
    public String explanation() {
        StringBuilder out = new StringBuilder(printable(message));
        if (source != null) {
            appendExcerpt(out);
        }
        if (suggestion != null) {
            out.append("\n  did you mean ").append(printable(suggestion)).append('?');
        }
        return out.toString();
    }

    /** The line of the mistake, counted from 1, or 0 where it has no place. */
    public int line() {
        return source == null ? 0 : source.line(span.start());
    }

    /** The column of the mistake, counted from 1, or 0 where it has no place. */
    public int column() {
        return source == null ? 0 : source.column(span.start());
    }

    /** A window of the line round the mistake, and carets below it. */
    private void appendExcerpt(StringBuilder out) {
        int before = Math.min(column() - 1, SHOWN / 2);
        String shown = source.excerpt(span.start() - before, SHOWN);
        int length = Math.max(1, Math.min(span.end() - span.start(), shown.length() - before));
        out.append("\n  ").append(printable(shown));
        out.append("\n  ").append(" ".repeat(before)).append("^".repeat(length));
    }

    /** Text that cannot move a cursor, end a line or grow without bound: everything but printable ASCII becomes '?'. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), 2 * SHOWN));
        for (int i = 0; i < text.length(); i++) {
            if (i == 2 * SHOWN) {
                return out.append("...").toString();
            }
            char c = text.charAt(i);
            out.append(c >= ' ' && c < 127 ? c : c == '\t' ? ' ' : '?');
        }
        return out.toString();
    }
}

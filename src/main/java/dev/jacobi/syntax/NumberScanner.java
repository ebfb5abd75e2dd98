package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;

/**
 * Reads numbers such as {@code 1}, {@code 1.5}, {@code .5} and {@code 1e-5}, correctly rounded. A number's dot needs a
 * digit after it, so that {@code 0..<n} reads as a range.
 */
final class NumberScanner {
    /**
     * The most characters of one number: more than any double needs, few enough for an exact conversion to be cheap.
     */
    static final int MOST_CHARACTERS = 1024;

    private final String text;
    private final Diagnostics diagnostics;

    private int at;

    NumberScanner(Diagnostics diagnostics) {
        this.text = diagnostics.source().text();
        this.diagnostics = diagnostics;
    }

    /** Where the number that was read last ends. */
    int end() {
        return at;
    }

    /** Reads the number that begins at an offset and returns its value; 0 after a mistake. */
    double scan(int start) {
        at = start;
        skipDigits();
        int bareDot = -1;
        if (charAt(at) == '.' && isDigit(charAt(at + 1))) {
            at++;
            skipDigits();
        } else if (charAt(at) == '.' && charAt(at + 1) != '.') {
            bareDot = at++;
        }
        skipExponent();
        if (malformedTail(start)) {
            return 0;
        }
        Span span = new Span(start, at);
        if (at - start > MOST_CHARACTERS) {
            String message = "limit of " + MOST_CHARACTERS + " characters in a number exceeded: found " + (at - start);
            diagnostics.report(ErrorCode.LIMIT, span, message);
            return 0;
        }
        if (bareDot >= 0) {
            String cure = text.substring(start, bareDot + 1) + "0" + text.substring(bareDot + 1, at);
            report(span, "a number's dot needs a digit after it", cure);
        }
        return value(span);
    }

    private void skipExponent() {
        if (charAt(at) != 'e' && charAt(at) != 'E') {
            return;
        }
        char sign = charAt(at + 1);
        int digits = sign == '+' || sign == '-' ? at + 2 : at + 1;
        if (isDigit(charAt(digits))) {
            at = digits;
            skipDigits();
        }
    }

    /** Reports and passes over what goes on like a number but is none: {@code 1_000}, {@code 1.2.3}. */
    private boolean malformedTail(int start) {
        boolean underscore = charAt(at) == '_';
        boolean secondDot = charAt(at) == '.' && isDigit(charAt(at + 1));
        if (!underscore && !secondDot) {
            return false;
        }
        while (isDigit(charAt(at)) || charAt(at) == '_' || (charAt(at) == '.' && isDigit(charAt(at + 1)))) {
            at++;
        }
        Span span = new Span(start, at);
        if (underscore) {
            boolean plain = at - start <= 40 && isDigit(charAt(at - 1));
            report(
                    span,
                    "a number has no underscores",
                    plain ? text.substring(start, at).replace("_", "") : null);
        } else {
            report(span, "a number has one dot at most", null);
        }
        return true;
    }

    private double value(Span span) {
        String literal = text.substring(span.start(), span.end());
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            report(span, "this number is too large, the largest is " + Double.MAX_VALUE, "inf");
        } else if (value == 0 && hasNonZeroDigit(literal)) {
            report(span, "this number is too small, the smallest above 0 is " + Double.MIN_VALUE, "0");
        }
        return value;
    }

    private static boolean hasNonZeroDigit(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 'e' || c == 'E') {
                return false;
            }
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    private void skipDigits() {
        while (isDigit(charAt(at))) {
            at++;
        }
    }

    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    private void report(Span span, String message, String suggestion) {
        diagnostics.report(ErrorCode.LEXICAL, span, message, suggestion);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.Span;

/**
 * A token.
 *
 * @param startsLine whether a line end stands between the token before and this one
 * @param text the name, or the text between quotes; null for other kinds
 * @param value the value of a number; 0 for other kinds
 * @param reported whether it, or what stands right before it, is a mistake that is reported already
 * @param documentation the documentation comment right before it, delimiters included, or null
 */
record Token(
        TokenKind kind,
        Span span,
        boolean startsLine,
        String text,
        double value,
        boolean reported,
        Span documentation) {}

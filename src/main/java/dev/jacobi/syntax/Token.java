package dev.jacobi.syntax;

import dev.jacobi.diag.Span;

/**
 * A token.
 *
 * @param startsLine whether a line end stands between the token before and this one
 * @param text the name, or the text between quotes; null for other kinds
 * @param value the value of a number; 0 for other kinds
 * @param documentation the documentation comment right before it, delimiters included, or null
 */
record Token(TokenKind kind, Span span, boolean startsLine, String text, double value, Span documentation) {}

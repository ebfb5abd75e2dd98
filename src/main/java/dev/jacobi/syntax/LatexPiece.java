package dev.jacobi.syntax;

/** What {@link LatexPrinter} is still to print. */
sealed interface LatexPiece {
    /** Nothing binds so strongly: parentheses in any case. */
    int PARENTHESES = Operators.ATOM + 1;

    record Literal(String text) implements LatexPiece {}

    /** An expression that needs parentheses if it binds less strongly than {@code strength}. */
    record Part(Expr expr, int strength) implements LatexPiece {}

    static LatexPiece text(String text) {
        return new Literal(text);
    }

    /** An expression that stands between brackets. */
    static LatexPiece whole(Expr expr) {
        return new Part(expr, Operators.NONE);
    }
}

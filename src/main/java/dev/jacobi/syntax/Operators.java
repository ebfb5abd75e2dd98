package dev.jacobi.syntax;

import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;

/** How strongly each operator binds, and how it is written: shared by parser and printer. */
final class Operators {
    /** Weaker than every operator: what a bracket or a keyword ends. */
    static final int NONE = 0;

    static final int CONDITIONAL = 1;
    static final int OR = 2;
    static final int AND = 3;
    static final int NOT = 4;
    static final int COMPARISON = 5;
    static final int SUM = 6;
    /** Of sums and the like where they are written with a sign, as in LaTeX. */
    static final int REDUCTION = 7;

    static final int PRODUCT = 8;
    static final int NEGATION = 9;
    static final int POWER = 10;
    static final int ELEMENT = 11;
    static final int ATOM = 12;

    private Operators() {}

    static int strength(BinaryOperator operator) {
        return switch (operator) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE -> PRODUCT;
            case POWER -> POWER;
            case AND -> AND;
            case OR -> OR;
        };
    }

    static int strength(UnaryOperator operator) {
        return operator == UnaryOperator.NEGATE ? NEGATION : NOT;
    }

    /** The operator with the spaces that the printer puts round it. */
    static String spaced(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> " + ";
            case SUBTRACT -> " - ";
            case MULTIPLY -> " * ";
            case DIVIDE -> " / ";
            case POWER -> "^";
            case AND -> " and ";
            case OR -> " or ";
        };
    }

    /** The infix operator that a token stands for, or null. */
    static BinaryOperator infix(TokenKind kind) {
        return switch (kind) {
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUBTRACT;
            case STAR -> BinaryOperator.MULTIPLY;
            case SLASH -> BinaryOperator.DIVIDE;
            case CARET, DOUBLE_STAR -> BinaryOperator.POWER;
            case AND -> BinaryOperator.AND;
            case OR -> BinaryOperator.OR;
            default -> null;
        };
    }

    /** The comparator that a token stands for, or null. */
    static Comparator comparator(TokenKind kind) {
        return switch (kind) {
            case LESS -> Comparator.LESS;
            case LESS_OR_EQUAL -> Comparator.LESS_OR_EQUAL;
            case GREATER -> Comparator.GREATER;
            case GREATER_OR_EQUAL -> Comparator.GREATER_OR_EQUAL;
            case EQUAL -> Comparator.EQUAL;
            case NOT_EQUAL -> Comparator.NOT_EQUAL;
            default -> null;
        };
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import java.util.ArrayList;
import java.util.List;

/**
 * A construct that waits for its next operand: what a recursive parser would keep in a stack frame of its own. Where a
 * frame keeps a {@code start}, that is where its first operand begins, brackets included.
 */
sealed interface Frame {

    /** How strongly it holds its operand; {@link Operators#NONE} if only a token of its own can end it. */
    int strength();

    /** Whether it counts as a level of nesting. */
    boolean nests();

    /** The bracket that ends it, or null if none does. */
    default TokenKind bracket() {
        return null;
    }

    /** The expression that it becomes with its last operand, which ends at an offset. */
    default Expr close(int end, Expr last) {
        throw new IllegalStateException("only its own token can end " + this);
    }

    /** A prefix operator. */
    record Prefix(Span operator, UnaryOperator kind) implements Frame {
        @Override
        public int strength() {
            return Operators.strength(kind);
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public Expr close(int end, Expr last) {
            return new Expr.Unary(new Span(operator.start(), end), kind, last);
        }
    }

    /** An infix operator after its left operand. */
    record Infix(int start, Expr left, BinaryOperator kind) implements Frame {
        @Override
        public int strength() {
            return Operators.strength(kind);
        }

        /** Powers associate to the right, so a chain of them is as deep as it is long. */
        @Override
        public boolean nests() {
            return kind == BinaryOperator.POWER;
        }

        @Override
        public Expr close(int end, Expr last) {
            return new Expr.Binary(new Span(start, end), kind, left, last);
        }
    }

    /** A comparison after its last comparator so far; it grows in place. */
    record Chain(int start, List<Expr> operands, List<Comparator> comparators) implements Frame {
        void add(Expr operand, Comparator comparator) {
            operands.add(operand);
            comparators.add(comparator);
        }

        @Override
        public int strength() {
            return Operators.COMPARISON;
        }

        @Override
        public boolean nests() {
            return false;
        }

        @Override
        public Expr close(int end, Expr last) {
            operands.add(last);
            return new Expr.Comparison(new Span(start, end), List.copyOf(comparators), List.copyOf(operands));
        }
    }

    /**
     * An open parenthesis; {@code results} collects values between commas where several are allowed, else it is null.
     */
    record Group(Span open, List<Expr> results) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return TokenKind.RIGHT_PAREN;
        }
    }

    /** A call's open parenthesis; {@code data} is null before the semicolon. */
    record Arguments(Token function, Span open, List<Expr> variables, List<Expr> data) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return TokenKind.RIGHT_PAREN;
        }

        /** The arguments on this side of the semicolon. */
        List<Expr> side() {
            return data == null ? variables : data;
        }
    }

    /** An array's open bracket; {@code array} is null where a parameter's shape stands in it. */
    record Indices(int start, int arrayEnd, Expr array, Span open, List<Expr> indices) implements Frame {

        /** Of a parameter's shape. */
        Indices(Span open) {
            this(open.start(), open.start(), null, open, new ArrayList<>());
        }

        /** Whether it goes on from an element without parentheses, {@code A[i][j]}. */
        boolean ofElement() {
            return array instanceof Expr.Element element && element.span().end() == arrayEnd;
        }

        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return TokenKind.RIGHT_BRACKET;
        }
    }

    /** After {@code axis in}; {@code lower} is null before the range's sign. */
    record Range(Binder binder, Token axis, Expr lower) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return binder.bracket();
        }
    }

    /** After the axes and their colon. */
    record Body(Binder binder) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return binder.bracket();
        }
    }

    /** After {@code state =}, before the colon or the next state of a recurrence. */
    record First(Recurring recurring, Token state, List<Expr.Axis> axes) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return TokenKind.RIGHT_PAREN;
        }
    }

    /** After the colon of a recurrence, in the next values of its states. */
    record Next(Recurring recurring) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public TokenKind bracket() {
            return TokenKind.RIGHT_PAREN;
        }
    }

    /** {@code if}, before {@code then}. */
    record Condition(Span opener) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }
    }

    /** After {@code then} or {@code ?}, before {@code second}: {@code else} or {@code :}. */
    record Then(int start, Span opener, Expr condition, TokenKind second) implements Frame {
        @Override
        public int strength() {
            return Operators.NONE;
        }

        @Override
        public boolean nests() {
            return true;
        }
    }

    /** After {@code else} or {@code :}. */
    record Else(int start, Expr condition, Expr then) implements Frame {
        @Override
        public int strength() {
            return Operators.CONDITIONAL;
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public Expr close(int end, Expr last) {
            return new Expr.If(new Span(start, end), condition, then, last);
        }
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** An expression as typed. Trees may be deep: passes go over {@link #postorder} and never recurse. */
public sealed interface Expr {

    /** Where it stands in the text. */
    Span span();

    /** The direct parts, in the order of the text. */
    List<Expr> parts();

    /** A number, rounded to the nearest double. */
    record Number(Span span, double value) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of();
        }
    }

    /** A variable, a binding or a named constant. */
    record Name(Span span, String name) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of();
        }
    }

    /** A prefix operator. */
    record Unary(Span span, UnaryOperator operator, Expr operand) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(operand);
        }
    }

    /** An infix operator other than a comparison. */
    record Binary(Span span, BinaryOperator operator, Expr left, Expr right) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    /** A chain of comparisons, {@code 0 <= x < 1}: one operator fewer than operands. */
    record Comparison(Span span, List<Comparator> comparators, List<Expr> operands) implements Expr {
        @Override
        public List<Expr> parts() {
            return operands;
        }
    }

    /** {@code if c then a else b}, also written {@code c ? a : b}. */
    record If(Span span, Expr condition, Expr then, Expr otherwise) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(condition, then, otherwise);
        }
    }

    /** A call, {@code f(a, b; c)}; {@code data} holds what stands after the semicolon. */
    record Call(Span span, Span nameSpan, String function, List<Expr> variables, List<Expr> data) implements Expr {
        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>(variables);
            parts.addAll(data);
            return parts;
        }
    }

    enum UnaryOperator {
        NEGATE,
        NOT
    }

    enum BinaryOperator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        POWER,
        AND,
        OR
    }

    enum Comparator {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** All expressions below and including {@code root}, each after its parts, left to right. */
    static List<Expr> postorder(Expr root) {
        List<Expr> reversed = new ArrayList<>();
        Deque<Expr> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Expr next = open.pop();
            reversed.add(next);
            next.parts().forEach(open::push);
        }
        Collections.reverse(reversed);
        return reversed;
    }
}

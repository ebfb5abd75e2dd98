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

    /** An element of an array, {@code A[i, j]}. */
    record Element(Span span, Expr array, List<Expr> indices) implements Expr {
        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>();
            parts.add(array);
            parts.addAll(indices);
            return parts;
        }
    }

    /**
     * A reduction over axes, {@code sum(i in N, j in 0..<i: A[i, j])}. Each axis is known in the ranges of those after it and in the body.
     */
    record Reduction(Span span, Span nameSpan, Reducer reducer, List<Axis> axes, Expr body) implements Expr {
        @Override
        public List<Expr> parts() {
            return Axis.parts(axes, body);
        }
    }

    /** An array by its elements, {@code [i in N, j in M: A[j, i]]}, of rank {@code axes.size()}. */
    record ArrayOf(Span span, List<Axis> axes, Expr body) implements Expr {
        @Override
        public List<Expr> parts() {
            return Axis.parts(axes, body);
        }
    }

    /**
     * A recurrence, {@code fold(t in T, p = p0, q[j in D] = q0[j]: p', q'[j])}: the states after the last step, or with {@code every} as
     * {@code scan(...)} those after each step. The axis and the states are known in the next values, a state's own axes in both of its
     * values.
     *
     * @param next the next value of each state, in their order; as many as states unless there is a mistake
     */
    record Recurrence(Span span, Span nameSpan, boolean every, Axis axis, List<State> states, List<Expr> next)
            implements Expr {
        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>(axis.bounds());
            for (State state : states) {
                parts.addAll(Axis.parts(state.axes, state.first));
            }
            parts.addAll(next);
            return parts;
        }

        /** Its name in the language. */
        public String symbol() {
            return every ? "scan" : "fold";
        }

        /** Whether its only state's result is an array. */
        public boolean isArray() {
            return every || !states.get(0).axes().isEmpty();
        }
    }

    /**
     * Equations, {@code solve(u = u0, v[i in n] = v0[i]: r, s[i])}: the values of the unknowns for which all residuals are zero, looked
     * for from guesses. The unknowns are known in the residuals, an unknown's own axes in its guess and in the residual in its place.
     *
     * @param unknowns with their guesses
     * @param residuals as many as unknowns unless there is a mistake
     */
    record Solve(Span span, Span nameSpan, List<State> unknowns, List<Expr> residuals) implements Expr {
        /** Its name in the language. */
        public static final String SYMBOL = "solve";

        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>();
            for (State unknown : unknowns) {
                parts.addAll(Axis.parts(unknown.axes, unknown.first));
            }
            parts.addAll(residuals);
            return parts;
        }

        /** Whether its only unknown is an array. */
        public boolean isArray() {
            return !unknowns.get(0).axes().isEmpty();
        }
    }

    /**
     * A state of a recurrence, or an unknown of equations.
     *
     * @param axes those of an array's elements; none for a single number
     * @param first its value before the first step; the guess
     */
    record State(Span span, String name, List<Axis> axes, Expr first) {
        /** Where its name stands. */
        public Span nameSpan() {
            return new Span(span.start(), span.start() + name.length());
        }
    }

    /**
     * An axis that a reduction, an array or a recurrence binds: {@code i in lower..<upper}.
     *
     * @param lower where it starts, or null in {@code i in upper}, which starts at 0
     */
    record Axis(Span span, String name, Expr lower, Expr upper) {
        /** The ends of its range that are written. */
        public List<Expr> bounds() {
            return lower == null ? List.of(upper) : List.of(lower, upper);
        }

        private static List<Expr> parts(List<Axis> axes, Expr body) {
            List<Expr> parts = new ArrayList<>();
            axes.forEach(axis -> parts.addAll(axis.bounds()));
            parts.add(body);
            return parts;
        }
    }

    /** What a reduction does with the values of its body. */
    enum Reducer {
        SUM("sum"),
        PROD("prod"),
        MAX("max"),
        MIN("min"),
        LOGSUMEXP("logsumexp"),
        /** The first index at which the body is largest: an integer, over one axis. */
        ARGMAX("argmax"),
        /** The first index at which the body is smallest. */
        ARGMIN("argmin");

        private final String symbol;

        Reducer(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
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

    /** The axes that an expression binds. */
    static List<Axis> axes(Expr expr) {
        if (expr instanceof Reduction reduction) {
            return reduction.axes;
        }
        if (expr instanceof Recurrence recurrence) {
            List<Axis> axes = new ArrayList<>(List.of(recurrence.axis));
            recurrence.states.forEach(state -> axes.addAll(state.axes));
            return axes;
        }
        if (expr instanceof Solve solve) {
            return solve.unknowns.stream()
                    .flatMap(unknown -> unknown.axes.stream())
                    .toList();
        }
        return expr instanceof ArrayOf array ? array.axes : List.of();
    }

    /** The states of a recurrence or the unknowns of equations: names that it makes known, beside its axes. */
    static List<State> states(Expr expr) {
        if (expr instanceof Recurrence recurrence) {
            return recurrence.states;
        }
        return expr instanceof Solve solve ? solve.unknowns : List.of();
    }

    /** The body of a reduction or an array. */
    static Expr body(Expr expr) {
        return expr instanceof Reduction reduction ? reduction.body : ((ArrayOf) expr).body;
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

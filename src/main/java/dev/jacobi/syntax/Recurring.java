package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.State;
import java.util.ArrayList;
import java.util.List;

/**
 * A fold, a scan or a solve, from its open bracket on.
 *
 * @param axes its axis, once that is read; a solve has none
 * @param states those that are read so far; the unknowns of a solve
 * @param next the next values that are read so far; the residuals of a solve
 */
record Recurring(Token name, Span open, List<Axis> axes, List<State> states, List<Expr> next) {

    Recurring(Token name, Span open) {
        this(name, open, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Whether a function of this name is a recurrence where its first argument is an axis. */
    static boolean isName(String name) {
        return name.equals("fold") || name.equals("scan");
    }

    /** Whether a function of this name solves equations where its first argument is an unknown with its guess. */
    static boolean isSolve(String name) {
        return name.equals(Expr.Solve.SYMBOL);
    }

    boolean solves() {
        return isSolve(name.text());
    }

    /** Adds a state whose first value ends at an offset. */
    void add(Frame.First frame, int end, Expr first) {
        Token state = frame.state();
        states.add(new State(new Span(state.span().start(), end), state.text(), List.copyOf(frame.axes()), first));
    }

    /** The whole, once its last value is read and its bracket closed. */
    Expr close(Span close, Expr last) {
        next.add(last);
        Span span = name.span().to(close);
        if (solves()) {
            return new Expr.Solve(span, name.span(), List.copyOf(states), List.copyOf(next));
        }
        boolean every = name.text().equals("scan");
        return new Expr.Recurrence(span, name.span(), every, axes.get(0), List.copyOf(states), List.copyOf(next));
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.Reducer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What binds axes, from its open bracket on: a reduction {@code sum(i in N: ...)}, an array {@code [i in N: ...]}, the left
 * side of {@code z[i in N] = ...}, a recurrence {@code fold(t in T, ...)} or a state {@code q[j in D] = ...} of it.
 *
 * @param name the name before the bracket, or null for an array
 * @param axes the axes that are read so far
 * @param recurring the recurrence of STEPS and STATE, else null
 */
record Binder(Kind kind, Token name, Span open, List<Axis> axes, Recurring recurring) {

    enum Kind {
        REDUCTION,
        ARRAY,
        /** Has no body within its brackets. */
        BINDING,
        STEPS,
        /** Has no body within its brackets. */
        STATE
    }

    Binder(Kind kind, Token name, Span open) {
        this(kind, name, open, new ArrayList<>(), null);
    }

    /** Of the axis of a recurrence. */
    static Binder steps(Recurring recurring) {
        return new Binder(Kind.STEPS, recurring.name(), recurring.open(), recurring.axes(), recurring);
    }

    /** Of a state's axes. */
    static Binder state(Token name, Span open, Recurring recurring) {
        return new Binder(Kind.STATE, name, open, new ArrayList<>(), recurring);
    }

    /** Whether its axes are all that stands in its brackets. */
    boolean isBodiless() {
        return kind == Kind.BINDING || kind == Kind.STATE;
    }

    /** The reducer of this name, or null. */
    static Reducer reducer(String name) {
        return Arrays.stream(Reducer.values())
                .filter(reducer -> reducer.symbol().equals(name))
                .findFirst()
                .orElse(null);
    }

    static List<String> reducers() {
        return Arrays.stream(Reducer.values()).map(Reducer::symbol).collect(Collectors.toList());
    }

    TokenKind bracket() {
        boolean round = kind == Kind.REDUCTION || kind == Kind.STEPS;
        return round ? TokenKind.RIGHT_PAREN : TokenKind.RIGHT_BRACKET;
    }

    void add(Frame.Range range, Span upperSpan, Expr upper) {
        Span span = range.axis().span().to(upperSpan);
        axes.add(new Axis(span, range.axis().text(), range.lower(), upper));
    }

    /** The whole, once its body is read and its bracket closed. */
    Expr close(Span close, Expr body) {
        if (kind == Kind.ARRAY) {
            return new Expr.ArrayOf(open.to(close), List.copyOf(axes), body);
        }
        Span span = name.span().to(close);
        return new Expr.Reduction(span, name.span(), reducer(name.text()), List.copyOf(axes), body);
    }
}

package dev.jacobi.syntax;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of one function, each of which stands for one value: parameters, sizes, bindings and axes. */
final class Scope {

    /** What a name was declared as, and where. */
    private record Declared(String what, Span span) {}

    /** What is still to be looked at, last in first out. */
    private sealed interface Step {}

    private record Look(Expr expr) implements Step {}

    private record Enter(Axis axis) implements Step {}

    private record Leave(Axis axis) implements Step {}

    private final Tokens tokens;
    private final Map<String, Declared> names = new HashMap<>();
    /** The names that no axis binds, in the expressions looked at so far. */
    private final Map<String, Span> free = new HashMap<>();

    private final List<Axis> axes = new ArrayList<>();

    Scope(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Declares the parameters of a function, and the sizes that their shapes name. */
    void parameters(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            Declared first = names.putIfAbsent(parameter.name(), new Declared("parameter", parameter.span()));
            if (first != null) {
                report(
                        parameter.span(),
                        "the parameter " + tokens.quoted(parameter.span()) + " is declared already at "
                                + tokens.place(first.span()));
            }
        }
        for (Parameter parameter : parameters) {
            parameter.shape().forEach(this::sizes);
        }
    }

    private void sizes(Expr extent) {
        for (Expr part : Expr.postorder(extent)) {
            if (!(part instanceof Expr.Name size)) {
                continue;
            }
            Declared first = names.putIfAbsent(size.name(), new Declared("size", size.span()));
            if (first != null && first.what().equals("parameter")) {
                report(
                        first.span(),
                        tokens.quoted(size.span()) + " is a size, named by the shape at " + tokens.place(size.span())
                                + ": a size needs no parameter, a call's arrays give it");
                names.put(size.name(), new Declared("size", size.span()));
            }
        }
    }

    /** Declares a binding; false if the name is taken, which is reported. */
    boolean bind(Token name) {
        Declared first = names.putIfAbsent(name.text(), new Declared("binding", name.span()));
        if (first != null) {
            String what = switch (first.what()) {
                case "parameter" -> " is a parameter, declared at ";
                case "size" -> " is a size, named by the shape at ";
                default -> " is bound already at ";
            };
            report(
                    name.span(),
                    tokens.quoted(name.span()) + what + tokens.place(first.span()) + ", a name stands for one value");
        }
        return first == null;
    }

    /** Reports each axis of a bare expression that hides another name; its free names are its variables. */
    void bareExpression(Expr root) {
        axes(root);
        for (Axis axis : axes) {
            if (free.containsKey(axis.name())) {
                hides(axis, new Declared("variable", free.get(axis.name())));
            }
        }
    }

    /** Reports each axis of an expression that hides another name. */
    void axes(Expr root) {
        Map<String, Span> open = new HashMap<>();
        Deque<Step> steps = new ArrayDeque<>();
        steps.push(new Look(root));
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            if (step instanceof Look look) {
                look(look.expr(), steps);
                if (look.expr() instanceof Expr.Name name && !open.containsKey(name.name())) {
                    free.merge(name.name(), name.span(), (a, b) -> a.start() < b.start() ? a : b);
                }
            } else if (step instanceof Enter enter) {
                enter(enter.axis(), open);
            } else if (step instanceof Leave leave) {
                open.remove(leave.axis().name(), nameSpan(leave.axis()));
            }
        }
    }

    private static void look(Expr expr, Deque<Step> steps) {
        if (expr instanceof Expr.Reduction reduction) {
            binder(reduction.axes(), reduction.body(), steps);
        } else if (expr instanceof Expr.ArrayOf array) {
            binder(array.axes(), array.body(), steps);
        } else {
            expr.parts().forEach(part -> steps.push(new Look(part)));
        }
    }

    private static void binder(List<Axis> axes, Expr body, Deque<Step> steps) {
        axes.forEach(axis -> steps.push(new Leave(axis)));
        steps.push(new Look(body));
        for (int i = axes.size() - 1; i >= 0; i--) {
            Axis axis = axes.get(i);
            steps.push(new Enter(axis));
            steps.push(new Look(axis.upper()));
            if (axis.lower() != null) {
                steps.push(new Look(axis.lower()));
            }
        }
    }

    private void enter(Axis axis, Map<String, Span> open) {
        Span name = nameSpan(axis);
        Span outer = open.putIfAbsent(axis.name(), name);
        Declared hidden = outer != null ? new Declared("axis", outer) : names.get(axis.name());
        if (hidden != null) {
            hides(axis, hidden);
        }
        axes.add(axis);
    }

    private void hides(Axis axis, Declared hidden) {
        Span name = nameSpan(axis);
        report(
                name,
                "the axis " + tokens.quoted(name) + " hides the " + hidden.what() + " at " + tokens.place(hidden.span())
                        + ", a name stands for one value");
    }

    private static Span nameSpan(Axis axis) {
        return new Span(axis.span().start(), axis.span().start() + axis.name().length());
    }

    private void report(Span span, String message) {
        tokens.report(ErrorCode.NAME, span, message, null);
    }
}

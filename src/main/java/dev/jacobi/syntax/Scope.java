package dev.jacobi.syntax;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.State;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of one function, each of which stands for one value: parameters, sizes, bindings, axes, states and unknowns. */
final class Scope {

    /** What a name was declared as, and where. */
    private record Declared(String what, Span span) {}

    /** What is still to be looked at, last in first out. */
    private sealed interface Step {}

    private record Look(Expr expr) implements Step {}

    private record Enter(Local local) implements Step {}

    private record Leave(Local local) implements Step {}

    /** A name within an expression: an axis, a state or an unknown. */
    private record Local(String what, String name, Span span) {}

    private final Tokens tokens;
    private final Map<String, Declared> names = new HashMap<>();
    /** The names that nothing within binds, in the expressions looked at so far. */
    private final Map<String, Span> free = new HashMap<>();

    private final List<Local> locals = new ArrayList<>();
    private final Set<Local> reported = new HashSet<>();
    /** The names of the binding that is looked at. */
    private final Set<String> bound = new HashSet<>();

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

    /** Reports each axis, state and unknown of a bare expression that hides another name; its free names are its variables. */
    void bareExpression(Expr root) {
        axes(root);
        for (Local local : locals) {
            if (free.containsKey(local.name())) {
                hides(local, new Declared("variable", free.get(local.name())));
            }
        }
    }

    /** Looks at the value of a binding. A state or an unknown in it may have the name that is being bound, which is not known there. */
    void binding(List<Parameter> names, Expr value) {
        names.forEach(name -> bound.add(name.name()));
        axes(value);
        bound.clear();
    }

    /** Reports each axis, state and unknown of an expression that hides another name. */
    void axes(Expr root) {
        Map<String, Local> open = new HashMap<>();
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
                enter(enter.local(), open);
            } else if (step instanceof Leave leave) {
                open.remove(leave.local().name(), leave.local());
            }
        }
    }

    private static void look(Expr expr, Deque<Step> steps) {
        List<Step> order = new ArrayList<>();
        if (expr instanceof Expr.Reduction reduction) {
            binder(reduction.axes(), reduction.body(), order);
        } else if (expr instanceof Expr.ArrayOf array) {
            binder(array.axes(), array.body(), order);
        } else if (expr instanceof Expr.Recurrence recurrence) {
            recurrence.axis().bounds().forEach(bound -> order.add(new Look(bound)));
            states("state", List.of(local(recurrence.axis())), recurrence.states(), recurrence.next(), order);
        } else if (expr instanceof Expr.Solve solve) {
            states("unknown", List.of(), solve.unknowns(), solve.residuals(), order);
        } else {
            expr.parts().forEach(part -> order.add(new Look(part)));
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            steps.push(order.get(i));
        }
    }

    private static void binder(List<Axis> axes, Expr body, List<Step> order) {
        for (Axis axis : axes) {
            axis.bounds().forEach(bound -> order.add(new Look(bound)));
            order.add(new Enter(local(axis)));
        }
        order.add(new Look(body));
        axes.forEach(axis -> order.add(new Leave(local(axis))));
    }

    /** The ranges of a state's axes are looked at with its first value. */
    private static void states(String what, List<Local> others, List<State> states, List<Expr> next, List<Step> order) {
        List<Local> locals = new ArrayList<>(others);
        for (State state : states) {
            binder(state.axes(), state.first(), order);
            locals.add(new Local(what, state.name(), state.nameSpan()));
        }
        locals.forEach(local -> order.add(new Enter(local)));
        for (int k = 0; k < next.size(); k++) {
            List<Axis> axes = k < states.size() ? states.get(k).axes() : List.of();
            axes.forEach(axis -> order.add(new Enter(local(axis))));
            order.add(new Look(next.get(k)));
            axes.forEach(axis -> order.add(new Leave(local(axis))));
        }
        locals.forEach(local -> order.add(new Leave(local)));
    }

    private static Local local(Axis axis) {
        Span span = axis.span();
        return new Local(
                "axis",
                axis.name(),
                new Span(span.start(), span.start() + axis.name().length()));
    }

    private void enter(Local local, Map<String, Local> open) {
        Local outer = open.putIfAbsent(local.name(), local);
        boolean same = !local.what().equals("axis") && bound.contains(local.name());
        Declared known = same ? null : names.get(local.name());
        Declared hidden = outer != null ? new Declared(outer.what(), outer.span()) : known;
        if (hidden != null) {
            hides(local, hidden);
        }
        locals.add(local);
    }

    private void hides(Local local, Declared hidden) {
        if (reported.add(local)) {
            report(
                    local.span(),
                    "the " + local.what() + " " + tokens.quoted(local.span()) + " hides the " + hidden.what() + " at "
                            + tokens.place(hidden.span()) + ", a name stands for one value");
        }
    }

    private void report(Span span, String message) {
        tokens.report(ErrorCode.NAME, span, message, null);
    }
}

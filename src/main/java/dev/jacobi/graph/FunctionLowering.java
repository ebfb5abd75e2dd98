package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Solving;
import dev.jacobi.diag.Span;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import dev.jacobi.syntax.Suggestions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Turns one function into a graph. A part with a mistake has no node (null), and whoever uses it stays silent about it. */
final class FunctionLowering {
    private final Function function;
    private final Limits limits;
    private final Diagnostics diagnostics;
    private final Graph graph;
    private final Calls calls;
    private final DerivativeCalls derivatives;
    private final Map<String, Node> scope = new HashMap<>();
    /** Names whose definition failed: their uses are no further mistakes. */
    private final Set<String> failed = new LinkedHashSet<>();

    private final List<Origin.Named> bindings = new ArrayList<>();
    private final Map<Node, Span> places = new HashMap<>();
    private final Deque<Binder> binders = new ArrayDeque<>();
    private final Deque<StagedBinder> staged = new ArrayDeque<>();
    private final Differentiation differentiation;
    private final Solving solving;
    /** The results of the expression lowered last, where that may have several. */
    private List<Node> several;

    FunctionLowering(
            Function function,
            Limits limits,
            Diagnostics diagnostics,
            Map<String, FunctionGraph> known,
            Set<String> declared,
            Differentiation differentiation,
            Solving solving) {
        this.function = function;
        this.differentiation = differentiation;
        this.solving = solving;
        this.limits = limits;
        this.diagnostics = diagnostics;
        this.graph = new Graph(limits.nodes());
        this.calls = new Calls(graph, diagnostics, known, declared);
        this.derivatives = new DerivativeCalls(graph, diagnostics, differentiation, calls::isKnown);
    }

    /** The graph, or null where the function has a mistake. */
    FunctionGraph lower() {
        Shapes shapes = new Shapes(graph, diagnostics, scope);
        if (function.variables() == null) {
            freeNames().forEach(name -> shapes.declare(Role.VARIABLE, new Parameter(function.span(), name)));
        } else {
            shapes.sizesOf(function);
            function.variables().forEach(variable -> shapes.declare(Role.VARIABLE, variable));
        }
        function.data().forEach(data -> shapes.declare(Role.DATA, data));
        if (shapes.failed()) {
            return null;
        }
        Independents independents =
                derivatives.open(function, shapes.parameters().size());
        function.bindings().forEach(binding -> bind(binding, independents));
        List<Node> results = results();
        if (results == null) {
            return null;
        }
        List<Node> roots = new ArrayList<>(results);
        bindings.forEach(binding -> roots.add(binding.node()));
        return settled(shapes, results, independents.settled(roots));
    }

    private FunctionGraph settled(Shapes shapes, List<Node> results, Map<Node, Node> images) {
        List<Origin.Named> named = bindings.stream()
                .map(binding -> new Origin.Named(binding.name(), images.get(binding.node())))
                .toList();
        Map<Node, Span> moved = new HashMap<>(places);
        places.forEach((node, span) -> moved.putIfAbsent(images.getOrDefault(node, node), span));
        Origin origin = new Origin(diagnostics.source(), function, named, moved);
        List<Node> finished = results.stream().map(images::get).toList();
        return new FunctionGraph(function.name(), shapes.parameters(), shapes.sizes(), graph, finished, origin);
    }

    /** The variables of a bare expression: its free names in order of appearance. */
    private List<String> freeNames() {
        Set<String> names = new LinkedHashSet<>();
        Set<String> bound = new HashSet<>();
        for (Expr part : Expr.postorder(function.results().get(0))) {
            Expr.axes(part).forEach(axis -> bound.add(axis.name()));
            Expr.states(part).forEach(state -> bound.add(state.name()));
        }
        for (Expr part : Expr.postorder(function.results().get(0))) {
            if (part instanceof Expr.Name name
                    && !Builtins.constants().containsKey(name.name())
                    && !bound.contains(name.name())) {
                names.add(name.name());
            }
        }
        if (names.size() > limits.variables()) {
            String found = names.size() + " variables, the limit Limits.variables is " + limits.variables();
            diagnostics.report(ErrorCode.LIMIT, function.span(), found);
        }
        return List.copyOf(names);
    }

    private void bind(Binding binding, Independents independents) {
        List<Node> values = lowerSeveral(binding.value());
        List<Parameter> names = binding.names();
        if (values != null && values.size() != names.size()) {
            diagnostics.report(
                    ErrorCode.ARITY,
                    binding.span(),
                    "found " + count(values.size(), "result") + " for " + count(names.size(), "name"));
            values = null;
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).name();
            Node value = values == null ? null : values.get(i);
            if (value == null || !runOver(binding.axes().get(i), names.get(i), value)) {
                failed.add(name);
            } else {
                Node used = independents.define(name, value);
                scope.put(name, used);
                bindings.add(new Origin.Named(name, used));
            }
        }
    }

    /** Whether axes that are written after a name run over the array that is bound to it; reports it if not. */
    private boolean runOver(List<Expr.Axis> axes, Parameter name, Node value) {
        List<Node> extents = value.type() == Type.ARRAY ? Loops.extents(value) : List.of();
        if (axes.size() != extents.size() && !axes.isEmpty()) {
            String found = extents.isEmpty() ? "a number" : "an array of rank " + extents.size();
            diagnostics.report(
                    ErrorCode.TYPE,
                    name.span(),
                    "'" + name.name() + "' has " + count(axes.size(), "axis") + " here and is " + found);
            return false;
        }
        boolean agree = true;
        for (int d = 0; d < axes.size(); d++) {
            Expr.Axis axis = axes.get(d);
            List<Node> ends = axis.bounds().stream().map(this::lower).toList();
            agree &= ends.stream().noneMatch(Objects::isNull);
            if (agree && !isLength(extents.get(d), ends)) {
                diagnostics.report(
                        ErrorCode.TYPE,
                        axis.span(),
                        "the axis '" + axis.name() + "' does not run over dimension " + (d + 1) + " of '" + name.name()
                                + "'");
                agree = false;
            }
        }
        return agree;
    }

    private boolean isLength(Node extent, List<Node> ends) {
        Integers integers = new Integers(graph);
        Node length = integers.length(ends);
        // A recurrence runs no step where the range ends before it begins.
        return length != null && (extent == length || extent == integers.atLeastZero(length));
    }

    private List<Node> results() {
        List<Node> results = new ArrayList<>();
        boolean complete = true;
        for (Expr expr : function.results()) {
            List<Node> values = function.results().size() == 1 ? lowerSeveral(expr) : single(lower(expr));
            if (values == null || values.stream().anyMatch(Objects::isNull)) {
                complete = false;
                continue;
            }
            for (Node value : values) {
                boolean number = Integers.isNumber(value) || value.type() == Type.ARRAY;
                complete &= number || reportType(expr, "a result must be a number, found " + Integers.describe(value));
                results.add(new Integers(graph).real(value));
            }
        }
        return complete ? results : null;
    }

    private static List<Node> single(Node node) {
        List<Node> list = new ArrayList<>();
        list.add(node);
        return list;
    }

    private boolean reportType(Expr expr, String message) {
        diagnostics.report(ErrorCode.TYPE, expr.span(), message);
        return false;
    }

    /** The results of an expression: several where it is a call of a function that has several. Null after a mistake. */
    private List<Node> lowerSeveral(Expr expr) {
        if (expr instanceof Expr.Call call && !derivatives.isDerivative(call)) {
            List<Node> args = new ArrayList<>();
            call.parts().forEach(part -> args.add(lower(part)));
            List<Node> results = calls.apply(call, args);
            if (results != null) {
                results.forEach(result -> places.putIfAbsent(result, call.span()));
            }
            return results;
        }
        if (!Expr.states(expr).isEmpty()) {
            lower(expr, true);
            return several;
        }
        return single(lower(expr));
    }

    /** An expression that waits: for its parts, or at each axis that it binds for the ranges before it. */
    private record Step(Expr expr, int stage) {}

    /** The node of an expression, or null after a mistake. */
    private Node lower(Expr root) {
        return lower(root, false);
    }

    /** @param maySeveral whether it may be a recurrence or a solve with several results, which are {@link #several} then */
    private Node lower(Expr root, boolean maySeveral) {
        Map<Expr, Node> values = new IdentityHashMap<>();
        Deque<Step> open = new ArrayDeque<>();
        open.push(new Step(root, 0));
        while (!open.isEmpty()) {
            Step step = open.pop();
            Node node = !Expr.states(step.expr).isEmpty()
                    ? staged(step, open, values, maySeveral && step.expr == root)
                    : Expr.axes(step.expr).isEmpty() ? plain(step, open, values) : binder(step, open, values);
            if (node != null) {
                values.put(step.expr, node);
                places.putIfAbsent(node, step.expr.span());
            }
        }
        return values.get(root);
    }

    private Node plain(Step step, Deque<Step> open, Map<Expr, Node> values) {
        List<Expr> parts = step.expr instanceof Expr.Call call && derivatives.isDerivative(call)
                ? DerivativeCalls.parts(call)
                : step.expr.parts();
        if (step.stage == 0 && !parts.isEmpty()) {
            open.push(new Step(step.expr, 1));
            for (int i = parts.size() - 1; i >= 0; i--) {
                open.push(new Step(parts.get(i), 0));
            }
            return null;
        }
        List<Node> args = new ArrayList<>();
        parts.forEach(part -> args.add(values.get(part)));
        return lowerPart(step.expr, args);
    }

    /** One stage of what binds axes: the ranges of the first axis, of the second, ..., the body; then it is made. */
    private Node binder(Step step, Deque<Step> open, Map<Expr, Node> values) {
        List<Expr.Axis> axes = Expr.axes(step.expr);
        Binder binder = step.stage == 0 ? new Binder(graph, diagnostics, scope) : binders.pop();
        if (step.stage > 0 && step.stage <= axes.size()) {
            Expr.Axis axis = axes.get(step.stage - 1);
            binder.open(axis, axis.lower() == null ? null : values.get(axis.lower()), values.get(axis.upper()));
        }
        if (step.stage > axes.size()) {
            axes.forEach(axis -> scope.remove(axis.name()));
            return binder.make(step.expr, values.get(Expr.body(step.expr)));
        }
        binders.push(binder);
        open.push(new Step(step.expr, step.stage + 1));
        if (step.stage == axes.size()) {
            open.push(new Step(Expr.body(step.expr), 0));
        } else {
            Expr.Axis axis = axes.get(step.stage);
            open.push(new Step(axis.upper(), 0));
            if (axis.lower() != null) {
                open.push(new Step(axis.lower(), 0));
            }
        }
        return null;
    }

    /** One stage of a recurrence or a solve: what it needs next; then it is made. */
    private Node staged(Step step, Deque<Step> open, Map<Expr, Node> values, boolean maySeveral) {
        StagedBinder binder = step.stage == 0 ? stagedBinder(step.expr, values) : staged.pop();
        Expr part = binder.next();
        if (part != null) {
            staged.push(binder);
            open.push(new Step(step.expr, 1));
            open.push(new Step(part, 0));
            return null;
        }
        several = binder.results();
        if (several != null && several.size() > 1 && !maySeveral) {
            String symbol = step.expr instanceof Expr.Recurrence recurrence ? recurrence.symbol() : Expr.Solve.SYMBOL;
            diagnostics.report(
                    ErrorCode.ARITY,
                    step.expr.span(),
                    symbol + " has " + several.size() + " results; bind them first, (a, b) = " + symbol + "(...)");
        }
        return several == null || several.size() > 1 ? null : several.get(0);
    }

    private StagedBinder stagedBinder(Expr expr, Map<Expr, Node> values) {
        return expr instanceof Expr.Solve solve
                ? new SolveBinder(graph, diagnostics, differentiation, solving, scope, solve, values::get)
                : new RecurrenceBinder(graph, diagnostics, scope, (Expr.Recurrence) expr, values::get);
    }

    private Node lowerPart(Expr part, List<Node> args) {
        if (part instanceof Expr.Number number) {
            return graph.constant(number.value());
        }
        if (part instanceof Expr.Name name) {
            return lookUp(name);
        }
        if (part instanceof Expr.Call call) {
            return derivatives.isDerivative(call) ? derivatives.apply(call, args) : lowerCall(call, args);
        }
        if (args.contains(null)) {
            return null;
        }
        return part instanceof Expr.Element element
                ? new Elements(graph, diagnostics).read(element, args)
                : new Operators(graph, diagnostics).apply(part, args);
    }

    private Node lowerCall(Expr.Call call, List<Node> args) {
        List<Node> results = calls.apply(call, args);
        if (results != null && results.size() != 1) {
            diagnostics.report(
                    ErrorCode.ARITY,
                    call.span(),
                    call.function() + " has " + results.size() + " results; bind them first, (a, b) = "
                            + call.function() + "(...)");
            return null;
        }
        return results == null ? null : results.get(0);
    }

    private Node lookUp(Expr.Name name) {
        Node found = scope.get(name.name());
        if (found != null) {
            return found;
        }
        Double constant = Builtins.constants().get(name.name());
        if (constant != null) {
            return graph.constant(constant);
        }
        if (!failed.contains(name.name())) {
            Set<String> known = new LinkedHashSet<>(scope.keySet());
            known.addAll(Builtins.constants().keySet());
            diagnostics.report(
                    ErrorCode.NAME,
                    name.span(),
                    "unknown name '" + name.name() + "'",
                    Suggestions.nearest(name.name(), known));
        }
        return null;
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

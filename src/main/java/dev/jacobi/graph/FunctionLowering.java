package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Span;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import dev.jacobi.syntax.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<String, Node> scope = new HashMap<>();
    /** Names whose definition failed: their uses are no further mistakes. */
    private final Set<String> failed = new LinkedHashSet<>();

    private final List<Origin.Named> bindings = new ArrayList<>();
    private final Map<Node, Span> places = new HashMap<>();

    FunctionLowering(
            Function function,
            Limits limits,
            Diagnostics diagnostics,
            Map<String, FunctionGraph> known,
            Set<String> declared) {
        this.function = function;
        this.limits = limits;
        this.diagnostics = diagnostics;
        this.graph = new Graph(limits.nodes());
        this.calls = new Calls(graph, diagnostics, known, declared);
    }

    /** The graph, or null where the function has a mistake. */
    FunctionGraph lower() {
        List<String> variables = function.variables() == null ? freeNames() : names(function.variables());
        List<String> data = names(function.data());
        for (int i = 0; i < variables.size(); i++) {
            scope.put(variables.get(i), graph.parameter(Role.VARIABLE, i));
        }
        for (int i = 0; i < data.size(); i++) {
            scope.put(data.get(i), graph.parameter(Role.DATA, i));
        }
        function.bindings().forEach(this::bind);
        List<Node> results = results();
        if (results == null) {
            return null;
        }
        Origin origin = new Origin(diagnostics.source(), function, List.copyOf(bindings), places);
        return new FunctionGraph(function.name(), variables, data, graph, results, origin);
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** The variables of a bare expression: its free names in order of appearance. */
    private List<String> freeNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Expr part : Expr.postorder(function.results().get(0))) {
            if (part instanceof Expr.Name name && !Builtins.constants().containsKey(name.name())) {
                names.add(name.name());
            }
        }
        if (names.size() > limits.variables()) {
            String found = names.size() + " variables, the limit Limits.variables is " + limits.variables();
            diagnostics.report(ErrorCode.LIMIT, function.span(), found);
        }
        return List.copyOf(names);
    }

    private void bind(Binding binding) {
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
            if (value == null) {
                failed.add(name);
            } else {
                scope.put(name, value);
                bindings.add(new Origin.Named(name, value));
            }
        }
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
                complete &=
                        value.type() == Type.REAL || reportType(expr, "a result must be a number, found a condition");
                results.add(value);
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
        if (expr instanceof Expr.Call call) {
            List<Node> args = new ArrayList<>();
            call.parts().forEach(part -> args.add(lower(part)));
            List<Node> results = calls.apply(call, args);
            if (results != null) {
                results.forEach(result -> places.putIfAbsent(result, call.span()));
            }
            return results;
        }
        return single(lower(expr));
    }

    /** The node of an expression, or null after a mistake. */
    private Node lower(Expr root) {
        Map<Expr, Node> values = new IdentityHashMap<>();
        for (Expr part : Expr.postorder(root)) {
            List<Node> args = new ArrayList<>();
            part.parts().forEach(p -> args.add(values.get(p)));
            Node node = lowerPart(part, args);
            if (node != null) {
                values.put(part, node);
                places.putIfAbsent(node, part.span());
            }
        }
        return values.get(root);
    }

    private Node lowerPart(Expr part, List<Node> args) {
        if (part instanceof Expr.Number number) {
            return graph.constant(number.value());
        }
        if (part instanceof Expr.Name name) {
            return lookUp(name);
        }
        if (part instanceof Expr.Call call) {
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
        return args.contains(null) ? null : new Operators(graph, diagnostics).apply(part, args);
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

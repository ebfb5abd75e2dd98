package dev.jacobi.graph;

import static dev.jacobi.graph.Phrases.NOWHERE;

import dev.jacobi.graph.Intermediates.Named;
import dev.jacobi.graph.Intermediates.Reference;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.Reducer;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns graphs back into syntax trees: the inverse of {@link Lowering}. Printing the tree and lowering the text gives the same graph
 * again. Linear in the graph, and recursive only over what binds axes: what is shared, and what would nest too deeply, becomes a binding
 * {@code t1 = ...}, or {@code t1[i in N] = ...} where it depends on axes that run over whole sizes; only within loops over dependent
 * ranges shared parts are written out each time. Axes are called as in the source where it has a name for their range, and never like
 * another axis round them.
 *
 * <p>What the language cannot say comes back as the nearest thing that it can: the negation of a constant, a POWER with exponent 0, 1 or
 * beyond 64 in magnitude (by {@code pow}), what {@link Graph#select}, {@link Graph#and}, {@link Graph#or} and {@link Graph#not} decide at
 * once, a TRUTH (as {@code 0 == 0} or {@code 0 != 0}), an infinity or NaN whose name a parameter hides (as {@code 1 / 0} or {@code 0 / 0}),
 * and a seed (as data). A function named like a built-in operation that it uses reads as calling itself. The variables of a bare
 * expression are its names, in order of appearance, whatever they were before.
 *
 * <p>Of loops, three things come back changed. A SCATTER is written as what each element is the sum of, {@code [m in M: sum(p in P: if
 * row[p] == m then ... else 0)]}: the same sums, but read back it runs over all contributions for each element. What a DETACH holds reads
 * back as what it is, with its derivative, as does a LOGSUM that is no logsumexp. Arithmetic on integers as numbers, such as {@code i + 1}
 * in place of the number i plus the number 1, reads back as arithmetic on integers: the same value, unless that overflows.
 */
public final class Raising {
    private final FunctionGraph function;
    private final WrittenForm form;
    private final Intermediates intermediates;
    private final BinderNames axisNames;
    private final Map<Node, String> parameterNames;
    private final ReadingOrder reading;
    private final Phrases phrases;

    /** Where nodes are written: those that mention an axis bound here belong here, others to the parent. */
    private record Scope(Scope parent, Map<Node, String> axes, Map<Node, Expr> raised) {
        Scope(Scope parent) {
            this(parent, new HashMap<>(), new HashMap<>());
        }

        Scope homeOf(Node node) {
            Scope scope = this;
            while (scope.parent != null && node.axes().stream().noneMatch(scope.axes::containsKey)) {
                scope = scope.parent;
            }
            return scope;
        }

        Expr of(Node node) {
            return homeOf(node).raised.get(node);
        }
    }

    private Raising(
            FunctionGraph function,
            WrittenForm form,
            Intermediates intermediates,
            Map<Node, String> parameterNames,
            Set<String> taken) {
        this.function = function;
        this.form = form;
        this.intermediates = intermediates;
        this.parameterNames = parameterNames;
        this.axisNames = BinderNames.of(form, intermediates);
        Map<Node, Reference> references = intermediates.references();
        List<Node> order = intermediates.order();
        int ids = order.stream().mapToInt(Node::id).max().orElse(-1) + 1;
        this.reading = new ReadingOrder(ids, references.keySet());
        order.forEach(reading::visit);
        Set<String> hiding = new HashSet<>(taken);
        hiding.addAll(axisNames.all());
        this.phrases = new Phrases(hiding, references::containsKey);
    }

    /** The function's tree, its intermediates called as in its {@link Origin}. */
    public static Function raise(FunctionGraph function) {
        Map<Node, String> names = new HashMap<>();
        function.origin().bindings().forEach(named -> names.putIfAbsent(named.node(), named.name()));
        return raise(function, names);
    }

    /** As {@link #raise(FunctionGraph, Map)}, for a function of single numbers. */
    public static Function raise(
            String name,
            Graph graph,
            List<Node> results,
            List<String> variables,
            List<String> data,
            Map<Node, String> names) {
        return raise(FunctionGraph.ofNumbers(name, variables, data, graph, results, Origin.BUILT), names);
    }

    /**
     * The tree of a function. Without a name it becomes a bare expression if it is a single expression of single numbers that are
     * variables, and is called {@code f} otherwise. Seeds among what its results need become data, called as {@code names} says or
     * {@code seed0}, {@code seed1} and so on.
     *
     * @param names names for intermediates: those that the results need become bindings, unless the function is a bare expression. A
     *     name that stands for something else already is passed over
     * @throws dev.jacobi.diag.JacobiException where the text would be too long to write
     */
    public static Function raise(FunctionGraph function, Map<Node, String> names) {
        WrittenForm form = WrittenForm.of(function, names);
        Map<Node, String> parameterNames = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(function.sizes());
        for (int i = 0; i < form.parameters().size(); i++) {
            parameterNames.put(
                    form.parameters().get(i), function.parameters().get(i).name());
        }
        taken.addAll(parameterNames.values());
        boolean bare = function.name() == null && mayBeBare(function, taken);
        List<Node> seeds = Walk.upward(form.graph(), form.results()).stream()
                .filter(node -> node.isParameter() && node.role() == Role.SEED)
                .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                .toList();
        for (Node node : seeds) {
            String seed = fresh(form.names().getOrDefault(node, "seed" + node.index()), taken);
            parameterNames.put(node, seed);
            taken.add(seed);
            bare = false;
        }
        Intermediates intermediates = Intermediates.of(form, taken, !bare);
        bare &= intermediates.bindings().isEmpty();
        if (function.name() == null && !bare) {
            intermediates = Intermediates.of(form, taken, true);
        }
        String name = bare ? null : function.name() == null ? "f" : function.name();
        return new Raising(function, form, intermediates, parameterNames, taken).function(name);
    }

    private static boolean mayBeBare(FunctionGraph function, Set<String> taken) {
        return function.results().size() == 1
                && function.parameters().stream()
                        .allMatch(parameter -> parameter.node().is(Op.PARAMETER) && parameter.role() == Role.VARIABLE)
                && Builtins.constants().keySet().stream().noneMatch(taken::contains);
    }

    private static String fresh(String wish, Set<String> taken) {
        String name = wish;
        while (taken.contains(name) || Builtins.constants().containsKey(name)) {
            name += "_";
        }
        return name;
    }

    private Function function(String name) {
        Scope top = new Scope(null);
        List<Binding> bindings = new ArrayList<>();
        for (Named named : intermediates.bindings()) {
            bindings.add(new Binding(NOWHERE, List.of(new Parameter(NOWHERE, named.name())), definition(named, top)));
        }
        List<Expr> results = new ArrayList<>();
        form.results().forEach(result -> results.add(raised(result, top)));
        return new Function(
                NOWHERE,
                null,
                name,
                NOWHERE,
                name == null ? null : parameters(Role.VARIABLE),
                parameters(Role.DATA, Role.SEED),
                BindingOrder.of(bindings),
                results);
    }

    private List<Parameter> parameters(Role... roles) {
        List<Parameter> parameters = new ArrayList<>();
        for (Role role : roles) {
            parameterNames.forEach((node, name) -> {
                if (node.role() == role) {
                    List<Expr> shape = new ArrayList<>();
                    node.args().forEach(extent -> shape.add(Phrases.ofSizes(extent, function.sizes())));
                    parameters.add(new Parameter(NOWHERE, name, node.is(Op.INTEGERS), shape));
                }
            });
        }
        return parameters;
    }

    /** What a binding is: the value itself, which is a name everywhere else. */
    private Expr definition(Named named, Scope top) {
        Reference reference = intermediates.references().get(named.value());
        boolean alias = reference != null && reference.named() != named;
        List<String> names = axisNames.of(named);
        Scope scope = names.isEmpty() ? top : new Scope(top);
        List<Axis> axes = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            axes.add(axis(named.axes().get(k), names.get(k), scope));
        }
        Expr value = alias ? raised(named.value(), scope) : written(named.value(), scope);
        return axes.isEmpty() ? value : new Expr.ArrayOf(NOWHERE, axes, value);
    }

    /** The expression of a node as it stands in a scope. */
    private Expr raised(Node root, Scope scope) {
        for (Node node : missing(List.of(root), scope).values()) {
            Reference named = intermediates.references().get(node);
            Reference reference = named != null ? named : readOfNamed(node);
            scope.homeOf(node).raised.put(node, reference == null ? expression(node, scope) : name(reference, scope));
        }
        return scope.of(root);
    }

    /** The expression of a node itself, though it has a name. */
    private Expr written(Node node, Scope scope) {
        node.args().stream().filter(arg -> WrittenForm.binder(node) == null).forEach(arg -> raised(arg, scope));
        return expression(node, scope);
    }

    /** The nodes that have to be raised for others, by id; what binds axes raises its own parts. */
    private TreeMap<Integer, Node> missing(Collection<Node> roots, Scope scope) {
        TreeMap<Integer, Node> missing = new TreeMap<>();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            boolean known = scope.of(node) != null || missing.putIfAbsent(node.id(), node) != null;
            boolean named = intermediates.references().containsKey(node);
            if (!known
                    && !named
                    && !node.is(Op.AXIS)
                    && !node.is(Op.STATE)
                    && !node.isParameter()
                    && WrittenForm.binder(node) == null) {
                open.addAll(node.args());
            }
        }
        return missing;
    }

    private Expr expression(Node node, Scope scope) {
        if (node.isParameter()) {
            return Phrases.name(parameterNames.get(node));
        } else if (node.is(Op.SIZE)) {
            return Phrases.name(function.sizes().get(node.index()));
        } else if (node.is(Op.AXIS)) {
            return Phrases.name(scope.homeOf(node).axes.get(node));
        } else if (node.is(Op.STATE)) {
            return Phrases.name(scope.homeOf(node).axes.get(node.arg(0)));
        } else if (node.is(Op.SOLVE)) {
            return solve(node, scope);
        } else if (WrittenForm.binder(node) != null) {
            return binder(node, scope);
        }
        Node[] args = reading.arguments(node);
        Expr[] parts = Arrays.stream(args).map(scope::of).toArray(Expr[]::new);
        return phrases.of(node, args, parts);
    }

    /** The read of a named array of which some indices are fixed, {@code [c in C: score[i, c]][label[i]]}: an element of that; else null. */
    private Reference readOfNamed(Node node) {
        Node map = node.is(Op.READ) ? node.arg(0) : node;
        boolean known = intermediates.references().containsKey(map)
                || intermediates.references().containsKey(node);
        Reference body = map.is(Op.MAP) && map != node && !known
                ? intermediates.references().get(map.body())
                : null;
        if (body == null) {
            return null;
        }
        List<Node> indices = new ArrayList<>();
        for (Node index : body.indices()) {
            int place = map.boundAxes().indexOf(index);
            indices.add(place < 0 ? index : node.arg(place + 1));
        }
        return new Reference(body.named(), indices);
    }

    private Expr name(Reference reference, Scope scope) {
        List<Expr> indices = new ArrayList<>();
        reference.indices().forEach(index -> indices.add(raised(index, scope)));
        return Phrases.element(Phrases.name(reference.named().name()), indices);
    }

    /** A reduction or an array over the axes that it binds. */
    private Expr binder(Node node, Scope outer) {
        Node binder = WrittenForm.binder(node);
        Scope scope = new Scope(outer);
        List<Axis> axes = new ArrayList<>();
        for (int k = 0; k < binder.boundAxes().size(); k++) {
            axes.add(axis(binder.arg(k), axisNames.of(node).get(k), scope));
        }
        Expr body = raised(binder.body(), scope);
        if (node.is(Op.MAP)) {
            return new Expr.ArrayOf(NOWHERE, axes, body);
        }
        Reducer reducer = reducer(node);
        boolean extreme = reducer == Reducer.MAX || reducer == Reducer.MIN;
        if (extreme && body instanceof Expr.Reduction inner && inner.reducer() == reducer) {
            // The extreme over several axes is one of extremes.
            axes.addAll(inner.axes());
            body = inner.body();
        }
        return new Expr.Reduction(NOWHERE, NOWHERE, reducer, axes, body);
    }

    /** A solve of one unknown, whose axis is called like the unknown. */
    private Expr solve(Node node, Scope outer) {
        Equation equation = Equation.of(node);
        String unknown = axisNames.of(node).get(0);
        Expr guess = raised(equation.guess(), outer);
        Scope scope = new Scope(outer);
        scope.axes.put(equation.axis(), unknown);
        Expr residual = raised(equation.residual(), scope);
        Expr.State state = new Expr.State(NOWHERE, unknown, List.of(), guess);
        return new Expr.Solve(NOWHERE, NOWHERE, List.of(state), List.of(residual));
    }

    private static Reducer reducer(Node node) {
        return switch (node.op()) {
            case SUM -> Reducer.SUM;
            case PROD -> Reducer.PROD;
            case MAXIMUM -> Reducer.MAX;
            case MINIMUM -> Reducer.MIN;
            case ARGMAX -> Reducer.ARGMAX;
            case ARGMIN -> Reducer.ARGMIN;
            default -> Reducer.LOGSUMEXP;
        };
    }

    /** An axis with its range, known in the scope from here on. */
    private Expr.Axis axis(Node axis, String name, Scope scope) {
        boolean whole = axis.arg(0).isInteger(0) && axis.arg(1).axes().isEmpty();
        Expr lower = whole ? null : raised(axis.arg(0), scope);
        Expr upper = raised(axis.arg(1), scope);
        scope.axes.put(axis, name);
        return new Axis(NOWHERE, name, lower, upper);
    }
}

package dev.jacobi.explain;

import dev.jacobi.ImportResolver;
import dev.jacobi.Linker;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import dev.jacobi.explain.LoopExplanation.Adjoint;
import dev.jacobi.explain.LoopExplanation.Term;
import dev.jacobi.explain.LoopExplanation.Value;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Rule;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Works out a {@link LoopExplanation}: the function's bindings are its steps. Each step is read again as a function of the variables and
 * of the steps before it, and differentiated by each; so what is shown is what the language says of it.
 */
public final class LoopExplainer {
    private static final Span NOWHERE = new Span(0, 0);

    private final FunctionGraph function;
    private final Options options;
    private final Function tree;
    private final List<Step> steps = new ArrayList<>();
    private final LoopNumbers numbers;

    /** A step as a function of its own. */
    record Step(Parameter parameter, Expr value, FunctionGraph function) {
        String name() {
            return parameter.name();
        }

        Node root() {
            return function.results().get(0);
        }

        Graph graph() {
            return function.graph();
        }
    }

    private LoopExplainer(FunctionGraph function, Inputs point, Options options) {
        this.function = function;
        this.options = options;
        this.tree = Raising.raise(function.with(name(function), function.results()));
        this.numbers = point == null ? null : new LoopNumbers(function, point);
    }

    /**
     * Explains a function with one result.
     *
     * @param point the values of its parameters, or null where only symbols are wanted
     * @throws JacobiException where it has several results, no variable, or a recurrence
     */
    public static LoopExplanation explain(FunctionGraph function, Inputs point, Options options) {
        if (function.results().size() != 1) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "only a function with one result can be explained, this one has "
                            + function.results().size() + "; let it return one of them");
        }
        if (function.variables().isEmpty()) {
            throw new JacobiException(ErrorCode.DERIVATIVE, "there is no variable to differentiate by");
        }
        if (Walk.upward(function.graph(), function.results()).stream().anyMatch(node -> node.is(Op.SCAN))) {
            throw new JacobiException(
                    ErrorCode.UNSUPPORTED,
                    "recurrences (fold, scan) cannot be explained yet; evaluate with --gradient gives their derivatives, "
                            + "check compares them, and a step alone can be explained as a function of its own");
        }
        return new LoopExplainer(function, point, options).explanation();
    }

    private static String name(FunctionGraph function) {
        String name = function.name() == null ? "result" : function.name();
        while (function.variables().contains(name) || function.data().contains(name)) {
            name += "_";
        }
        return name;
    }

    private LoopExplanation explanation() {
        for (Binding binding : tree.bindings()) {
            add(binding.names().get(0).name(), binding.value());
        }
        Expr result = tree.results().get(0);
        boolean named = result instanceof Expr.Name last
                && !steps.isEmpty()
                && steps.get(steps.size() - 1).name().equals(last.name());
        if (!named) {
            add(fresh(), result);
        }
        List<LoopExplanation.Step> described = steps.stream()
                .map(step -> new LoopExplanation.Step(step.name(), new Symbolic(step.value, List.of()), tangent(step)))
                .toList();
        List<Adjoint> adjoints = adjoints();
        String data = function.data().isEmpty() ? "" : "; " + String.join(", ", function.data());
        String heading = tree.name() + "(" + String.join(", ", function.variables()) + data + ")";
        return new LoopExplanation(heading, described, adjoints, numbers == null ? List.of() : numbers.values());
    }

    /** The name of the result: the function's, unless a step has it. */
    private String fresh() {
        String name = tree.name();
        while (shape(name) != null) {
            name += "_";
        }
        return name;
    }

    private void add(String name, Expr value) {
        List<Parameter> variables = new ArrayList<>(tree.variables());
        steps.forEach(step -> variables.add(step.parameter));
        Function text = new Function(NOWHERE, null, "step", NOWHERE, variables, tree.data(), List.of(), List.of(value));
        FunctionGraph lowered = Linker.link(
                        new SourceText("<step>", TreePrinter.print(text)), ImportResolver.NONE, options)
                .get(0);
        lowered.graph().budget(options.limits().derivativeNodes());
        Parameter parameter = new Parameter(NOWHERE, name, false, shape(value));
        steps.add(new Step(parameter, Signs.pullForward(value), lowered));
        if (numbers != null) {
            numbers.evaluate(name, lowered);
        }
    }

    private List<Expr> shape(Expr value) {
        if (value instanceof Expr.ArrayOf array) {
            return array.axes().stream().map(Expr.Axis::upper).toList();
        }
        return value instanceof Expr.Name name && shape(name.name()) != null ? shape(name.name()) : List.of();
    }

    /** The shape of a parameter or a step, or null where there is none of that name. */
    private List<Expr> shape(String name) {
        List<Parameter> known = new ArrayList<>(tree.variables());
        known.addAll(tree.data());
        steps.forEach(step -> known.add(step.parameter));
        return known.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::shape)
                .findFirst()
                .orElse(null);
    }

    private Symbolic tangent(Step step) {
        List<Node> by = step.function.variableNodes();
        List<Node> seeds = Derivatives.seeds(step.graph(), by);
        Map<Node, String> names = new HashMap<>();
        for (int i = 0; i < by.size(); i++) {
            names.put(seeds.get(i), step.function.variables().get(i) + "Dot");
        }
        Node tangent =
                Derivatives.jvp(step.graph(), List.of(step.root()), by, seeds).get(0);
        return symbolic(step, simplified(step, tangent, rule -> {}), names);
    }

    private static Node simplified(Step step, Node node, Consumer<Rule> fired) {
        return Simplifier.simplify(step.graph(), List.of(node), Grade.TEXT, fired)
                .get(node);
    }

    private static Symbolic symbolic(Step step, Node node, Map<Node, String> names) {
        Function raised = Raising.raise(step.function.with("step", List.of(node)), names);
        List<Binding> where = raised.bindings().stream()
                .map(binding -> new Binding(binding.span(), binding.names(), Signs.pullForward(binding.value())))
                .toList();
        return new Symbolic(Signs.pullForward(raised.results().get(0)), where);
    }

    /** The steps from the last to the first, then the variables in order. */
    private List<Adjoint> adjoints() {
        List<String> order = new ArrayList<>();
        steps.forEach(step -> order.add(0, step.name()));
        order.addAll(function.variables());
        List<Adjoint> adjoints = new ArrayList<>();
        for (String name : order) {
            List<Term> terms = new ArrayList<>();
            Value number = numbers == null ? null : numbers.adjoint(name, name.equals(order.get(0)));
            for (Step step : steps) {
                Term term = step.function.variables().contains(name) ? term(step, name, number) : null;
                if (term != null) {
                    terms.add(term);
                }
            }
            int variable = function.variables().indexOf(name);
            boolean incomplete = number != null
                    && variable >= 0
                    && Arrays.stream(number.elements()).anyMatch(Double::isNaN);
            if (incomplete && function.results().get(0).type() != Type.ARRAY) {
                numbers.complete(number, function.variableNodes().get(variable));
            }
            adjoints.add(new Adjoint(name, terms, number));
        }
        return adjoints;
    }

    /** What a step contributes to the adjoint of a name, or null where it does not depend on it; adds that to its number. */
    private Term term(Step step, String name, Value number) {
        boolean mentioned = new Symbolic(step.value, List.of()).names().contains(name);
        if (!mentioned) {
            return null;
        }
        Graph graph = step.graph();
        Node by = step.function.variableNodes().get(step.function.variables().indexOf(name));
        List<Node> root = List.of(step.root());
        List<Node> seeds = Derivatives.seeds(graph, root);
        Node adjoint = Derivatives.vjp(graph, root, seeds, List.of(by)).get(0);
        if (number != null) {
            numbers.add(number, step, adjoint);
        }
        Set<String> fired = new LinkedHashSet<>();
        Node simple = simplified(step, adjoint, rule -> fired.add(rule.name()));
        Symbolic formula = symbolic(step, simple, Map.of(seeds.get(0), step.name() + "Bar"));
        return new Term(step.name(), formula, LoopRules.of(step.value, name), List.copyOf(fired));
    }
}

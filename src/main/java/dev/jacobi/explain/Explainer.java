package dev.jacobi.explain;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.explain.Explanation.Adjoint;
import dev.jacobi.explain.Explanation.Local;
import dev.jacobi.explain.Explanation.Row;
import dev.jacobi.explain.Explanation.Term;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out an {@link Explanation}. All numbers are those of the source graph, operation by operation: the interpreter's. */
public final class Explainer {
    /** More steps than a person reads. */
    private static final int MOST_STEPS = 1000;

    private static final int LONGEST_HEADING = 80;

    private final FunctionGraph function;
    private final Graph graph;
    private final Node root;
    private final double[] x;
    private final double[] data;
    private final Steps steps;
    /** The local derivatives: of each step, by the names that it mentions. */
    private final List<Map<String, Symbolic>> locals = new ArrayList<>();

    private final List<Map<String, Node>> factors = new ArrayList<>();

    private Explainer(FunctionGraph function, double[] x, double[] data, Limits limits) {
        this.function = function;
        this.graph = function.graph();
        this.root = function.results().get(0);
        this.x = x;
        this.data = data;
        graph.budget(limits.derivativeNodes());
        this.steps = Steps.of(function, root, limits.derivativeNodes());
    }

    /**
     * Explains a function with one result.
     *
     * @param x the variables
     * @param data the data
     * @throws JacobiException where it has several results, no variable, or too many steps
     */
    public static Explanation explain(FunctionGraph function, double[] x, double[] data, Limits limits) {
        if (function.results().size() != 1) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "only a function with one result can be explained, this one has "
                            + function.results().size());
        }
        if (function.variables().isEmpty()) {
            throw new JacobiException(ErrorCode.DERIVATIVE, "there is no variable to differentiate by");
        }
        Explainer explainer = new Explainer(function, x, data, limits);
        if (explainer.steps.steps().size() > MOST_STEPS) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "an explanation has at most " + MOST_STEPS + " steps, this function would have "
                            + explainer.steps.steps().size());
        }
        return explainer.explanation();
    }

    private Explanation explanation() {
        List<Explanation.Step> described = new ArrayList<>();
        for (Steps.Step step : steps.steps()) {
            described.add(describe(step));
        }
        List<Row> forward = forward();
        return new Explanation(
                heading() + " at " + point(),
                result(),
                function.variables(),
                described,
                forward,
                reverse(forward),
                operations());
    }

    /** The root is the last step, unless it is a parameter or a constant. */
    private String result() {
        if (!steps.steps().isEmpty()) {
            return steps.steps().get(steps.steps().size() - 1).name();
        }
        return root.is(Op.PARAMETER) ? function.nameOf(root) : "the result";
    }

    private String heading() {
        SourceFile.Function tree = function.origin().tree();
        if (function.name() == null && tree != null) {
            String formula = TreePrinter.print(tree.results().get(0));
            return formula.length() > LONGEST_HEADING ? "The formula" : formula;
        }
        String name = function.name() == null ? "f" : function.name();
        String parameters = String.join(", ", function.variables())
                + (function.data().isEmpty() ? "" : "; " + String.join(", ", function.data()));
        return name + "(" + parameters + ")";
    }

    private String point() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            values.add(function.variables().get(i) + " = " + Symbolic.number(x[i]));
        }
        for (int i = 0; i < data.length; i++) {
            values.add(function.data().get(i) + " = " + Symbolic.number(data[i]));
        }
        return String.join(", ", values);
    }

    /** The step and its local derivatives in symbols; remembers them for the sweeps. */
    private Explanation.Step describe(Steps.Step step) {
        Symbolic formula = steps.asWritten(step, symbolic(step.expression()));
        List<String> mentioned =
                formula.names().stream().filter(steps.names()::contains).toList();
        List<Node> by = mentioned.stream()
                .map(name ->
                        steps.graph().parameter(Role.VARIABLE, steps.names().indexOf(name)))
                .toList();
        List<Node> gradient = Derivatives.gradient(steps.graph(), step.expression(), by);
        Map<Node, Node> simple = Simplifier.simplify(steps.graph(), gradient, Grade.TEXT, false, Map.of());
        Map<String, Symbolic> symbols = new HashMap<>();
        Map<String, Node> nodes = new HashMap<>();
        List<Local> listed = new ArrayList<>();
        for (int i = 0; i < mentioned.size(); i++) {
            Symbolic derivative = symbolic(simple.get(gradient.get(i)));
            listed.add(new Local(mentioned.get(i), derivative));
            symbols.put(mentioned.get(i), derivative);
            nodes.put(mentioned.get(i), gradient.get(i));
        }
        locals.add(symbols);
        factors.add(nodes);
        return new Explanation.Step(step.name(), formula, listed);
    }

    private Symbolic symbolic(Node node) {
        return Symbolic.of(steps.graph(), node, steps.names(), function.data());
    }

    private List<Row> forward() {
        List<Map<Node, Node>> tangents = function.variableNodes().stream()
                .map(variable -> Derivatives.tangents(graph, root, variable))
                .toList();
        List<Node> wanted = new ArrayList<>(List.of(root));
        tangents.forEach(map -> wanted.addAll(map.values()));
        double[] values = values(wanted);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < steps.names().size(); i++) {
            Node node = steps.node(i);
            boolean variable = i < x.length;
            List<Double> row = new ArrayList<>();
            for (int v = 0; v < x.length; v++) {
                Node tangent = tangents.get(v).get(node);
                // A variable that the formula does not use is no node below the root, yet has a tangent by itself.
                row.add(tangent != null ? values[tangent.id()] : variable && v == i ? 1.0 : 0.0);
            }
            rows.add(new Row(steps.names().get(i), variable ? x[i] : values[node.id()], row));
        }
        return rows;
    }

    private double[] values(List<Node> wanted) {
        return Interpreter.values(graph, wanted, this::parameter, false);
    }

    private double parameter(Node node) {
        return node.role() == Role.VARIABLE ? x[node.index()] : data[node.index()];
    }

    private List<Adjoint> reverse(List<Row> forward) {
        Map<Node, Node> adjoints = Derivatives.adjoints(graph, root, function.variableNodes());
        double[] values = values(new ArrayList<>(adjoints.values()));
        double[] factorValues = factorValues(forward);
        Map<String, Double> known = new HashMap<>();
        List<Adjoint> rows = new ArrayList<>();
        for (int index : backwards()) {
            Node adjoint = adjoints.get(steps.node(index));
            if (adjoint == null && index >= x.length) {
                continue;
            }
            String name = steps.names().get(index);
            double value = adjoint == null ? 0 : values[adjoint.id()];
            known.put(name, value);
            rows.add(new Adjoint(name, terms(name, known, factorValues), value));
        }
        return rows;
    }

    /** The steps from the last to the first, then the variables in order. */
    private List<Integer> backwards() {
        List<Integer> order = new ArrayList<>();
        for (int i = steps.names().size() - 1; i >= x.length; i--) {
            order.add(i);
        }
        for (int i = 0; i < x.length; i++) {
            order.add(i);
        }
        return order;
    }

    /** The values of all local derivatives, by the ids of their nodes. */
    private double[] factorValues(List<Row> forward) {
        Set<Node> wanted = new HashSet<>();
        factors.forEach(map -> wanted.addAll(map.values()));
        return Interpreter.values(
                steps.graph(),
                new ArrayList<>(wanted),
                node -> node.role() == Role.VARIABLE ? forward.get(node.index()).value() : data[node.index()],
                false);
    }

    private List<Term> terms(String name, Map<String, Double> adjoints, double[] factorValues) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < steps.steps().size(); i++) {
            String consumer = steps.steps().get(i).name();
            Symbolic factor = locals.get(i).get(name);
            if (factor != null && !factor.isZero() && adjoints.containsKey(consumer)) {
                double factorValue = factorValues[factors.get(i).get(name).id()];
                terms.add(new Term(consumer, factor, adjoints.get(consumer), factorValue));
            }
        }
        return terms;
    }

    private Explanation.Operations operations() {
        List<Node> variables = function.variableNodes();
        List<Node> forward = variables.stream()
                .map(variable -> Derivatives.derivative(graph, root, variable))
                .collect(Collectors.toList());
        List<Node> reverse = Derivatives.gradient(graph, root, variables);
        return new Explanation.Operations(operations(List.of()), operations(forward), operations(reverse));
    }

    /** The operations of the value and the derivatives, simplified as the compiler does it. */
    private int operations(List<Node> derivatives) {
        Map<Node, Node> primal = Simplifier.simplify(graph, List.of(root), Grade.IEEE, false, Map.of());
        Map<Node, Node> all = Simplifier.simplify(graph, derivatives, Grade.REAL, false, primal);
        List<Node> roots = new ArrayList<>(List.of(primal.get(root)));
        derivatives.forEach(node -> roots.add(all.get(node)));
        return (int) Walk.upward(graph, roots).stream()
                .filter(node -> !node.op().isLeaf())
                .count();
    }
}

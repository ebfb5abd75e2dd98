package dev.jacobi;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Raising;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.LatexPrinter;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A formula to work with in symbols: parsed or built, differentiated, simplified, printed, compiled. Immutable and thread-safe. Data
 * of a parsed function counts as variables here.
 *
 * <pre>{@code
 * Formula f = Formula.parse("x^2 / log(x)");
 * f.differentiate("x").simplify().toString();      // 2 * x / log(x) - x / log(x)^2
 * }</pre>
 */
public final class Formula {
    private final Graph graph;
    private final List<String> variables;
    private final Node root;

    private Formula(Graph graph, List<String> variables, Node root) {
        this.graph = graph;
        this.variables = List.copyOf(variables);
        this.root = root;
    }

    /**
     * Reads an expression, or the last function of a text, which must have one result.
     *
     * @throws JacobiException with every mistake in the text, or where the function has arrays or loops
     */
    public static Formula parse(String text) {
        List<FunctionGraph> functions =
                Linker.link(new SourceText("<formula>", text), ImportResolver.NONE, Options.defaults());
        return of(functions.get(functions.size() - 1));
    }

    private static Formula of(FunctionGraph function) {
        if (function.results().size() != 1) {
            throw new JacobiException(
                    ErrorCode.ARITY,
                    "a Formula has one result, this function has "
                            + function.results().size());
        }
        if (function.hasArrays()) {
            throw new JacobiException(
                    ErrorCode.UNSUPPORTED,
                    "a Formula has no arrays and no loops yet; Jacobi.compile takes functions that have");
        }
        List<String> variables = new ArrayList<>(function.variables());
        variables.addAll(function.data());
        Graph graph = newGraph();
        Node root = Substitution.apply(
                        function.graph(), function.results(), graph, node -> parameter(function, graph, node))
                .get(0);
        return new Formula(graph, variables, root);
    }

    private static Node parameter(FunctionGraph function, Graph graph, Node node) {
        if (!node.is(Op.PARAMETER)) {
            return null;
        }
        int before = node.role() == Role.DATA ? function.variables().size() : 0;
        return graph.parameter(Role.VARIABLE, before + node.index());
    }

    private static Graph newGraph() {
        return new Graph(Limits.defaults().derivativeNodes());
    }

    /** The formula that is just a variable. */
    public static Formula variable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new JacobiException(
                    ErrorCode.NAME, "'" + name + "' is no name: ASCII letters, digits and _ are allowed");
        }
        Graph graph = newGraph();
        return new Formula(graph, List.of(name), graph.parameter(Role.VARIABLE, 0));
    }

    /** The formula that is just a number. */
    public static Formula constant(double value) {
        Graph graph = newGraph();
        return new Formula(graph, List.of(), graph.constant(value));
    }

    /** The sum. Variables of the same name are the same variable, here and below. */
    public Formula plus(Formula other) {
        return combine(Op.ADD, other);
    }

    /** The sum with a number. */
    public Formula plus(double number) {
        return plus(constant(number));
    }

    /** The difference. */
    public Formula minus(Formula other) {
        return combine(Op.SUB, other);
    }

    /** The difference to a number. */
    public Formula minus(double number) {
        return minus(constant(number));
    }

    /** The product. */
    public Formula times(Formula other) {
        return combine(Op.MUL, other);
    }

    /** The product with a number. */
    public Formula times(double number) {
        return times(constant(number));
    }

    /** The quotient. */
    public Formula dividedBy(Formula other) {
        return combine(Op.DIV, other);
    }

    /** The quotient by a number. */
    public Formula dividedBy(double number) {
        return dividedBy(constant(number));
    }

    /** The integer power, {@code x^n}: a product up to 64 in magnitude, {@code pow} beyond. */
    public Formula power(int exponent) {
        if (Math.abs((long) exponent) > 64) {
            return power(constant(exponent));
        }
        return map(node -> switch (exponent) {
            case 0 -> graph.constant(1);
            case 1 -> node;
            default -> graph.power(node, exponent);
        });
    }

    /** The power as {@code Math.pow} computes it. */
    public Formula power(Formula exponent) {
        return combine(Op.POW, exponent);
    }

    /** The negative. */
    public Formula negate() {
        return map(graph::negate);
    }

    /** The square root: NaN below 0; its derivative at 0 is +Infinity. */
    public Formula sqrt() {
        return call(Op.SQRT);
    }

    /** The exponential function. */
    public Formula exp() {
        return call(Op.EXP);
    }

    /** The natural logarithm. */
    public Formula log() {
        return call(Op.LOG);
    }

    /** The sine of an angle in radians. */
    public Formula sin() {
        return call(Op.SIN);
    }

    /** The cosine of an angle in radians. */
    public Formula cos() {
        return call(Op.COS);
    }

    /** The tangent of an angle in radians. */
    public Formula tan() {
        return call(Op.TAN);
    }

    /** The hyperbolic tangent. */
    public Formula tanh() {
        return call(Op.TANH);
    }

    /** The absolute value; its derivative at 0 is 0. */
    public Formula abs() {
        return call(Op.ABS);
    }

    /** The larger one; at a tie each has half of the derivative. NaN where either is. */
    public Formula max(Formula other) {
        return combine(Op.MAX, other);
    }

    /** The smaller one; at a tie each has half of the derivative. NaN where either is. */
    public Formula min(Formula other) {
        return combine(Op.MIN, other);
    }

    /**
     * A built-in function of this formula and others, by its name in the language: {@code x.apply("atan2", y)}.
     *
     * @throws JacobiException where there is no such function or it takes another number of arguments
     */
    public Formula apply(String function, Formula... others) {
        List<String> names = new ArrayList<>(List.of("a0"));
        for (int i = 1; i <= others.length; i++) {
            names.add("a" + i);
        }
        Formula call = parse(function + "(" + String.join(", ", names) + ")").substitute("a0", this);
        for (int i = 1; i <= others.length; i++) {
            call = call.substitute(names.get(i), others[i - 1]);
        }
        return call;
    }

    private Formula call(Op function) {
        return map(node -> graph.apply(function, node));
    }

    private Formula map(Function<Node, Node> operation) {
        synchronized (graph) {
            return new Formula(graph, variables, operation.apply(root));
        }
    }

    /** An operation on two formulas, in the graph of the one that knows all variables, or else in a new one. */
    private Formula combine(Op op, Formula other) {
        Set<String> all = new LinkedHashSet<>(variables);
        all.addAll(other.variables);
        List<String> names = List.copyOf(all);
        Graph target = names.equals(variables) ? graph : names.equals(other.variables) ? other.graph : newGraph();
        Node left = importedInto(target, names);
        Node right = other.importedInto(target, names);
        synchronized (target) {
            return new Formula(target, names, target.apply(op, left, right));
        }
    }

    /** This formula's node in another graph. Never holds two locks: it copies into a graph of its own in between. */
    private Node importedInto(Graph target, List<String> names) {
        if (graph == target) {
            return root;
        }
        Graph between = newGraph();
        Node copy = copyInto(between, names);
        synchronized (target) {
            return Substitution.apply(between, List.of(copy), target, node -> null)
                    .get(0);
        }
    }

    private Node copyInto(Graph target, List<String> names) {
        synchronized (graph) {
            return Substitution.apply(
                            graph,
                            List.of(root),
                            target,
                            node -> !node.is(Op.PARAMETER)
                                    ? null
                                    : target.parameter(Role.VARIABLE, names.indexOf(variables.get(node.index()))))
                    .get(0);
        }
    }

    /** The derivative by a variable, as calculus gives it; {@link #simplify} makes it short. */
    public Formula differentiate(String variable) {
        int index = indexOf(variable);
        return map(node -> Derivatives.derivative(graph, node, graph.parameter(Role.VARIABLE, index)));
    }

    /**
     * The form that a person would write: rules of real arithmetic, products and sums collected. The same real function at every
     * interior point of the domain, but neither rounding nor overflow of intermediates is kept.
     */
    public Formula simplify() {
        return simplify(Grade.TEXT);
    }

    /** Simplified under the rules of a grade. */
    Formula simplify(Grade grade) {
        return map(node -> Simplifier.simplify(graph, List.of(node), grade, false, Map.of())
                .get(node));
    }

    /** This formula with another in the place of a variable. */
    public Formula substitute(String variable, Formula replacement) {
        int index = indexOf(variable);
        Set<String> all = new LinkedHashSet<>(variables);
        all.remove(variable);
        all.addAll(replacement.variables);
        List<String> names = List.copyOf(all);
        Graph target = newGraph();
        Node image = replacement.copyInto(target, names);
        synchronized (graph) {
            Node newRoot = Substitution.apply(
                            graph,
                            List.of(root),
                            target,
                            node -> !node.is(Op.PARAMETER)
                                    ? null
                                    : node.index() == index
                                            ? image
                                            : target.parameter(
                                                    Role.VARIABLE, names.indexOf(variables.get(node.index()))))
                    .get(0);
            return new Formula(target, names, newRoot);
        }
    }

    private int indexOf(String variable) {
        int index = variables.indexOf(variable);
        if (index < 0) {
            throw new JacobiException(
                    ErrorCode.NAME, "there is no variable '" + variable + "'; the variables are " + variables);
        }
        return index;
    }

    /** The variables in the order of their first appearance; a derivative keeps those of its formula. */
    public List<String> variables() {
        return variables;
    }

    /** The formula compiled, with its variables in the order of {@link #variables}. */
    public CompiledFunction compile() {
        return compile(Options.defaults());
    }

    /** As {@link #compile()}, with these options. */
    public CompiledFunction compile(Options options) {
        return Jacobi.with(options).compile(toFunction());
    }

    /** The formula as a function of its own graph. */
    FunctionGraph toFunction() {
        Graph own = newGraph();
        Node copy = copyInto(own, variables);
        return FunctionGraph.ofNumbers(null, variables, List.of(), own, List.of(copy), Origin.BUILT);
    }

    /** The formula in the language; one that shares large parts comes with named intermediates. */
    @Override
    public String toString() {
        return TreePrinter.print(Raising.raise(toFunction()));
    }

    /** The formula in LaTeX, for mathematical mode. */
    public String toLatex() {
        return LatexPrinter.print(Raising.raise(toFunction()));
    }
}

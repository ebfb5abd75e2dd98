package dev.jacobi;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Raising;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.LatexPrinter;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A formula to work with in symbols: parsed or built, differentiated, simplified, printed, compiled. Immutable and thread-safe. Data
 * of a parsed function counts as variables here; of one with arrays or loops it stays data, and an operation of the builder takes
 * formulas whose result is a number. What is made of a formula has its options.
 *
 * <pre>{@code
 * Formula f = Formula.parse("x^2 / log(x)");
 * f.differentiate("x").simplify().toString();      // 2 * x / log(x) - x / log(x)^2
 * }</pre>
 */
public final class Formula {
    private final FunctionGraph function;
    private final Options options;

    private Formula(FunctionGraph function, Options options) {
        this.function = function;
        this.options = options;
    }

    /**
     * Reads an expression, or the last function of a text, which must have one result: a number or an array.
     *
     * @throws JacobiException with every mistake in the text
     */
    public static Formula parse(String text) {
        return parse(text, Options.defaults());
    }

    /**
     * As {@link #parse(String)}, with options: whatever is made of the formula stays within their limits too, and is compiled with them.
     */
    public static Formula parse(String text, Options options) {
        return new Formula(ReadFormula.of(text, options), options);
    }

    private static Formula ofNumbers(Graph graph, List<String> variables, Node root) {
        FunctionGraph function =
                FunctionGraph.ofNumbers(null, variables, List.of(), graph, List.of(root), Origin.BUILT);
        return new Formula(function, Options.defaults());
    }

    private Graph newGraph() {
        return newGraph(options);
    }

    private static Graph newGraph(Options options) {
        return new Graph(options.limits().derivativeNodes());
    }

    /** The formula that is just a variable. */
    public static Formula variable(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new JacobiException(
                    ErrorCode.NAME, "'" + name + "' is no name: ASCII letters, digits and _ are allowed");
        }
        Graph graph = newGraph(Options.defaults());
        return ofNumbers(graph, List.of(name), graph.parameter(Role.VARIABLE, 0));
    }

    /** The formula that is just a number. */
    public static Formula constant(double value) {
        Graph graph = newGraph(Options.defaults());
        return ofNumbers(graph, List.of(), graph.constant(value));
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
        checkNumber(Op.POW);
        return map(node -> switch (exponent) {
            case 0 -> graph().constant(1);
            case 1 -> node;
            default -> graph().power(node, exponent);
        });
    }

    /** The power as {@code Math.pow} computes it. */
    public Formula power(Formula exponent) {
        return combine(Op.POW, exponent);
    }

    /** The negative. */
    public Formula negate() {
        checkNumber(Op.SUB);
        return map(graph()::negate);
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
        Formula call =
                parse(function + "(" + String.join(", ", names) + ")", options).substitute("a0", this);
        for (int i = 1; i <= others.length; i++) {
            call = call.substitute(names.get(i), others[i - 1]);
        }
        return call;
    }

    private Formula call(Op operation) {
        checkNumber(operation);
        return map(node -> graph().apply(operation, node));
    }

    private Graph graph() {
        return function.graph();
    }

    private Node root() {
        return function.results().get(0);
    }

    private Formula map(UnaryOperator<Node> operation) {
        synchronized (graph()) {
            return with(operation.apply(root()));
        }
    }

    private Formula with(Node newRoot) {
        return new Formula(function.with(null, List.of(newRoot)), options);
    }

    private void checkNumber(Op operation) {
        if (root().type() == Type.ARRAY) {
            throw new JacobiException(
                    ErrorCode.TYPE,
                    "a formula whose result is an array has no "
                            + operation.name().toLowerCase(Locale.ROOT)
                            + "; write it element by element, as in [i in N: 2 * w[i]]");
        }
    }

    /** An operation on two formulas, in the graph of one that has all parameters, or else in a new one. */
    private Formula combine(Op op, Formula other) {
        checkNumber(op);
        other.checkNumber(op);
        if (graph() == other.graph() && function.parameters().equals(other.function.parameters())) {
            return map(node -> graph().apply(op, node, other.root()));
        }
        if (isOfNumbers() && other.isOfNumbers() && new HashSet<>(variables()).containsAll(other.variables())) {
            FunctionGraph copy = other.toFunction();
            return map(node -> graph().apply(op, node, Merging.into(function).add(copy)));
        }
        boolean prefix = options == other.options
                && other.variables().size() >= variables().size()
                && other.variables().subList(0, variables().size()).equals(variables());
        if (isOfNumbers() && other.isOfNumbers() && prefix) {
            FunctionGraph copy = toFunction();
            return other.map(
                    node -> other.graph().apply(op, Merging.into(other.function).add(copy), node));
        }
        Graph target = newGraph();
        Merging merging = Merging.into(target);
        Node left = merging.add(toFunction());
        Node right = merging.add(other.toFunction());
        return new Formula(merging.function(target.apply(op, left, right), Origin.BUILT), options);
    }

    /** Whether all parameters are numbers and none is data. */
    private boolean isOfNumbers() {
        return function.parameters().stream()
                .allMatch(parameter -> parameter.node().is(Op.PARAMETER) && parameter.role() == Role.VARIABLE);
    }

    /**
     * The derivative by a variable, as calculus gives it; {@link #simplify} makes it short. By an array it is the array of the derivatives
     * by its elements, behind the extents of this formula where that is an array itself.
     *
     * @throws JacobiException where there is no such variable, or it is of integers
     */
    public Formula differentiate(String variable) {
        Node by = parameter(variable).node();
        if (by.is(Op.INTEGERS)) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE, "'" + variable + "' is integer data; derivatives are taken by reals");
        }
        return map(node -> Derivatives.derivativeBy(graph(), node, by));
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
        return map(node -> Simplifier.simplify(graph(), List.of(node), grade, false, Map.of())
                .get(node));
    }

    /**
     * Whether this formula and another are the same function of real numbers, where both have a value: proved, disproved by a point, or
     * neither. Variables of the same name are the same. Takes at most some seconds, milliseconds for most formulas.
     *
     * <pre>{@code
     * Formula.parse("sqrt(x^2)").equivalence(Formula.parse("x"), "x >= 0");      // Equal
     * }</pre>
     *
     * @param assumptions conditions such as {@code x > 0} or {@code 0 < b < 1}, all of which hold
     * @throws JacobiException where an assumption has a mistake
     */
    public Equivalence equivalence(Formula other, String... assumptions) {
        return Equivalence.between(toFunction(), other.toFunction(), List.of(assumptions));
    }

    /**
     * This formula with another in the place of a variable or of data. What takes the place of an array is an array of the same rank,
     * whose extents say what the sizes are that the array had: other parameters with these sizes get those extents. Otherwise sizes of the
     * same name are the same.
     *
     * @throws JacobiException where there is no such variable, the other has another shape, or a parameter of both has two shapes
     */
    public Formula substitute(String variable, Formula replacement) {
        FunctionGraph.Parameter replaced = parameter(variable);
        Merging merging = Merging.into(newGraph());
        FunctionGraph own = toFunction();
        FunctionGraph.Parameter ownReplaced =
                own.parameters().get(function.parameters().indexOf(replaced));
        Node result = merging.substitute(own, ownReplaced, replacement.toFunction());
        Origin origin = new Origin(null, own.origin().tree(), List.of(), Map.of());
        return new Formula(merging.function(result, origin), options);
    }

    private FunctionGraph.Parameter parameter(String name) {
        for (FunctionGraph.Parameter parameter : function.parameters()) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        List<String> known = function.parameters().stream()
                .map(FunctionGraph.Parameter::name)
                .toList();
        throw new JacobiException(ErrorCode.NAME, "there is no variable '" + name + "'; the variables are " + known);
    }

    /** The variables in the order of their first appearance; a derivative keeps those of its formula. */
    public List<String> variables() {
        return function.variables();
    }

    /** The data of a formula with arrays or loops, to be bound by name once it is compiled. */
    public List<String> data() {
        return function.data();
    }

    /** The formula compiled with its own options, its variables in the order of {@link #variables}. */
    public CompiledFunction compile() {
        return compile(options);
    }

    /** As {@link #compile()}, with other options. */
    public CompiledFunction compile(Options others) {
        return Jacobi.with(others).compile(toFunction());
    }

    /** The formula as a function of its own graph. */
    FunctionGraph toFunction() {
        Graph own = newGraph();
        List<Node> roots = new ArrayList<>(function.results());
        function.parameters().forEach(parameter -> roots.add(parameter.node()));
        Map<Node, Node> images;
        synchronized (graph()) {
            images = Substitution.rebuild(graph(), roots, own, node -> null);
        }
        List<FunctionGraph.Parameter> parameters = function.parameters().stream()
                .map(parameter -> new FunctionGraph.Parameter(parameter.name(), images.get(parameter.node())))
                .toList();
        List<Origin.Named> bindings = function.origin().bindings().stream()
                .filter(named -> images.containsKey(named.node()))
                .map(named -> new Origin.Named(named.name(), images.get(named.node())))
                .toList();
        Origin origin = new Origin(null, function.origin().tree(), bindings, Map.of());
        return new FunctionGraph(null, parameters, function.sizes(), own, List.of(images.get(root())), origin);
    }

    /**
     * The formula in the language, which reads back as the same formula; one that shares large parts comes with named intermediates, one
     * with arrays or data as a function, with their shapes.
     *
     * @throws JacobiException where it has recurrences other than running products and sums, which are not written yet
     */
    @Override
    public String toString() {
        return TreePrinter.print(tree());
    }

    /** The formula in LaTeX, for mathematical mode: the expression, or a function where it comes with named intermediates. */
    public String toLatex() {
        SourceFile.Function tree = tree();
        return tree.bindings().isEmpty() ? LatexPrinter.print(tree.results().get(0)) : LatexPrinter.print(tree);
    }

    /** The tree with the names of the user's for intermediates, where it needs some. */
    private SourceFile.Function tree() {
        FunctionGraph own = toFunction();
        SourceFile.Function plain = Raising.raise(own, Map.of());
        return plain.bindings().isEmpty() ? plain : Raising.raise(own);
    }
}

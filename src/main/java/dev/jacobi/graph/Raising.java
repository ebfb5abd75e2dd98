package dev.jacobi.graph;

import dev.jacobi.diag.Span;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns graphs back into syntax trees: the inverse of {@link Lowering}. Printing the tree and lowering the text gives
 * the same graph again. Linear in the graph and without recursion: what is shared, and what would nest too deeply,
 * becomes a binding {@code t1 = ...}.
 *
 * <p>What the language cannot say comes back as the nearest thing that it can: the negation of a constant, a POWER with
 * exponent 0, 1 or beyond 64 in magnitude (by {@code pow}), what {@link Graph#select}, {@link Graph#and}, {@link
 * Graph#or} and {@link Graph#not} decide at once, a TRUTH (as {@code 0 == 0} or {@code 0 != 0}), an infinity or NaN
 * whose name a parameter hides (as {@code 1 / 0} or {@code 0 / 0}), and a seed (as data). A function named like a
 * built-in operation that it uses reads as calling itself. The variables of a bare expression are its names, in order
 * of appearance, whatever they were before.
 */
public final class Raising {
    /** An expression of at most so many tree nodes is written out whole: that is what a person reads best. */
    private static final int SHORT = 200;
    /** A shared part of at most so many tree nodes is repeated rather than named. */
    private static final int TRIVIAL = 3;
    /** The most levels of one expression. */
    private static final int DEEPEST = 40;
    /** Sizes stop growing here: a tree may be exponentially larger than its graph. */
    private static final int HUGE = 1 << 20;

    private static final Span NOWHERE = new Span(0, 0);

    private final List<Node> results;
    private final List<Node> order;
    /** Above every id of the order. */
    private final int ids;

    private final List<String> variables;
    private final List<String> data;
    /** What a node is called: parameters, and the nodes that the user named. */
    private final Map<Node, String> names = new HashMap<>();
    /** The names of this function's own, which hide the constants. */
    private final Set<String> taken = new HashSet<>();

    private Raising(Graph graph, List<Node> results, List<String> variables, List<String> data) {
        this.results = results;
        this.order = Walk.upward(graph, results);
        this.ids = order.isEmpty() ? 0 : order.get(order.size() - 1).id() + 1;
        this.variables = variables;
        this.data = new ArrayList<>(data);
        taken.addAll(variables);
        taken.addAll(data);
    }

    /** The function's tree, its intermediates called as in its {@link Origin}. */
    public static Function raise(FunctionGraph function) {
        Map<Node, String> names = new HashMap<>();
        function.origin().bindings().forEach(named -> names.putIfAbsent(named.node(), named.name()));
        return raise(
                function.name(), function.graph(), function.results(), function.variables(), function.data(), names);
    }

    /**
     * The tree of a function with these results. Seeds among what they need become data, called as {@code names} says
     * or {@code seed0}, {@code seed1} and so on.
     *
     * @param name its name; with null it becomes a bare expression if it is a single expression of variables, and is
     *     called {@code f} otherwise
     * @param variables names of the graph's variables, in order
     * @param data names of the graph's data, in order
     * @param names names for intermediates: those that the results need become bindings, unless the function is a bare
     *     expression. A name that stands for something else already is passed over
     */
    public static Function raise(
            String name,
            Graph graph,
            List<Node> results,
            List<String> variables,
            List<String> data,
            Map<Node, String> names) {
        Raising raising = new Raising(graph, results, variables, data);
        raising.nameParameters(names);
        if (name == null && raising.mayBeBare()) {
            BitSet bound = raising.bound(new BitSet());
            if (bound.isEmpty()) {
                return raising.function(null, bound);
            }
        }
        return raising.function(name == null ? "f" : name, raising.bound(raising.named(names)));
    }

    private boolean mayBeBare() {
        return results.size() == 1
                && data.isEmpty()
                && Builtins.constants().keySet().stream().noneMatch(taken::contains);
    }

    private void nameParameters(Map<Node, String> given) {
        for (Node node : order) {
            if (!node.is(Op.PARAMETER)) {
                continue;
            }
            String name;
            if (node.role() == Role.SEED) {
                name = fresh(given.getOrDefault(node, "seed" + node.index()));
                data.add(name);
                taken.add(name);
            } else {
                name = (node.role() == Role.VARIABLE ? variables : data).get(node.index());
            }
            names.put(node, name);
        }
    }

    private String fresh(String wish) {
        String name = wish;
        while (taken.contains(name) || Builtins.constants().containsKey(name)) {
            name += "_";
        }
        return name;
    }

    /**
     * Takes over the user's names; leaves keep their own, since a name for every 2 of a function would only mislead.
     */
    private BitSet named(Map<Node, String> given) {
        BitSet named = new BitSet();
        for (Node node : order) {
            String name = node.op().isLeaf() ? null : given.get(node);
            if (name != null && taken.add(name)) {
                names.put(node, name);
                named.set(node.id());
            }
        }
        return named;
    }

    /** The nodes that become bindings: those that the user named, and more where the whole would be long without. */
    private BitSet bound(BitSet named) {
        int[] sizes = new int[ids];
        int total = 0;
        for (Node node : order) {
            sizes[node.id()] = size(node, sizes, named);
            total = Math.min(HUGE, total + (named.get(node.id()) ? sizes[node.id()] : 0));
        }
        for (Node result : results) {
            total = Math.min(HUGE, total + (named.get(result.id()) ? 1 : sizes[result.id()]));
        }
        return total <= SHORT ? named : split(named);
    }

    /** Binds further nodes, so that no part is repeated unless it is trivial, and none is deep. */
    private BitSet split(BitSet named) {
        BitSet bound = (BitSet) named.clone();
        int[] users = new int[ids];
        order.forEach(node -> node.args().forEach(arg -> users[arg.id()]++));
        int[] uses = users.clone();
        results.forEach(result -> uses[result.id()]++);
        int[] sizes = new int[ids];
        int[] depths = new int[ids];
        for (Node node : order) {
            int id = node.id();
            sizes[id] = size(node, sizes, bound);
            depths[id] = 1;
            for (Node arg : node.args()) {
                depths[id] = Math.max(depths[id], bound.get(arg.id()) ? 2 : depths[arg.id()] + 1);
            }
            if (uses[id] > 1 && sizes[id] > TRIVIAL || users[id] > 0 && depths[id] >= DEEPEST) {
                bound.set(id);
            }
        }
        return bound;
    }

    private static int size(Node node, int[] sizes, BitSet bound) {
        int size = node.op().takesInteger() ? 2 : 1;
        for (Node arg : node.args()) {
            size = Math.min(HUGE, size + (bound.get(arg.id()) ? 1 : sizes[arg.id()]));
        }
        return size;
    }

    private Function function(String name, BitSet bound) {
        ReadingOrder reading = new ReadingOrder(ids, bound);
        Expr[] raised = new Expr[ids];
        List<Binding> bindings = new ArrayList<>();
        int count = 0;
        for (Node node : order) {
            Expr expr = expression(node, reading.visit(node), raised, bound);
            if (bound.get(node.id())) {
                String called = names.get(node);
                while (called == null) {
                    String next = "t" + ++count;
                    called = taken.contains(next) ? null : next;
                }
                bindings.add(new Binding(NOWHERE, parameters(List.of(called)), expr));
                expr = name(called);
            }
            raised[node.id()] = expr;
        }
        return new Function(
                NOWHERE,
                null,
                name,
                NOWHERE,
                name == null ? null : parameters(variables),
                parameters(data),
                List.copyOf(bindings),
                results.stream().map(result -> raised[result.id()]).toList());
    }

    private static List<Parameter> parameters(List<String> names) {
        return names.stream().map(name -> new Parameter(NOWHERE, name)).toList();
    }

    /** The expression of a node over those of its arguments, which are given in the order of reading. */
    private Expr expression(Node node, Node[] args, Expr[] raised, BitSet bound) {
        Expr[] parts = Arrays.stream(args).map(arg -> raised[arg.id()]).toArray(Expr[]::new);
        return switch (node.op()) {
            case CONSTANT -> constant(node.constant());
            case TRUTH -> compare(node.truth() ? Comparator.EQUAL : Comparator.NOT_EQUAL, number(0), number(0));
            case PARAMETER -> name(names.get(node));
            case ADD -> binary(BinaryOperator.ADD, parts);
            case SUB -> binary(BinaryOperator.SUBTRACT, parts);
            case MUL -> binary(BinaryOperator.MULTIPLY, parts);
            case DIV -> binary(BinaryOperator.DIVIDE, parts);
            case AND -> binary(BinaryOperator.AND, parts);
            case OR -> binary(BinaryOperator.OR, parts);
            case NEG -> negate(parts[0]);
            case POWER -> binary(BinaryOperator.POWER, parts[0], constant(node.integer()));
            case POW -> pow(args[1], parts);
            case POLYGAMMA -> polygamma(node.integer(), parts[0]);
            case LT -> ordered(Comparator.LESS, Comparator.GREATER, parts);
            case LE -> ordered(Comparator.LESS_OR_EQUAL, Comparator.GREATER_OR_EQUAL, parts);
            case EQ -> compare(Comparator.EQUAL, parts);
            case NOT -> not(node.arg(0), parts[0], bound);
            case SELECT -> new Expr.If(NOWHERE, parts[0], parts[1], parts[2]);
            case MIN, MAX -> extremum(node.op(), args, parts, bound);
            default -> call(node.op().symbol(), parts);
        };
    }

    private Expr constant(double value) {
        if (Double.isNaN(value)) {
            return means("nan") ? name("nan") : binary(BinaryOperator.DIVIDE, number(0), number(0));
        }
        double magnitude = Math.abs(value);
        Expr expr;
        if (magnitude == Math.PI && means("pi")) {
            expr = name("pi");
        } else if (magnitude == Math.E && means("e")) {
            expr = name("e");
        } else if (Double.isInfinite(magnitude)) {
            expr = means("inf") ? name("inf") : binary(BinaryOperator.DIVIDE, number(1), number(0));
        } else {
            expr = number(magnitude);
        }
        return Math.copySign(1, value) < 0 ? negate(expr) : expr;
    }

    /** Whether the name of a constant means the constant here. */
    private boolean means(String constant) {
        return !taken.contains(constant);
    }

    /** An integer literal after {@code ^} would mean a product. */
    private static Expr pow(Node exponent, Expr[] parts) {
        Node literal = exponent.is(Op.NEG) ? exponent.arg(0) : exponent;
        boolean integer = literal.isConstant() && literal.constant() == Math.rint(literal.constant());
        return integer ? call(Op.POW.symbol(), parts) : binary(BinaryOperator.POWER, parts);
    }

    private static Expr polygamma(int order, Expr argument) {
        for (String function : List.of("digamma", "trigamma")) {
            if (Builtins.polygammaOrder(function) == order) {
                return call(function, argument);
            }
        }
        return call(Op.POLYGAMMA.symbol(), number(order), argument);
    }

    private static Expr not(Node operand, Expr expr, BitSet bound) {
        return operand.is(Op.EQ) && !bound.get(operand.id())
                ? compare(Comparator.NOT_EQUAL, expr.parts().toArray(Expr[]::new))
                : new Expr.Unary(NOWHERE, UnaryOperator.NOT, expr);
    }

    /** {@code max(a, b, c)} is read from the left, as {@code max(max(a, b), c)}. */
    private static Expr extremum(Op op, Node[] args, Expr[] parts, BitSet bound) {
        if (!args[0].is(op) || bound.get(args[0].id())) {
            return call(op.symbol(), parts);
        }
        return call(
                op.symbol(),
                Stream.concat(parts[0].parts().stream(), Stream.of(parts[1])).toArray(Expr[]::new));
    }

    private static Expr number(double value) {
        return new Expr.Number(NOWHERE, value);
    }

    private static Expr name(String name) {
        return new Expr.Name(NOWHERE, name);
    }

    private static Expr negate(Expr operand) {
        return new Expr.Unary(NOWHERE, UnaryOperator.NEGATE, operand);
    }

    private static Expr binary(BinaryOperator operator, Expr... parts) {
        return new Expr.Binary(NOWHERE, operator, parts[0], parts[1]);
    }

    /** A comparison with the constant on the right: {@code x > 0}, not {@code 0 < x}. */
    private static Expr ordered(Comparator comparator, Comparator mirrored, Expr[] parts) {
        boolean mirror = isLiteral(parts[0]) && !isLiteral(parts[1]);
        return mirror ? compare(mirrored, parts[1], parts[0]) : compare(comparator, parts);
    }

    private static boolean isLiteral(Expr expr) {
        return expr instanceof Expr.Number
                || expr instanceof Expr.Unary unary && unary.operand() instanceof Expr.Number;
    }

    private static Expr compare(Comparator comparator, Expr... parts) {
        return new Expr.Comparison(NOWHERE, List.of(comparator), List.of(parts));
    }

    private static Expr call(String function, Expr... arguments) {
        return new Expr.Call(NOWHERE, NOWHERE, function, List.of(arguments), List.of());
    }
}

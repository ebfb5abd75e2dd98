package dev.jacobi.graph;

import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;
import dev.jacobi.op.Type;
import java.util.Comparator;
import java.util.Set;

/**
 * The order in which the operands of commutative operations are read. The graph orders them by hash; people write
 * {@code 2 * x} and {@code x^2 + 2 * x + 1}. Only operands are swapped: what is grouped with what stays. Depends on
 * structure alone, never on the order in which nodes were made, except between nodes that are bindings, which keep
 * their order.
 */
final class ReadingOrder {
    /** After every parameter: what a term without parameters mentions first. */
    private static final int NOTHING = Integer.MAX_VALUE;
    /** More data than any function has, so that data comes after variables, and seeds after both. */
    private static final int ROLE = 1 << 28;

    private static final double MOST_COST = 1e9;

    /** How deep the order looks before it goes by hash. */
    private static final int NEAR = 3;

    /** The nodes that are read as a name, so that what is below them does not matter. */
    private final Set<Node> bound;

    private final Node[][] arguments;
    /** The parameter that a node mentions first. */
    private final int[] first;
    /**
     * The degree in the first parameter, and in all of them: powers come in falling order. Other functions have degree
     * 0.
     */
    private final double[] leading;

    private final double[] degree;
    private final double[] cost;

    private final Comparator<Node> factors = Comparator.<Node>comparingInt(this::factorRank)
            .thenComparingInt(node -> factorRank(node) == 3 ? first(node) : 0)
            .thenComparingDouble(this::cost)
            .thenComparingInt(this::first)
            .thenComparing(this::compareStructure);

    private final Comparator<Node> terms = Comparator.<Node>comparingInt(this::termRank)
            .thenComparingInt(this::first)
            .thenComparingDouble(this::againstLeading)
            .thenComparingDouble(this::againstDegree)
            .thenComparingDouble(this::cost)
            .thenComparing(this::compareStructure);

    /** An order for nodes with ids below {@code ids}. */
    ReadingOrder(int ids, Set<Node> bound) {
        this.bound = bound;
        this.arguments = new Node[ids][];
        this.first = new int[ids];
        this.leading = new double[ids];
        this.degree = new double[ids];
        this.cost = new double[ids];
    }

    /** Finds the order of a node's arguments. Its arguments must have been visited before. */
    void visit(Node node) {
        measure(node);
        Node[] args = node.rawArgs();
        boolean swapped = node.op().has(Trait.COMMUTES) && compare(node.op(), args[0], args[1]) > 0;
        arguments[node.id()] = swapped ? new Node[] {args[1], args[0]} : args;
    }

    /** The arguments of a node that was visited, in the order of reading. */
    Node[] arguments(Node node) {
        return arguments[node.id()];
    }

    private int compare(Op op, Node a, Node b) {
        // An operand of the same sort goes left, where it needs no parentheses.
        int order = Boolean.compare(isLike(op, b), isLike(op, a));
        return order != 0 ? order : (op == Op.MUL ? factors : terms).compare(a, b);
    }

    private boolean isLike(Op op, Node operand) {
        boolean like = switch (op) {
            case ADD -> operand.is(Op.ADD) || operand.is(Op.SUB);
            case MUL, MIN, MAX -> operand.is(op);
            default -> false;
        };
        return like && !bound.contains(operand);
    }

    /** Constants; quotients; signs; parameters and their powers; bindings; the rest; loops. */
    private int factorRank(Node node) {
        if (node.isConstant() || node.is(Op.TO_REAL)) {
            return 0;
        }
        if (bound.contains(node)) {
            return 4;
        }
        return switch (node.op()) {
            case DIV -> 1;
            case NEG -> 2;
            case PARAMETER, READ -> isParameter(node) ? 3 : 5;
            case POWER -> isParameter(node.arg(0)) ? 3 : 5;
            default -> node.op().isReduction() ? 6 : 5;
        };
    }

    /** Whether a node is a parameter or an element of one. */
    private static boolean isParameter(Node node) {
        return node.isParameter() || node.is(Op.READ) && node.arg(0).isParameter();
    }

    /** Terms that mention a parameter, then constants, then loops, then what begins with a minus. */
    private int termRank(Node node) {
        if (node.isConstant()) {
            return node.constant() < 0 ? 4 : 1;
        }
        if (bound.contains(node)) {
            return 0;
        }
        return isNegative(node) ? 3 : node.op().isReduction() ? 2 : 0;
    }

    private static boolean isNegative(Node node) {
        return switch (node.op()) {
            case NEG -> true;
            case MUL -> isNegativeConstant(node.arg(0)) || isNegativeConstant(node.arg(1));
            case DIV -> isNegativeConstant(node.arg(0));
            default -> false;
        };
    }

    private static boolean isNegativeConstant(Node node) {
        return node.isConstant() && node.constant() < 0;
    }

    private int first(Node node) {
        return first[node.id()];
    }

    private double againstLeading(Node node) {
        return -leading[node.id()];
    }

    private double againstDegree(Node node) {
        return -degree[node.id()];
    }

    private double cost(Node node) {
        return bound.contains(node) ? 0 : cost[node.id()];
    }

    private int compareStructure(Node a, Node b) {
        if (bound.contains(a) && bound.contains(b)) {
            return Integer.compare(a.id(), b.id());
        }
        int order = compareTops(a, b, NEAR);
        return order != 0 ? order : Structure.compare(a, b);
    }

    /** By what a reader sees of two structures: so many levels of them. */
    private int compareTops(Node a, Node b, int levels) {
        if (bound.contains(a) && bound.contains(b)) {
            return Integer.compare(a.id(), b.id());
        }
        if (a.type() == Type.CONDITION && a.arity() == 2 && b.arity() == 2) {
            // As in a chain, 0 <= x and x < 1.
            int order = Boolean.compare(b.arg(0).isConstant(), a.arg(0).isConstant());
            if (order != 0) {
                return order;
            }
        }
        int order = a.op().compareTo(b.op());
        if (order != 0 || a == b) {
            return order;
        }
        if (a.isConstant()) {
            return Double.compare(a.constant(), b.constant());
        }
        order = a.isParameter() ? Integer.compare(key(a), key(b)) : Long.compare(a.payload(), b.payload());
        for (int i = 0; i < Math.min(a.arity(), b.arity()) && order == 0 && levels > 0; i++) {
            order = compareTops(arguments[a.id()][i], arguments[b.id()][i], levels - 1);
        }
        return order;
    }

    private static int key(Node parameter) {
        return parameter.role().ordinal() * ROLE + parameter.index();
    }

    private void measure(Node node) {
        int id = node.id();
        first[id] = NOTHING;
        if (node.isParameter()) {
            first[id] = key(node);
            leading[id] = 1;
            degree[id] = 1;
        }
        cost[id] = node.op().cost();
        for (Node arg : node.args()) {
            first[id] = Math.min(first[id], first(arg));
            cost[id] = Math.min(MOST_COST, cost[id] + cost(arg));
        }
        if (node.arity() > 0 && !node.isParameter()) {
            Node a = node.arg(0);
            Node b = node.arg(node.op().bindsAxes() ? node.boundAxes().size() : node.arity() - 1);
            double inA = first(a) == first[id] ? leading[a.id()] : 0;
            double inB = first(b) == first[id] ? leading[b.id()] : 0;
            leading[id] = degree(node, inA, inB);
            degree[id] = degree(node, degree[a.id()], degree[b.id()]);
        }
    }

    private static double degree(Node node, double a, double b) {
        return switch (node.op()) {
            case NEG, READ -> a;
            case SUM -> b;
            case ADD, SUB -> Math.max(a, b);
            case MUL -> a + b;
            case DIV -> a - b;
            case POWER -> node.integer() * a;
            case POW -> node.arg(1).isConstant() ? node.arg(1).constant() * a : 0;
            default -> 0;
        };
    }
}

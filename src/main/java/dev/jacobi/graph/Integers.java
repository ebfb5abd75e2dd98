package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the language has integers: axes, sizes, integer data and literals under {@code + - * div mod min max}; elsewhere they are numbers. */
final class Integers {
    private final Graph graph;
    private final Loops loops;

    Integers(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    static boolean isNumber(Node node) {
        return node.type() == Type.REAL || node.type() == Type.INTEGER;
    }

    /** What a node is, for messages. */
    static String describe(Node node) {
        return switch (node.type()) {
            case REAL -> "a number";
            case INTEGER -> "an integer";
            case CONDITION -> "a condition";
            case ARRAY, INTEGERS -> "an array";
        };
    }

    Node literal(int value) {
        return loops.integer(value);
    }

    /** Whether both are integers, one of them perhaps a literal. */
    boolean areIntegers(Node a, Node b) {
        boolean one = a.type() == Type.INTEGER || b.type() == Type.INTEGER;
        return one && integer(a) != null && integer(b) != null;
    }

    /** The operation on integers that an operator is, or null. */
    static Op operation(Expr.BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Op.IADD;
            case SUBTRACT -> Op.ISUB;
            case MULTIPLY -> Op.IMUL;
            case DIVIDE, POWER, AND, OR -> null;
        };
    }

    /** The operation on integers that a function is, or null. */
    static Op operation(String function) {
        return switch (function) {
            case "div" -> Op.IDIV;
            case "mod" -> Op.IMOD;
            case "min" -> Op.IMIN;
            case "max" -> Op.IMAX;
            default -> null;
        };
    }

    Node arithmetic(Op op, Node a, Node b) {
        return loops.arithmetic(op, integer(a), integer(b));
    }

    /** The node as an integer: itself, an integral literal, or such literals under the operators of integers; null where it is none. */
    Node integer(Node node) {
        if (node.type() == Type.INTEGER) {
            return node;
        }
        Map<Node, Node> literals = new HashMap<>();
        for (Node part : Walk.upward(graph, List.of(node))) {
            Op op = operation(part.op());
            boolean known = op != null && part.args().stream().allMatch(literals::containsKey);
            if (part.isConstant() && part.constant() == (int) part.constant()) {
                literals.put(part, loops.integer((int) part.constant()));
            } else if (known) {
                literals.put(part, loops.arithmetic(op, literals.get(part.arg(0)), literals.get(part.arg(1))));
            } else {
                return null;
            }
        }
        return literals.get(node);
    }

    /** The operation on integers that an operation on numbers is where all its arguments are integral, or null. */
    private static Op operation(Op op) {
        return switch (op) {
            case ADD -> Op.IADD;
            case SUB -> Op.ISUB;
            case MUL -> Op.IMUL;
            case MOD -> Op.IMOD;
            case MIN -> Op.IMIN;
            case MAX -> Op.IMAX;
            default -> null;
        };
    }

    /** The node as the bound of an axis, or null after a mistake, which is reported unless the node is null. */
    Node bound(Expr expr, Node node, Diagnostics diagnostics) {
        Node integer = node == null ? null : integer(node);
        if (node != null && integer == null) {
            diagnostics.report(
                    ErrorCode.TYPE, expr.span(), "the bound of an axis must be an integer, found " + describe(node));
        }
        return integer;
    }

    /** How many values lie between the ends of a range, the first of which may be left out; null where they are no integers. */
    Node length(List<Node> ends) {
        Node from = ends.size() == 1 ? literal(0) : integer(ends.get(0));
        Node to = integer(ends.get(ends.size() - 1));
        return from == null || to == null ? null : loops.arithmetic(Op.ISUB, to, from);
    }

    Node atLeastZero(Node integer) {
        return Bounds.isNatural(integer) ? integer : loops.arithmetic(Op.IMAX, literal(0), integer);
    }

    /** The node as the number that a loop makes something of, or null after a mistake, which is reported unless the node is null. */
    Node number(Expr expr, Node node, Diagnostics diagnostics) {
        if (node != null && !isNumber(node)) {
            diagnostics.report(
                    ErrorCode.TYPE,
                    expr.span(),
                    "a number is needed here, found " + describe(node)
                            + (node.type() == Type.ARRAY ? "; take its elements, as in A[i]" : ""));
            return null;
        }
        return node == null ? null : real(node);
    }

    /** The node as a number. */
    Node real(Node node) {
        return node.type() == Type.INTEGER ? loops.real(node) : node;
    }
}

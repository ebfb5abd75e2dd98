package dev.jacobi.laws;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finds operations that leave the range of the format: the laws of rounding say nothing about them. */
final class Ranges {
    private Ranges() {}

    /**
     * Whether one of the operations that decide these roots overflows: its arguments are finite, its exact result is too, and still it
     * gives an infinity. Branches not taken decide nothing.
     */
    static boolean overflow(double[] values, Collection<Node> roots) {
        for (Node node : live(values, roots)) {
            if (Double.isInfinite(values[node.id()]) && hasFiniteArguments(node, values) && !isPole(node, values)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the products and quotients that decide these roots loses digits at the small end. */
    static boolean underflow(double[] values, Collection<Node> roots) {
        for (Node node : live(values, roots)) {
            boolean product = node.is(Op.MUL) || node.is(Op.DIV) || node.is(Op.POWER);
            if (product
                    && Math.abs(values[node.id()]) < Double.MIN_NORMAL
                    && values[node.arg(0).id()] != 0) {
                boolean zeroFactor = node.is(Op.MUL) && values[node.arg(1).id()] == 0;
                if (!zeroFactor) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasFiniteArguments(Node node, double[] values) {
        for (int k = 0; k < node.arity(); k++) {
            if (!Double.isFinite(values[node.arg(k).id()])) {
                return false;
            }
        }
        return !node.op().isLeaf();
    }

    /** Whether the operation is infinite there as a real function, by its one-sided limit. */
    private static boolean isPole(Node node, double[] values) {
        return switch (node.op()) {
            case ADD, SUB, MUL, FMA, EXP, EXPM1, SINH, COSH, HYPOT, SOFTPLUS, LOGADDEXP, GAMMA, LGAMMA -> false;
            case DIV -> values[node.arg(1).id()] == 0;
            case POW, POWER, POLYGAMMA -> values[node.arg(0).id()] == 0;
            default -> true;
        };
    }

    /** The nodes that the roots need at these values. */
    static Set<Node> live(double[] values, Collection<Node> roots) {
        Set<Node> live = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (live.add(node)) {
                if (node.is(Op.SELECT)) {
                    open.push(node.arg(0));
                    open.push(node.arg(values[node.arg(0).id()] != 0 ? 1 : 2));
                } else {
                    for (int k = 0; k < node.arity(); k++) {
                        open.push(node.arg(k));
                    }
                }
            }
        }
        return live;
    }
}

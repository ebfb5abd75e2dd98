package dev.jacobi.graph;

import dev.jacobi.op.Op;

/**
 * The parts of {@code logsumexp(a) = m + log(sum(exp(a - m)))}, where m is the largest a. Of no terms, or of infinite ones, m is infinite;
 * so that no infinity meets a zero then, not m is subtracted from the terms but 0, and the sum counts as infinite where it divides.
 */
public final class LogSums {
    private LogSums() {}

    /** What is subtracted from all terms: m, or 0 where that is infinite. */
    public static Node shift(Graph graph, Node m) {
        return graph.select(isInfinite(graph, m), graph.constant(0), m);
    }

    /** The m of a shift, or null where a node is none. */
    public static Node largest(Node shift) {
        boolean shifts = shift.is(Op.SELECT)
                && shift.arg(1).isConstant(0)
                && shift.arg(2).is(Op.DETACH)
                && asksInfinite(shift.arg(0), shift.arg(2));
        return shifts ? shift.arg(2) : null;
    }

    /** The sum as a divisor: infinite where m is, which jumps and so leaves no condition in derivatives. */
    public static Node divisor(Graph graph, Node m, Node sum) {
        Node infinity = graph.constant(Double.POSITIVE_INFINITY);
        return graph.add(sum, graph.select(isInfinite(graph, m), infinity, graph.constant(0)));
    }

    /** The sum of a divisor; a node that is none as it is. */
    public static Node sum(Node divisor) {
        for (int i = 0; i < 2 && divisor.is(Op.ADD); i++) {
            Node jump = divisor.arg(i);
            boolean jumps = jump.is(Op.SELECT)
                    && jump.arg(1).isConstant(Double.POSITIVE_INFINITY)
                    && jump.arg(2).isConstant(0);
            if (jumps && divisor.arg(1 - i).is(Op.SUM)) {
                return divisor.arg(1 - i);
            }
        }
        return divisor;
    }

    private static Node isInfinite(Graph graph, Node m) {
        return graph.apply(Op.EQ, graph.constant(Double.POSITIVE_INFINITY), graph.apply(Op.ABS, m));
    }

    private static boolean asksInfinite(Node condition, Node m) {
        if (!condition.is(Op.EQ)) {
            return false;
        }
        Node left = condition.arg(0);
        Node size = left.isConstant() ? condition.arg(1) : left;
        return size.is(Op.ABS) && size.arg(0) == m;
    }
}

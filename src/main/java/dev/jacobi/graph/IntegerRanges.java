package dev.jacobi.graph;

import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Between which numbers integers lie whatever the sizes and data are, and so which of them may have no value: a sum that overflows, a
 * quotient by zero. One pass over the nodes; integers of the extents of parameters have one, or the arrays could not be there.
 */
public final class IntegerRanges {
    /** The largest size of anything; what is added to one and is smaller than the rest of an int does not overflow. */
    public static final int LARGEST_SIZE = Integer.MAX_VALUE - (1 << 16);

    /** The largest root of an integer. */
    private static final int ROOT = 46341;

    private static final Range ALL = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

    private final Map<Node, Range> ranges = new HashMap<>();
    private final Set<Node> partial = new HashSet<>();
    /** The extents of parameters that are matrices: as many numbers as their product are there. */
    private final Set<List<Node>> shapes = new HashSet<>();

    private record Range(long least, long most) {
        /** The range of what is one of these four. */
        static Range of(long a, long b, long c, long d) {
            return new Range(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
        }

        boolean isInt() {
            return least >= Integer.MIN_VALUE && most <= Integer.MAX_VALUE;
        }

        /** Whether no product of two such, both below 0, overflows. */
        boolean isSmallBelowZero() {
            return least >= -ROOT + 1;
        }

        boolean hasZero() {
            return least <= 0 && most >= 0;
        }

        /** What is left of it where an integer without a value counts as 0. */
        Range orZero() {
            return new Range(
                    Math.min(0, Math.max(least, Integer.MIN_VALUE)), Math.max(0, Math.min(most, Integer.MAX_VALUE)));
        }
    }

    /** @param order nodes, each after its arguments */
    public IntegerRanges(List<Node> order) {
        Set<Node> extents = new HashSet<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (node.is(Op.ARRAY) || node.is(Op.INTEGERS) || extents.contains(node)) {
                extents.addAll(node.args());
            }
            if ((node.is(Op.ARRAY) || node.is(Op.INTEGERS)) && node.arity() == 2) {
                shapes.add(node.args());
            }
        }
        for (Node node : order) {
            if (node.type() == Type.INTEGER) {
                Range range = range(node);
                boolean fails =
                        !range.isInt() || divides(node) && of(node.arg(1)).hasZero();
                if (fails && !extents.contains(node)) {
                    partial.add(node);
                }
                ranges.put(node, fails ? range.orZero() : range);
            }
        }
    }

    /** Whether an integer may have no value although all that it is made from has one. */
    public boolean mayFail(Node integer) {
        return partial.contains(integer);
    }

    /** Whether an integer is a quotient or a remainder by what may be 0. */
    public boolean mayDivideByZero(Node integer) {
        return divides(integer)
                && partial.contains(integer)
                && of(integer.arg(1)).hasZero();
    }

    private static boolean divides(Node node) {
        return node.is(Op.IDIV) || node.is(Op.IMOD);
    }

    private Range of(Node integer) {
        return ranges.getOrDefault(integer, ALL);
    }

    private Range range(Node node) {
        return switch (node.op()) {
            case INTEGER -> new Range(node.integer(), node.integer());
            case SIZE -> new Range(0, LARGEST_SIZE);
            case AXIS -> inside(node);
            case ARGMAX, ARGMIN -> new Range(-1, Math.max(-1, of(node.arg(0)).most));
            case IMUL -> product(node.arg(0), node.arg(1));
            case IADD, ISUB, IMIN, IMAX, IROOT, IDIV, IMOD -> arithmetic(node.op(), of(node.arg(0)), of(node.arg(1)));
            default -> ALL;
        };
    }

    /** The values of an axis where its loop runs. */
    private Range inside(Node axis) {
        long least = of(axis.arg(0)).least;
        return new Range(least, Math.max(least, of(axis.arg(1)).most - 1));
    }

    /** A product of the extents of a matrix, or of less, is at most as many numbers as it has. */
    private Range product(Node a, Node b) {
        Range range = arithmetic(Op.IMUL, of(a), of(b));
        List<Node> sizes = List.of(size(a), size(b));
        boolean isPart = shapes.contains(sizes) || shapes.contains(List.of(sizes.get(1), sizes.get(0)));
        return isPart && of(a).isSmallBelowZero() && of(b).isSmallBelowZero()
                ? new Range(range.least, Math.min(range.most, Integer.MAX_VALUE))
                : range;
    }

    /** The size that an integer is, or is less than by a literal. */
    private static Node size(Node integer) {
        boolean less = integer.is(Op.ISUB)
                && integer.arg(1).is(Op.INTEGER)
                && integer.arg(1).integer() >= 0;
        return less ? integer.arg(0) : integer;
    }

    private static Range arithmetic(Op op, Range a, Range b) {
        return switch (op) {
            case IADD -> new Range(a.least + b.least, a.most + b.most);
            case ISUB -> new Range(a.least - b.most, a.most - b.least);
            case IMUL -> Range.of(a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most);
            case IMIN -> new Range(Math.min(a.least, b.least), Math.min(a.most, b.most));
            case IMAX -> new Range(Math.max(a.least, b.least), Math.max(a.most, b.most));
            case IROOT -> new Range(Math.max(0, b.least), Math.max(b.most, ROOT));
            case IMOD -> new Range(Math.min(0, b.least + 1), Math.max(0, b.most - 1));
            default -> quotient(a, b);
        };
    }

    /** By a divisor of one sign the quotient lies between those of the ends; else it is no farther from 0 than the number. */
    private static Range quotient(Range a, Range b) {
        if (b.least > 0) {
            return Range.of(
                    Math.floorDiv(a.least, b.least),
                    Math.floorDiv(a.least, b.most),
                    Math.floorDiv(a.most, b.least),
                    Math.floorDiv(a.most, b.most));
        }
        // The least int by -1 is itself again.
        long most = Math.min(Integer.MAX_VALUE, Math.max(Math.abs(a.least), Math.abs(a.most)));
        return new Range(a.least == Integer.MIN_VALUE ? a.least : -most, most);
    }
}

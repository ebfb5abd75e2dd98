package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.List;

/** What is known about integers before the sizes are. */
public final class Bounds {
    private Bounds() {}

    /** Whether an index surely lies in {@code 0 <= index < extent} wherever it is evaluated. */
    public static boolean within(Node index, Node extent) {
        return isNatural(index) && isBelow(index, extent);
    }

    /** Whether indices surely lie inside an array of these extents. */
    public static boolean within(List<Node> indices, List<Node> extents) {
        for (int d = 0; d < extents.size(); d++) {
            if (!within(indices.get(d), extents.get(d))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a READ or GATHER is surely inside its array. */
    public static boolean isInside(Node read) {
        return within(read.args().subList(1, read.arity()), Loops.extents(read.arg(0)));
    }

    /** Whether an index is surely 0 or more. Recurses over one index only. */
    public static boolean isNatural(Node index) {
        Node at = index;
        while (at.is(Op.AXIS)) {
            at = at.arg(0);
        }
        if (at.is(Op.IADD)) {
            return isNatural(at.arg(0)) && isNatural(at.arg(1));
        }
        return at.is(Op.INTEGER) && at.integer() >= 0 || at.is(Op.SIZE);
    }

    /** An axis is below its upper bound, and so below whatever that is at most; literals that are added to either count. */
    private static boolean isBelow(Node index, Node extent) {
        Sum limit = Sum.of(extent);
        Sum most = Sum.of(index);
        while (most.term != limit.term && most.term != null && most.term.is(Op.AXIS)) {
            Sum upper = Sum.of(most.term.arg(1));
            most = new Sum(upper.term, most.literal + upper.literal - 1);
        }
        boolean comparable = most.term == limit.term || most.term == null && limit.term.is(Op.SIZE);
        return comparable && most.literal < limit.literal;
    }

    /** A term, or null, and a literal that is added to it. */
    private record Sum(Node term, long literal) {
        static Sum of(Node integer) {
            Node term = integer;
            long literal = 0;
            while (term.is(Op.IADD)
                            && (term.arg(0).is(Op.INTEGER) || term.arg(1).is(Op.INTEGER))
                    || term.is(Op.ISUB) && term.arg(1).is(Op.INTEGER)) {
                int last = term.arg(1).is(Op.INTEGER) ? 1 : 0;
                long added = term.arg(last).integer();
                literal += term.is(Op.IADD) ? added : -added;
                term = term.arg(1 - last);
            }
            return term.is(Op.INTEGER) ? new Sum(null, literal + term.integer()) : new Sum(term, literal);
        }
    }
}

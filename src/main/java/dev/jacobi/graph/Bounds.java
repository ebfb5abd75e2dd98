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

    /** An axis is below its upper bound, and so below whatever that is at most. */
    private static boolean isBelow(Node index, Node extent) {
        Node at = index;
        while (at.is(Op.AXIS)) {
            if (at.arg(1) == extent) {
                return true;
            }
            at = at.arg(1);
            if (at.is(Op.INTEGER) && extent.is(Op.INTEGER)) {
                return at.integer() <= extent.integer();
            }
            if (at.is(Op.IADD) && (at.arg(0).isInteger(1) || at.arg(1).isInteger(1))) {
                // j < i + 1 is j <= i.
                at = at.arg(at.arg(0).isInteger(1) ? 1 : 0);
            }
        }
        return at.is(Op.INTEGER) && extent.is(Op.INTEGER) && at.integer() < extent.integer();
    }
}

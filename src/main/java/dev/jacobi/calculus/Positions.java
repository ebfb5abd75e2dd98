package dev.jacobi.calculus;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Integers that say where an element is, in ranges that may be larger than those that the source runs over: whatever the indices, the
 * position is inside, and a mark says whether it is meant. Recurses over one index only.
 */
final class Positions {
    private final Loops loops;

    Positions(Loops loops) {
        this.loops = loops;
    }

    static List<Node> extents(Node node) {
        return node.type() == Type.ARRAY ? Loops.extents(node) : List.of();
    }

    /** How many elements numbers and arrays have together. */
    Node length(List<Node> nodes) {
        Node length = loops.integer(0);
        for (Node node : nodes) {
            length = loops.arithmetic(Op.IADD, length, product(extents(node)));
        }
        return length;
    }

    Node product(List<Node> extents) {
        Node product = loops.integer(1);
        for (Node extent : extents) {
            product = loops.arithmetic(Op.IMUL, product, natural(extent));
        }
        return product;
    }

    /** An extent, or 0 where that is negative, as n - 1 may be: no loop runs then. */
    private Node natural(Node extent) {
        return isNatural(extent) ? extent : loops.arithmetic(Op.IMAX, loops.integer(0), extent);
    }

    /** An integer of sizes in which a quotient by 0 is 0, as far as it can be told: no loop runs then. */
    Node quotientsOrZero(Node integer) {
        if (integer.arity() == 0) {
            return integer;
        }
        Node a = quotientsOrZero(integer.arg(0));
        Node b = quotientsOrZero(integer.arg(1));
        boolean divides = integer.is(Op.IDIV) || integer.is(Op.IMOD);
        if (!divides || b.is(Op.INTEGER) || !isNatural(b)) {
            return loops.arithmetic(integer.op(), a, b);
        }
        Node one = loops.integer(1);
        Node quotient = loops.arithmetic(integer.op(), a, loops.arithmetic(Op.IMAX, one, b));
        return loops.arithmetic(Op.IMUL, loops.arithmetic(Op.IMIN, one, b), quotient);
    }

    private static boolean isNatural(Node integer) {
        return switch (integer.op()) {
            case INTEGER -> integer.integer() >= 0;
            case SIZE -> true;
            case IADD, IMUL, IDIV, IMIN -> integer.args().stream().allMatch(Positions::isNatural);
            case IMAX, IROOT -> integer.args().stream().anyMatch(Positions::isNatural);
            default -> false;
        };
    }

    /** The row-major place of indices in a thing, after other things. */
    Node place(List<Node> before, List<Node> indices, List<Node> extents) {
        Node place = loops.integer(0);
        for (int d = 0; d < indices.size(); d++) {
            Node inside = clamped(safe(indices.get(d)), extents.get(d));
            place = d == 0
                    ? inside
                    : loops.arithmetic(Op.IADD, loops.arithmetic(Op.IMUL, place, extents.get(d)), inside);
        }
        return loops.arithmetic(Op.IADD, length(before), place);
    }

    /** 1 where indices are inside the extents and all their gathers inside their arrays; 0 elsewhere. */
    Node mark(List<Node> indices, List<Node> extents) {
        Node mark = loops.integer(1);
        for (int d = 0; d < indices.size(); d++) {
            mark = both(mark, both(mark(indices.get(d)), inside(safe(indices.get(d)), extents.get(d))));
        }
        return mark;
    }

    /** 1 where an index lies in a range; 0 elsewhere. */
    Node inRange(Node index, Node lower, Node upper) {
        Node mark = both(mark(upper), truth(loops.arithmetic(Op.ISUB, safe(upper), index)));
        if (lower.isInteger(0)) {
            return mark;
        }
        Node next = loops.arithmetic(Op.IADD, index, loops.integer(1));
        return both(mark, both(mark(lower), truth(loops.arithmetic(Op.ISUB, next, safe(lower)))));
    }

    Node both(Node a, Node b) {
        return a.isInteger(1) ? b : b.isInteger(1) ? a : loops.arithmetic(Op.IMIN, a, b);
    }

    /** 1 where an integer is positive; 0 elsewhere. */
    private Node truth(Node integer) {
        return loops.arithmetic(Op.IMIN, loops.integer(1), loops.arithmetic(Op.IMAX, loops.integer(0), integer));
    }

    private Node inside(Node index, Node extent) {
        if (Bounds.within(index, extent)) {
            return loops.integer(1);
        }
        Node below = truth(loops.arithmetic(Op.ISUB, extent, index));
        return Bounds.isNatural(index) ? below : both(below, truth(loops.arithmetic(Op.IADD, index, loops.integer(1))));
    }

    private Node clamped(Node index, Node extent) {
        if (Bounds.within(index, extent)) {
            return index;
        }
        Node last = loops.arithmetic(Op.ISUB, extent, loops.integer(1));
        return loops.arithmetic(Op.IMAX, loops.integer(0), loops.arithmetic(Op.IMIN, index, last));
    }

    /** An index whose gathers are inside their arrays. */
    Node safe(Node index) {
        if (index.op().isLeaf() || index.is(Op.AXIS)) {
            return index;
        }
        if (!index.is(Op.GATHER)) {
            return loops.arithmetic(index.op(), safe(index.arg(0)), safe(index.arg(1)));
        }
        List<Node> extents = Loops.extents(index.arg(0));
        List<Node> inside = new ArrayList<>();
        for (int d = 0; d < extents.size(); d++) {
            inside.add(clamped(safe(index.arg(d + 1)), extents.get(d)));
        }
        return loops.read(index.arg(0), inside);
    }

    /** Whether the gathers of an index are inside their arrays. */
    Node mark(Node index) {
        Node mark = loops.integer(1);
        if (index.op().isLeaf() || index.is(Op.AXIS)) {
            return mark;
        }
        if (index.is(Op.GATHER)) {
            return mark(index.args().subList(1, index.arity()), Loops.extents(index.arg(0)));
        }
        for (Node arg : index.args()) {
            mark = both(mark, mark(arg));
        }
        return mark;
    }

    /** The largest value of an integer as an integer of sizes; null where data or a product decides. */
    Node largest(Node integer) {
        if (Bounds.isOfSizes(integer)) {
            return integer;
        }
        return switch (integer.op()) {
            case AXIS -> combined(Op.ISUB, largest(integer.arg(1)), loops.integer(1));
            case IADD, IMIN, IMAX -> combined(integer.op(), largest(integer.arg(0)), largest(integer.arg(1)));
            case ISUB ->
                Bounds.isOfSizes(integer.arg(1)) ? combined(Op.ISUB, largest(integer.arg(0)), integer.arg(1)) : null;
            default -> null;
        };
    }

    private Node combined(Op op, Node a, Node b) {
        return a == null || b == null ? null : loops.arithmetic(op, a, b);
    }

    /** Whether sizes, axes and integer data say an integer, no real number. */
    static boolean isKnown(Node integer) {
        return !integer.op().isReduction() && integer.args().stream().allMatch(Positions::isKnown);
    }
}

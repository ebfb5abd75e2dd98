package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.function.Function;

/** Writes integers: sizes, axes, indices and their arithmetic. Recurses over one index only. */
final class IntegerWriter {
    private final Function<Node, String> leaves;

    /** @param leaves the text of what is neither a literal nor arithmetic */
    IntegerWriter(Function<Node, String> leaves) {
        this.leaves = leaves;
    }

    /** The text; arithmetic fails where it overflows. */
    String text(Node node) {
        return switch (node.op()) {
            case INTEGER -> Integer.toString(node.integer());
            case IADD -> sum(node, "+", "addExact");
            case ISUB -> sum(node, "-", "subtractExact");
            case IMUL -> call(node, "multiplyExact");
            case IDIV -> call(node, "floorDiv");
            case IMOD -> call(node, "floorMod");
            case IMIN -> call(node, "min");
            case IMAX -> call(node, "max");
            default -> leaves.apply(node);
        };
    }

    /** The text of an integer that is known not to overflow; in parentheses unless it is one term. */
    String plain(Node node) {
        return switch (node.op()) {
            case IADD -> "(" + terms(node) + ")";
            case ISUB -> "(" + terms(node) + ")";
            case IMUL -> plain(node.arg(0)) + " * " + plain(node.arg(1));
            case IDIV -> isPowerOfTwo(node.arg(1)) ? shifted(node) : plainCall(node, "floorDiv");
            case IMOD -> plainCall(node, "floorMod");
            case IMIN -> plainCall(node, "min");
            case IMAX -> plainCall(node, "max");
            default -> text(node);
        };
    }

    /** As {@link #plain}, where nothing stands beside it. */
    String alone(Node node) {
        return node.is(Op.IADD) || node.is(Op.ISUB) ? terms(node) : plain(node);
    }

    private String terms(Node node) {
        String left = node.arg(0).is(Op.IADD) || node.arg(0).is(Op.ISUB) ? terms(node.arg(0)) : plain(node.arg(0));
        return left + (node.is(Op.IADD) ? " + " : " - ") + plain(node.arg(1));
    }

    private static boolean isPowerOfTwo(Node node) {
        return node.is(Op.INTEGER) && node.integer() > 0 && Integer.bitCount(node.integer()) == 1;
    }

    private String shifted(Node node) {
        return "(" + plain(node.arg(0)) + " >> "
                + Integer.numberOfTrailingZeros(node.arg(1).integer()) + ")";
    }

    private String plainCall(Node node, String method) {
        return "Math." + method + "(" + plain(node.arg(0)) + ", " + plain(node.arg(1)) + ")";
    }

    private String call(Node node, String method) {
        return "Math." + method + "(" + text(node.arg(0)) + ", " + text(node.arg(1)) + ")";
    }

    /** What is added to an axis or a size, or taken from it, cannot overflow while it is small. */
    private String sum(Node node, String symbol, String method) {
        Node by = node.arg(1);
        boolean small = by.is(Op.INTEGER) && Math.abs(by.integer()) < 1 << 16;
        boolean bounded = node.arg(0).is(Op.AXIS) || node.arg(0).is(Op.SIZE);
        return small && bounded
                ? "(" + text(node.arg(0)) + " " + symbol + " " + by.integer() + ")"
                : call(node, method);
    }
}

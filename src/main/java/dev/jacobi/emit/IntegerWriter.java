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
            case IDIV -> quotient(node);
            case IMOD -> call(node, "floorMod");
            case IMIN -> call(node, "min");
            case IMAX -> call(node, "max");
            default -> leaves.apply(node);
        };
    }

    /** The text of an integer that is known not to overflow. */
    String plain(Node node) {
        return switch (node.op()) {
            case IADD -> infix(node, " + ");
            case ISUB -> infix(node, " - ");
            case IMUL -> infix(node, " * ");
            case IDIV -> node.arg(1).isInteger(2) ? "(" + plain(node.arg(0)) + " >> 1)" : quotient(node);
            default -> text(node);
        };
    }

    private String infix(Node node, String symbol) {
        return "(" + plain(node.arg(0)) + symbol + plain(node.arg(1)) + ")";
    }

    private String quotient(Node node) {
        return call(node, "floorDiv");
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

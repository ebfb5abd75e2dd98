package dev.jacobi.program;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;

/** The largest value that an integer of axes may have, as an integer of sizes: how long a buffer over a dependent range must be. */
final class Extents {
    private final Loops loops;

    Extents(Loops loops) {
        this.loops = loops;
    }

    /** One more than the largest value of an axis. Recurses over nested ranges only. */
    Node of(Node axis) {
        return largest(axis.arg(1));
    }

    private Node largest(Node node) {
        if (node.axes().isEmpty() && !node.is(Op.GATHER)) {
            return node;
        }
        return switch (node.op()) {
            case AXIS -> loops.arithmetic(Op.ISUB, largest(node.arg(1)), loops.integer(1));
            case IADD, IMIN, IMAX -> loops.arithmetic(node.op(), largest(node.arg(0)), largest(node.arg(1)));
            case ISUB -> loops.arithmetic(Op.ISUB, largest(node.arg(0)), least(node.arg(1)));
            default ->
                throw new JacobiException(
                        ErrorCode.LIMIT,
                        "values over a range that depends on data or on a product of indices cannot be kept; "
                                + "use them where they are computed");
        };
    }

    /** A lower bound; axes start at 0 or above. */
    private Node least(Node node) {
        return node.axes().isEmpty() && !node.is(Op.GATHER) ? node : loops.integer(0);
    }
}

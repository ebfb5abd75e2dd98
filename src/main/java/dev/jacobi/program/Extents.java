package dev.jacobi.program;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.List;

/** The largest value that an integer of axes may have, as an integer of sizes: how long a buffer over a dependent range must be. */
final class Extents {
    private final Loops loops;

    Extents(Loops loops) {
        this.loops = loops;
    }

    /** One more than the largest value of an axis. */
    Node of(Node axis) {
        return length(axis.arg(1));
    }

    /** The largest extent, where it depends on axes. Recurses over nested ranges only. */
    Node length(Node extent) {
        Node largest = largest(extent);
        return Bounds.isNatural(largest) ? largest : loops.arithmetic(Op.IMAX, largest, loops.integer(0));
    }

    /** How many values a state has that is kept before all of so many steps and after the last. */
    Node afterSteps(Node steps) {
        return loops.arithmetic(Op.IADD, steps, loops.integer(1));
    }

    /** How many values a state has at a time where only those before and after a step are kept. */
    Node rowsInTurn() {
        return loops.integer(2);
    }

    private Node largest(Node node) {
        if (Bounds.isOfSizes(node)) {
            return node;
        }
        return switch (node.op()) {
            case AXIS, ARGMAX, ARGMIN ->
                loops.arithmetic(Op.ISUB, largest(axis(node).arg(1)), loops.integer(1));
            case IMIN -> smaller(node);
            case IADD, IMAX, IROOT -> loops.arithmetic(node.op(), largest(node.arg(0)), largest(node.arg(1)));
            case ISUB -> loops.arithmetic(Op.ISUB, largest(node.arg(0)), least(node.arg(1)));
            default ->
                throw new JacobiException(
                        ErrorCode.LIMIT,
                        "values over a range that depends on data or on a product of indices cannot be kept; "
                                + "use them where they are computed");
        };
    }

    /** Of a minimum, one side with a bound is enough. */
    private Node smaller(Node minimum) {
        List<Node> bounded = minimum.args().stream().filter(Extents::isBounded).toList();
        return bounded.size() == 1
                ? largest(bounded.get(0))
                : loops.arithmetic(Op.IMIN, largest(minimum.arg(0)), largest(minimum.arg(1)));
    }

    /** Whether there is a largest value. Recurses over nested ranges only. */
    private static boolean isBounded(Node node) {
        return Bounds.isOfSizes(node)
                || switch (node.op()) {
                    case AXIS, ARGMAX, ARGMIN -> isBounded(axis(node).arg(1));
                    case IADD, IMAX, IROOT -> node.args().stream().allMatch(Extents::isBounded);
                    case IMIN -> node.args().stream().anyMatch(Extents::isBounded);
                    case ISUB -> isBounded(node.arg(0));
                    default -> false;
                };
    }

    /** The axis itself, or that whose values the position of an extreme has. */
    private static Node axis(Node node) {
        return node.is(Op.AXIS) ? node : node.arg(0);
    }

    /** A lower bound; axes start at 0 or above, and where there is no extreme nothing is kept. */
    private Node least(Node node) {
        return Bounds.isOfSizes(node) ? node : loops.integer(0);
    }
}

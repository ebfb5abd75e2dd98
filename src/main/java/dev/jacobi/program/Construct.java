package dev.jacobi.program;

import dev.jacobi.graph.Node;
import java.util.List;

/** What encloses statements: a loop, or a side of a branch. */
sealed interface Construct {

    /** A loop over an axis. */
    record Loop(Node axis) implements Construct {}

    /** The side of a branch where its condition holds, or where it fails. */
    record Side(Node condition, boolean holds) implements Construct {
        /** Whether its condition depends on one of these axes. */
        boolean mentions(List<Node> axes) {
            return condition.axes().stream().anyMatch(axes::contains);
        }

        /** The other side of the branch. */
        Side other() {
            return new Side(condition, !holds);
        }
    }

    /** What identifies the statement that both sides of a branch belong to. */
    default Node key() {
        return this instanceof Loop loop ? loop.axis : ((Side) this).condition;
    }
}

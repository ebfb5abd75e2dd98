package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
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

        /** What holds on this side: its condition taken apart, where it is made of conditions all of which are known there. */
        List<Side> parts() {
            List<Side> parts = new ArrayList<>();
            List<Side> open = new ArrayList<>(List.of(this));
            while (!open.isEmpty()) {
                Side side = open.remove(0);
                Node made = side.condition;
                if (made.is(Op.NOT)) {
                    open.add(0, new Side(made.arg(0), !side.holds));
                } else if (made.is(side.holds ? Op.AND : Op.OR)) {
                    made.args().forEach(arg -> open.add(new Side(arg, side.holds)));
                } else {
                    parts.add(side);
                }
            }
            return parts;
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

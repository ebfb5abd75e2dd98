package dev.jacobi.program;

import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Scatter;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.List;

/** Where the source needs an argument of a node that it needs. */
final class Uses {
    private Uses() {}

    /** In which loops of its own a user needs an argument. The first values of a recurrence are needed whether or not it has steps. */
    static List<Node> loops(Node user, int position) {
        List<Node> bound = user.boundAxes();
        if (!user.is(Op.SCAN)) {
            return bound.subList(0, Math.min(position, bound.size()));
        }
        Recurrence recurrence = Recurrence.of(user);
        for (Recurrence.State state : recurrence.states()) {
            if (state.first() == user.arg(position)) {
                return state.axes();
            }
        }
        for (Recurrence.State state : recurrence.states()) {
            if (state.next() == user.arg(position)) {
                List<Node> loops = new ArrayList<>(List.of(recurrence.axis()));
                loops.addAll(state.axes());
                return loops;
            }
        }
        return List.of();
    }

    /** What has to hold for a user to need an argument. A connective needs its second side only where the first does not decide. */
    static List<Side> sides(Node user, int position) {
        if (user.is(Op.SELECT) && position > 0) {
            return List.of(new Side(user.arg(0), position == 1));
        }
        if (user.is(Op.AND) || user.is(Op.OR)) {
            return position == 0 ? List.of() : List.of(new Side(user.arg(0), user.is(Op.AND)));
        }
        int axes = user.boundAxes().size();
        if (!user.is(Op.SCATTER)
                || position == axes + 1
                || Scatter.condition(user).isTruth(true)) {
            return List.of();
        }
        return position < axes ? outside(user, position) : List.of(new Side(Scatter.condition(user), true));
    }

    /** The parts of a scatter's condition that are known before one of its loops. */
    private static List<Side> outside(Node scatter, int position) {
        List<Node> loops =
                scatter.boundAxes().subList(position, scatter.boundAxes().size());
        return Loops.conjuncts(Scatter.condition(scatter)).stream()
                .filter(condition -> condition.axes().stream().noneMatch(loops::contains))
                .map(condition -> new Side(condition, true))
                .toList();
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Under which conditions the source needs the elements that may lie outside their array. The elements themselves may be read earlier, as
 * NaN where there is none; that they are there is checked under these conditions, and nowhere else.
 */
final class Demands {
    /** More ways to need an element are not told apart: what they have in common is taken to need it. */
    private static final int MOST = 16;

    private final Map<Node, Set<Demand>> demands = new HashMap<>();
    private final Set<Node> risky = new HashSet<>();

    /**
     * One way to need a value: in these loops, under these conditions.
     *
     * @param axes the axes of the loops, which the value itself need not mention: where one does not run, nothing is needed
     */
    record Demand(List<Side> sides, Set<Node> axes) {
        Demand with(Side side) {
            return side == null ? this : new Demand(Sides.with(sides, side), axes);
        }

        Demand inside(List<Node> loops) {
            Set<Node> more = new LinkedHashSet<>(axes);
            loops.forEach(loop -> more.addAll(loop.axes()));
            return loops.isEmpty() ? this : new Demand(sides, more);
        }

        Demand common(Demand other) {
            List<Side> both = sides.stream().filter(other.sides::contains).toList();
            Set<Node> loops = new LinkedHashSet<>(axes);
            loops.retainAll(other.axes);
            return new Demand(both, loops);
        }

        boolean includes(Demand other) {
            return sides.containsAll(other.sides) && axes.containsAll(other.axes);
        }
    }

    Demands(List<Node> order, List<Node> outputs) {
        for (Node node : order) {
            if (isRead(node) && !Bounds.isInside(node) || node.args().stream().anyMatch(risky::contains)) {
                risky.add(node);
            }
        }
        outputs.forEach(output -> add(output, new Demand(List.of(), Set.of())));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            for (int k = 0; k < user.arity() && risky.contains(user); k++) {
                if (risky.contains(user.arg(k))) {
                    pass(user, k);
                }
            }
        }
    }

    static boolean isRead(Node node) {
        return node.is(Op.READ) || node.is(Op.GATHER);
    }

    private void pass(Node user, int position) {
        Side side = side(user, position);
        List<Node> loops = loops(user, position);
        for (Demand demand : demands.getOrDefault(user, Set.of())) {
            boolean never = side != null && demand.sides.contains(new Side(side.condition(), !side.holds()));
            if (!never) {
                add(user.arg(position), demand.inside(loops).with(side));
            }
        }
    }

    /** In which loops of its own a user needs an argument. The first values of a recurrence are needed whether or not it has steps. */
    private static List<Node> loops(Node user, int position) {
        if (!user.is(Op.SCAN)) {
            return position < user.boundAxes().size() ? List.of() : user.boundAxes();
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

    /** What has to hold for a user to need an argument, or null. A connective needs one side only where the other does not decide. */
    private Side side(Node user, int position) {
        if (user.is(Op.SELECT) && position > 0) {
            return new Side(user.arg(0), position == 1);
        }
        boolean connective = user.is(Op.AND) || user.is(Op.OR);
        if (connective && isAskedFirst(user.arg(1 - position), user.arg(position))) {
            return new Side(user.arg(1 - position), user.is(Op.AND));
        }
        boolean added = user.is(Op.SCATTER) && position != user.boundAxes().size() + 1;
        return added && !Loops.condition(user).isTruth(true) ? new Side(Loops.condition(user), true) : null;
    }

    private boolean isAskedFirst(Node first, Node then) {
        return isKnownBefore(first, then)
                && (!risky.contains(first) || first.id() < then.id() || !isKnownBefore(then, first));
    }

    /** Whether a condition may be asked first: it needs no element that may be outside, or none that the other does not need. */
    private boolean isKnownBefore(Node first, Node then) {
        if (!risky.contains(first)) {
            return true;
        }
        BitSet needed = Walk.needed(List.of(then));
        List<Node> open = new ArrayList<>(first.args());
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (risky.contains(node) && !needed.get(node.id())) {
                if (node.op().bindsAxes() || isRead(node)) {
                    return false;
                }
                open.addAll(node.args());
            }
        }
        return true;
    }

    private void add(Node node, Demand demand) {
        Set<Demand> known = demands.computeIfAbsent(node, n -> new LinkedHashSet<>());
        if (known.stream().noneMatch(demand::includes)) {
            known.removeIf(other -> other.includes(demand));
            known.add(demand);
            if (known.size() > MOST) {
                Demand common = known.stream().reduce(Demand::common).orElseThrow();
                known.clear();
                known.add(common);
            }
        }
    }

    /** The ways in which an element is needed that may be outside; none for one that is inside. */
    List<Demand> of(Node read) {
        return isRead(read) && !Bounds.isInside(read)
                ? new ArrayList<>(demands.getOrDefault(read, Set.of()))
                : List.of();
    }
}

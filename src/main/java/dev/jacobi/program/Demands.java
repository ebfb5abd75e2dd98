package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
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
    /** Further ways to need an element are not told apart from needing it always. */
    private static final int MOST = 16;

    private final Map<Node, Set<List<Side>>> demands = new HashMap<>();
    private final Set<Node> risky = new HashSet<>();

    Demands(List<Node> order, List<Node> outputs) {
        for (Node node : order) {
            if (isRead(node) && !Bounds.isInside(node) || node.args().stream().anyMatch(risky::contains)) {
                risky.add(node);
            }
        }
        outputs.forEach(output -> add(output, List.of()));
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
        for (List<Side> demand : demands.getOrDefault(user, Set.of())) {
            boolean never = side != null && demand.contains(new Side(side.condition(), !side.holds()));
            if (!never) {
                add(user.arg(position), side == null ? demand : Homes.with(demand, side));
            }
        }
    }

    /** What has to hold for a user to need an argument, or null. A connective needs one side only where the other does not decide. */
    private Side side(Node user, int position) {
        if (user.is(Op.SELECT) && position > 0) {
            return new Side(user.arg(0), position == 1);
        }
        boolean connective = user.is(Op.AND) || user.is(Op.OR);
        if (connective && !risky.contains(user.arg(1 - position))) {
            return new Side(user.arg(1 - position), user.is(Op.AND));
        }
        boolean added = user.is(Op.SCATTER) && position != user.boundAxes().size() + 1;
        return added && !Loops.condition(user).isTruth(true) ? new Side(Loops.condition(user), true) : null;
    }

    private void add(Node node, List<Side> demand) {
        Set<List<Side>> known = demands.computeIfAbsent(node, n -> new LinkedHashSet<>());
        if (known.stream().noneMatch(demand::containsAll)) {
            known.removeIf(other -> other.containsAll(demand));
            known.add(demand);
            if (known.size() > MOST) {
                known.clear();
                known.add(List.of());
            }
        }
    }

    /** Whether an element that may be outside its array is needed whatever the conditions. */
    boolean isUnconditional(Node read) {
        return of(read).equals(List.of(List.of()));
    }

    /** The ways in which an element is needed that may be outside; none for one that is inside. */
    List<List<Side>> of(Node read) {
        return isRead(read) && !Bounds.isInside(read)
                ? new ArrayList<>(demands.getOrDefault(read, Set.of()))
                : List.of();
    }
}

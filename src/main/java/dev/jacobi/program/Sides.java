package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions that all uses of a node share, so that it is computed under them only. */
final class Sides {
    /** Deeper branches are not opened: both sides are computed and one is selected. */
    private static final int DEEPEST = 24;

    private final Map<Node, List<Side>> sides = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are needed whatever the conditions
     * @param riders what rides in the steps of recurrences: there under the conditions of these, since its own may ask for their
     *     end; so are the recurrences in their steps in which it rides too
     */
    Sides(List<Node> order, List<Node> outputs, Riders riders) {
        outputs.forEach(output -> sides.put(output, List.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            if (riders.scans(user).isEmpty()) {
                noteArguments(user);
            }
            riders.scans(user).forEach(scan -> note(scan, sides.get(user)));
            for (Node binder : riders.binders(user)) {
                sides.merge(binder, sides.get(user), Sides::commonPrefix);
                riders.scans(binder).forEach(scan -> note(scan, sides.get(binder)));
                noteArguments(binder);
            }
        }
    }

    private void noteArguments(Node user) {
        for (int k = 0; k < user.arity(); k++) {
            note(user.arg(k), use(user, k));
        }
    }

    /** The conditions under which a user needs an argument. */
    private List<Side> use(Node user, int position) {
        if (branches(user) && position > 0) {
            return with(sides.get(user), new Side(user.arg(0), position == 1));
        }
        boolean added = user.is(Op.SCATTER) && Scatter.isAdded(user, position);
        return added ? additions(user) : sides.get(user);
    }

    /** The branches in which a reduction or array adds its body. */
    List<Side> additions(Node binder) {
        List<Side> own = sides.get(binder);
        boolean always = !binder.is(Op.SCATTER) || Scatter.condition(binder).isTruth(true);
        return always ? own : with(own, new Side(Scatter.condition(binder), true));
    }

    static List<Side> with(List<Side> sides, Side side) {
        List<Side> more = new ArrayList<>(sides);
        if (!more.contains(side)) {
            more.add(side);
        }
        return more;
    }

    private void note(Node node, List<Side> use) {
        List<Side> kept = use.stream()
                .filter(side -> node.axes().containsAll(side.condition().axes()))
                .toList();
        sides.merge(node, kept, Sides::commonPrefix);
    }

    static List<Side> commonPrefix(List<Side> a, List<Side> b) {
        int length = 0;
        while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
            length++;
        }
        return length == a.size() ? a : List.copyOf(a.subList(0, length));
    }

    /** Whether a conditional becomes a branch. */
    boolean branches(Node node) {
        return node.is(Op.SELECT) && (sides.get(node).size() < DEEPEST || CallGuards.isGuard(node));
    }

    /** The conditions under which a node is computed. */
    List<Side> of(Node node) {
        return sides.get(node);
    }
}

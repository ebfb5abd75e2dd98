package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places each node in the smallest region that contains its uses: what only one branch needs is computed in that branch. */
final class Placement {
    /** Deeper branches are not opened: both sides are computed and one is selected. Keeps generated Java shallow. */
    private static final int DEEPEST = 24;

    private final Map<Node, Region> homes = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are needed whatever the conditions
     */
    Placement(List<Node> order, List<Node> outputs) {
        outputs.forEach(output -> homes.put(output, Region.WHOLE));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            Region home = homes.get(user);
            for (int k = 0; k < user.arity(); k++) {
                Region use = branches(user) && k > 0 ? home.child(user.arg(0), k == 1) : home;
                homes.merge(user.arg(k), use, Region::common);
            }
        }
    }

    Region home(Node node) {
        return homes.get(node);
    }

    /** Whether a conditional becomes a branch. */
    boolean branches(Node node) {
        return node.is(Op.SELECT) && (home(node).depth() < DEEPEST || CallGuards.isGuard(node));
    }
}

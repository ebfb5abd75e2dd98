package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverse mode: carries an adjoint from the roots back to the parameters, one node after the other against the order of the graph. */
final class Reverse {
    private Reverse() {}

    /**
     * The adjoints of all nodes between the roots and the targets that have one.
     *
     * @param seeds the adjoints of the roots
     * @param targets the nodes whose adjoints are wanted; what does not depend on them is not visited
     */
    static Map<Node, Dual> adjoints(Graph g, Map<Node, Node> seeds, Set<Node> targets) {
        Map<Node, Dual> adjoints = new HashMap<>();
        seeds.forEach((root, seed) -> adjoints.put(root, Dual.always(g, seed)));
        List<Node> order = Walk.upward(g, seeds.keySet());
        Set<Node> active = active(order, targets);
        Partials partials = new Partials(g);
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            Dual adjoint = adjoints.get(node);
            if (adjoint != null && active.contains(node) && !targets.contains(node)) {
                pullBack(g, node, adjoint, partials, active, adjoints);
            }
        }
        return adjoints;
    }

    /** The nodes that depend on a target, targets included. */
    private static Set<Node> active(List<Node> order, Set<Node> targets) {
        Set<Node> active = new HashSet<>();
        for (Node node : order) {
            boolean depends = targets.contains(node);
            for (int i = 0; i < node.arity() && !depends; i++) {
                depends = active.contains(node.arg(i));
            }
            if (depends) {
                active.add(node);
            }
        }
        return active;
    }

    private static void pullBack(
            Graph g, Node node, Dual adjoint, Partials partials, Set<Node> active, Map<Node, Dual> adjoints) {
        if (!node.op().isScalar()) {
            pullBackLoop(g, node, adjoint, active, adjoints);
            return;
        }
        List<Partial> factors = partials.of(node);
        for (int i = 0; i < factors.size(); i++) {
            if (active.contains(node.arg(i))) {
                Dual contribution = adjoint.times(g, factors.get(i));
                contribute(g, node.arg(i), contribution, node.axes(), adjoints);
            }
        }
    }

    /** Adds to the adjoint of a node what a user passes on to it, summed over the axes that the user has and the node has not. */
    private static void contribute(
            Graph g, Node node, Dual contribution, List<Node> userAxes, Map<Node, Dual> adjoints) {
        if (contribution == null) {
            return;
        }
        List<Node> more = new ArrayList<>(userAxes);
        more.removeAll(node.axes());
        adjoints.put(node, Dual.sum(g, adjoints.get(node), new LoopDuals(g).sum(more, contribution)));
    }

    private static void pullBackLoop(Graph g, Node node, Dual adjoint, Set<Node> active, Map<Node, Dual> adjoints) {
        LoopDuals duals = new LoopDuals(g);
        if (node.is(Op.READ)) {
            if (active.contains(node.arg(0))) {
                Dual ofArray = duals.ofArray(node, adjoint, node.axes());
                adjoints.put(node.arg(0), duals.addArrays(adjoints.get(node.arg(0)), ofArray));
            }
            return;
        }
        if (!node.op().bindsAxes() || !active.contains(node.body())) {
            return;
        }
        Dual ofBody = switch (node.op()) {
            case MAP -> duals.element(adjoint, node.boundAxes());
            case SCATTER -> duals.element(adjoint, Loops.indices(node)).where(g, Loops.condition(node));
            case SUM -> adjoint;
            case PROD -> adjoint.times(g, new Partial(null, duals.otherFactors(node)));
            case MAXIMUM, MINIMUM -> adjoint.where(g, duals.isTakenAtAxis(node));
            default -> null;
        };
        List<Node> axes = new ArrayList<>(node.axes());
        axes.addAll(node.boundAxes());
        contribute(g, node.body(), ofBody, axes, adjoints);
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
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
        List<Partial> factors = partials.of(node);
        for (int i = 0; i < factors.size(); i++) {
            Node arg = node.arg(i);
            if (active.contains(arg)) {
                Dual sum = Dual.sum(g, adjoints.get(arg), adjoint.times(g, factors.get(i)));
                if (sum != null) {
                    adjoints.put(arg, sum);
                }
            }
        }
    }
}

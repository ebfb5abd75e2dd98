package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which nodes a reverse sweep visits, and in which order: each before its arguments. An extreme passes its adjoint on to its body at the
 * index where it is taken, which is made here as a node of its own and so comes after the extreme, whatever its number in the graph.
 */
final class ReverseOrder {
    private final Graph g;
    private final LoopDuals duals;
    private final Set<Node> targets;
    private final boolean masked;
    /** The nodes that are visited. */
    private final Set<Node> known = new HashSet<>();
    /** The nodes that depend on a target, targets included. */
    private final Set<Node> active = new HashSet<>();
    /** The bodies of extremes where these are taken. */
    private final Map<Node, Node> taken = new HashMap<>();

    /**
     * @param targets the nodes whose adjoints are wanted; what does not depend on them is not visited
     * @param masked whether an extreme passes its adjoint on to its body in a loop instead, under the condition that it is taken there
     */
    ReverseOrder(Graph graph, Set<Node> targets, boolean masked) {
        this.g = graph;
        this.duals = new LoopDuals(graph);
        this.targets = targets;
        this.masked = masked;
    }

    boolean isKnown(Node node) {
        return known.contains(node);
    }

    boolean isActive(Node node) {
        return active.contains(node);
    }

    /** From here on nothing is passed on to these nodes, whether they have been met or not. */
    void deactivate(Collection<Node> nodes) {
        known.addAll(nodes);
        active.removeAll(nodes);
    }

    /** The body of an extreme where that is taken; null where the sweep goes through the body itself. */
    Node taken(Node extreme) {
        return taken.get(extreme);
    }

    /** Finds which of the nodes below the roots depend on a target; those that were not known yet, in the order of the sweep. */
    List<Node> below(Collection<Node> roots) {
        List<Node> found = new ArrayList<>();
        List<Node> extremes = new ArrayList<>();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            List<Node> elements = new ArrayList<>();
            for (Node node : Walk.upward(g, open, node -> !known.contains(node) && !targets.contains(node))) {
                if (known.add(node)) {
                    found.add(node);
                    if (activate(node) && isExtreme(node) && !masked) {
                        extremes.add(node);
                        taken.put(node, duals.bodyAtPosition(node));
                        elements.add(taken.get(node));
                    }
                }
            }
            open = elements;
        }
        return extremes.isEmpty() ? reversed(found) : sorted(found);
    }

    private boolean isExtreme(Node node) {
        return (node.is(Op.MAXIMUM) || node.is(Op.MINIMUM)) && !targets.contains(node);
    }

    private boolean activate(Node node) {
        boolean depends = targets.contains(node);
        for (int i = 0; i < node.arity() && !depends; i++) {
            depends = active.contains(node.arg(i));
        }
        return depends && active.add(node);
    }

    private static List<Node> reversed(List<Node> nodes) {
        List<Node> reversed = new ArrayList<>(nodes);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Each node before its arguments and, of an extreme, the body where it is taken; else the latest first. */
    private List<Node> sorted(List<Node> nodes) {
        Map<Node, Integer> users = new HashMap<>();
        nodes.forEach(node -> users.put(node, 0));
        nodes.forEach(node -> below(node).forEach(other -> users.computeIfPresent(other, (key, n) -> n + 1)));
        PriorityQueue<Node> ready =
                new PriorityQueue<>(Comparator.comparingInt(Node::id).reversed());
        nodes.stream().filter(node -> users.get(node) == 0).forEach(ready::add);
        List<Node> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            Node node = ready.remove();
            sorted.add(node);
            for (Node other : below(node)) {
                if (users.computeIfPresent(other, (key, n) -> n - 1) != null && users.get(other) == 0) {
                    ready.add(other);
                }
            }
        }
        return sorted;
    }

    private List<Node> below(Node node) {
        Node element = taken.get(node);
        if (element == null) {
            return targets.contains(node) ? List.of() : node.args();
        }
        List<Node> below = new ArrayList<>(node.args());
        below.add(element);
        return below;
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Failing;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes that are not to be computed for the sake of a loop that does not run: what may fail, and what is infinite because the loop does not
 * run, the extremes over its range. All are found when a loop first asks for them.
 */
final class UnrunLoops {
    private final Graph g;
    private final Failing failing;
    /** The ranges of the extremes below nodes. */
    private final Map<Node, Set<List<Node>>> extremes = new HashMap<>();
    /** Roots below which nothing has been looked for yet. */
    private final List<Collection<Node>> unsearched = new ArrayList<>();

    UnrunLoops(Graph graph) {
        this.g = graph;
        this.failing = new Failing(graph);
    }

    /** Says that nodes below these roots may be asked for. */
    void add(Collection<Node> roots) {
        unsearched.add(List.copyOf(roots));
    }

    /** Whether a node must not be computed where loops over axes that it has not do not run. */
    boolean forbid(Node node, List<Node> axes) {
        return !axes.isEmpty() && (hasExtremes(node, axes) || failing.mayFail(node));
    }

    /** Whether there are extremes below a node that are infinite where loops over the axes do not run. */
    boolean hasExtremes(Node node, List<Node> axes) {
        unsearched.forEach(this::search);
        unsearched.clear();
        Set<List<Node>> ranges = extremes.getOrDefault(node, Set.of());
        return !ranges.isEmpty() && axes.stream().anyMatch(axis -> ranges.contains(axis.args()));
    }

    private void search(Collection<Node> roots) {
        List<Node> all = Walk.upward(g, roots);
        for (Node node : all) {
            Set<List<Node>> below = rangesBelow(node);
            if (!below.isEmpty()) {
                extremes.put(node, below);
            }
        }
    }

    private Set<List<Node>> rangesBelow(Node node) {
        Set<List<Node>> below = Set.of();
        for (Node arg : node.args()) {
            Set<List<Node>> more = extremes.getOrDefault(arg, Set.of());
            below = below.containsAll(more) ? below : more.containsAll(below) ? more : union(below, more);
        }
        boolean extreme = node.is(Op.MAXIMUM) || node.is(Op.MINIMUM);
        return extreme ? union(below, Set.of(node.arg(0).args())) : below;
    }

    private static Set<List<Node>> union(Set<List<Node>> a, Set<List<Node>> b) {
        Set<List<Node>> union = new HashSet<>(a);
        union.addAll(b);
        return union;
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Loops;
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
 * Nodes that are not to be computed for the sake of a loop that does not run: what reads an element that may be outside its array or needs
 * an integer that may have no value, what calls a method of the user's, and what is infinite because the loop does not run, the extremes over its range. All are found when a
 * loop first asks for them.
 */
final class UnrunLoops {
    private final Graph g;
    private final Set<Node> partial = new HashSet<>();
    /** The ranges of the extremes below nodes. */
    private final Map<Node, Set<List<Node>>> extremes = new HashMap<>();
    /** Roots below which nothing has been looked for yet. */
    private final List<Collection<Node>> unsearched = new ArrayList<>();

    UnrunLoops(Graph graph) {
        this.g = graph;
    }

    /** Says that nodes below these roots may be asked for. */
    void add(Collection<Node> roots) {
        unsearched.add(List.copyOf(roots));
    }

    /** Whether a node must not be computed where loops over axes that it has not do not run. */
    boolean forbid(Node node, List<Node> axes) {
        return !axes.isEmpty() && (hasExtremes(node, axes) || partial.contains(node));
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
        IntegerRanges integers = new IntegerRanges(all);
        for (Node node : all) {
            boolean madeOf = !partial.isEmpty() && node.args().stream().anyMatch(partial::contains);
            if (madeOf || isOutside(node) || node.is(Op.CALL) || integers.mayFail(node)) {
                partial.add(node);
            }
            Set<List<Node>> below = rangesBelow(node);
            if (!below.isEmpty()) {
                extremes.put(node, below);
            }
        }
    }

    /** Whether an element may be outside. Integer data that is an index itself is checked when it is bound. */
    private static boolean isOutside(Node node) {
        if (!node.is(Op.READ) && !node.is(Op.GATHER)) {
            return false;
        }
        List<Node> extents = Loops.extents(node.arg(0));
        for (int d = 0; d < extents.size(); d++) {
            Node index = node.arg(d + 1);
            if (!index.is(Op.GATHER) && !Bounds.within(index, extents.get(d))) {
                return true;
            }
        }
        return false;
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

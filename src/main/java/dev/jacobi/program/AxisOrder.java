package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One order of all axes, from outer to inner, that every loop nest keeps: so nests can be fused, and the inner loops run over neighbours in
 * memory. An axis stands after those that its range mentions and after those before it in one reduction; for the rest, the reads vote:
 * rows before columns.
 */
final class AxisOrder {
    /** How much the order of a read's indices counts. */
    private static final int READ = 8;

    /** How much it counts which loop stands inside which in the function itself. */
    private static final int WRITTEN = 5;

    /** How much it counts where another order would cost loops of their own. */
    private static final int NEEDED = 100;

    /** How much that counts in a derivative. */
    private static final int DERIVED = 1;

    private final Map<Node, Integer> ranks = new HashMap<>();
    private final Map<Node, Set<Node>> before = new HashMap<>();
    private final Map<Node, Map<Node, Integer>> votes = new HashMap<>();

    AxisOrder(List<Node> order, Set<Node> primal) {
        Set<Node> axes = new LinkedHashSet<>();
        for (Node node : order) {
            if (node.is(Op.AXIS)) {
                axes.add(node);
                for (Node outer : node.axes()) {
                    demand(outer, node);
                }
            } else if (node.is(Op.READ) || node.is(Op.GATHER)) {
                vote(node);
            } else if (node.op().bindsAxes()) {
                written(node, primal.contains(node) ? WRITTEN : DERIVED);
            }
        }
        rank(new ArrayList<>(axes));
    }

    private void demand(Node outer, Node inner) {
        if (outer != inner) {
            before.computeIfAbsent(inner, axis -> new LinkedHashSet<>()).add(outer);
        }
    }

    private void prefer(Node outer, Node inner, int weight) {
        if (outer != inner) {
            votes.computeIfAbsent(inner, axis -> new HashMap<>()).merge(outer, weight, Integer::sum);
        }
    }

    private void vote(Node read) {
        List<Node> indices = LoopProgram.indices(read);
        for (int i = 0; i < indices.size(); i++) {
            for (int j = i + 1; j < indices.size(); j++) {
                for (Node outer : indices.get(i).axes()) {
                    indices.get(j).axes().forEach(inner -> prefer(outer, inner, READ));
                }
            }
        }
    }

    /** Several axes of a reduction are one sequence of additions; a loop stands inside those that it is used in. */
    private void written(Node binder, int weight) {
        List<Node> bound = binder.boundAxes();
        boolean added = binder.op().isReduction() && binder.type() == Type.REAL;
        for (int i = 0; i < bound.size(); i++) {
            for (int j = i + 1; j < bound.size(); j++) {
                prefer(bound.get(i), bound.get(j), binder.is(Op.MAP) ? READ : NEEDED);
            }
            for (Node outer : binder.axes()) {
                prefer(outer, bound.get(i), added ? weight : NEEDED);
            }
        }
    }

    private void rank(List<Node> axes) {
        List<Node> open = new ArrayList<>(axes);
        while (!open.isEmpty()) {
            Node next = open.stream()
                    .filter(axis -> before.getOrDefault(axis, Set.of()).stream().noneMatch(open::contains))
                    .min(Comparator.comparingInt(axis -> losses(axis, open)))
                    .orElse(open.get(0));
            ranks.put(next, ranks.size());
            open.remove(next);
        }
    }

    /** How many of the others are to stand before an axis by more votes than after it. */
    private int losses(Node axis, List<Node> others) {
        return (int) others.stream()
                .filter(other -> votes(other, axis) > votes(axis, other))
                .count();
    }

    private int votes(Node outer, Node inner) {
        return votes.getOrDefault(inner, Map.of()).getOrDefault(outer, 0);
    }

    /** Axes from outer to inner; those that only checks have are last. */
    List<Node> sorted(Set<Node> axes) {
        List<Node> sorted = new ArrayList<>(axes);
        sorted.sort(Comparator.comparingInt(axis -> ranks.getOrDefault(axis, ranks.size() + axis.id())));
        return sorted;
    }
}

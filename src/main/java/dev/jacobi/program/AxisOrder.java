package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
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
    /** How much the order of a read's indices counts against the order in which loops were written. */
    private static final int READ = 4;

    private final Map<Node, Integer> ranks = new HashMap<>();
    private final Map<Node, Set<Node>> before = new HashMap<>();
    private final Map<Node, Map<Node, Integer>> votes = new HashMap<>();

    AxisOrder(List<Node> order) {
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
                written(node);
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
        for (int i = 1; i < read.arity(); i++) {
            for (int j = i + 1; j < read.arity(); j++) {
                for (Node outer : read.arg(i).axes()) {
                    read.arg(j).axes().forEach(inner -> prefer(outer, inner, READ));
                }
            }
        }
    }

    /** Several axes of a reduction are one sequence of additions; a loop stands inside those that it is used in. */
    private void written(Node binder) {
        List<Node> bound = binder.boundAxes();
        for (int i = 0; i < bound.size(); i++) {
            for (int j = i + 1; j < bound.size(); j++) {
                if (binder.is(Op.MAP)) {
                    prefer(bound.get(i), bound.get(j), READ);
                } else {
                    demand(bound.get(i), bound.get(j));
                }
            }
            for (Node outer : binder.axes()) {
                if (binder.op().isReduction()) {
                    prefer(outer, bound.get(i), 1);
                } else {
                    demand(outer, bound.get(i));
                }
            }
        }
    }

    private void rank(List<Node> axes) {
        List<Node> open = new ArrayList<>(axes);
        while (!open.isEmpty()) {
            Node next = open.stream()
                    .filter(axis -> before.getOrDefault(axis, Set.of()).stream().noneMatch(open::contains))
                    .min(Comparator.comparingInt(axis -> against(axis, open)))
                    .orElse(open.get(0));
            ranks.put(next, ranks.size());
            open.remove(next);
        }
    }

    /** The votes for others to stand before an axis, less those for it to stand before others. */
    private int against(Node axis, List<Node> others) {
        int sum = 0;
        for (Node other : others) {
            sum += votes.getOrDefault(axis, Map.of()).getOrDefault(other, 0);
            sum -= votes.getOrDefault(other, Map.of()).getOrDefault(axis, 0);
        }
        return sum;
    }

    /** Axes from outer to inner. */
    List<Node> sorted(Set<Node> axes) {
        List<Node> sorted = new ArrayList<>(axes);
        sorted.sort(Comparator.comparingInt(ranks::get));
        return sorted;
    }
}

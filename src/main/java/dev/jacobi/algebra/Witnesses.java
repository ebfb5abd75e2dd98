package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for points at which two formulas differ for sure. */
final class Witnesses {
    private static final int MOST_TRIES = 300;

    /** Tries are fewer for larger graphs. */
    private static final int MOST_OPERATIONS = 2_000_000;

    private final List<Condition> assumptions;
    private final Node left;
    private final Node right;
    private final Enclosures enclosures;
    private final Sampling sampling;

    /** Where one has a value and the other none; null where no such point was found. */
    private Answer.Different outside;

    private boolean bothHaveValues;

    Witnesses(Graph graph, Node left, Node right, List<Condition> assumptions) {
        this.assumptions = assumptions;
        this.left = left;
        this.right = right;
        List<Node> roots = new ArrayList<>(List.of(left, right));
        for (Condition condition : assumptions) {
            roots.add(condition.left());
            roots.add(condition.right());
        }
        this.enclosures = new Enclosures(graph, roots);
        this.sampling = new Sampling(graph, roots, assumptions);
    }

    /** A point at which both have values, which differ; null where none was found. */
    Answer.Different search() {
        int tries = Math.min(MOST_TRIES, 1 + MOST_OPERATIONS / enclosures.size());
        for (int i = 0; i < tries; i++) {
            Map<Node, Double> point = sampling.next();
            Enclosure[] values = enclosures.at(point::get);
            if (!assumptions.stream().allMatch(condition -> holds(condition, values))) {
                continue;
            }
            Enclosure a = values[left.id()];
            Enclosure b = values[right.id()];
            bothHaveValues |= a.isValue() && b.isValue();
            if (a.isApartFrom(b)) {
                return new Answer.Different(point, a.middle(), b.middle());
            }
            if (outside == null
                    && isOutside(values)
                    && isOutside(enclosures.at(node -> nearby(node, point.get(node))))) {
                outside = new Answer.Different(point, a.middle(), b.middle());
            }
        }
        return null;
    }

    private boolean isOutside(Enclosure[] values) {
        Enclosure a = values[left.id()];
        Enclosure b = values[right.id()];
        return a.isNone() && b.isValue() || a.isValue() && b.isNone();
    }

    /** A number near another, so that x^y with negative x does not count as having values because it has some where y is an integer. */
    private static double nearby(Node parameter, double number) {
        return number + (1 + parameter.index() % 7) * 0x1p-20;
    }

    private static boolean holds(Condition condition, Enclosure[] values) {
        Enclosure difference = Intervals.of(
                Op.SUB, values[condition.left().id()], values[condition.right().id()]);
        if (!difference.isValue()) {
            return false;
        }
        Sign possible = Sign.of((int) Math.signum(difference.low())).or(Sign.of((int) Math.signum(difference.high())));
        return (difference.contains(0) ? possible.or(Sign.ZERO) : possible).implies(condition.sign());
    }

    /** A point at which one has a value and the other has none, nor has it nearby; null where none was found. */
    Answer.Different outside() {
        return outside;
    }

    /** Whether any point was found at which the assumptions hold and both have a value. */
    boolean bothHaveValues() {
        return bothHaveValues;
    }
}

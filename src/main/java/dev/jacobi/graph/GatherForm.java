package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A SCATTER as people write it: each element of the array is the sum of what is added there. An index that is an axis, perhaps moved by a
 * constant, leaves no loop over that axis; any other index becomes a condition, so that the loop runs over all contributions for each
 * element.
 */
final class GatherForm {
    private final Graph g;
    private final Loops loops;
    private final Node scatter;
    private final List<Node> indices;
    private final List<Node> elements = new ArrayList<>();
    /** What the scatter's axes become: an index of elements that determine them, or a new axis. */
    private final Map<Node, Node> images = new HashMap<>();

    private final Map<Node, Solution> solutions = new HashMap<>();
    /** The dimensions in which no axis is determined. */
    private final List<Integer> equations = new ArrayList<>();

    private final List<Node> conditions = new ArrayList<>();

    /** An axis in terms of an element's index: {@code element - offset}, or {@code offset - element} where mirrored. */
    private record Solution(Node element, Node offset, boolean mirrored) {}

    private GatherForm(Graph graph, Node scatter) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.scatter = scatter;
        this.indices = Scatter.of(scatter).indices();
        Loops.extents(scatter).forEach(extent -> elements.add(loops.axis(loops.integer(0), extent)));
    }

    /** The array as a MAP. */
    static Node of(Graph graph, Node scatter) {
        return new GatherForm(graph, scatter).map();
    }

    private Node map() {
        for (int d = 0; d < indices.size(); d++) {
            if (!solve(indices.get(d), elements.get(d))) {
                equations.add(d);
            }
        }
        List<Node> remaining = new ArrayList<>();
        for (Node axis : scatter.boundAxes()) {
            Node lower = loops.substitute(axis.arg(0), images);
            Node upper = loops.substitute(axis.arg(1), images);
            if (solutions.containsKey(axis)) {
                images.put(axis, value(solutions.get(axis)));
                bound(solutions.get(axis), lower, upper);
            } else {
                Node fresh = loops.axis(lower, upper);
                images.put(axis, fresh);
                remaining.add(fresh);
            }
        }
        // An index need not have a value where nothing is added.
        given().forEach(condition -> conditions.add(loops.substitute(condition, images)));
        for (int d : equations) {
            Node index = loops.substitute(indices.get(d), images);
            conditions.add(g.apply(Op.EQ, loops.real(index), loops.real(elements.get(d))));
        }
        Node body = loops.substitute(scatter.body(), images);
        for (int k = 0; k < remaining.size(); k++) {
            body = tightened(remaining, k, body);
        }
        return loops.map(elements, sum(remaining, body));
    }

    /** Lets an axis run over just the values for which a comparison with an element's index holds, in the place of that condition. */
    private Node tightened(List<Node> axes, int k, Node body) {
        Node axis = axes.get(k);
        for (Node condition : conditions) {
            Node tight = axis.arg(0).isInteger(0) ? withBound(axis, condition) : null;
            if (tight != null) {
                conditions.remove(condition);
                Map<Node, Node> there = Map.of(axis, tight);
                conditions.replaceAll(other -> loops.substitute(other, there));
                axes.replaceAll(other -> loops.substitute(other, there));
                axes.set(k, tight);
                return loops.substitute(body, there);
            }
        }
        return body;
    }

    /** The axis with the bound that {@code element < axis} or {@code axis + c <= element} is; null where the condition is neither. */
    private Node withBound(Node axis, Node condition) {
        boolean less = condition.is(Op.LT);
        if (!less && !condition.is(Op.LE)) {
            return null;
        }
        Node a = condition.arg(0).is(Op.TO_REAL) ? condition.arg(0).arg(0) : null;
        Node b = condition.arg(1).is(Op.TO_REAL) ? condition.arg(1).arg(0) : null;
        if (less && b == axis && elements.contains(a)) {
            return loops.axis(plus(a, loops.integer(1)), axis.arg(1));
        }
        int moved =
                a != null && a.is(Op.IADD) && a.arg(1).is(Op.INTEGER) ? a.arg(1).integer() : 0;
        Node moving = moved == 0 ? a : a.arg(0);
        boolean within = elements.contains(b) && Bounds.within(b, axis.arg(1));
        return !less && moving == axis && moved >= 0 && within
                ? loops.axis(loops.integer(0), plus(b, loops.integer(1 - moved)))
                : null;
    }

    /** The body under those conditions that vary within the sum, or may fail where it has no term, the sum under the others. */
    private Node sum(List<Node> axes, Node term) {
        Failing failing = new Failing(g);
        Node inside = g.truth(true);
        Node outside = g.truth(true);
        for (Node condition : conditions) {
            boolean varies = condition.axes().stream().anyMatch(axes::contains);
            if (varies || !axes.isEmpty() && failing.mayFail(condition)) {
                inside = g.and(inside, condition);
            } else {
                outside = g.and(outside, condition);
            }
        }
        Node body = g.select(inside, term, g.constant(0));
        Node sum = axes.isEmpty() ? body : loops.reduce(Op.SUM, axes, body);
        return g.select(outside, sum, g.constant(0));
    }

    private boolean solve(Node index, Node element) {
        Solution solution = null;
        Node axis = null;
        if (isOpen(index)) {
            axis = index;
            solution = new Solution(element, loops.integer(0), false);
        } else if (index.is(Op.IADD) || index.is(Op.ISUB)) {
            boolean left = isOpen(index.arg(0));
            axis = index.arg(left ? 0 : 1);
            Node other = index.arg(left ? 1 : 0);
            if (!isOpen(axis) || mentionsAxis(other)) {
                return false;
            }
            boolean added = index.is(Op.IADD);
            Node offset = added || !left ? other : loops.arithmetic(Op.ISUB, loops.integer(0), other);
            solution = new Solution(element, offset, !added && !left);
        }
        return solution != null && solutions.putIfAbsent(axis, solution) == null;
    }

    /** Whether a node is an axis of the scatter that no index has determined yet. */
    private boolean isOpen(Node node) {
        return scatter.boundAxes().contains(node) && !solutions.containsKey(node);
    }

    private boolean mentionsAxis(Node node) {
        return node.axes().stream().anyMatch(scatter.boundAxes()::contains);
    }

    private Node value(Solution solution) {
        return solution.mirrored
                ? loops.arithmetic(Op.ISUB, solution.offset, solution.element)
                : minus(solution.element, solution.offset);
    }

    /** The difference of integers, {@code (a - b) - a} being -b. */
    private Node minus(Node a, Node b) {
        if (a.is(Op.ISUB) && a.arg(0) == b) {
            return loops.arithmetic(Op.ISUB, loops.integer(0), a.arg(1));
        }
        return b.is(Op.INTEGER) && b.integer() < 0
                ? loops.arithmetic(Op.IADD, a, loops.integer(-b.integer()))
                : loops.arithmetic(Op.ISUB, a, b);
    }

    /** The sum of integers, {@code (a - b) + b} being a. */
    private Node plus(Node a, Node b) {
        if (a.is(Op.ISUB) && a.arg(1) == b) {
            return a.arg(0);
        }
        return b.is(Op.INTEGER) && b.integer() < 0
                ? loops.arithmetic(Op.ISUB, a, loops.integer(-b.integer()))
                : loops.arithmetic(Op.IADD, a, b);
    }

    /** That a determined axis lies within its range, as conditions on the element's index. */
    private void bound(Solution solution, Node lower, Node upper) {
        Node element = solution.element;
        if (solution.mirrored) {
            Node last = minus(solution.offset, lower);
            compare(Op.LE, element, last, isBelow(element, plus(last, loops.integer(1))));
            Node before = minus(solution.offset, upper);
            compare(Op.LT, before, element, before.is(Op.INTEGER) && before.integer() < 0);
        } else {
            Node first = plus(lower, solution.offset);
            compare(Op.LE, first, element, first.is(Op.INTEGER) && first.integer() <= 0);
            Node end = plus(upper, solution.offset);
            compare(Op.LT, element, end, isBelow(element, end));
        }
    }

    private static boolean isBelow(Node element, Node end) {
        boolean more = end.is(Op.IADD) && Bounds.isNatural(end.arg(1));
        return Bounds.within(element, more ? end.arg(0) : end);
    }

    private void compare(Op op, Node a, Node b, boolean surely) {
        if (!surely) {
            conditions.add(g.apply(op, loops.real(a), loops.real(b)));
        }
    }

    /** The parts of the scatter's condition, but for those that say that its indices lie inside the array. */
    private List<Node> given() {
        Set<Node> implied = new HashSet<>();
        for (int d = 0; d < indices.size(); d++) {
            Node index = loops.real(indices.get(d));
            implied.add(g.apply(Op.LT, index, loops.real(Loops.extents(scatter).get(d))));
            implied.add(g.apply(Op.LE, g.constant(0), index));
        }
        return Loops.conjuncts(Scatter.condition(scatter)).stream()
                .filter(condition -> !condition.isTruth(true) && !implied.contains(condition))
                .toList();
    }
}

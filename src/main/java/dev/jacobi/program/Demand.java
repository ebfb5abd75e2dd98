package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One way to need a value: in these loops, under these conditions.
 *
 * @param axes the axes of the loops, which the value itself need not mention: where one does not run, nothing is needed
 */
record Demand(List<Side> sides, Set<Node> axes) {
    static final Demand ALWAYS = new Demand(List.of(), Set.of());

    /** The axes that its conditions mention. */
    Set<Node> asked() {
        Set<Node> asked = new LinkedHashSet<>();
        sides.forEach(side -> asked.addAll(side.condition().axes()));
        return asked;
    }

    Demand with(List<Side> others) {
        List<Side> more = sides;
        for (Side side : others) {
            more = Sides.with(more, side);
        }
        return new Demand(more, axes);
    }

    Demand inside(List<Node> loops) {
        if (loops.isEmpty()) {
            return this;
        }
        Set<Node> all = new LinkedHashSet<>(axes);
        loops.forEach(loop -> all.addAll(loop.axes()));
        Set<Node> asked = new LinkedHashSet<>();
        all.stream().filter(axis -> !Bounds.hasSteps(axis)).forEach(axis -> asked.addAll(axis.axes()));
        return new Demand(sides, asked);
    }

    /** This without what it says of axes that are bound here: a loop round this one may have the same axis. */
    Demand without(List<Node> bound) {
        if (sides.stream().noneMatch(side -> side.mentions(bound))) {
            return this;
        }
        Demand apart = apart();
        return new Demand(
                apart.sides.stream().filter(side -> !side.mentions(bound)).toList(), axes);
    }

    /** This with its connectives taken apart, so that what demands have in common is seen. */
    Demand apart() {
        Set<Side> parts = new LinkedHashSet<>();
        List<Side> open = new ArrayList<>(sides);
        while (!open.isEmpty()) {
            Side side = open.remove(0);
            Node condition = side.condition();
            if (condition.is(Op.NOT)) {
                open.add(0, new Side(condition.arg(0), !side.holds()));
            } else if (condition.is(side.holds() ? Op.AND : Op.OR)) {
                condition.args().forEach(arg -> open.add(new Side(arg, side.holds())));
            } else {
                parts.add(side);
            }
        }
        return new Demand(List.copyOf(parts), axes);
    }

    /** This with those loops of which its sides say that they run. */
    Demand inLoopsThatRun(Set<Node> loops) {
        Set<Node> more = new LinkedHashSet<>(axes);
        loops.stream()
                .filter(axis -> sides.stream().anyMatch(side -> side.holds() && saysRun(side.condition(), axis)))
                .forEach(more::add);
        return new Demand(sides, more);
    }

    private static boolean saysRun(Node condition, Node axis) {
        return condition.is(Op.LT)
                && isNumber(condition.arg(0), axis.arg(0))
                && isNumber(condition.arg(1), axis.arg(1));
    }

    private static boolean isNumber(Node number, Node integer) {
        return number.is(Op.TO_REAL) && number.arg(0) == integer
                || integer.is(Op.INTEGER) && number.isConstant(integer.integer());
    }

    /** What both have in common. */
    Demand shared(Demand other) {
        Set<Node> both = new LinkedHashSet<>(axes);
        both.retainAll(other.axes);
        Set<Side> others = new HashSet<>(other.sides);
        return new Demand(sides.stream().filter(others::contains).toList(), both);
    }

    int says() {
        return sides.size() + axes.size();
    }

    /** This without the side in which alone another differs, the other side of that branch; null where there is none. */
    Demand joined(Demand other) {
        List<Side> own =
                sides.stream().filter(side -> !other.sides.contains(side)).toList();
        boolean differs = own.size() == 1
                && other.sides.size() == sides.size()
                && other.sides.contains(own.get(0).other())
                && other.axes.equals(axes);
        return differs ? shared(other) : null;
    }

    boolean includes(Demand other) {
        return sides.containsAll(other.sides) && other.axes.stream().allMatch(axis -> Bounds.hasStepsWith(axes, axis));
    }
}

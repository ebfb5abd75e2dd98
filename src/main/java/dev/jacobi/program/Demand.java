package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import dev.jacobi.program.Construct.Side;
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

    /** What both have in common. */
    Demand shared(Demand other) {
        Set<Node> both = new LinkedHashSet<>(axes);
        both.retainAll(other.axes);
        Set<Side> others = new HashSet<>(other.sides);
        return new Demand(sides.stream().filter(others::contains).toList(), both);
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

package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks once whether a value is needed anywhere in loops that it does not vary in: under conditions that mention their axes, a condition
 * that mentions none says whether these hold in any step.
 */
final class Anywhere {
    private final Graph g;
    private final Loops loops;
    /** The axes of the recurrences of whose states before a step something is made: it is known in that step only. */
    private final Map<Node, Set<Node>> steps = new HashMap<>();

    private final Set<Node> conditions = new HashSet<>();

    /** @param order the nodes, each after its arguments */
    Anywhere(Graph graph, List<Node> order) {
        this.g = graph;
        this.loops = new Loops(graph);
        order.forEach(node -> findSteps(node, node.args()));
    }

    private void findSteps(Node node, List<Node> madeFrom) {
        Set<Node> own = new LinkedHashSet<>();
        if (node.is(Op.STATE)) {
            own.add(node.arg(0));
        }
        madeFrom.forEach(part -> own.addAll(steps.getOrDefault(part, Set.of())));
        own.retainAll(node.axes());
        if (!own.isEmpty()) {
            steps.computeIfAbsent(node, made -> new HashSet<>()).addAll(own);
        }
    }

    /** Whether a condition was made here. */
    boolean isMade(Node condition) {
        return conditions.contains(condition);
    }

    /** Demands for a value in words that mention no other axes than this; as they are where a step of a recurrence decides. */
    Set<Demand> asked(Collection<Demand> demands, Node value) {
        Set<Demand> asked = new LinkedHashSet<>();
        List<Demand> elsewhere = new ArrayList<>();
        for (Demand demand : demands) {
            boolean stays = others(demand, value).isEmpty() || isInOtherSteps(demand, value);
            (stays ? asked : elsewhere).add(demand);
        }
        if (!elsewhere.isEmpty()) {
            asked.add(anyOf(elsewhere, value));
        }
        return asked;
    }

    /** As the other, for what binds axes: one of a loop round it may be the same, and then no step is asked. */
    Demand askedOutside(Demand demand, Node binder) {
        return others(demand, binder).stream().anyMatch(binder.boundAxes()::contains)
                ? any(List.of(demand), binder)
                : demand;
    }

    /** One demand in the place of many. It asks no steps of recurrences but those that are round the value. */
    Demand any(Collection<Demand> demands, Node value) {
        return anyOf(demands.stream().map(demand -> outsideSteps(demand, value)).toList(), value);
    }

    private Demand outsideSteps(Demand demand, Node value) {
        Set<Node> others = others(demand, value);
        return new Demand(
                demand.sides().stream()
                        .filter(side -> !isIn(side.condition(), others))
                        .toList(),
                demand.axes());
    }

    private boolean isInOtherSteps(Demand demand, Node value) {
        Set<Node> others = others(demand, value);
        return demand.sides().stream().anyMatch(side -> isIn(side.condition(), others));
    }

    private boolean isIn(Node condition, Set<Node> axes) {
        return steps.getOrDefault(condition, Set.of()).stream().anyMatch(axes::contains);
    }

    /** The axes that a demand's conditions and ranges mention and the value does not. */
    private static Set<Node> others(Demand demand, Node value) {
        Set<Node> others = demand.asked();
        for (Node axis : demand.axes()) {
            axis.args().forEach(end -> others.addAll(end.axes()));
        }
        List.copyOf(others).forEach(axis -> others.addAll(axis.axes()));
        value.axes().forEach(others::remove);
        return others;
    }

    private Demand anyOf(List<Demand> demands, Node value) {
        Map<Set<Node>, Node> byLoops = new LinkedHashMap<>();
        for (Demand demand : demands) {
            byLoops.merge(others(demand, value), g.constant(0), (known, none) -> known);
            byLoops.computeIfPresent(others(demand, value), (others, known) -> needed(demand, others, known));
        }
        Node any = null;
        for (Map.Entry<Set<Node>, Node> loop : byLoops.entrySet()) {
            Node inside = loop.getKey().isEmpty() ? loop.getValue() : largest(loop.getKey(), loop.getValue());
            any = any == null ? inside : g.select(isPositive(any), g.constant(1), inside);
        }
        Node condition = isPositive(any);
        conditions.add(condition);
        demands.forEach(demand -> findSteps(
                condition, demand.sides().stream().map(Side::condition).toList()));
        List<Side> sides = demands.stream().reduce(Demand::shared).orElseThrow().sides().stream()
                .filter(side -> value.axes().containsAll(side.condition().axes()))
                .toList();
        return new Demand(sides, Set.of()).with(List.of(new Side(condition, true)));
    }

    private Node isPositive(Node number) {
        return g.apply(Op.LT, g.constant(0), number);
    }

    private Node largest(Set<Node> axes, Node number) {
        List<Node> outermostFirst = axes.stream()
                .sorted(Comparator.comparingInt((Node axis) -> axis.axes().size())
                        .thenComparingInt(Node::id))
                .toList();
        return loops.reduce(Op.MAXIMUM, outermostFirst, number);
    }

    /** 1 where a demand is made in a step of these loops, else another number. */
    private Node needed(Demand demand, Set<Node> inside, Node otherwise) {
        Node needed = g.constant(1);
        for (Node axis : demand.axes()) {
            if (!inside.contains(axis) && !Bounds.hasSteps(axis)) {
                Node runs = g.apply(Op.LT, loops.real(axis.arg(0)), loops.real(axis.arg(1)));
                needed = g.select(runs, needed, otherwise);
            }
        }
        for (int i = demand.sides().size() - 1; i >= 0; i--) {
            Side side = demand.sides().get(i);
            needed = side.holds()
                    ? g.select(side.condition(), needed, otherwise)
                    : g.select(side.condition(), otherwise, needed);
        }
        return needed;
    }
}

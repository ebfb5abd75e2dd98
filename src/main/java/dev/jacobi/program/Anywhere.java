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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks once whether a value is needed anywhere in loops that it does not vary in: under conditions that mention their axes, a condition
 * that mentions none says whether these hold in any step.
 */
final class Anywhere {
    /** How many nodes conditions may have where the function has fewer. */
    private static final int SMALL = 8000;

    private final Graph g;
    private final Loops loops;
    private final OpenStates states = new OpenStates();
    private final Set<Node> conditions = new HashSet<>();
    /** Recurrences that are there only because an axis has another name in them, and what is made from these. */
    private final Set<Node> copies = new HashSet<>();
    /** The first node of which it is not known whether it belongs there. */
    private int looked;

    /** The size of the graph at which no more conditions are made, and what is asked for is what all demands have in common. */
    private final int full;

    /** @param order the nodes, each after its arguments */
    Anywhere(Graph graph, List<Node> order) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.looked = graph.size();
        this.full = graph.size() + Math.max(SMALL, order.size());
        order.forEach(states::note);
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
            boolean stays =
                    others(demand, value).isEmpty() || demand.sides().stream().anyMatch(this::isInSteps);
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

    /** Whether at what a user needs it is no more asked what steps of recurrences say by such conditions. */
    boolean forgets(Demand demand, Node user, Node needed, Predicate<Node> conditions) {
        boolean binds = others(demand, user).stream().anyMatch(user.boundAxes()::contains);
        return demand.sides().stream()
                .filter(side ->
                        binds || !needed.axes().containsAll(side.condition().axes()))
                .anyMatch(side -> isInSteps(side) && conditions.test(side.condition()));
    }

    /** One demand in the place of many. It asks no steps of recurrences. */
    Demand any(Collection<Demand> demands, Node value) {
        return anyOf(demands.stream().map(this::outsideSteps).toList(), value);
    }

    private Demand outsideSteps(Demand demand) {
        return new Demand(
                demand.sides().stream().filter(side -> !isInSteps(side)).toList(), demand.axes());
    }

    private boolean isInSteps(Side side) {
        return !states.of(side.condition()).isEmpty();
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
        Demand shared = shared(demands, value);
        if (g.size() >= full) {
            return shared;
        }
        Node condition = condition(demands, value);
        if (copiesRecurrence(condition)) {
            return shared;
        }
        conditions.add(condition);
        return new Demand(shared.sides(), Set.of()).with(List.of(new Side(condition, true)));
    }

    /** Whether binding axes renamed them in a recurrence: that would be another with the same states. */
    private boolean copiesRecurrence(Node condition) {
        for (; looked < g.size(); looked++) {
            Node made = g.node(looked);
            if (made.is(Op.SCAN) || made.args().stream().anyMatch(copies::contains)) {
                copies.add(made);
            }
        }
        return copies.contains(condition);
    }

    /** What demands have in common, in words that mention no other axes than the value. */
    private static Demand shared(List<Demand> demands, Node value) {
        Demand shared = demands.stream().reduce(Demand::shared).orElseThrow();
        List<Side> sides = shared.sides().stream()
                .filter(side -> value.axes().containsAll(side.condition().axes()))
                .toList();
        Set<Node> axes = new LinkedHashSet<>(shared.axes());
        axes.removeIf(axis -> axis.args().stream().anyMatch(end -> !value.axes().containsAll(end.axes())));
        return new Demand(sides, axes);
    }

    private Node condition(List<Demand> demands, Node value) {
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
        return isPositive(any);
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

package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the loops round the nodes of a reverse sweep stand. This goes from node to node with the adjoints, since a loop over the same axis
 * may also be elsewhere, under another condition.
 */
final class Surroundings {
    private final Graph g;
    private final LoopDuals duals;
    /** Of each node with an adjoint the axes that it mentions. */
    private final Map<Node, Map<Node, Place>> places = new HashMap<>();

    /**
     * Where a loop stands.
     *
     * @param condition holds outside the loop where anything is passed on to it: without it the loop's range is not to be asked for
     * @param round the axes of the loops round it
     */
    record Place(Node condition, List<Node> round) {}

    Surroundings(Graph graph, LoopDuals duals) {
        this.g = graph;
        this.duals = duals;
    }

    /** The loops round a node by their axes; a map of the caller's own. */
    Map<Node, Place> of(Node node) {
        return of(List.of(node));
    }

    /** The loops round nodes that mention the same axes. */
    private Map<Node, Place> of(List<Node> nodes) {
        Map<Node, Place> round = new LinkedHashMap<>();
        for (Node axis : nodes.get(0).axes()) {
            Stream<Place> known =
                    nodes.stream().map(places::get).filter(Objects::nonNull).map(of -> of.get(axis));
            round.put(axis, known.reduce(this::either).orElse(unknown()));
        }
        return round;
    }

    /** The loops round the body of a node, whose own begin under a condition. */
    Map<Node, Place> inside(Node node, Node condition) {
        Map<Node, Place> round = of(node);
        node.boundAxes().forEach(axis -> round.put(axis, new Place(condition, node.axes())));
        return round;
    }

    /** The loops round what is in further ones, of which nothing is known, inside nodes that mention the same axes. */
    Map<Node, Place> inside(List<Node> nodes, List<Node> further) {
        Map<Node, Place> round = of(nodes);
        further.forEach(axis -> round.put(axis, unknown()));
        return round;
    }

    /** What holds outside the loops of axes. */
    UnaryOperator<Node> conditions(Map<Node, Place> round) {
        return axis -> round.getOrDefault(axis, unknown()).condition;
    }

    /** Says that something is passed on to a node, in loops of which it is summed over some. */
    void add(Node node, Map<Node, Place> round, List<Node> summed) {
        Map<Node, Place> own = places.computeIfAbsent(node, key -> new HashMap<>());
        for (Node axis : node.axes()) {
            Place place = round.getOrDefault(axis, unknown());
            own.merge(axis, outOf(summed, place, conditions(round)), this::either);
        }
    }

    /** A place as it is seen outside loops that were round it: its condition held in any of their steps. */
    private Place outOf(List<Node> loops, Place place, UnaryOperator<Node> outside) {
        List<Node> left = new ArrayList<>(loops);
        left.retainAll(place.round);
        if (left.isEmpty()) {
            return place;
        }
        List<Node> rest = new ArrayList<>(place.round);
        rest.removeAll(left);
        Dual any = duals.sum(left, new Dual(g.constant(1), place.condition), outside);
        return new Place(any.present(), rest);
    }

    private Place either(Place a, Place b) {
        Set<Node> round = new LinkedHashSet<>(a.round);
        round.addAll(b.round);
        return new Place(g.or(a.condition, b.condition), List.copyOf(round));
    }

    private Place unknown() {
        return new Place(g.truth(true), List.of());
    }
}

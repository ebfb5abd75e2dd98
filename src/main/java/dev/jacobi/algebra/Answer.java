package dev.jacobi.algebra;

import dev.jacobi.graph.Node;
import java.util.List;
import java.util.Map;

/** What is known about two formulas of a graph. */
public sealed interface Answer {

    /**
     * They have the same value at every point of the assumptions at which both have one.
     *
     * @param where conditions under which both have a value, or under which the rules hold, beyond what the assumptions say; at other
     *     points nothing is claimed
     * @param rules the rules used
     */
    record Equal(List<Condition> where, List<Identity> rules) implements Answer {}

    /**
     * They differ at a point of the assumptions.
     *
     * @param point a number for each parameter
     * @param left the value of the first; NaN where it has none, there and nearby
     * @param right that of the second, likewise
     */
    record Different(Map<Node, Double> point, double left, double right) implements Answer {}

    /** Neither was found. */
    record Undecided(String reason) implements Answer {}
}

package dev.jacobi.interpret;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recurrence evaluates.
 *
 * @param axis its steps
 * @param first for each state the loop over its elements before the first step
 * @param next for each state the loop over the axis and its elements
 * @param overwritten all nodes that it gives values to
 */
record Steps(Node axis, List<Recurrence.State> states, List<Loop> first, List<Loop> next, List<Node> overwritten) {

    static Steps of(Graph graph, Node scan) {
        Recurrence recurrence = Recurrence.of(scan);
        List<Loop> first = new ArrayList<>();
        List<Loop> next = new ArrayList<>();
        List<Node> overwritten = new ArrayList<>(scan.boundAxes());
        for (Recurrence.State state : recurrence.states()) {
            List<Node> axes = new ArrayList<>(List.of(recurrence.axis()));
            axes.addAll(state.axes());
            first.add(Loop.of(graph, scan, state.axes(), List.of(state.first())));
            next.add(Loop.of(graph, scan, axes, List.of(state.next())));
            overwritten.add(state.before());
        }
        first.forEach(loop -> overwritten.addAll(loop.overwritten()));
        next.forEach(loop -> overwritten.addAll(loop.overwritten()));
        return new Steps(recurrence.axis(), recurrence.states(), first, next, overwritten);
    }

    /** The node of the number of steps. */
    Node count() {
        return axis.arg(1);
    }
}

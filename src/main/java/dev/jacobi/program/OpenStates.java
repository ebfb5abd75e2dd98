package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The states before a step that nodes are made from while that step is open: such a node is known in the step only. */
final class OpenStates {
    private final Map<Node, Set<Node>> states = new HashMap<>();

    /** Looks at a node, after its arguments. */
    void note(Node node) {
        Set<Node> own = new HashSet<>(node.is(Op.STATE) ? Set.of(node) : Set.of());
        node.args().forEach(arg -> own.addAll(of(arg)));
        own.removeIf(state -> !node.axes().contains(state.arg(0)));
        if (!own.isEmpty()) {
            states.put(node, own);
        }
    }

    /** The STATEs of a node; mostly none. */
    Set<Node> of(Node node) {
        return states.getOrDefault(node, Set.of());
    }

    /** The steps of a node's states, by their axes. */
    Set<Node> axes(Node node) {
        return of(node).stream().map(state -> state.arg(0)).collect(Collectors.toSet());
    }
}

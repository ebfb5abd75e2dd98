package dev.jacobi.simplify;

import dev.jacobi.graph.Node;
import java.util.HashMap;
import java.util.Map;

/** What the names of a pattern stand for. */
final class Match {
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Integer> integers = new HashMap<>();

    Node node(String name) {
        return nodes.get(name);
    }

    int integer(String name) {
        return integers.get(name);
    }

    /** Lets a name stand for a node; false where it stands for another one already. */
    boolean bind(String name, Node node) {
        Node before = nodes.putIfAbsent(name, node);
        return before == null || before == node;
    }

    boolean bind(String name, int integer) {
        Integer before = integers.putIfAbsent(name, integer);
        return before == null || before == integer;
    }

    /** A copy to try one order of arguments with. */
    Match copy() {
        Match copy = new Match();
        copy.nodes.putAll(nodes);
        copy.integers.putAll(integers);
        return copy;
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open unknowns of a reverse sweep, each known by its axis, and the solutions that are put in their place. */
final class Solutions {
    private final Loops loops;
    private final Graph graph;
    private final Map<Node, Map<Node, Node>> known = new HashMap<>();

    Solutions(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    void add(Equation open, Node solution) {
        known.put(open.axis(), open.at(graph, solution));
    }

    boolean isAmong(List<Node> axes) {
        return axes.stream().anyMatch(known::containsKey);
    }

    /** A dual where the unknowns of some axes are the solutions; these are removed from the axes. */
    Dual settle(Dual dual, List<Node> axes) {
        if (!isAmong(axes)) {
            return dual;
        }
        List<Node> settled = settled(List.of(dual.value(), dual.present()), axes);
        axes.removeIf(known::containsKey);
        return new Dual(settled.get(0), settled.get(1), dual.isZeroElsewhere());
    }

    /** A node where the unknowns of some axes are the solutions. */
    Node settle(Node node, List<Node> axes) {
        return settled(List.of(node), axes).get(0);
    }

    /** A node where all unknowns are the solutions. */
    Node settle(Node node) {
        Node settled = node;
        while (isAmong(settled.axes())) {
            settled = settle(settled, settled.axes());
        }
        return settled;
    }

    /** The unknowns of solves further inside come first, since their solutions may mention those further outside. */
    private List<Node> settled(List<Node> nodes, List<Node> axes) {
        List<Node> settled = nodes;
        List<Node> innermostFirst = axes.stream()
                .filter(known::containsKey)
                .sorted(Comparator.comparingInt(Node::id).reversed())
                .toList();
        for (Node axis : innermostFirst) {
            settled = loops.substitute(settled, known.get(axis));
        }
        return settled;
    }
}

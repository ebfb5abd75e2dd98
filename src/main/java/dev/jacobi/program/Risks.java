package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may have no value: by itself, or since something that it is made from may have none. */
final class Risks {
    private final Set<Node> risky = new HashSet<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs what is needed
     */
    Risks(List<Node> order, List<Node> outputs) {
        Set<Node> exposed = Demands.exposed(order, outputs);
        IntegerRanges ranges = new IntegerRanges(order);
        for (Node node : order) {
            boolean lacks =
                    Demands.isRead(node) ? !Bounds.isInside(node) : exposed.contains(node) && ranges.mayFail(node);
            if (lacks || node.args().stream().anyMatch(risky::contains)) {
                risky.add(node);
            }
        }
    }

    boolean mayFail(Node node) {
        return risky.contains(node);
    }
}

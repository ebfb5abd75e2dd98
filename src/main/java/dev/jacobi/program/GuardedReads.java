package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which elements lie inside their array wherever the source needs them, by what the branches round all their uses say of integers. */
final class GuardedReads {
    private final Map<Node, Set<Bounds.Order>> known = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs what is needed whatever the conditions
     * @param riders what rides in the steps of recurrences
     */
    GuardedReads(List<Node> order, List<Node> outputs, Riders riders) {
        outputs.forEach(output -> known.put(output, Set.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            for (int k = 0; k < user.arity(); k++) {
                Set<Bounds.Order> there = there(user, k);
                known.merge(user.arg(k), there, GuardedReads::shared);
            }
            for (Node scan : riders.scans(user)) {
                known.merge(scan, there(user, user.boundAxes().size()), GuardedReads::shared);
            }
        }
    }

    boolean isInside(Node read) {
        return Bounds.isInside(read, known.getOrDefault(read, Set.of()));
    }

    private Set<Bounds.Order> there(Node user, int position) {
        Set<Bounds.Order> there = new LinkedHashSet<>(known.getOrDefault(user, Set.of()));
        there.removeIf(order -> order.mentions(user.boundAxes()));
        Uses.sides(user, position).stream()
                .flatMap(side -> side.parts().stream())
                .forEach(part -> there.addAll(Bounds.Order.of(part.condition(), part.holds())));
        return there;
    }

    private static Set<Bounds.Order> shared(Set<Bounds.Order> a, Set<Bounds.Order> b) {
        Set<Bounds.Order> both = new LinkedHashSet<>(a);
        both.retainAll(b);
        return both;
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a schedule is asked for beside what it must be.
 *
 * @param named nodes that keep a variable of their own, since the user has a name for them
 * @param recomputed nodes that are cheaper to compute at each use than to keep
 * @param delays the earliest time of nodes among the outermost constructs: so late that they run in the loop that uses them
 */
record Wishes(Set<Node> named, Set<Node> recomputed, Map<Node, Integer> delays) {

    /** No wishes but for names. */
    Wishes(Set<Node> named) {
        this(named, new HashSet<>(), new HashMap<>());
    }

    /** Adds what a schedule itself found to be better; false where it found nothing new. */
    boolean add(Keeping keeping) {
        Map<Node, Integer> later = keeping.later();
        Set<Node> again = keeping.cheaperAgain();
        again.removeAll(later.keySet());
        boolean better = recomputed.addAll(again);
        for (Map.Entry<Node, Integer> value : later.entrySet()) {
            better |= !value.getValue().equals(delays.put(value.getKey(), value.getValue()));
        }
        return better;
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In the steps of which recurrences each node is computed: of those whose states it is made from, or whose states decide whether it is
 * needed. A recurrence is known by its first STATE.
 */
final class Recurrences {
    private final Map<Node, Node> leads = new HashMap<>();
    private final Map<Node, Recurrence> recurrences = new LinkedHashMap<>();
    private final Map<Node, List<Node>> scans = new HashMap<>();
    private final Map<Node, Carried> carried = new LinkedHashMap<>();
    private final Map<Node, List<Side>> sides = new HashMap<>();
    private final Map<Node, Set<Node>> around = new HashMap<>();
    private final Map<Node, Set<Node>> inside = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param riders what rides in the steps of recurrences
     */
    Recurrences(List<Node> order, Sides sides, Riders riders) {
        order.stream().filter(node -> node.is(Op.SCAN)).forEach(scan -> note(scan, order, sides));
        if (recurrences.isEmpty()) {
            return;
        }
        Map<Node, Set<Node>> made = new HashMap<>();
        for (Node node : order) {
            List<Node> from = new ArrayList<>(node.args());
            from.addAll(riders.scans(node));
            made.put(node, statesOf(node, from, made));
        }
        Map<Node, Set<Node>> needed = new HashMap<>();
        for (Node node : order) {
            Set<Node> all = new HashSet<>(made.get(node));
            Node scan = Recurrence.isLastNumber(node) ? node.arg(0) : node;
            List<Side> decided = scan.is(Op.SCAN) ? this.sides.get(leads.get(scan)) : sides.of(node);
            decided.forEach(side -> all.addAll(made.get(side.condition())));
            needed.put(node, all);
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            if (order.get(i).is(Op.SCAN)) {
                Set<Node> own = around.computeIfAbsent(leads.get(order.get(i)), lead -> new HashSet<>());
                own.addAll(closed(needed.get(order.get(i))));
                own.remove(leads.get(order.get(i)));
            }
        }
        needed.forEach((node, own) -> {
            if (!own.isEmpty()) {
                inside.put(node, closed(own));
            }
        });
    }

    private void note(Node scan, List<Node> order, Sides found) {
        Recurrence recurrence = Recurrence.of(scan);
        Node lead = recurrence.states().get(0).before();
        Recurrence known = recurrences.put(lead, recurrence);
        if (known != null && !known.equals(recurrence)) {
            throw new IllegalStateException(lead + " is the state of two recurrences");
        }
        leads.put(scan, lead);
        scans.computeIfAbsent(lead, key -> new ArrayList<>()).add(scan);
        sides.merge(lead, found.of(scan), Sides::commonPrefix);
        for (Recurrence.State state : recurrence.states()) {
            leads.put(state.before(), lead);
            carried.putIfAbsent(state.before(), new Carried(recurrence.axis(), state, false));
        }
        Recurrence.State own = recurrence.states().get(scan.number());
        boolean every = order.stream()
                .anyMatch(node -> node.is(Op.READ) && node.arg(0) == scan && node.arg(1) != recurrence.steps());
        carried.put(own.before(), new Carried(recurrence.axis(), own, every));
    }

    private Set<Node> statesOf(Node node, List<Node> from, Map<Node, Set<Node>> made) {
        if (node.is(Op.STATE)) {
            return Set.of(leads.get(node));
        }
        Set<Node> states = new HashSet<>();
        from.forEach(each -> states.addAll(made.get(each)));
        states.removeIf(lead -> node.boundAxes().contains(recurrences.get(lead).axis()));
        return states.isEmpty() ? Set.of() : states;
    }

    /** These recurrences and those in whose steps they run. */
    private Set<Node> closed(Set<Node> own) {
        Set<Node> closed = new HashSet<>(own);
        own.forEach(lead -> closed.addAll(around.getOrDefault(lead, Set.of())));
        return closed;
    }

    /** The recurrences in whose steps a node is computed. */
    Set<Node> insideOf(Node node) {
        return inside.getOrDefault(node, Set.of());
    }

    /** The recurrences in whose steps a node is computed, or something is added to it. */
    Set<Node> touching(Node node) {
        if (!node.op().bindsAxes() || node.is(Op.SCAN)) {
            return insideOf(node);
        }
        Set<Node> touching = new LinkedHashSet<>(insideOf(node));
        node.args().forEach(arg -> touching.addAll(insideOf(arg)));
        return touching;
    }

    /** Whether a node is computed in the steps of a recurrence. */
    boolean isInside(Node node, Node lead) {
        return insideOf(node).contains(lead);
    }

    /** The innermost recurrence in whose steps something made from, or decided by, all these nodes is computed, or null. */
    Node innermost(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> insideOf(node).stream())
                .max(Comparator.comparingInt(this::depth))
                .orElse(null);
    }

    private int depth(Node lead) {
        return around.get(lead).size();
    }

    /** The recurrence of a STATE or a SCAN. */
    Node lead(Node node) {
        return leads.get(node);
    }

    Recurrence recurrence(Node lead) {
        return recurrences.get(lead);
    }

    /** Those of its SCANs that are read. */
    List<Node> scans(Node lead) {
        return scans.get(lead);
    }

    /** The SCAN of a state, or null where nothing reads that. */
    Node scan(Node state) {
        return scans.get(leads.get(state)).stream()
                .filter(scan -> recurrences
                                .get(leads.get(state))
                                .states()
                                .get(scan.number())
                                .before()
                        == state)
                .findFirst()
                .orElse(null);
    }

    /** The conditions under which a recurrence runs. */
    List<Side> sides(Node lead) {
        return sides.get(lead);
    }

    /** The states of all recurrences, by their nodes. */
    Map<Node, Carried> carried() {
        return carried;
    }
}

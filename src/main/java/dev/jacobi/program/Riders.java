package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is added up in the steps of recurrences without being part of their values: sums and scatters over the steps whose bodies read
 * states before the step. Such a binder needs its recurrence to run, and the steps compute what it adds; so a SCAN comes after the
 * arguments of its riders and after the recurrences in its steps in which these ride too, and the riders come after it.
 */
final class Riders {
    static final Riders NONE = new Riders(Map.of());

    /** The SCANs of the recurrence in whose steps a binder rides, by the binder. */
    private final Map<Node, List<Node>> scans;

    private final Map<Node, List<Node>> binders = new HashMap<>();

    Riders(Map<Node, List<Node>> scans) {
        this.scans = scans;
        scans.forEach((binder, all) -> all.forEach(
                scan -> binders.computeIfAbsent(scan, key -> new ArrayList<>()).add(binder)));
    }

    /** These, and others in the steps of a recurrence. */
    Riders with(Set<Node> others, Set<Node> ridden) {
        Map<Node, List<Node>> all = new LinkedHashMap<>(scans);
        others.forEach(binder -> all.merge(binder, List.copyOf(ridden), Riders::joined));
        return new Riders(all);
    }

    /** What they have become. */
    Riders follow(Map<Node, Node> images) {
        Map<Node, List<Node>> followed = new LinkedHashMap<>();
        scans.forEach((binder, all) -> followed.merge(
                images.getOrDefault(binder, binder),
                all.stream().map(scan -> images.getOrDefault(scan, scan)).toList(),
                Riders::joined));
        return new Riders(followed);
    }

    private static List<Node> joined(List<Node> a, List<Node> b) {
        Set<Node> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    /** The SCANs in whose steps a node rides; mostly none. */
    List<Node> scans(Node node) {
        return scans.getOrDefault(node, List.of());
    }

    /** What rides in the steps of a SCAN. */
    List<Node> binders(Node scan) {
        return binders.getOrDefault(scan, List.of());
    }

    /** What has to be there before a node. */
    List<Node> needs(Node node) {
        List<Node> needs = new ArrayList<>(node.args());
        needs.addAll(scans(node));
        if (node.is(Op.SCAN)) {
            for (Node binder : binders(node)) {
                needs.addAll(binder.args());
                scans(binder).stream()
                        .filter(scan -> scan.axes().contains(node.arg(0)))
                        .forEach(needs::add);
            }
        }
        return needs;
    }

    /** All nodes that some need, each after what it needs. */
    List<Node> order(Graph graph, List<Node> roots) {
        if (scans.isEmpty()) {
            return Walk.upward(graph, roots);
        }
        Set<Node> order = new LinkedHashSet<>();
        Set<Node> waiting = new HashSet<>();
        List<Node> open = new ArrayList<>();
        for (Node root : roots) {
            open.add(root);
            while (!open.isEmpty()) {
                Node node = open.get(open.size() - 1);
                List<Node> missing = waiting.add(node)
                        ? needs(node).stream()
                                .filter(need -> !order.contains(need))
                                .toList()
                        : List.of();
                if (missing.stream().anyMatch(waiting::contains)) {
                    throw new IllegalStateException(node + " waits for itself");
                }
                open.addAll(missing);
                if (missing.isEmpty()) {
                    waiting.remove(node);
                    order.add(node);
                    open.remove(open.size() - 1);
                }
            }
        }
        return List.copyOf(order);
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps what the steps of recurrences compute for the steps that go back over them: an adjoint's step is made from the states that were
 * saved before the step that belongs to it, and would compute again what that step made of them. Recurrences go from outer ones to those
 * inside their steps, whose values an outer one keeps.
 */
final class Tape {
    private Tape() {}

    /** The image of every node below the roots. */
    static Map<Node, Node> keep(Graph graph, List<Node> roots) {
        List<Node> current = roots;
        List<Node> order = Walk.upward(graph, roots);
        Map<Node, Node> images = new HashMap<>();
        order.forEach(node -> images.put(node, node));
        Set<List<Node>> seen = new HashSet<>();
        List<Node> taped = new ArrayList<>();
        List<Node> below = List.of();
        for (Node scan = next(order, below, seen); scan != null; scan = next(order, below, seen)) {
            TapedSteps steps = new TapedSteps(graph, order, current, taped, below, scan);
            if (!steps.images().isEmpty()) {
                images.replaceAll((node, image) -> steps.images().getOrDefault(image, image));
                taped.replaceAll(node -> steps.images().getOrDefault(node, node));
                taped.addAll(steps.taped());
                current = roots.stream().map(images::get).toList();
                order = Walk.upward(graph, current);
                below = Walk.upward(graph, taped);
            }
        }
        return images;
    }

    /**
     * The outermost SCAN that has not been looked at and whose saved states are read backwards, or in order by what is kept; null where
     * there is none.
     *
     * @param below what is kept, and what that is made from
     */
    private static Node next(List<Node> order, List<Node> below, Set<List<Node>> seen) {
        Node next = Stream.concat(
                        order.stream().filter(Tape::isReadBackwards),
                        below.stream().filter(Tape::isReadInOrder))
                .map(read -> read.arg(0))
                .filter(scan -> !seen.contains(scan.args()))
                .min(Comparator.comparingInt(scan -> scan.axes().size()))
                .orElse(null);
        if (next != null) {
            seen.add(next.args());
        }
        return next;
    }

    /** Whether a node reads the state before the step that an axis goes back to. */
    static boolean isReadBackwards(Node node) {
        return isOfScan(node)
                && Loops.isBackwards(node.arg(1))
                && isOverSteps(node, node.arg(1).arg(1));
    }

    /** Whether a node reads the state before each step of an axis over the steps. */
    static boolean isReadInOrder(Node node) {
        return isOfScan(node) && isOverSteps(node, node.arg(1));
    }

    private static boolean isOfScan(Node node) {
        return node.is(Op.READ) && node.arg(0).is(Op.SCAN);
    }

    private static boolean isOverSteps(Node read, Node axis) {
        return Loops.runOver(List.of(axis), List.of(Recurrence.of(read.arg(0)).steps()));
    }
}

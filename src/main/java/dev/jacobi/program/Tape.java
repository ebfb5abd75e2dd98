package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what the steps of recurrences compute for the steps that go back over them: an adjoint's step is made from the states that were
 * saved before the step that belongs to it, and would compute again what that step made of them. Recurrences go from outer ones to those
 * inside their steps, whose values an outer one keeps.
 */
final class Tape {
    private Tape() {}

    /** The image of every node below the roots. */
    static Map<Node, Node> keep(Graph graph, List<Node> roots) {
        Map<Node, Node> images = new HashMap<>();
        Walk.upward(graph, roots).forEach(node -> images.put(node, node));
        Set<List<Node>> seen = new HashSet<>();
        List<Node> taped = new ArrayList<>();
        while (true) {
            List<Node> current = roots.stream().map(images::get).toList();
            List<Node> order = Walk.upward(graph, current);
            Node scan = outermost(order, new HashSet<>(Walk.upward(graph, taped)), seen);
            if (scan == null) {
                return images;
            }
            seen.add(scan.args());
            TapedSteps steps = new TapedSteps(graph, order, current, taped, scan);
            images.replaceAll((node, image) -> steps.images().getOrDefault(image, image));
            taped.replaceAll(node -> steps.images().getOrDefault(node, node));
            taped.addAll(steps.taped());
        }
    }

    /**
     * A SCAN in the fewest loops of those that have not been looked at, and whose saved states are read backwards, or in order by what is
     * kept; null where there is none.
     */
    private static Node outermost(List<Node> order, Set<Node> taped, Set<List<Node>> seen) {
        Node outermost = null;
        for (Node node : order) {
            boolean isRead = isReadBackwards(node) || taped.contains(node) && isReadInOrder(node);
            if (isRead && !seen.contains(node.arg(0).args())) {
                Node scan = node.arg(0);
                outermost = outermost == null
                                || scan.axes().size() < outermost.axes().size()
                        ? scan
                        : outermost;
            }
        }
        return outermost;
    }

    private static boolean isReadBackwards(Node node) {
        return node.is(Op.READ)
                && node.arg(0).is(Op.SCAN)
                && isMirrored(node.arg(1), Recurrence.of(node.arg(0)).steps());
    }

    /** Whether a node reads the state before each step of an axis over the steps. */
    static boolean isReadInOrder(Node node) {
        if (!node.is(Op.READ) || !node.arg(0).is(Op.SCAN) || !node.arg(1).is(Op.AXIS)) {
            return false;
        }
        Node axis = node.arg(1);
        return axis.arg(0).isInteger(0)
                && axis.arg(1) == Recurrence.of(node.arg(0)).steps();
    }

    /** Whether an integer is {@code steps - 1 - axis} for an axis over as many steps. */
    static boolean isMirrored(Node index, Node steps) {
        if (!index.is(Op.ISUB) || !index.arg(0).is(Op.ISUB) || !index.arg(1).is(Op.AXIS)) {
            return false;
        }
        Node last = index.arg(0);
        Node axis = index.arg(1);
        return last.arg(0) == steps && last.arg(1).isInteger(1) && axis.arg(0).isInteger(0) && axis.arg(1) == steps;
    }
}

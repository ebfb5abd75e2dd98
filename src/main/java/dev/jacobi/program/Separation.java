package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each recurrence states of its own. In the graph a state is known by its axis and its number, so that steps of two recurrences may
 * be one node; a program computes them apart. From here on a READ of a STATE mentions, behind its indices, the axes round the recurrence:
 * so what is made from it is placed in those loops.
 */
final class Separation {
    /** The number of the first state of its own: above those that a recurrence counts. */
    private static final int FIRST = 1 << 20;

    private final Graph graph;
    private final Loops loops;
    private int number = FIRST;

    private Separation(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    /** The images of all nodes below the roots. Rounds go from outer recurrences to those inside their steps. */
    static Map<Node, Node> separate(Graph graph, List<Node> roots) {
        Separation separation = new Separation(graph);
        Map<Node, Node> images = new HashMap<>();
        Walk.upward(graph, roots).forEach(node -> images.put(node, node));
        while (true) {
            List<Node> order =
                    Walk.upward(graph, roots.stream().map(images::get).toList());
            Set<List<Node>> outermost = outermost(order);
            if (outermost.isEmpty()) {
                return images;
            }
            Map<Node, Node> round = separation.separate(order, outermost);
            images.replaceAll((node, image) -> round.getOrDefault(image, image));
        }
    }

    /** The recurrences still to be separated that stand in no step of another. */
    private static Set<List<Node>> outermost(List<Node> order) {
        Map<Node, Set<Node>> states = new HashMap<>();
        Set<List<Node>> outermost = new HashSet<>();
        for (Node node : order) {
            Set<Node> mentioned = new HashSet<>();
            node.args().forEach(arg -> mentioned.addAll(states.getOrDefault(arg, Set.of())));
            if (node.is(Op.STATE) && node.number() < FIRST) {
                mentioned.add(node);
            } else if (node.is(Op.SCAN)) {
                List<Node> own = Recurrence.of(node).states().stream()
                        .map(Recurrence.State::before)
                        .toList();
                own.forEach(mentioned::remove);
                if (mentioned.isEmpty() && own.get(0).number() < FIRST) {
                    outermost.add(node.args());
                }
            }
            if (!mentioned.isEmpty()) {
                states.put(node, mentioned);
            }
        }
        return outermost;
    }

    private Map<Node, Node> separate(List<Node> order, Set<List<Node>> outermost) {
        Map<Node, Node> images = new HashMap<>();
        Map<List<Node>, List<Node>> scans = new HashMap<>();
        for (Node node : order) {
            Node image = graph.like(node, Substitution.arguments(node, images));
            if (node.is(Op.SCAN) && outermost.contains(node.args())) {
                image = scans.computeIfAbsent(node.args(), args -> separated(images, node))
                        .get(node.number());
            }
            images.put(node, image);
        }
        return images;
    }

    private List<Node> separated(Map<Node, Node> images, Node scan) {
        Node same = graph.like(scan, Substitution.arguments(scan, images));
        Recurrence recurrence = Recurrence.of(same);
        Map<Node, Node> replaced = new HashMap<>(Map.of(recurrence.axis(), recurrence.axis()));
        List<Node> own = new ArrayList<>();
        for (Recurrence.State state : recurrence.states()) {
            List<Node> extents = Loops.extents(state.before());
            Node before = loops.state(recurrence.axis(), number++, extents);
            own.add(before);
            List<Node> axes = new ArrayList<>();
            extents.forEach(extent -> axes.add(loops.axis(loops.integer(0), extent)));
            List<Node> indices = new ArrayList<>(axes);
            indices.addAll(same.axes());
            replaced.put(state.before(), loops.map(axes, loops.read(before, indices)));
        }
        List<Node> next = loops.substitute(
                recurrence.states().stream().map(Recurrence.State::next).toList(), replaced);
        List<Recurrence.State> states = new ArrayList<>();
        for (int k = 0; k < own.size(); k++) {
            Recurrence.State state = recurrence.states().get(k);
            states.add(new Recurrence.State(own.get(k), state.axes(), state.first(), next.get(k)));
        }
        return loops.scans(new Recurrence(recurrence.axis(), states));
    }
}

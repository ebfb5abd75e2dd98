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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    private final List<Node> roots;
    private final Map<Node, Node> images = new HashMap<>();
    private Riders riders = Riders.NONE;
    private int number = FIRST;

    private Separation(Graph graph, List<Node> roots) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.roots = roots;
        Walk.upward(graph, roots).forEach(node -> images.put(node, node));
    }

    /** @param images those of all nodes below the roots */
    record Separated(Map<Node, Node> images, Riders riders) {}

    /** Rounds go from outer recurrences to those inside their steps. */
    static Separated separate(Graph graph, List<Node> roots) {
        Separation separation = new Separation(graph, roots);
        Set<List<Node>> outermost = outermost(separation.order());
        while (!outermost.isEmpty()) {
            int first = separation.number;
            separation.follow(separation.separate(separation.order(), outermost));
            separation.shareSteps(first);
            outermost = outermost(separation.order());
        }
        return new Separated(separation.images, separation.riders);
    }

    private List<Node> order() {
        return riders.order(graph, outputs());
    }

    private List<Node> outputs() {
        return roots.stream().map(images::get).toList();
    }

    private void follow(Map<Node, Node> moved) {
        images.replaceAll((node, image) -> moved.getOrDefault(image, image));
        riders = riders.follow(moved);
    }

    /** Lets ride what may in the steps of the recurrences whose states have at least a number. */
    private void shareSteps(int first) {
        Set<Node> leads = new LinkedHashSet<>();
        order().stream()
                .filter(node -> node.is(Op.SCAN) && lead(node).number() >= first)
                .forEach(node -> leads.add(lead(node)));
        for (Node lead : leads) {
            List<Node> order = order();
            Set<Node> scans = new LinkedHashSet<>();
            order.stream()
                    .filter(node -> node.is(Op.SCAN) && lead(node) == lead)
                    .forEach(scans::add);
            StepSharing sharing = new StepSharing(graph, order, outputs(), riders, scans);
            follow(sharing.images());
            riders = riders.with(sharing.binders(), scans);
        }
    }

    /** Whether the states of a recurrence are its own already. */
    static boolean isSeparated(Node scan) {
        return lead(scan).number() >= FIRST;
    }

    private static Node lead(Node scan) {
        return Recurrence.of(scan).states().get(0).before();
    }

    /**
     * The recurrences still to be separated that stand in the fewest loops and in none that another binds, since separating the other may
     * rename that.
     */
    private static Set<List<Node>> outermost(List<Node> order) {
        Map<List<Node>, Node> waiting = new LinkedHashMap<>();
        order.stream()
                .filter(node -> node.is(Op.SCAN) && !isSeparated(node))
                .forEach(scan -> waiting.putIfAbsent(scan.args(), scan));
        Map<List<Node>, Integer> outermost = new HashMap<>();
        waiting.forEach((args, scan) -> outermost.put(args, scan.axes().size()));
        for (Node scan : waiting.values()) {
            inside(scan).forEach(outermost::remove);
        }
        int fewest = outermost.values().stream().mapToInt(loops -> loops).min().orElse(0);
        outermost.values().removeIf(loops -> loops > fewest);
        return outermost.keySet();
    }

    /** The recurrences that one is made from and that mention an axis which this, or a loop inside, binds. */
    private static Set<List<Node>> inside(Node scan) {
        Set<List<Node>> inside = new HashSet<>();
        Set<Node> bound = new HashSet<>(scan.boundAxes());
        // Users first: what binds an axis comes before what mentions it.
        TreeMap<Integer, Node> open = new TreeMap<>();
        scan.args().forEach(arg -> open.put(arg.id(), arg));
        while (!open.isEmpty()) {
            Node node = open.pollLastEntry().getValue();
            if (node.axes().stream().anyMatch(bound::contains)) {
                if (node.is(Op.SCAN)) {
                    inside.add(node.args());
                }
                bound.addAll(node.boundAxes());
                node.args().forEach(arg -> open.put(arg.id(), arg));
            }
        }
        return inside;
    }

    private Map<Node, Node> separate(List<Node> order, Set<List<Node>> outermost) {
        Map<Node, Node> separated = new HashMap<>();
        Map<List<Node>, List<Node>> scans = new HashMap<>();
        for (Node node : order) {
            Node image = graph.like(node, Substitution.arguments(node, separated));
            if (node.is(Op.SCAN) && outermost.contains(node.args())) {
                image = scans.computeIfAbsent(node.args(), args -> separated(separated, node))
                        .get(node.number());
            }
            separated.put(node, image);
        }
        return separated;
    }

    private List<Node> separated(Map<Node, Node> separated, Node scan) {
        Node same = graph.like(scan, Substitution.arguments(scan, separated));
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

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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives a recurrence further states, which its steps do not read: what steps that go back over it would compute again. Their own next
 * values are those computations, with the state before the step in the place of the saved one, so that they are shared with the step.
 */
final class TapedSteps {
    /** A recurrence does not keep more values of a step: to read them from memory again would take as long. */
    private static final int MOST = 32;

    private final Graph graph;
    private final Loops loops;
    private final Recurrence recurrence;
    private final Set<Node> scans;
    /** The axes of the loops round the recurrence. */
    private final List<Node> around;

    private final Set<Kept> kept = new LinkedHashSet<>();
    /** The axes of the arrays of what is kept: arrays of equal extents share them. */
    private final List<Node> shared = new ArrayList<>();

    private final Map<Node, Node> images = new HashMap<>();
    private final List<Node> taped = new ArrayList<>();

    /** A value of a step, for each index of axes. */
    private record Kept(Node next, List<Node> axes) {}

    /** Where a value is read again: at which saved step, and at which indices. */
    private record Place(Node step, List<Node> indices, Kept kept) {}

    /**
     * @param order all nodes, each after its arguments
     * @param outer what recurrences round this one keep, which may be made of its steps' values too
     * @param below that, and what it is made from
     * @param scan one of the recurrence
     */
    TapedSteps(Graph graph, List<Node> order, List<Node> roots, List<Node> outer, List<Node> below, Node scan) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.recurrence = Recurrence.of(scan);
        this.scans = order.stream()
                .filter(node -> node.is(Op.SCAN) && node.args().equals(scan.args()))
                .collect(Collectors.toSet());
        this.around = scan.axes();
        recurrence.states().forEach(state -> shared.addAll(state.axes()));
        Map<Node, Place> places = new LinkedHashMap<>();
        steps(order, Tape::isReadBackwards)
                .forEach(step -> place(new Retraced(graph, order, scans, step), roots, places));
        steps(below, Tape::isReadInOrder)
                .forEach(step -> place(new Retraced(graph, order, scans, step), outer, places));
        if (!kept.isEmpty() && kept.size() <= MOST + recurrence.states().size()) {
            keep(order, places);
        }
    }

    /** The steps at which some nodes read the states of this recurrence, by an axis of no loop round it. */
    private Stream<Node> steps(List<Node> nodes, Predicate<Node> reads) {
        return nodes.stream()
                .filter(node -> reads.test(node) && scans.contains(node.arg(0)))
                .map(read -> read.arg(1))
                .filter(step -> !around.contains(Retraced.axis(step)))
                .distinct();
    }

    /** What nodes have become; nothing where there is nothing to keep. */
    Map<Node, Node> images() {
        return images;
    }

    /** The values that it keeps. */
    List<Node> taped() {
        return taped;
    }

    private void place(Retraced retraced, List<Node> roots, Map<Node, Place> places) {
        for (Node value : retraced.values(roots)) {
            List<Node> axes = axes(value, Retraced.axis(retraced.step()));
            Node next = axes == null ? null : ofStep(value, retraced);
            if (next != null) {
                List<Node> indices = new ArrayList<>();
                for (Node axis : axes) {
                    Node turned = turned(next, axis);
                    indices.add(turned == null ? axis : loops.backwards(axis));
                    next = turned == null ? next : turned;
                }
                Kept own = kept(next, axes);
                kept.add(own);
                places.put(value, new Place(retraced.step(), indices, own));
            }
        }
    }

    /** A value of which an axis says only what it goes back to, by that; null where it is another one. */
    private Node turned(Node value, Node axis) {
        Node turned = loops.substitute(value, Map.of(axis, loops.backwards(axis)));
        boolean goesBack = Walk.upward(graph, List.of(turned)).contains(loops.backwards(axis));
        return goesBack ? null : turned;
    }

    /**
     * The axes of an array of a value, in the order in which arrays are read that it is made from; null where it would be no array, or a
     * longer one than each state, so that memory grows by a factor only.
     */
    private List<Node> axes(Node value, Node step) {
        Set<Node> axes = new LinkedHashSet<>(value.axes());
        axes.remove(step);
        around.forEach(axes::remove);
        for (Node axis : axes) {
            if (!axis.arg(0).isInteger(0) || !around.containsAll(axis.arg(1).axes())) {
                return null;
            }
        }
        if (recurrence.states().stream().noneMatch(state -> isAsLong(state, axes))) {
            return null;
        }
        for (Node node : Walk.upward(graph, List.of(value))) {
            Set<Node> mentioned = new LinkedHashSet<>();
            if (node.is(Op.READ)) {
                node.args().subList(1, node.arity()).forEach(index -> mentioned.addAll(index.axes()));
            }
            if (mentioned.containsAll(axes)) {
                mentioned.retainAll(axes);
                return List.copyOf(mentioned);
            }
        }
        return List.copyOf(axes);
    }

    private static boolean isAsLong(Recurrence.State state, Set<Node> axes) {
        List<List<Node>> ranges = new ArrayList<>();
        state.axes().forEach(axis -> ranges.add(axis.args()));
        return axes.stream().allMatch(axis -> ranges.remove(axis.args()));
    }

    /** A value that is made from saved states, as the step makes it from the states before it; null where it might fail. */
    private Node ofStep(Node value, Retraced retraced) {
        Node own = recurrence.axis();
        Node axis = Retraced.axis(retraced.step());
        if (own != axis && value.axes().contains(own)) {
            return null;
        }
        Node step = retraced.step() == axis ? own : loops.backwards(own);
        Node saved = loops.substitute(value, Map.of(axis, step));
        Node next =
                Substitution.rebuild(graph, List.of(saved), graph, this::before).get(saved);
        List<Node> below = Walk.upward(graph, List.of(next));
        boolean fails = new Risks(below, List.of(next)).mayFail(next);
        return fails || below.stream().anyMatch(scans::contains) ? null : next;
    }

    private Kept kept(Node next, List<Node> axes) {
        Map<Node, Node> replaced = new HashMap<>();
        List<Node> own = new ArrayList<>();
        for (Node axis : axes) {
            Node same = Stream.concat(shared.stream(), axes.stream())
                    .filter(other -> other.args().equals(axis.args()) && !own.contains(other))
                    .findFirst()
                    .orElseThrow();
            own.add(same);
            replaced.put(axis, same);
        }
        own.stream().filter(axis -> !shared.contains(axis)).forEach(shared::add);
        return new Kept(own.equals(axes) ? next : loops.substitute(next, replaced), own);
    }

    /** The element of the STATE that a saved state is at a step, or null. */
    private Node before(Node node) {
        boolean saved = node.is(Op.READ) && scans.contains(node.arg(0)) && node.arg(1) == recurrence.axis();
        return saved
                ? loops.read(
                        recurrence.states().get(node.arg(0).number()).before(),
                        node.args().subList(2, node.arity()))
                : null;
    }

    private void keep(List<Node> order, Map<Node, Place> places) {
        List<Recurrence.State> states = new ArrayList<>(recurrence.states());
        Map<Kept, Integer> numbers = new HashMap<>();
        kept.forEach(own -> numbers.put(own, number(own, states)));
        List<Node> all = loops.scans(new Recurrence(recurrence.axis(), states));
        Recurrence.of(all.get(0)).states().stream()
                .skip(recurrence.states().size())
                .forEach(state -> taped.add(state.next()));
        Map<Node, Node> replaced = new HashMap<>();
        scans.forEach(own -> replaced.put(own, all.get(own.number())));
        places.forEach((value, place) -> {
            List<Node> indices = new ArrayList<>(List.of(loops.arithmetic(Op.IADD, place.step, loops.integer(1))));
            indices.addAll(place.indices);
            replaced.put(value, loops.read(all.get(numbers.get(place.kept)), indices));
        });
        for (Node node : order) {
            Node image = replaced.get(node);
            images.put(node, image != null ? image : graph.like(node, Substitution.arguments(node, images)));
        }
    }

    /** The number of the state whose next value it is; a new one where there is none. */
    private int number(Kept own, List<Recurrence.State> states) {
        for (int k = 0; k < states.size(); k++) {
            if (states.get(k).next() == own.next && states.get(k).axes().equals(own.axes)) {
                return k;
            }
        }
        List<Node> extents = own.axes.stream().map(axis -> axis.arg(1)).toList();
        Node before = loops.state(recurrence.axis(), states.size(), extents);
        states.add(new Recurrence.State(before, own.axes, graph.constant(0), own.next));
        return states.size() - 1;
    }
}

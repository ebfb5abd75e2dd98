package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tangents or adjoints of a recurrence's states, which are states of another recurrence. Whether one is there may depend on the step.
 * That is found from below: a state is absent until its first value or its next one is present; then it counts as always present where
 * both are, and as present after the first step where only its next value always is; else a further state of ones and zeros says where.
 * Presence only shrinks on the way, so that it settles after a few rounds. What no step changes, as the adjoint of a running sum, is no
 * state: it is its first value.
 */
final class StateDuals {
    private enum Presence {
        ABSENT,
        UNCHANGED,
        ALWAYS,
        LATER,
        COUNTED
    }

    private final Graph g;
    private final Loops loops;
    private final LoopDuals duals;
    private final Node axis;
    private final List<List<Node>> axes;
    private final List<Dual> first;
    private final List<Presence> presence = new ArrayList<>();

    /**
     * @param axis the steps, which nothing has bound yet
     * @param axes the axes of each state
     * @param first the first value of each, null where it is absent
     */
    StateDuals(Graph graph, Node axis, List<List<Node>> axes, List<Dual> first) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.duals = new LoopDuals(graph);
        this.axis = axis;
        this.axes = axes;
        this.first = first;
        for (Dual dual : first) {
            presence.add(
                    dual == null ? Presence.ABSENT : dual.present().isTruth(true) ? Presence.ALWAYS : Presence.LATER);
        }
    }

    /**
     * All values of each state, as duals of arrays whose first dimension is the steps, and one more; null where it is absent.
     *
     * @param step the next values of the states from the duals of the states before
     */
    List<Dual> solve(UnaryOperator<List<Dual>> step) {
        List<Dual> next;
        do {
            next = step.apply(before());
        } while (learn(next));
        List<Recurrence.State> states = states(next);
        List<Node> scans = states.isEmpty() ? List.of() : loops.scans(new Recurrence(axis, states));
        Node entry = loops.axis(loops.integer(0), loops.arithmetic(Op.IADD, axis.arg(1), loops.integer(1)));
        List<Dual> solved = new ArrayList<>();
        for (int k = 0; k < first.size(); k++) {
            List<Node> dimensions = new ArrayList<>(List.of(entry));
            dimensions.addAll(axes.get(k));
            solved.add(dual(k, entry, dimensions, scans::get));
        }
        return solved;
    }

    private List<Dual> before() {
        List<Dual> before = new ArrayList<>();
        for (int k = 0; k < first.size(); k++) {
            int each = k;
            before.add(dual(k, axis, axes.get(k), number -> state(each, number)));
        }
        return before;
    }

    /**
     * A dual as an array: what holds its values, and its counts where there are any, by their numbers; null where it is absent.
     *
     * @param entry the first of the dimensions, or the step
     */
    private Dual dual(int k, Node entry, List<Node> dimensions, IntFunction<Node> holders) {
        if (!isState(k)) {
            return first.get(k) == null ? null : duals.map(dimensions, first.get(k));
        }
        Node counts = presence.get(k) == Presence.COUNTED ? holders.apply(counter(k)) : null;
        return new Dual(holders.apply(number(k)), present(k, entry, dimensions, counts));
    }

    /** Where the array of a state's dual is present. */
    private Node present(int k, Node entry, List<Node> dimensions, Node counts) {
        return switch (presence.get(k)) {
            case ALWAYS, ABSENT, UNCHANGED -> g.truth(true);
            case COUNTED -> counts;
            case LATER -> {
                Node later = g.apply(Op.LT, g.constant(0), loops.real(entry));
                Node either =
                        first.get(k) == null ? later : g.or(later, first.get(k).present());
                yield loops.map(dimensions, duals.count(either));
            }
        };
    }

    private Node state(int k, int number) {
        return loops.state(
                axis, number, axes.get(k).stream().map(each -> each.arg(1)).toList());
    }

    /** The number of the state that holds a dual's value: all values come before all counts. */
    private int number(int k) {
        return (int) IntStream.range(0, k).filter(this::isState).count();
    }

    private boolean isState(int k) {
        return presence.get(k) != Presence.ABSENT && presence.get(k) != Presence.UNCHANGED;
    }

    private int counter(int k) {
        return number(presence.size())
                + (int) presence.subList(0, k).stream()
                        .filter(each -> each == Presence.COUNTED)
                        .count();
    }

    /** Takes over what the next values tell; whether that is news. */
    private boolean learn(List<Dual> next) {
        boolean news = false;
        Set<Integer> unchanged = unchanged(next);
        for (int k = 0; k < next.size(); k++) {
            Presence known = presence.get(k);
            boolean always = next.get(k) != null && next.get(k).present().isTruth(true);
            Presence learnt = known;
            if (known == Presence.ABSENT && next.get(k) != null) {
                learnt = always ? Presence.LATER : Presence.COUNTED;
            } else if (known != Presence.ABSENT && !always) {
                learnt = Presence.COUNTED;
            } else if (known == Presence.ALWAYS && unchanged.contains(k)) {
                learnt = Presence.UNCHANGED;
            }
            presence.set(k, learnt);
            news |= learnt != known;
        }
        return news;
    }

    /** The states whose next value is their own. */
    private Set<Integer> unchanged(List<Dual> next) {
        return IntStream.range(0, next.size())
                .filter(this::isState)
                .filter(k -> next.get(k) != null && next.get(k).value() == loops.read(state(k, number(k)), axes.get(k)))
                .boxed()
                .collect(Collectors.toSet());
    }

    private List<Recurrence.State> states(List<Dual> next) {
        List<Recurrence.State> values = new ArrayList<>();
        List<Recurrence.State> counts = new ArrayList<>();
        for (int k = 0; k < next.size(); k++) {
            if (!isState(k)) {
                continue;
            }
            Node value = Dual.orZero(g, first.get(k));
            values.add(new Recurrence.State(state(k, number(k)), axes.get(k), value, Dual.orZero(g, next.get(k))));
            if (presence.get(k) == Presence.COUNTED) {
                counts.add(new Recurrence.State(
                        state(k, counter(k)), axes.get(k), count(first.get(k)), count(next.get(k))));
            }
        }
        values.addAll(counts);
        return values;
    }

    private Node count(Dual dual) {
        return dual == null ? g.constant(0) : duals.count(dual.present());
    }
}

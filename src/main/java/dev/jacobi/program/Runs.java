package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places recurrences: first values, then one loop over the steps, which computes all next values from the states before the step. That
 * loop cannot be split, so it begins when all that its steps need from elsewhere is known.
 */
final class Runs {
    private final Homes homes;
    private final Recurrences recurrences;
    private final Expressions expressions;
    private final Timetable timetable;
    private final List<Placed> placed;
    /** What the steps of a recurrence need that is not made in them, by recurrence. */
    private final Map<Node, Set<Node>> given = new HashMap<>();
    /** The nodes with a place of their own that are computed in the steps of a recurrence, by recurrence. */
    private final Map<Node, List<Node>> members = new HashMap<>();
    /** The times of the loops over steps, by recurrence. */
    private final Map<Node, int[]> times = new HashMap<>();

    private final Set<Node> closed = new HashSet<>();

    /** @param computed the nodes that are to be placed */
    Runs(List<Node> computed, Homes homes, Expressions expressions, Timetable timetable, List<Placed> placed) {
        this.homes = homes;
        this.recurrences = homes.recurrences();
        this.expressions = expressions;
        this.timetable = timetable;
        this.placed = placed;
        for (Node node : computed) {
            for (Node lead : recurrences.touching(node)) {
                members.computeIfAbsent(lead, key -> new ArrayList<>()).add(node);
            }
        }
    }

    /** What has to be placed before a node. */
    List<Node> needs(Node node) {
        if (node.is(Op.STATE)) {
            return List.copyOf(given(recurrences.lead(node)));
        }
        if (node.is(Op.SCAN)) {
            Node lead = recurrences.lead(node);
            List<Node> needs = new ArrayList<>(nextNeeds(lead));
            recurrences.recurrence(lead).states().forEach(state -> needs.add(state.before()));
            return needs;
        }
        List<Construct> place = node.op().bindsAxes() ? homes.nest(node) : homes.home(node);
        return expressions.needs(place, node.args());
    }

    private Set<Node> nextNeeds(Node lead) {
        Set<Node> needs = new LinkedHashSet<>();
        recurrences
                .recurrence(lead)
                .states()
                .forEach(state -> needs.addAll(expressions.needs(homes.next(state), List.of(state.next()))));
        return needs;
    }

    /** Recurses over nested recurrences. */
    private Set<Node> given(Node lead) {
        Set<Node> known = given.get(lead);
        if (known == null) {
            Set<Node> needs = nextNeeds(lead);
            for (Node member : members.getOrDefault(lead, List.of())) {
                if (recurrences.lead(member) != lead) {
                    needs.addAll(needs(member));
                }
            }
            needs.removeIf(need -> recurrences.isInside(need, lead));
            recurrences
                    .recurrence(lead)
                    .states()
                    .forEach(state -> needs.addAll(expressions.needs(homes.first(state), List.of(state.first()))));
            known = needs;
            given.put(lead, known);
        }
        return known;
    }

    /** Places the first values of a recurrence, the first time that one of its states is to be placed. */
    void begin(Node state, Map<Node, Integer> delays) {
        Node lead = recurrences.lead(state);
        if (times.containsKey(lead)) {
            return;
        }
        List<Construct> steps = homes.steps(lead);
        int depth = steps.size() - 1;
        List<Recurrence.State> states = recurrences.recurrence(lead).states();
        int[] first = new int[depth + 1];
        for (Recurrence.State each : states) {
            List<Construct> path = homes.first(each);
            int[] own = timetable.earliest(path, expressions.needs(path, List.of(each.first())));
            first = Timetable.later(first, Arrays.copyOf(own, depth + 1));
        }
        int[] time = Arrays.copyOf(timetable.earliest(steps, List.copyOf(given(lead))), depth + 1);
        time = Timetable.later(time, first);
        time = Timetable.later(time, delay(lead, delays, depth));
        if (states.stream().anyMatch(each -> !each.axes().isEmpty())) {
            boolean together = Arrays.equals(time, 0, depth, first, 0, depth);
            time[depth] = Math.max(time[depth], together ? first[depth] + 1 : 1);
        }
        times.put(lead, time);
        for (Recurrence.State each : states) {
            placeFirst(each, time);
            timetable.put(each.before(), steps, Arrays.copyOf(time, depth + 2), depth + 1);
        }
    }

    private int[] delay(Node lead, Map<Node, Integer> delays, int depth) {
        int[] delay = new int[depth + 1];
        delay[0] = recurrences.scans(lead).stream()
                .mapToInt(scan -> delays.getOrDefault(scan, 0))
                .min()
                .orElse(0);
        return delay;
    }

    /** A number stands just before the loop over the steps, an array in a loop before it. */
    private void placeFirst(Recurrence.State state, int[] steps) {
        List<Construct> path = homes.first(state);
        List<Node> needs = expressions.needs(path, List.of(state.first()));
        int[] time = Arrays.copyOf(steps, path.size() + 1);
        time[steps.length - 1] -= state.axes().isEmpty() ? 0 : 1;
        time = Timetable.later(time, timetable.earliest(path, needs));
        placed.add(new Placed(new Statement.First(state), path, time, needs));
    }

    /** Places the next values of a recurrence, the first time that one of its SCANs is to be placed. */
    void close(Node scan) {
        Node lead = recurrences.lead(scan);
        if (!closed.add(lead)) {
            return;
        }
        List<Construct> steps = homes.steps(lead);
        int[] time = Arrays.copyOf(times.get(lead), steps.size() + 1);
        List<Recurrence.State> numbers = new ArrayList<>();
        for (Recurrence.State state : recurrences.recurrence(lead).states()) {
            if (state.axes().isEmpty()) {
                numbers.add(state);
                continue;
            }
            List<Construct> path = homes.next(state);
            List<Node> needs = needs(path, List.of(state));
            int[] own = Timetable.later(Arrays.copyOf(time, path.size() + 1), timetable.earliest(path, needs));
            placed.add(new Placed(new Statement.Next(state), path, own, needs));
        }
        if (!numbers.isEmpty()) {
            int[] last = time.clone();
            last[steps.size()] = Integer.MAX_VALUE;
            placed.add(new Placed(new Statement.Advance(numbers), steps, last, needs(steps, numbers)));
        }
        recurrences.scans(lead).forEach(each -> timetable.put(each, steps, time, steps.size() - 1));
    }

    private List<Node> needs(List<Construct> path, List<Recurrence.State> states) {
        List<Node> needs = new ArrayList<>(expressions.needs(
                path, states.stream().map(Recurrence.State::next).toList()));
        states.forEach(state -> needs.add(state.before()));
        return needs;
    }

    /** What is computed in steps stands in the one loop over them: anything else is a mistake of the schedule. */
    void check() {
        members.forEach((lead, inside) -> {
            int[] time = times.get(lead);
            for (Node member : inside) {
                if (!Arrays.equals(timetable.result(member).time(), 0, time.length, time, 0, time.length)) {
                    throw new IllegalStateException(member + " is outside the steps of " + lead);
                }
            }
        });
    }
}

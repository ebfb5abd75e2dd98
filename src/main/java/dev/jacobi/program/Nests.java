package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a graph with loops into statements: each node in the loops over its axes ({@link Homes}), loops over one axis together unless one
 * needs a result of the other ({@link Timetable}), and in a buffer what crosses from one run of a loop to another.
 */
final class Nests {
    private final List<Node> order;
    private final Homes homes;
    private final Demands demands;
    private final Expressions expressions;
    private final Keeping keeping;
    private final Map<Node, Integer> delays;
    private final Runs runs;
    private final Timetable timetable = new Timetable();
    private final List<Placed> placed = new ArrayList<>();
    private final Checks checks;
    private final Map<Node, Integer> outputs = new HashMap<>();

    /**
     * @param primal the nodes of the function itself
     * @param riders what rides in the steps of recurrences
     */
    Nests(
            Graph graph,
            List<Node> order,
            Node returned,
            List<Node> stores,
            Set<Node> primal,
            Demands demands,
            Riders riders,
            Wishes wishes) {
        this.order = order;
        this.delays = wishes.delays();
        List<Node> roots = new ArrayList<>(stores);
        roots.add(returned);
        roots.addAll(demands.conditions());
        this.homes = new Homes(order, roots, riders, primal);
        this.demands = demands;
        Set<Node> materialised = readArrays();
        List<Node> needed = new ArrayList<>(roots);
        roots.stream().filter(materialised::contains).forEach(array -> needed.add(array.body()));
        needed.addAll(askedInSteps());
        this.expressions = new Expressions(order, needed, homes, wishes);
        List<Node> computed = order.stream()
                .filter(node -> !expressions.isMention(node) && (!node.is(Op.MAP) || materialised.contains(node)))
                .toList();
        this.runs = new Runs(computed, homes, expressions, timetable, placed);
        afterTheirNeeds(computed).forEach(this::schedule);
        this.checks = new Checks(homes, demands, expressions, timetable);
        placed.addAll(0, checks.of(order));
        for (int i = 0; i < stores.size(); i++) {
            store(i, stores.get(i));
        }
        runs.check();
        this.keeping = new Keeping(
                order, placed, timetable, new Extents(new Loops(graph)), expressions, homes.recurrences(), outputs);
    }

    /** The nodes so that each follows what it needs: its arguments, and the conditions of the branches in which it is computed. */
    private List<Node> afterTheirNeeds(List<Node> nodes) {
        Set<Node> sequence = new LinkedHashSet<>();
        Map<Node, Iterator<Node>> needs = new HashMap<>();
        Set<Node> waiting = new HashSet<>();
        List<Node> open = new ArrayList<>();
        for (Node root : nodes) {
            open.add(root);
            waiting.add(root);
            while (!open.isEmpty()) {
                Node node = open.get(open.size() - 1);
                Iterator<Node> rest =
                        needs.computeIfAbsent(node, key -> runs.needs(key).iterator());
                Node need = node;
                while (rest.hasNext() && (need == node || sequence.contains(need))) {
                    need = rest.next();
                }
                if (need != node && !sequence.contains(need)) {
                    if (!waiting.add(need)) {
                        throw new IllegalStateException(need + " waits for itself");
                    }
                    open.add(need);
                } else {
                    sequence.add(node);
                    waiting.remove(open.remove(open.size() - 1));
                }
            }
        }
        return new ArrayList<>(sequence);
    }

    /** Conditions under which elements are needed that are known in a step only: checks may stand in another run of the loop. */
    private Set<Node> askedInSteps() {
        Set<Node> asked = new LinkedHashSet<>();
        for (Node read : order) {
            demands.of(read).forEach(demand -> demand.sides().forEach(side -> asked.add(side.condition())));
            demands.ofPartial(read).forEach(demand -> demand.sides().forEach(side -> asked.add(side.condition())));
        }
        asked.removeIf(condition -> homes.recurrences().insideOf(condition).isEmpty());
        return asked;
    }

    /** The arrays whose elements are read; other maps are only stored. */
    private Set<Node> readArrays() {
        Set<Node> read = new HashSet<>();
        for (Node node : order) {
            if (node.is(Op.READ)) {
                read.add(node.arg(0));
            }
        }
        return read;
    }

    private void schedule(Node node) {
        if (node.is(Op.STATE)) {
            runs.begin(node, delays);
        } else if (node.is(Op.SCAN)) {
            runs.close(node);
        } else if (node.op().bindsAxes()) {
            accumulate(node);
        } else if (homes.branches(node)) {
            choose(node);
        } else {
            List<Construct> home = homes.home(node);
            List<Node> needs = expressions.needs(home, node.args());
            int[] time = delayed(node, timetable.earliest(home, needs));
            placed.add(new Placed(new Statement.Let(node), home, time, needs));
            timetable.put(node, home, time, home.size());
        }
    }

    private int[] delayed(Node node, int[] earliest) {
        int[] time = new int[earliest.length];
        boolean inSteps = Recurrence.isLastNumber(node)
                || !homes.recurrences().touching(node).isEmpty();
        time[0] = inSteps ? 0 : delays.getOrDefault(node, 0);
        return time.length == 1 ? earliest : Timetable.later(time, earliest);
    }

    /** A value is put into its buffer where it is known; dropped where there is none. */
    private void keep(Node node, List<Construct> nest, int[] time, int open) {
        int[] after = Arrays.copyOf(time, open + 1);
        after[open]++;
        List<Construct> path = nest.subList(0, open);
        List<Node> needs = expressions.needs(path, List.of());
        needs.add(node);
        placed.add(new Placed(new Statement.Keep(node), path, after, needs));
    }

    Map<LoopProgram.Index, Set<Node>> checked() {
        return checks.checked();
    }

    /** Whether a read that may be outside its array stands in just the branches in which the source needs it. */
    boolean isStrict(Node read) {
        return checks.isStrict(read);
    }

    /** Whether an integer may be computed where it has no value. */
    boolean isPartial(Node integer) {
        return demands.isPartial(integer);
    }

    private void accumulate(Node node) {
        List<Construct> nest = homes.nest(node);
        int open = Timetable.common(nest, homes.home(node));
        List<Node> needs = expressions.needs(nest, node.args());
        int[] time = delayed(node, timetable.earliest(nest, needs));
        if (!node.is(Op.MAP)) {
            List<Construct> before = nest.subList(0, open);
            List<Node> conditions = expressions.needs(before, List.of());
            placed.add(new Placed(new Statement.Begin(node), before, Arrays.copyOf(time, open + 1), conditions));
        }
        placed.add(new Placed(new Statement.Accumulate(node), nest, time, needs));
        timetable.put(node, nest, time, open);
        if (node.op().isReduction()) {
            keep(node, nest, time, open);
        }
    }

    private void choose(Node node) {
        List<Construct> home = homes.home(node);
        int[] time = timetable.earliest(home, expressions.needs(home, List.of(node.arg(0))));
        for (int side = 1; side <= 2; side++) {
            List<Construct> path = Expressions.inside(home, node.arg(0), side == 1);
            int[] inner = timetable.earliest(path, expressions.needs(path, List.of(node.arg(side))));
            time = Timetable.later(time, Arrays.copyOf(inner, home.size() + 1));
        }
        time = delayed(node, time);
        placed.add(new Placed(new Statement.Declare(node), home, time, expressions.needs(home, List.of())));
        for (int side = 1; side <= 2; side++) {
            List<Construct> path = Expressions.inside(home, node.arg(0), side == 1);
            List<Node> needs = expressions.needs(path, List.of(node.arg(side)));
            int[] own = Timetable.later(Arrays.copyOf(time, time.length + 1), timetable.earliest(path, needs));
            placed.add(new Placed(new Statement.Assign(node, node.arg(side)), path, own, needs));
        }
        List<Construct> within = Expressions.inside(home, node.arg(0), true);
        timetable.put(node, within, Arrays.copyOf(time, within.size() + 1), home.size());
        keep(node, home, time, home.size());
    }

    private void store(int output, Node node) {
        if (node.is(Op.MAP)) {
            if (!homes.recurrences().insideOf(node.body()).isEmpty()) {
                throw new IllegalStateException(node + " would be stored in steps that it is not part of");
            }
            List<Construct> nest = homes.nest(node);
            List<Node> needs = expressions.needs(nest, List.of(node.body()));
            placed.add(new Placed(
                    new Statement.StoreElement(output, node.boundAxes(), node.body()),
                    nest,
                    timetable.earliest(nest, needs),
                    needs));
        } else if (node.is(Op.SCATTER)) {
            outputs.put(node, output);
        } else {
            List<Node> needs = expressions.needs(List.of(), List.of(node));
            placed.add(new Placed(
                    new Statement.Store(output, node), List.of(), timetable.earliest(List.of(), needs), needs));
        }
    }

    /** The statements in their order. */
    Block block() {
        return Blocks.of(placed, expressions);
    }

    /** The states of recurrences, by their nodes. */
    Map<Node, Carried> carried() {
        return homes.recurrences().carried();
    }

    Keeping keeping() {
        return keeping;
    }

    /** The values that live in an output, by its number. */
    Map<Node, Integer> outputs() {
        return outputs;
    }

    /** The values that live in an output where its elements stand side by side. */
    Map<Node, Integer> outputsWithAddends() {
        Map<Node, Integer> all = new HashMap<>(keeping.addends());
        all.values().removeAll(outputs.values());
        all.putAll(outputs);
        return all;
    }

    /** Whether a node has a variable or a buffer. */
    boolean hasVariable(Node node) {
        return !expressions.isMention(node);
    }
}

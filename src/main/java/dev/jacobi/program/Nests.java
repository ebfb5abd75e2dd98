package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.program.Demands.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
    /** Run before what else runs at their time and place; an index mentions nothing that is made then. */
    private final List<Placed> checks = new ArrayList<>();

    private final Map<Node, Integer> outputs = new HashMap<>();
    /** Indices that are checked, and the loops inside all of which they are sure to have been. */
    private final Map<LoopProgram.Index, Set<Node>> checked = new HashMap<>();

    private final Set<Written> written = new HashSet<>();

    /** What makes two checks of an index the same. */
    private record Written(Node index, Node extent, Set<Node> loops, Set<Node> asked, List<Construct.Side> sides) {}

    /**
     * @param primal the nodes of the function itself
     * @param recomputed nodes that are cheaper to compute at each use than to keep
     * @param delays the earliest time of nodes among the outermost constructs: so late that they run in the loop that uses them
     */
    Nests(
            Graph graph,
            List<Node> order,
            Node returned,
            List<Node> stores,
            Set<Node> primal,
            Set<Node> recomputed,
            Map<Node, Integer> delays) {
        this.order = order;
        this.delays = delays;
        List<Node> roots = new ArrayList<>(stores);
        roots.add(returned);
        this.homes = new Homes(order, roots, primal);
        this.demands = new Demands(order, roots);
        Set<Node> materialised = readArrays();
        List<Node> needed = new ArrayList<>(roots);
        roots.stream().filter(materialised::contains).forEach(array -> needed.add(array.body()));
        needed.addAll(askedInSteps());
        this.expressions = new Expressions(order, needed, homes, recomputed);
        List<Node> computed = order.stream()
                .filter(node -> !expressions.isMention(node) && (!node.is(Op.MAP) || materialised.contains(node)))
                .toList();
        this.runs = new Runs(computed, homes, expressions, timetable, placed);
        afterTheirNeeds(computed).forEach(this::schedule);
        order.forEach(this::check);
        placed.addAll(0, checks);
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
        List<Node> open = new ArrayList<>();
        for (Node root : nodes) {
            open.add(root);
            while (!open.isEmpty()) {
                Node node = open.get(open.size() - 1);
                Node missing = runs.needs(node).stream()
                        .filter(need -> !sequence.contains(need))
                        .findFirst()
                        .orElse(null);
                if (missing != null) {
                    open.add(missing);
                } else {
                    sequence.add(node);
                    open.remove(open.size() - 1);
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
                || !homes.recurrences().insideOf(node).isEmpty();
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

    /**
     * Checks that an element is there. Where it is needed in any case, each index is checked in the loops that it alone mentions, and the
     * reading needs no check; else in each of the branches in which the source needs it.
     */
    private void check(Node read) {
        List<Demand> needed = demands.of(read);
        if (needed.isEmpty()) {
            return;
        }
        boolean always = needed.size() == 1 && needed.get(0).sides().isEmpty();
        boolean state = read.is(Op.READ) && read.arg(0).is(Op.STATE);
        if (always && (state || read.arg(0).axes().isEmpty())) {
            checkIndices(read, needed.get(0));
            return;
        }
        for (Demand demand : isStrict(read) ? List.<Demand>of() : needed) {
            if (state) {
                checkIndices(read, demand);
                continue;
            }
            Set<Node> axes = new LinkedHashSet<>(read.axes());
            axes.addAll(demand.axes());
            List<Node> about = new ArrayList<>(List.of(read));
            for (Construct.Side side : demand.sides()) {
                axes.addAll(side.condition().axes());
                about.add(side.condition());
            }
            List<Construct> path = homes.path(axes, demand.sides(), about);
            List<Node> needs = expressions.needs(path, read.args());
            checks.add(new Placed(new Statement.Check(read), path, timetable.earliest(path, needs), needs));
        }
    }

    private void checkIndices(Node read, Demand demand) {
        List<Node> extents = Loops.extents(read.arg(0));
        for (int d = 0; d < extents.size(); d++) {
            checkIndex(read, read.arg(d + 1), extents.get(d), demand);
        }
    }

    private void checkIndex(Node read, Node index, Node extent, Demand demand) {
        if (Bounds.within(index, extent)) {
            return;
        }
        // What a range depends on runs as a loop; of other loops it is asked whether they run at all.
        Set<Node> axes = new LinkedHashSet<>(index.axes());
        List<Node> about = new ArrayList<>(List.of(index));
        for (Construct.Side side : demand.sides()) {
            axes.addAll(side.condition().axes());
            about.add(side.condition());
        }
        Set<Node> others = new LinkedHashSet<>(demand.axes());
        others.addAll(read.axes());
        others.removeAll(axes);
        others.stream().filter(axis -> !isOfSizes(axis)).toList().forEach(axis -> axes.addAll(axis.axes()));
        others.removeAll(axes);
        if (demand.sides().isEmpty()) {
            Set<Node> inside = new HashSet<>(axes);
            inside.addAll(others);
            checked.merge(new LoopProgram.Index(index, extent), inside, Nests::fewer);
        }
        List<Construct> path = homes.path(axes, demand.sides(), about);
        List<Node> needs = expressions.needs(path, List.of(index, extent));
        Statement check = new Statement.CheckIndex(read.arg(0), index, extent, List.copyOf(others));
        if (written.add(new Written(index, extent, axes, others, demand.sides()))) {
            checks.add(new Placed(check, path, timetable.earliest(path, needs), needs));
        }
    }

    private static Set<Node> fewer(Set<Node> a, Set<Node> b) {
        return a.size() <= b.size() ? a : b;
    }

    private static boolean isOfSizes(Node axis) {
        return axis.args().stream().allMatch(bound -> bound.is(Op.SIZE) || bound.is(Op.INTEGER));
    }

    Map<LoopProgram.Index, Set<Node>> checked() {
        return checked;
    }

    /** Whether a read that may be outside its array stands in just the branches in which the source needs it. */
    boolean isStrict(Node read) {
        List<Demand> needed = demands.of(read);
        return read.is(Op.READ)
                && needed.size() == 1
                && needed.get(0).sides().equals(homes.sides(read))
                && read.axes().containsAll(needed.get(0).axes());
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

    /** Whether a node has a variable or a buffer. */
    boolean hasVariable(Node node) {
        return !expressions.isMention(node);
    }
}

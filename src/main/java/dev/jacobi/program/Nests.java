package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Loop;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a graph with loops into statements: each node in the loops over its axes ({@link Homes}), loops over one axis together unless one
 * needs a result of the other ({@link Timetable}), and in a buffer what crosses from one run of a loop to another.
 */
final class Nests {
    /** Operations in one expression; keeps lines readable and expression trees far below the compilers' stacks. */
    private static final int LARGEST = 16;

    /** Operations that cost less than keeping their result. */
    private static final int CHEAP = 4;

    private final List<Node> order;
    private final Homes homes;
    private final Demands demands;
    private final Extents extents;
    private final Map<Node, Integer> delays;
    private final Timetable timetable = new Timetable();
    private final Set<Node> inlined = new HashSet<>();
    private final List<Placed> placed = new ArrayList<>();
    private final Map<Node, Integer> shared = new HashMap<>();
    private final Map<Node, Buffer> buffers = new LinkedHashMap<>();
    private final Map<Node, Integer> outputs = new HashMap<>();
    private final Set<LoopProgram.Index> checked = new HashSet<>();

    /** A statement, where and when it runs, and the values that it needs. */
    private record Placed(Statement statement, List<Construct> path, int[] time, List<Node> needs) {
        boolean isPlainAt(int depth) {
            return path.size() == depth;
        }
    }

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
        this.inlined.addAll(recomputed);
        this.extents = new Extents(new Loops(graph));
        List<Node> roots = new ArrayList<>(stores);
        roots.add(returned);
        this.homes = new Homes(order, roots, primal);
        this.demands = new Demands(order, roots);
        Set<Node> materialised = readArrays();
        List<Node> needed = new ArrayList<>(roots);
        roots.stream().filter(materialised::contains).forEach(array -> needed.add(array.body()));
        findInlined(needed);
        for (Node node : order) {
            check(node);
            if (!isMention(node) && (!node.is(Op.MAP) || materialised.contains(node))) {
                schedule(node);
            }
        }
        for (int i = 0; i < stores.size(); i++) {
            store(i, stores.get(i));
        }
        placed.stream()
                .filter(statement -> !(statement.statement instanceof Statement.Keep))
                .forEach(this::measure);
        chooseBuffers();
        placed.removeIf(
                statement -> statement.statement instanceof Statement.Keep keep && !buffers.containsKey(keep.node()));
        placed.forEach(this::measure);
        chooseBuffers();
        accumulateInOutputs();
        declareOutside();
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

    private boolean isMention(Node node) {
        return Homes.isMention(node) || inlined.contains(node);
    }

    /** What is used once, by something in the same place, becomes part of its user's expression while that stays small. */
    private void findInlined(List<Node> outputs) {
        Map<Node, Integer> uses = new HashMap<>();
        Map<Node, Node> users = new HashMap<>();
        for (Node user : order) {
            for (int k = 0; k < user.arity(); k++) {
                uses.merge(user.arg(k), 1, Integer::sum);
                users.put(user.arg(k), user);
            }
        }
        outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
        Map<Node, Integer> sizes = new HashMap<>();
        for (Node user : order) {
            int size = 1;
            for (int k = 0; k < user.arity(); k++) {
                Node arg = user.arg(k);
                boolean candidate = isComputed(arg) && uses.get(arg) == 1 && isAtHomeOf(arg, user);
                if (candidate && size + sizes.get(arg) <= LARGEST) {
                    inlined.add(arg);
                    size += sizes.get(arg);
                }
            }
            sizes.put(user, size);
        }
    }

    private boolean isComputed(Node node) {
        return !Homes.isMention(node) && !node.op().bindsAxes() && !node.is(Op.SELECT) && !node.is(Op.READ);
    }

    private boolean isAtHomeOf(Node arg, Node user) {
        if (Homes.isMention(user) || user.is(Op.ARRAY)) {
            return false;
        }
        List<Construct> there = user.op().bindsAxes() ? homes.nest(user) : homes.home(user);
        if (homes.branches(user) && arg != user.arg(0)) {
            there = inside(there, user.arg(0), arg == user.arg(1));
        }
        return homes.home(arg).equals(there);
    }

    private static List<Construct> inside(List<Construct> home, Node condition, boolean holds) {
        List<Construct> path = new ArrayList<>(home);
        path.add(new Side(condition, holds));
        return path;
    }

    private void schedule(Node node) {
        if (node.op().bindsAxes()) {
            accumulate(node);
        } else if (homes.branches(node)) {
            choose(node);
        } else {
            List<Construct> home = homes.home(node);
            List<Node> needs = needs(home, node.args());
            int[] time = delayed(node, timetable.earliest(home, needs));
            placed.add(new Placed(new Statement.Let(node), home, time, needs));
            timetable.put(node, home, time, home.size());
        }
    }

    private int[] delayed(Node node, int[] earliest) {
        int[] time = new int[earliest.length];
        time[0] = delays.getOrDefault(node, 0);
        return time.length == 1 ? earliest : Timetable.later(time, earliest);
    }

    /**
     * How late the values that are kept from one run of an outermost loop to a later one may be made: in the run that uses them first,
     * where all uses are in that loop.
     */
    Map<Node, Integer> later() {
        Map<Node, Integer> latest = new HashMap<>();
        for (int i = placed.size() - 1; i >= 0; i--) {
            Placed user = placed.get(i);
            if (user.statement instanceof Statement.Keep) {
                continue;
            }
            int time = latest.getOrDefault(target(user.statement), user.time[0]);
            for (Node need : user.needs) {
                Timetable.Result result = timetable.result(need);
                if (result != null && !result.path().isEmpty()) {
                    boolean together = result.open() > 0 && Timetable.common(result.path(), user.path) > 0;
                    latest.merge(need, together ? time : result.time()[0], Math::min);
                }
            }
        }
        latest.entrySet().removeIf(entry -> {
            Timetable.Result result = timetable.result(entry.getKey());
            return entry.getValue() <= result.time()[0] || !(result.path().get(0) instanceof Loop);
        });
        return latest;
    }

    /** The value that a statement is part of making, or null. */
    private static Node target(Statement statement) {
        if (statement instanceof Statement.Let let) {
            return let.node();
        }
        if (statement instanceof Statement.Assign assign) {
            return assign.target();
        }
        return statement instanceof Statement.Accumulate accumulate ? accumulate.binder() : null;
    }

    /** A value is put into its buffer where it is known; dropped where there is none. */
    private void keep(Node node, List<Construct> nest, int[] time, int open) {
        int[] after = Arrays.copyOf(time, open + 1);
        after[open]++;
        List<Construct> path = nest.subList(0, open);
        List<Node> needs = needs(path, List.of());
        needs.add(node);
        placed.add(new Placed(new Statement.Keep(node), path, after, needs));
    }

    /**
     * Checks that an element is there. Where it is needed in any case, each index is checked in the loops that it alone mentions, and the
     * reading needs no check; else in each of the branches in which the source needs it.
     */
    private void check(Node read) {
        if (demands.isUnconditional(read) && hasKnownRanges(read)) {
            List<Node> extents = Loops.extents(read.arg(0));
            for (int d = 0; d < extents.size(); d++) {
                checkIndex(read, read.arg(d + 1), extents.get(d));
            }
            return;
        }
        for (List<Side> branches : isStrict(read) ? List.<List<Side>>of() : demands.of(read)) {
            Set<Node> axes = new LinkedHashSet<>(read.axes());
            branches.forEach(side -> axes.addAll(side.condition().axes()));
            List<Construct> path = homes.path(axes, branches);
            List<Node> needs = needs(path, read.args());
            placed.add(new Placed(new Statement.Check(read), path, timetable.earliest(path, needs), needs));
        }
    }

    private void checkIndex(Node read, Node index, Node extent) {
        if (!Bounds.within(index, extent) && checked.add(new LoopProgram.Index(index, extent))) {
            List<Construct> path = homes.path(new LinkedHashSet<>(index.axes()), List.of());
            List<Node> needs = needs(path, List.of(index, extent));
            List<Node> others = new ArrayList<>(read.axes());
            others.removeAll(index.axes());
            placed.add(new Placed(
                    new Statement.CheckIndex(index, extent, others), path, timetable.earliest(path, needs), needs));
        }
    }

    /** Whether it is known before the loops run which of them are empty. */
    private static boolean hasKnownRanges(Node read) {
        Set<Node> inIndices = new HashSet<>();
        read.args().forEach(arg -> inIndices.addAll(arg.axes()));
        return read.arg(0).axes().isEmpty()
                && inIndices.stream()
                        .flatMap(axis -> axis.args().stream())
                        .allMatch(bound -> bound.axes().isEmpty() || inIndices.containsAll(bound.axes()));
    }

    Set<LoopProgram.Index> checked() {
        return checked;
    }

    /** Whether a read that may be outside its array stands in just the branches in which the source needs it. */
    boolean isStrict(Node read) {
        return read.is(Op.READ) && demands.of(read).equals(List.of(homes.sides(read)));
    }

    private void accumulate(Node node) {
        List<Construct> nest = homes.nest(node);
        int open = Timetable.common(nest, homes.home(node));
        List<Node> needs = needs(nest, node.args());
        int[] time = delayed(node, timetable.earliest(nest, needs));
        if (!node.is(Op.MAP)) {
            List<Construct> before = nest.subList(0, open);
            List<Node> conditions = needs(before, List.of());
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
        int[] time = timetable.earliest(home, needs(home, List.of(node.arg(0))));
        for (int side = 1; side <= 2; side++) {
            List<Construct> path = inside(home, node.arg(0), side == 1);
            int[] inner = timetable.earliest(path, needs(path, List.of(node.arg(side))));
            time = Timetable.later(time, Arrays.copyOf(inner, home.size() + 1));
        }
        time = delayed(node, time);
        placed.add(new Placed(new Statement.Declare(node), home, time, needs(home, List.of())));
        for (int side = 1; side <= 2; side++) {
            List<Construct> path = inside(home, node.arg(0), side == 1);
            List<Node> needs = needs(path, List.of(node.arg(side)));
            int[] own = Timetable.later(Arrays.copyOf(time, time.length + 1), timetable.earliest(path, needs));
            placed.add(new Placed(new Statement.Assign(node, node.arg(side)), path, own, needs));
        }
        List<Construct> within = inside(home, node.arg(0), true);
        timetable.put(node, within, Arrays.copyOf(time, within.size() + 1), home.size());
        keep(node, home, time, home.size());
    }

    private void store(int output, Node node) {
        if (node.is(Op.MAP)) {
            List<Construct> nest = homes.nest(node);
            List<Node> needs = needs(nest, List.of(node.body()));
            placed.add(new Placed(
                    new Statement.StoreElement(output, node.boundAxes(), node.body()),
                    nest,
                    timetable.earliest(nest, needs),
                    needs));
        } else if (node.is(Op.SCATTER)) {
            outputs.put(node, output);
        } else {
            List<Node> needs = mentions(node);
            placed.add(new Placed(
                    new Statement.Store(output, node), List.of(), timetable.earliest(List.of(), needs), needs));
        }
    }

    /** The values that an expression needs from elsewhere; a node with a place of its own needs itself. */
    private List<Node> mentions(Node root) {
        Set<Node> found = new LinkedHashSet<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (!isMention(node)) {
                found.add(node);
            } else {
                for (int k = 0; k < node.arity(); k++) {
                    open.add(node.arg(k));
                }
            }
        }
        return new ArrayList<>(found);
    }

    /** What a statement needs to run at a place: what its expressions mention, and the conditions of the branches round it. */
    private List<Node> needs(List<Construct> path, List<Node> expressions) {
        Set<Node> found = new LinkedHashSet<>();
        expressions.forEach(expression -> found.addAll(mentions(expression)));
        for (Construct construct : path) {
            if (construct instanceof Side side) {
                found.addAll(mentions(side.condition()));
            } else {
                found.addAll(mentions(construct.key()));
            }
        }
        return new ArrayList<>(found);
    }

    private void measure(Placed statement) {
        for (Node need : statement.needs) {
            if (timetable.result(need) != null) {
                shared.merge(need, timetable.shared(need, statement.path, statement.time), Math::min);
            }
        }
    }

    private void chooseBuffers() {
        buffers.clear();
        for (Node node : order) {
            Timetable.Result result = timetable.result(node);
            if (result == null) {
                continue;
            }
            List<Node> indices = new ArrayList<>(keptAxes(node, result));
            List<Node> lengths =
                    new ArrayList<>(indices.stream().map(extents::of).toList());
            if (node.type() == Type.ARRAY) {
                indices.addAll(node.is(Op.SCATTER) ? Loops.indices(node) : node.boundAxes());
                lengths.addAll(Loops.extents(node));
            }
            if (node.type() == Type.ARRAY || !indices.isEmpty()) {
                buffers.put(node, new Buffer(buffers.size(), indices, lengths));
            }
        }
    }

    /** What is accumulated in a buffer only to be stored is accumulated in the output itself. */
    private void accumulateInOutputs() {
        Map<Node, Integer> uses = new HashMap<>();
        for (Placed statement : placed) {
            if (!(statement.statement instanceof Statement.Keep)) {
                statement.needs.forEach(need -> uses.merge(need, 1, Integer::sum));
            }
        }
        placed.removeIf(statement -> {
            boolean only = statement.statement instanceof Statement.StoreElement store
                    && uses.getOrDefault(store.value(), 0) == 1
                    && buffers.containsKey(store.value())
                    && buffers.get(store.value()).indices().equals(store.axes());
            if (only) {
                Statement.StoreElement store = (Statement.StoreElement) statement.statement;
                outputs.put(store.value(), store.output());
            }
            return only;
        });
    }

    /** The values in buffers that would be cheaper to compute again where they are used. */
    Set<Node> cheaperAgain() {
        Set<Node> cheap = new HashSet<>();
        for (Node node : buffers.keySet()) {
            boolean plain = !node.op().bindsAxes() && !node.is(Op.SELECT) && !outputs.containsKey(node);
            if (plain
                    && node.op().cost() <= CHEAP
                    && node.args().stream().allMatch(arg -> isAtHand(arg, node, cheap))) {
                cheap.add(node);
            }
        }
        return cheap;
    }

    /** Whether an argument of a node is there, or as cheap, wherever the node may be computed again. */
    private boolean isAtHand(Node arg, Node node, Set<Node> cheap) {
        if (Homes.isMention(arg) || cheap.contains(arg)) {
            return true;
        }
        if (inlined.contains(arg)) {
            return arg.op().cost() <= CHEAP
                    && arg.args().stream().allMatch(part -> Homes.isMention(part) || buffers.containsKey(part));
        }
        return buffers.containsKey(arg) || !node.axes().isEmpty() && arg.axes().isEmpty();
    }

    /** The values that live in an output, by its number. */
    Map<Node, Integer> outputs() {
        return outputs;
    }

    /** The axes whose loops run again between the making of a value and a use. */
    private List<Node> keptAxes(Node node, Timetable.Result result) {
        int from = Math.min(shared.getOrDefault(node, result.open()), result.open());
        List<Node> own = node.axes();
        List<Node> kept = new ArrayList<>();
        for (int i = from; i < result.path().size(); i++) {
            if (result.path().get(i) instanceof Loop loop && own.contains(loop.axis())) {
                kept.add(loop.axis());
            }
        }
        return kept;
    }

    /** A variable that is made in one run of a branch and used in another is declared outside. */
    private void declareOutside() {
        List<Placed> more = new ArrayList<>();
        for (Node node : order) {
            Timetable.Result result = timetable.result(node);
            if (result != null && !buffers.containsKey(node)) {
                int from = shared.getOrDefault(node, result.open());
                if (from < result.open()) {
                    more.add(new Placed(
                            new Statement.Declare(node),
                            result.path().subList(0, from),
                            Arrays.copyOf(result.time(), from + 1),
                            List.of()));
                }
            }
        }
        placed.addAll(0, more);
    }

    /** The statements in their order. */
    Block block() {
        return block(placed, 0);
    }

    Map<Node, Buffer> buffers() {
        return buffers;
    }

    /** The nodes that are written in their user's expression. */
    boolean hasVariable(Node node) {
        return !isMention(node);
    }

    /** Recurses over constructs only. */
    private Block block(List<Placed> statements, int depth) {
        TreeMap<Integer, List<Placed>> byTime = new TreeMap<>();
        statements.forEach(statement -> byTime.computeIfAbsent(statement.time[depth], time -> new ArrayList<>())
                .add(statement));
        Block block = new Block();
        for (List<Placed> together : byTime.values()) {
            Map<Node, List<Placed>> constructs = new LinkedHashMap<>();
            for (Placed statement : together) {
                if (statement.isPlainAt(depth)) {
                    block.add(statement.statement);
                } else {
                    constructs
                            .computeIfAbsent(statement.path.get(depth).key(), key -> new ArrayList<>())
                            .add(statement);
                }
            }
            constructs.forEach((key, inside) -> construct(key, inside, depth, block));
        }
        return block;
    }

    private void construct(Node key, List<Placed> inside, int depth, Block into) {
        if (key.is(Op.AXIS)) {
            into.add(new Statement.Loop(key, block(inside, depth + 1)));
            return;
        }
        if (inside.stream().allMatch(statement -> isSelection(statement, depth))) {
            Set<Node> targets = new LinkedHashSet<>();
            inside.forEach(statement -> targets.add(((Statement.Assign) statement.statement).target()));
            targets.forEach(target -> into.add(new Statement.Let(target)));
            return;
        }
        Map<Boolean, List<Placed>> sides = new HashMap<>();
        for (Placed statement : inside) {
            boolean holds = ((Side) statement.path.get(depth)).holds();
            sides.computeIfAbsent(holds, side -> new ArrayList<>()).add(statement);
        }
        into.add(new Statement.Choice(
                key,
                block(sides.getOrDefault(true, List.of()), depth + 1),
                block(sides.getOrDefault(false, List.of()), depth + 1)));
    }

    /** Whether a statement in a branch does nothing but pass a value on. */
    private boolean isSelection(Placed statement, int depth) {
        return statement.path.size() == depth + 1
                && statement.statement instanceof Statement.Assign assign
                && (Homes.isMention(assign.value()) || hasVariable(assign.value()));
    }
}

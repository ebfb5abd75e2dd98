package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Under which conditions the source needs what may have no value: elements that may lie outside their array, integers that may overflow
 * or divide by zero. They may be computed elsewhere too, as NaN or 0 where there is none; that they are there is checked under these
 * conditions, and nowhere else.
 */
final class Demands {
    /** Where there are more ways to need an element, of some only what they have in common is asked. */
    private static final int MOST = 16;

    private final IntegerRanges ranges;
    private final boolean checksValues;
    private final Map<Node, Set<Demand>> demands = new HashMap<>();
    /** The demands for integers that no check of their users covers. */
    private final Map<Node, Set<Demand>> direct = new HashMap<>();
    /** Integers that are more than indices which surely lie inside their array. */
    private final Set<Node> exposed = new HashSet<>();

    private final Set<Node> risky = new HashSet<>();

    private final Loops loops;
    private final Map<Node, Node> longest = new HashMap<>();
    /** Other axes over the ranges of some. */
    private final Map<Node, Node> elsewhere = new HashMap<>();

    /** @param checksValues whether anything is checked at all; else what has no value is 0 wherever it is needed */
    Demands(Graph graph, List<Node> order, List<Node> outputs, boolean checksValues) {
        this.loops = new Loops(graph);
        this.ranges = new IntegerRanges(order);
        this.checksValues = checksValues;
        exposed.addAll(outputs);
        expose(order);
        for (Node node : order) {
            if (mayLack(node) || node.args().stream().anyMatch(risky::contains)) {
                risky.add(node);
            }
        }
        outputs.forEach(output -> add(demands, output, Demand.ALWAYS));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            for (int k = 0; k < user.arity() && risky.contains(user); k++) {
                if (risky.contains(user.arg(k)) && !isSurelyInside(user, k)) {
                    pass(user, k);
                }
            }
        }
    }

    static boolean isRead(Node node) {
        return node.is(Op.READ) || node.is(Op.GATHER);
    }

    private void expose(List<Node> order) {
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            boolean passes = isArithmetic(user) && !exposed.contains(user);
            for (int k = 0; k < user.arity() && !passes; k++) {
                if (!isSurelyInside(user, k)) {
                    exposed.add(user.arg(k));
                }
            }
        }
    }

    private static boolean isArithmetic(Node node) {
        return switch (node.op()) {
            case IADD, ISUB, IMUL, IDIV, IMOD, IMIN, IMAX -> true;
            default -> false;
        };
    }

    /**
     * Whether an argument is an index that lies inside by its range: an array that long is there, so that it does not overflow. What
     * follows the indices of a state is an axis.
     */
    private static boolean isSurelyInside(Node user, int position) {
        if (!isRead(user) || position == 0) {
            return false;
        }
        List<Node> extents = Loops.extents(user.arg(0));
        return position > extents.size() || Bounds.within(user.arg(position), extents.get(position - 1));
    }

    /** Whether a node may have no value although all that it is made from has one. */
    private boolean mayLack(Node node) {
        return isRead(node) ? !Bounds.isInside(node) : exposed.contains(node) && ranges.mayFail(node);
    }

    private void pass(Node user, int position) {
        List<Side> more = sides(user, position);
        List<Node> bound = user.boundAxes();
        List<Node> loops = loops(user, position);
        boolean covered = isRead(user) ? mayLack(user) && position > 0 : isPartial(user);
        Set<Demand> all = demands.getOrDefault(user, Set.of());
        Set<Demand> open = covered ? Set.of() : isArithmetic(user) ? direct.getOrDefault(user, Set.of()) : all;
        for (Demand demand : all) {
            Demand own = elsewhere(demand, bound).without(bound);
            boolean never = more.stream().anyMatch(side -> own.sides().contains(side.other()));
            if (!never) {
                add(demands, user.arg(position), own.inside(loops).with(more));
            }
        }
        for (Demand demand : user.arg(position).type() == Type.INTEGER ? open : Set.<Demand>of()) {
            add(
                    direct,
                    user.arg(position),
                    elsewhere(demand, bound).without(bound).inside(loops).with(more));
        }
    }

    /**
     * A demand with other axes in the place of those that are bound here too, where a loop inside one of these is asked for: whether that
     * runs is not to be asked of the values that the axis has here.
     */
    private Demand elsewhere(Demand demand, List<Node> bound) {
        Set<Node> axes = new LinkedHashSet<>(demand.axes());
        List<Node> inside = axes.stream()
                .filter(axis -> !bound.contains(axis) && axis.axes().stream().anyMatch(bound::contains))
                .toList();
        if (inside.isEmpty()) {
            return demand;
        }
        axes.removeIf(axis -> inside.contains(axis) && Bounds.hasSteps(axis));
        List<Node> open = inside.stream().filter(axes::contains).toList();
        Node only = open.size() == 1 ? longest(open.get(0), bound) : null;
        if (open.isEmpty() || only != null) {
            open.forEach(axes::remove);
            axes.addAll(only == null ? List.of() : List.of(only));
            return new Demand(demand.sides(), axes);
        }
        Map<Node, Node> replaced = new HashMap<>();
        axes.stream()
                .filter(axis -> axis.axes().stream().anyMatch(bound::contains))
                .sorted(Comparator.comparingInt(axis -> axis.axes().size()))
                .forEach(axis -> replaced.put(axis, elsewhere.computeIfAbsent(axis, key -> renamed(key, replaced))));
        axes.removeAll(replaced.keySet());
        axes.addAll(replaced.values());
        return new Demand(demand.sides(), axes);
    }

    /** The longest of the ranges of a loop inside a triangle, which runs if any does; null where it cannot be told. */
    private Node longest(Node axis, List<Node> bound) {
        for (Node outer : bound) {
            boolean below = axis.arg(1) == outer && axis.arg(0).axes().isEmpty();
            boolean above = axis.arg(0).axes().equals(List.of(outer))
                    && Bounds.isBelow(outer, axis.arg(0))
                    && axis.arg(1).axes().isEmpty();
            if (outer.axes().size() == 1 && (below || above && axis.arg(0).is(Op.IADD))) {
                Node last = loops.arithmetic(Op.ISUB, outer.arg(1), loops.integer(1));
                Map<Node, Node> end = Map.of(outer, below ? last : outer.arg(0));
                return longest.computeIfAbsent(axis, key -> renamed(key, end));
            }
        }
        return null;
    }

    private Node renamed(Node axis, Map<Node, Node> replaced) {
        return loops.axis(loops.substitute(axis.arg(0), replaced), loops.substitute(axis.arg(1), replaced));
    }

    /** In which loops of its own a user needs an argument. The first values of a recurrence are needed whether or not it has steps. */
    private static List<Node> loops(Node user, int position) {
        List<Node> bound = user.boundAxes();
        if (!user.is(Op.SCAN)) {
            return bound.subList(0, Math.min(position, bound.size()));
        }
        Recurrence recurrence = Recurrence.of(user);
        for (Recurrence.State state : recurrence.states()) {
            if (state.first() == user.arg(position)) {
                return state.axes();
            }
        }
        for (Recurrence.State state : recurrence.states()) {
            if (state.next() == user.arg(position)) {
                List<Node> loops = new ArrayList<>(List.of(recurrence.axis()));
                loops.addAll(state.axes());
                return loops;
            }
        }
        return List.of();
    }

    /** What has to hold for a user to need an argument. A connective needs its second side only where the first does not decide. */
    private List<Side> sides(Node user, int position) {
        if (user.is(Op.SELECT) && position > 0) {
            return List.of(new Side(user.arg(0), position == 1));
        }
        if (user.is(Op.AND) || user.is(Op.OR)) {
            return position == 0 ? List.of() : List.of(new Side(user.arg(0), user.is(Op.AND)));
        }
        int axes = user.boundAxes().size();
        if (!user.is(Op.SCATTER)
                || position == axes + 1
                || Loops.condition(user).isTruth(true)) {
            return List.of();
        }
        return position < axes ? outside(user, position) : List.of(new Side(Loops.condition(user), true));
    }

    /** The parts of a scatter's condition that are known before one of its loops. */
    private static List<Side> outside(Node scatter, int position) {
        List<Node> loops =
                scatter.boundAxes().subList(position, scatter.boundAxes().size());
        return Loops.conjuncts(Loops.condition(scatter)).stream()
                .filter(condition -> condition.axes().stream().noneMatch(loops::contains))
                .map(condition -> new Side(condition, true))
                .toList();
    }

    private static void add(Map<Node, Set<Demand>> demands, Node node, Demand demand) {
        Set<Demand> known = demands.computeIfAbsent(node, n -> new LinkedHashSet<>());
        Demand added = demand;
        for (Demand joined = added; joined != null; joined = joined(known, added)) {
            added = joined;
        }
        if (known.stream().noneMatch(added::includes)) {
            Demand least = added;
            known.removeIf(other -> other.includes(least));
            known.add(added);
            if (known.size() > MOST) {
                shareNearest(known, added);
            }
        }
    }

    /** Puts in the place of a demand and of another what both have in common: of that other for which this says most. */
    private static void shareNearest(Set<Demand> known, Demand added) {
        Set<Node> loops = new LinkedHashSet<>();
        known.forEach(demand -> loops.addAll(demand.axes()));
        known.remove(added);
        List<Demand> others = known.stream()
                .map(demand -> demand.apart().inLoopsThatRun(loops))
                .toList();
        Demand last = added.apart().inLoopsThatRun(loops);
        Demand nearest = others.stream()
                .map(last::shared)
                .reduce((a, b) -> b.says() > a.says() ? b : a)
                .orElseThrow();
        known.clear();
        others.stream().filter(demand -> !demand.includes(nearest)).forEach(known::add);
        known.add(nearest);
    }

    /** A demand with another that differs only in the side of one branch: what both sides need is needed without the branch. */
    private static Demand joined(Set<Demand> known, Demand demand) {
        for (Demand other : known) {
            Demand joined = demand.joined(other);
            if (joined != null) {
                return joined;
            }
        }
        return null;
    }

    /** The ways in which an element is needed that may be outside; none for one that is inside. */
    List<Demand> of(Node read) {
        boolean checked = checksValues && isRead(read) && mayLack(read);
        return checked ? new ArrayList<>(demands.getOrDefault(read, Set.of())) : List.of();
    }

    /** Whether an integer is 0 where it has no value, since it may be computed where the source does not need it. */
    boolean isPartial(Node integer) {
        if (isRead(integer) || !mayLack(integer)) {
            return false;
        }
        Set<Demand> needed = demands.getOrDefault(integer, Set.of());
        return !checksValues
                || !(needed.size() == 1
                        && needed.stream()
                                .allMatch(demand -> demand.sides().isEmpty()
                                        && integer.axes().containsAll(demand.axes())));
    }

    /** The ways in which a partial integer is needed by what is not checked itself. */
    List<Demand> ofPartial(Node integer) {
        return checksValues && isPartial(integer) ? new ArrayList<>(direct.getOrDefault(integer, Set.of())) : List.of();
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.PlainIndex;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Under which conditions the source needs what may have no value: elements that may lie outside their array, integers that may overflow
 * or divide by zero. They may be computed elsewhere too, as NaN or 0 where there is none; that they are there is checked under these
 * conditions, and nowhere else.
 */
final class Demands {
    /** Where there are more ways to need an element, it is asked in one condition whether it is needed. */
    private static final int MOST = 16;

    private final boolean checksValues;
    private final IntegerRanges ranges;
    private final Anywhere anywhere;
    private final List<PlainIndex> before;
    private final GuardedReads guarded;
    private final Map<Node, Set<Demand>> demands = new HashMap<>();
    /** The demands for integers that no check of their users covers. */
    private final Map<Node, Set<Demand>> direct = new HashMap<>();
    /** Integers that are more than indices which surely lie inside their array. */
    private final Set<Node> exposed;

    /** What the function itself is made from. */
    private final Set<Node> primal;

    private final boolean mayLeave;
    private boolean leavesToFunction;

    private final Set<Node> risky = new HashSet<>();
    private final Set<Node> conditions = new LinkedHashSet<>();
    /** Integers that may have no value, among what is there only to ask the conditions of demands. */
    private final Set<Node> asked = new HashSet<>();

    /**
     * @param order what the outputs are made from, each after its arguments
     * @param outputs what is needed whatever the conditions
     * @param primal what the function itself is made from
     * @param mayLeave whether demands of a derivative may be left to those of the function
     * @param riders what rides in the steps of recurrences
     * @param checksValues whether anything is checked at all; else what has no value is 0 wherever it is needed
     * @param before the indices that are checked before the program runs
     */
    Demands(
            Graph graph,
            List<Node> order,
            List<Node> outputs,
            Set<Node> primal,
            boolean mayLeave,
            Riders riders,
            boolean checksValues,
            List<PlainIndex> before) {
        this.primal = primal;
        this.mayLeave = mayLeave;
        this.before = before;
        this.checksValues = checksValues;
        this.ranges = new IntegerRanges(order);
        this.anywhere = new Anywhere(graph, order);
        this.guarded = new GuardedReads(order, outputs, riders);
        this.exposed = exposed(order, outputs);
        for (Node node : order) {
            boolean uses = Stream.concat(node.args().stream(), riders.scans(node).stream())
                    .anyMatch(risky::contains);
            if (mayLack(node) || uses) {
                risky.add(node);
            }
        }
        if (checksValues) {
            outputs.forEach(output -> add(demands, output, Demand.ALWAYS));
            pass(order, riders);
        }
        order.forEach(this::findConditions);
        List<Node> added = Walk.upward(graph, List.copyOf(conditions));
        added.stream().filter(new IntegerRanges(added)::mayFail).forEach(asked::add);
        order.forEach(asked::remove);
    }

    /** The conditions of demands that no output is made from. They have no demands themselves: what they ask is checked where it is needed. */
    Set<Node> conditions() {
        return conditions;
    }

    /**
     * Whether demands of a derivative are left to those of the function, which has to be among the outputs then. A derivative needs no
     * element that the function does not need, of the same array or of one of the same shape, and steps of a recurrence that decide
     * whether it does are not asked outside these.
     */
    boolean leavesToFunction() {
        return leavesToFunction;
    }

    /** Whether what some nodes are needed for is asked of these only, and of what is there to ask it. */
    boolean asksOnly(Set<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> Stream.concat(of(node).stream(), ofPartial(node).stream()))
                .flatMap(demand -> demand.sides().stream())
                .allMatch(side -> nodes.contains(side.condition()) || anywhere.isMade(side.condition()));
    }

    private boolean isLeft(Demand demand, Node user, Node needed) {
        return mayLeave
                && anywhere.forgets(
                        demand, user, needed, condition -> !primal.contains(user) || !primal.contains(condition));
    }

    private void findConditions(Node node) {
        List<Demand> checked = new ArrayList<>(of(node));
        checked.addAll(ofPartial(node));
        for (Demand demand : checked) {
            demand.sides().stream()
                    .map(Side::condition)
                    .filter(anywhere::isMade)
                    .forEach(conditions::add);
        }
    }

    private void pass(List<Node> order, Riders riders) {
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            demands.computeIfPresent(user, this::asked);
            direct.computeIfPresent(user, this::asked);
            for (int k = 0; k < user.arity() && risky.contains(user); k++) {
                if (risky.contains(user.arg(k)) && !isSurelyInside(user, k)) {
                    pass(user, k, user.arg(k));
                }
            }
            for (Node scan : riders.scans(user)) {
                pass(user, user.boundAxes().size(), scan);
            }
        }
    }

    /** All ways to need a value are known. */
    private Set<Demand> asked(Node value, Set<Demand> needed) {
        return anywhere.asked(needed, value);
    }

    static boolean isRead(Node node) {
        return node.is(Op.READ) || node.is(Op.GATHER);
    }

    /** Integers that are more than indices which surely lie inside their array. */
    static Set<Node> exposed(List<Node> order, List<Node> outputs) {
        Set<Node> exposed = new HashSet<>(outputs);
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            boolean passes = isArithmetic(user) && !exposed.contains(user);
            for (int k = 0; k < user.arity() && !passes; k++) {
                if (!isSurelyInside(user, k)) {
                    exposed.add(user.arg(k));
                }
            }
        }
        return exposed;
    }

    private static boolean isArithmetic(Node node) {
        return switch (node.op()) {
            case IADD, ISUB, IMUL, IDIV, IMOD, IMIN, IMAX, IROOT -> true;
            default -> false;
        };
    }

    /**
     * Whether an argument is an index that lies inside by its range: an array that long is there, so that it does not overflow. What
     * follows the indices of a state is an axis.
     */
    private static boolean isSurelyInside(Node user, int position) {
        if (user.is(Op.SCATTER)) {
            Node extent = Scatter.extentOfIndex(user, position);
            return extent != null && Bounds.within(user.arg(position), extent);
        }
        if (!isRead(user) || position == 0) {
            return false;
        }
        List<Node> extents = Loops.extents(user.arg(0));
        return position > extents.size() || Bounds.within(user.arg(position), extents.get(position - 1));
    }

    /** Whether a node may have no value although all that it is made from has one. */
    private boolean mayLack(Node node) {
        return isRead(node) ? !guarded.isInside(node) : exposed.contains(node) && ranges.mayFail(node);
    }

    private void pass(Node user, int position, Node needed) {
        List<Side> more = Uses.sides(user, position);
        List<Node> loops = Uses.loops(user, position);
        boolean covered = isRead(user) ? mayLack(user) && position > 0 : isPartial(user);
        Set<Demand> all = demands.getOrDefault(user, Set.of());
        Set<Demand> open = covered ? Set.of() : isArithmetic(user) ? direct.getOrDefault(user, Set.of()) : all;
        for (Demand demand : all) {
            if (isLeft(demand, user, needed)) {
                leavesToFunction = true;
                continue;
            }
            Demand own = anywhere.askedOutside(demand, user);
            boolean never = more.stream().anyMatch(side -> own.sides().contains(side.other()));
            if (!never) {
                add(demands, needed, own.inside(loops).with(more));
            }
        }
        for (Demand demand : needed.type() == Type.INTEGER ? open : Set.<Demand>of()) {
            if (!isLeft(demand, user, needed)) {
                Demand own = anywhere.askedOutside(demand, user);
                add(direct, needed, own.inside(loops).with(more));
            }
        }
    }

    private void add(Map<Node, Set<Demand>> demands, Node node, Demand demand) {
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
                Demand any = anywhere.any(known, node);
                known.clear();
                known.add(any);
            }
        }
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

    /** The loops in all of which an index has been checked before the program runs, or null. */
    Set<Node> checkedBefore(Node index, Node extent) {
        return before.stream()
                .filter(plain -> plain.covers(index, extent))
                .map(plain -> Set.copyOf(plain.loops()))
                .findFirst()
                .orElse(null);
    }

    /** Whether an integer is 0 where it has no value, since it may be computed where the source does not need it. */
    boolean isPartial(Node integer) {
        if (isRead(integer) || !mayLack(integer)) {
            return asked.contains(integer);
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

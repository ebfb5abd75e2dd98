package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the nodes of arrays and loops. An axis is open, with a number of its own, until something binds it; binding renames it to the
 * smallest number that the body does not use for the same range, so that two loops that compute the same are one node.
 */
public final class Loops {
    /** The numbers of axes that nothing has bound yet. */
    private static final int OPEN = 1 << 28;

    private final Graph graph;

    public Loops(Graph graph) {
        this.graph = graph;
    }

    public Node integer(int value) {
        return graph.make(Op.INTEGER, value);
    }

    /** A size: an integer that the call binds. */
    public Node size(int index) {
        return graph.make(Op.SIZE, index);
    }

    /** A new open axis from {@code lower} up to but not including {@code upper}. */
    public Node axis(Node lower, Node upper) {
        return graph.make(Op.AXIS, OPEN + graph.size(), lower, upper);
    }

    /** A parameter that is an array, or with no extents and {@code integers} a single integer. */
    public Node array(Role role, int index, boolean integers, List<Node> extents) {
        long payload = (long) role.ordinal() << 32 | index;
        return graph.make(integers ? Op.INTEGERS : Op.ARRAY, payload, extents.toArray(Node[]::new));
    }

    /** The extents of an array, one a dimension; none of a parameter that is a single number. */
    public static List<Node> extents(Node array) {
        return switch (array.op()) {
            case PARAMETER -> List.of();
            case ARRAY, INTEGERS -> array.args();
            case MAP -> array.boundAxes().stream().map(axis -> axis.arg(1)).toList();
            case SCATTER -> Scatter.of(array).extents();
            case STATE -> array.args().subList(1, array.arity());
            case SCAN -> scanned(array);
            case SOLVE -> Equation.of(array).extents();
            case LINEAR -> List.of(array.arg(0).arg(1));
            default -> throw new IllegalArgumentException(array + " is no array");
        };
    }

    /** What a condition says beside others that hold. */
    public Node without(Node condition, List<Node> known) {
        return conjuncts(condition).stream()
                .filter(conjunct -> !known.contains(conjunct))
                .reduce(graph.truth(true), graph::and);
    }

    private static List<Node> scanned(Node scan) {
        List<Node> extents = new ArrayList<>(List.of(Recurrence.values(scan)));
        extents.addAll(extents(Recurrence.of(scan).states().get(scan.number()).before()));
        return extents;
    }

    /** The conditions that hold together where one holds, from left to right: itself where it is no AND. */
    public static List<Node> conjuncts(Node condition) {
        List<Node> conjuncts = new ArrayList<>();
        List<Node> open = new ArrayList<>(List.of(condition));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (node.is(Op.AND)) {
                open.add(node.arg(1));
                open.add(node.arg(0));
            } else {
                conjuncts.add(node);
            }
        }
        return conjuncts;
    }

    /** Whether indices are different axes that each run over their whole dimension. */
    public static boolean runOver(List<Node> indices, List<Node> extents) {
        Set<Node> distinct = new HashSet<>();
        for (int d = 0; d < indices.size(); d++) {
            Node index = indices.get(d);
            boolean whole = index.is(Op.AXIS) && index.arg(0).isInteger(0) && index.arg(1) == extents.get(d);
            if (!whole || !distinct.add(index)) {
                return false;
            }
        }
        return true;
    }

    /** The index that goes backwards over what an axis goes over from 0. */
    public Node backwards(Node axis) {
        return arithmetic(Op.ISUB, arithmetic(Op.ISUB, axis.arg(1), integer(1)), axis);
    }

    /** Whether an index goes {@link #backwards} by an axis, its second argument. */
    public static boolean isBackwards(Node index) {
        return index.is(Op.ISUB)
                && index.arg(1).is(Op.AXIS)
                && index.arg(1).arg(0).isInteger(0)
                && index.arg(0).is(Op.ISUB)
                && index.arg(0).arg(0) == index.arg(1).arg(1)
                && index.arg(0).arg(1).isInteger(1);
    }

    /**
     * An element of an array. In a dimension in which the index is an axis that runs over the whole array, or a literal, an element of a
     * MAP is the map's body there; only over the other dimensions a MAP is left to read from. An element of a slice is one of the array.
     */
    public Node read(Node array, List<Node> indices) {
        if (array.is(Op.MAP)) {
            if (isSlice(array)) {
                return readSlice(array, indices);
            }
            Map<Node, Node> replacement = new HashMap<>();
            for (int i = 0; i < indices.size(); i++) {
                if (isDirect(array.arg(i), indices.get(i))) {
                    replacement.put(array.arg(i), indices.get(i));
                }
            }
            if (!replacement.isEmpty()) {
                return readRest(array, indices, replacement);
            }
        }
        return graph.make(array.is(Op.INTEGERS) ? Op.GATHER : Op.READ, 0, joined(List.of(array), indices));
    }

    private Node readRest(Node map, List<Node> indices, Map<Node, Node> replacement) {
        List<Node> axes = new ArrayList<>();
        List<Node> rest = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            Node axis = map.arg(i);
            if (!replacement.containsKey(axis)) {
                Node fresh = axis(axis.arg(0), axis.arg(1));
                replacement.put(axis, fresh);
                axes.add(fresh);
                rest.add(indices.get(i));
            }
        }
        Node body = substitute(map.body(), replacement);
        return axes.isEmpty() ? body : read(map(axes, body), rest);
    }

    /**
     * Whether the elements of a MAP are those of another array at fixed indices in some of its dimensions; with no dimensions left, the
     * only element.
     */
    private static boolean isSlice(Node map) {
        List<Node> axes = map.boundAxes();
        Node body = map.body();
        if (axes.isEmpty() || !body.is(Op.READ) || body.arg(0).axes().stream().anyMatch(axes::contains)) {
            return axes.isEmpty();
        }
        List<Node> extents = extents(body.arg(0));
        List<Node> seen = new ArrayList<>();
        for (int d = 0; d < extents.size(); d++) {
            Node index = body.arg(d + 1);
            if (axes.contains(index) && index.arg(1) == extents.get(d) && !seen.contains(index)) {
                seen.add(index);
            } else if (index.axes().stream().anyMatch(axes::contains)) {
                return false;
            }
        }
        return seen.size() == axes.size();
    }

    private Node readSlice(Node map, List<Node> indices) {
        if (indices.isEmpty()) {
            return map.body();
        }
        List<Node> whole = new ArrayList<>();
        for (Node index : map.body().args().subList(1, map.body().arity())) {
            int dimension = map.boundAxes().indexOf(index);
            whole.add(dimension < 0 ? index : indices.get(dimension));
        }
        return read(map.body().arg(0), whole);
    }

    private static boolean isDirect(Node axis, Node index) {
        Node extent = axis.arg(1);
        boolean runsOver = index.is(Op.AXIS) && index.arg(0).isInteger(0) && index.arg(1) == extent;
        return runsOver || index.is(Op.INTEGER) && Bounds.within(index, extent);
    }

    /** A node with free axes replaced by integers. */
    public Node substitute(Node node, Map<Node, Node> axes) {
        return Rebuilding.substitute(graph, node, axes);
    }

    /** Nodes with axes replaced by integers, and STATEs of replaced axes by arrays. */
    public List<Node> substitute(List<Node> nodes, Map<Node, Node> replaced) {
        return Rebuilding.substitute(graph, nodes, replaced);
    }

    /** Nodes with sizes replaced by integers, which may be axes. */
    public List<Node> replaceSizes(List<Node> nodes, Map<Node, Node> sizes) {
        return Rebuilding.replaceSizes(graph, nodes, sizes);
    }

    /** A reduction of the body over axes, the last running fastest. */
    public Node reduce(Op reduction, List<Node> axes, Node body) {
        return bind(reduction, axes, List.of(body));
    }

    /** The array of the body's values at the axes, which start at 0. */
    public Node map(List<Node> axes, Node body) {
        return bind(Op.MAP, axes, List.of(body));
    }

    /** An array of the elements of another. */
    public Node copy(Node array) {
        List<Node> axes = new ArrayList<>();
        extents(array).forEach(extent -> axes.add(axis(integer(0), extent)));
        return map(axes, read(array, axes));
    }

    /** The array of zeros to which, for each value of the axes for which the condition holds, the body is added at the indices. */
    public Node scatter(List<Node> axes, Node body, Node when, List<Node> indices, List<Node> extents) {
        return scatter(new Scatter(axes, when, List.of(new Scatter.Contribution(body, indices)), extents));
    }

    /** The array that something is added to, whose axes are open. Inside their loops it is not asked whether these run. */
    Node scatter(Scatter scatter) {
        boolean always = scatter.when().isTruth(true);
        Node when = always
                ? scatter.when()
                : without(
                        scatter.when(), scatter.axes().stream().map(this::runs).toList());
        return bind(
                Op.SCATTER,
                scatter.axes(),
                new Scatter(scatter.axes(), when, scatter.contributions(), scatter.extents()).parts());
    }

    /** Whether the loop of an axis runs at all. */
    public Node runs(Node axis) {
        return graph.apply(Op.LT, real(axis.arg(0)), real(axis.arg(1)));
    }

    /** The state of a recurrence before the step of an axis; with no extents a single number. */
    public Node state(Node axis, int number, List<Node> extents) {
        return graph.make(Op.STATE, number, joined(List.of(axis), extents));
    }

    /** All values of each state of a recurrence, in order: equal recurrences are one. States of equal extents come to share their axes. */
    public List<Node> scans(Recurrence recurrence) {
        List<Node> shared = new ArrayList<>(List.of(recurrence.axis()));
        List<Node> parts = new ArrayList<>(List.of(arithmetic(Op.IADD, recurrence.steps(), integer(1))));
        for (Recurrence.State state : recurrence.states()) {
            Map<Node, Node> replaced = new HashMap<>();
            List<Node> own = new ArrayList<>();
            for (Node axis : state.axes()) {
                own.add(sharedAxis(axis, own, shared));
                replaced.put(axis, own.get(own.size() - 1));
            }
            boolean same = own.equals(state.axes());
            parts.add(state.before());
            parts.addAll(own);
            parts.add(same ? state.first() : substitute(state.first(), replaced));
            parts.add(same ? state.next() : substitute(state.next(), replaced));
        }
        Node[] args = bound(shared, parts);
        List<Node> scans = new ArrayList<>();
        for (long number = 0; number < recurrence.states().size(); number++) {
            scans.add(graph.make(Op.SCAN, number << 32 | shared.size(), args));
        }
        return scans;
    }

    /** The SCANs of the recurrence of one of them, in order. */
    public List<Node> siblings(Node scan) {
        List<Node> siblings = new ArrayList<>();
        for (long number = 0; number < Recurrence.of(scan).states().size(); number++) {
            siblings.add(graph.make(
                    Op.SCAN, number << 32 | scan.boundAxes().size(), scan.args().toArray(Node[]::new)));
        }
        return siblings;
    }

    /**
     * The next values of the states of a recurrence at a step, made from its saved states: as in its SCANs, with the step in the place of
     * the axis.
     */
    public List<Node> nextFromSaved(Node scan, Node step) {
        Recurrence recurrence = Recurrence.of(scan);
        Map<Node, Node> replaced = new HashMap<>(Map.of(recurrence.axis(), step));
        List<Node> saved = siblings(scan);
        for (Recurrence.State state : recurrence.states()) {
            Node values = saved.get(state.before().number());
            List<Node> axes = new ArrayList<>();
            extents(state.before()).forEach(extent -> axes.add(axis(integer(0), extent)));
            replaced.put(state.before(), map(axes, read(values, List.of(joined(List.of(step), axes)))));
        }
        List<Node> next =
                recurrence.states().stream().map(Recurrence.State::next).toList();
        return Rebuilding.substitute(graph, next, replaced);
    }

    /** The solution of an equation: an array, without dimensions where it is a number. */
    public Node solve(Equation equation) {
        List<Node> axes = new ArrayList<>(List.of(equation.axis()));
        axes.addAll(equation.axes());
        return bind(
                Op.SOLVE,
                axes,
                List.of(
                        equation.unknown(),
                        equation.guess(),
                        equation.residual(),
                        equation.slope(),
                        equation.tolerance()));
    }

    /**
     * The vector x with {@code sum(column: element * x[column]) = right} in each row.
     *
     * @param element that of the matrix, mentions both axes, which run over as many indices
     * @param right mentions the row
     */
    public Node linear(Node row, Node column, Node element, Node right) {
        return bind(Op.LINEAR, List.of(row, column), List.of(element, right));
    }

    /** The first of the shared axes over the same range that this state has not yet, the steps' aside; a new one where there is none. */
    private Node sharedAxis(Node axis, List<Node> own, List<Node> shared) {
        for (Node other : shared.subList(1, shared.size())) {
            if (other.arg(0) == axis.arg(0) && other.arg(1) == axis.arg(1) && !own.contains(other)) {
                return other;
            }
        }
        Node added = shared.contains(axis) ? axis(axis.arg(0), axis.arg(1)) : axis;
        shared.add(added);
        return added;
    }

    /** The operation that binds the axes in the parts. */
    Node bind(Op op, List<Node> axes, List<Node> parts) {
        return graph.make(op, axes.size(), bound(axes, parts));
    }

    /** The axes to bind by their canonical numbers, and the parts, in which they are renamed. */
    private Node[] bound(List<Node> axes, List<Node> parts) {
        List<Node> args = new ArrayList<>(axes);
        args.addAll(parts);
        for (int k = 0; k < axes.size(); k++) {
            Node axis = args.get(k);
            List<Node> scope = args.subList(k + 1, args.size());
            int number = smallestUnused(axis, args.subList(0, k), scope);
            Node canonical = graph.make(Op.AXIS, number, axis.arg(0), axis.arg(1));
            if (canonical != axis) {
                List<Node> renamed = Rebuilding.rename(graph, scope, axis, canonical);
                args.set(k, canonical);
                for (int i = 0; i < renamed.size(); i++) {
                    args.set(k + 1 + i, renamed.get(i));
                }
            }
        }
        return args.toArray(Node[]::new);
    }

    /**
     * The smallest number for an axis that nothing else has which is seen together with it: an axis of the same range that is bound
     * or mentioned beside it, free in its scope, or bound by something that mentions it. Loops side by side may share a number, and so their bodies.
     */
    private int smallestUnused(Node axis, List<Node> beside, List<Node> scope) {
        BitSet used = new BitSet();
        beside.forEach(other -> other.axes().forEach(seen -> use(axis, seen, used)));
        scope.forEach(part -> part.axes().forEach(other -> use(axis, other, used)));
        BitSet needed = Walk.needed(scope);
        for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
            Node node = graph.node(id);
            if (node.op().bindsAxes() && node.axes().contains(axis)) {
                node.boundAxes().forEach(other -> use(axis, other, used));
            }
        }
        return used.nextClearBit(0);
    }

    private static void use(Node axis, Node other, BitSet used) {
        boolean sameRange = other.arg(0) == axis.arg(0) && other.arg(1) == axis.arg(1);
        if (sameRange && other != axis && other.payload() < OPEN) {
            used.set((int) other.payload());
        }
    }

    /**
     * Arithmetic on integers; literals are folded where they have a value, what adds 0 or multiplies by 1 is left out, and {@code a - (a - b)} is b: where that
     * overflows, so did its index.
     */
    public Node arithmetic(Op op, Node a, Node b) {
        Node folded = a.is(Op.INTEGER) && b.is(Op.INTEGER) ? folded(op, a.integer(), b.integer()) : null;
        if (folded != null) {
            return folded;
        }
        if (op == Op.ISUB && b.is(Op.ISUB) && b.arg(0) == a) {
            return b.arg(1);
        }
        return switch (op) {
            case IADD -> a.isInteger(0) ? b : b.isInteger(0) ? a : graph.apply(op, a, b);
            case ISUB -> b.isInteger(0) ? a : graph.apply(op, a, b);
            case IMUL -> a.isInteger(1) ? b : b.isInteger(1) ? a : graph.apply(op, a, b);
            default -> graph.apply(op, a, b);
        };
    }

    /** The value, or null where there is none. */
    private Node folded(Op op, int a, int b) {
        try {
            return integer((int) op.meaning(false).of(a, b, 0, 0));
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** An integer as a number. */
    public Node real(Node integer) {
        return integer.is(Op.INTEGER) ? graph.constant(integer.integer()) : graph.apply(Op.TO_REAL, integer);
    }

    static Node[] joined(List<Node> a, List<Node> b) {
        List<Node> all = new ArrayList<>(a);
        all.addAll(b);
        return all.toArray(Node[]::new);
    }
}

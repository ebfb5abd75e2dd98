package dev.jacobi.laws;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.Equation;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A function without its loops: for one choice of sizes and integer data a scalar function of all elements. What is decided by indices is
 * decided here.
 */
final class Unrolled {
    private final Sample sample;
    private final Graph g = new Graph(60_000);
    private final Map<Place, Node> known = new HashMap<>();
    /** The unknowns of solves, by the values of their axes. */
    private final Map<Value, Node> unknowns = new HashMap<>();

    /** A node at the values of its axes. */
    private record Place(Node node, List<Value> at) {}

    /** The value of an axis; where it counts the steps of a recurrence, also the place of that. */
    private record Value(int index, Place recurrence) {}

    private Unrolled(Sample sample) {
        this.sample = sample;
    }

    /**
     * The scalar function.
     *
     * @throws IndexOutOfBoundsException where an index is outside, be it in a branch that numbers decide
     */
    static FunctionGraph of(FunctionGraph f, Sample sample) {
        Unrolled unrolled = new Unrolled(sample);
        List<Node> results = new ArrayList<>();
        for (Node result : f.results()) {
            unrolled.elements(result, results::add);
        }
        int n = sample.x().length;
        int data = Sample.joined(sample.data()).length;
        return FunctionGraph.ofNumbers("f", names("x", n), names("d", data), unrolled.g, results, Origin.BUILT);
    }

    private static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    private void elements(Node result, Consumer<Node> each) {
        if (result.type() != Type.ARRAY) {
            each.accept(number(result, Map.of()));
            return;
        }
        List<Integer> extents = Loops.extents(result).stream()
                .map(extent -> integer(extent, Map.of()))
                .toList();
        indices(extents, List.of(), index -> each.accept(element(result, index, Map.of())));
    }

    private static void indices(List<Integer> extents, List<Integer> before, Consumer<List<Integer>> each) {
        if (before.size() == extents.size()) {
            each.accept(before);
            return;
        }
        for (int i = 0; i < extents.get(before.size()); i++) {
            List<Integer> more = new ArrayList<>(before);
            more.add(i);
            indices(extents, more, each);
        }
    }

    private Node number(Node node, Map<Node, Value> at) {
        Place place = place(node, at);
        Node found = known.get(place);
        if (found == null) {
            found = made(node, at);
            known.put(place, found);
        }
        return found;
    }

    private static Place place(Node node, Map<Node, Value> at) {
        return new Place(node, node.axes().stream().map(at::get).toList());
    }

    private Node made(Node node, Map<Node, Value> at) {
        return switch (node.op()) {
            case CONSTANT, TRUTH -> g.like(node);
            case PARAMETER -> element(node, List.of(), at);
            case TO_REAL -> g.constant(integer(node.arg(0), at));
            case READ -> element(node.arg(0), integers(node, at), at);
            case SUM, PROD, MAXIMUM, MINIMUM -> reduction(node, at);
            case SELECT -> choice(node, at);
            case AND, OR -> connective(node, at);
            case NOT -> g.not(number(node.arg(0), at));
            default -> applied(node, at);
        };
    }

    private Node applied(Node node, Map<Node, Value> at) {
        Node[] args = node.args().stream().map(arg -> number(arg, at)).toArray(Node[]::new);
        if (node.type() == Type.CONDITION && args[0].isConstant() && args[1].isConstant()) {
            return g.truth(node.op().meaning(false).of(args[0].constant(), args[1].constant(), 0, 0) != 0);
        }
        return g.like(node, args);
    }

    private Node choice(Node node, Map<Node, Value> at) {
        Node condition = number(node.arg(0), at);
        if (condition.is(Op.TRUTH)) {
            return number(node.arg(condition.truth() ? 1 : 2), at);
        }
        return g.select(condition, number(node.arg(1), at), number(node.arg(2), at));
    }

    /** One side may decide where the other has no value. */
    private Node connective(Node node, Map<Node, Value> at) {
        boolean decides = node.is(Op.OR);
        for (Node arg : node.args()) {
            try {
                if (number(arg, at).isTruth(decides)) {
                    return g.truth(decides);
                }
            } catch (IndexOutOfBoundsException e) {
                // The other side is needed.
            }
        }
        Node a = number(node.arg(0), at);
        Node b = number(node.arg(1), at);
        return decides ? g.or(a, b) : g.and(a, b);
    }

    private List<Integer> integers(Node read, Map<Node, Value> at) {
        return read.args().subList(1, read.arity()).stream()
                .map(index -> integer(index, at))
                .toList();
    }

    private int integer(Node node, Map<Node, Value> at) {
        return switch (node.op()) {
            case INTEGER -> node.integer();
            case SIZE -> node.index() == 0 ? sample.n : sample.m;
            case AXIS -> at.get(node).index;
            case GATHER -> (int) sample.data().get(node.arg(0).index())[flat(node.arg(0), integers(node, at), at)];
            default -> (int) node.op().meaning(false).of(integer(node.arg(0), at), integer(node.arg(1), at), 0, 0);
        };
    }

    private int flat(Node array, List<Integer> index, Map<Node, Value> at) {
        int flat = 0;
        for (int d = 0; d < index.size(); d++) {
            int extent = integer(Loops.extents(array).get(d), at);
            flat = flat * extent + Objects.checkIndex(index.get(d), extent);
        }
        return flat;
    }

    private Node element(Node array, List<Integer> index, Map<Node, Value> at) {
        if (array.is(Op.MAP)) {
            flat(array, index, at);
            Map<Node, Value> inside = new HashMap<>(at);
            for (int d = 0; d < index.size(); d++) {
                inside.put(array.arg(d), new Value(index.get(d), null));
            }
            return number(array.body(), inside);
        }
        if (array.is(Op.SCAN)) {
            flat(array, index, at);
            return value(Recurrence.of(array), array.number(), index, place(array, at), at);
        }
        if (array.is(Op.STATE) && unknowns.containsKey(at.get(array.arg(0)))) {
            return unknowns.get(at.get(array.arg(0)));
        }
        if (array.is(Op.STATE)) {
            flat(array, index, at);
            Value step = at.get(array.arg(0));
            List<Integer> saved = new ArrayList<>(List.of(step.index));
            saved.addAll(index);
            Node scan = step.recurrence.node;
            Map<Node, Value> around = new HashMap<>(at);
            for (int i = 0; i < scan.axes().size(); i++) {
                around.put(scan.axes().get(i), step.recurrence.at.get(i));
            }
            return value(Recurrence.of(scan), array.number(), saved, step.recurrence, around);
        }
        if (array.is(Op.SOLVE)) {
            return solution(Equation.of(array), at);
        }
        int flat = array.is(Op.PARAMETER) ? 0 : flat(array, index, at);
        List<double[]> before = array.role() == Role.VARIABLE ? sample.variables() : sample.data();
        return g.parameter(array.role(), Sample.joined(before.subList(0, array.index())).length + flat);
    }

    /**
     * The root as a constant, to which two steps of Newton's method are added that change nothing but its derivatives: these have the first
     * and the second order of the root, and the third.
     */
    private Node solution(Equation equation, Map<Node, Value> at) {
        if (!equation.axes().isEmpty()) {
            throw new JacobiException(ErrorCode.UNSUPPORTED, "a system of equations stays one");
        }
        Loops loops = new Loops(g);
        Node axis = loops.axis(loops.integer(0), loops.integer(equation.limit()));
        Node unknown = loops.state(axis, 0, List.of());
        Map<Node, Value> inside = open(equation, at, loops.read(unknown, List.of()));
        Node guess = number(equation.guess(), at);
        Node residual = number(equation.residual(), inside);
        Node slope = number(equation.slope(), inside);
        Node tolerance = g.like(equation.tolerance());
        Node solve = loops.solve(new Equation(axis, List.of(), unknown, guess, residual, slope, tolerance));
        Node root = g.apply(Op.DETACH, loops.read(solve, List.of()));
        Node moved = root;
        for (int step = 0; step < 2; step++) {
            Map<Node, Value> there = open(equation, at, moved);
            moved = g.subtract(moved, g.divide(number(equation.residual(), there), number(equation.slope(), there)));
        }
        return g.add(root, g.subtract(moved, g.apply(Op.DETACH, moved)));
    }

    private Map<Node, Value> open(Equation equation, Map<Node, Value> at, Node unknown) {
        Value open = new Value(-1 - unknowns.size(), null);
        unknowns.put(open, unknown);
        Map<Node, Value> inside = new HashMap<>(at);
        inside.put(equation.axis(), open);
        return inside;
    }

    /** An element of a state after as many steps as the first index says. */
    private Node value(Recurrence recurrence, int number, List<Integer> index, Place place, Map<Node, Value> at) {
        Recurrence.State state = recurrence.states().get(number);
        Map<Node, Value> inside = new HashMap<>(at);
        for (int d = 0; d < state.axes().size(); d++) {
            inside.put(state.axes().get(d), new Value(index.get(d + 1), null));
        }
        if (index.get(0) == 0) {
            return number(state.first(), inside);
        }
        inside.put(recurrence.axis(), new Value(index.get(0) - 1, place));
        return number(state.next(), inside);
    }

    private Node reduction(Node node, Map<Node, Value> at) {
        List<Node> terms = new ArrayList<>();
        terms(node, 0, new HashMap<>(at), terms);
        if (node.is(Op.SUM) || node.is(Op.PROD)) {
            Node start = g.constant(node.is(Op.SUM) ? 0 : 1);
            return terms.stream().reduce(start, node.is(Op.SUM) ? g::add : g::multiply);
        }
        double nothing = node.is(Op.MAXIMUM) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return terms.stream()
                .reduce((a, b) -> g.select(isBetter(node, a, b), b, a))
                .orElse(g.constant(nothing));
    }

    /** Whether the extreme moves on from a to b: the first of equals stays, and a NaN wins. */
    private Node isBetter(Node node, Node a, Node b) {
        Node better = node.is(Op.MAXIMUM) ? g.apply(Op.LT, a, b) : g.apply(Op.LT, b, a);
        return g.or(better, g.and(g.apply(Op.EQ, a, a), g.not(g.apply(Op.EQ, b, b))));
    }

    private void terms(Node loop, int depth, Map<Node, Value> at, List<Node> terms) {
        if (depth == loop.boundAxes().size()) {
            terms.add(number(loop.body(), at));
            return;
        }
        Node axis = loop.boundAxes().get(depth);
        int upper = integer(axis.arg(1), at);
        for (int i = integer(axis.arg(0), at); i < upper; i++) {
            at.put(axis, new Value(i, null));
            terms(loop, depth + 1, at, terms);
        }
    }
}

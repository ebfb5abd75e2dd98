package dev.jacobi.calculus;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tangents and adjoints of loops and arrays. The {@link Dual} of an array has an array as value, and as presence either the truth or an
 * array whose elements are positive where the value's are there.
 */
final class LoopDuals {
    private final Graph g;
    private final Loops loops;
    private final PartialRanges partial;

    LoopDuals(Graph graph) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.partial = new PartialRanges(graph);
    }

    /** Whether an array may have extents without a value. */
    boolean mayLackExtents(Node array) {
        return Loops.extents(array).stream().anyMatch(partial::mayFail);
    }

    /** The dual of an array's element. */
    Dual element(Dual array, List<Node> indices) {
        Node value = loops.read(array.value(), indices);
        boolean counted = array.present().type() == Type.ARRAY;
        Node present = counted ? positive(loops.read(array.present(), indices)) : array.present();
        return new Dual(value, present, true);
    }

    /** The dual of an array's element at indices that lie inside it, where an element of a MAP is computed anew. */
    Dual inside(Dual array, List<Node> indices) {
        Dual there = element(array, indices);
        Node present = array.present().is(Op.MAP) ? positive(at(array.present(), indices)) : there.present();
        return new Dual(array.value().is(Op.MAP) ? at(array.value(), indices) : there.value(), present, true);
    }

    private Node at(Node map, List<Node> indices) {
        Map<Node, Node> replaced = new HashMap<>();
        for (int d = 0; d < indices.size(); d++) {
            replaced.put(map.arg(d), indices.get(d));
        }
        return loops.substitute(map.body(), replaced);
    }

    /** The dual of the array of a body's values. */
    Dual map(List<Node> axes, Dual body) {
        boolean always = body.present().isTruth(true);
        Node present = always ? body.present() : loops.map(axes, count(body.present()));
        return new Dual(loops.map(axes, Dual.orZero(g, body)), present);
    }

    /**
     * The dual of the array to which a body is added at indices, where it is present.
     *
     * @param round the axes of the loops round the array
     */
    Dual scatter(List<Node> round, List<Node> axes, Dual body, List<Node> indices, List<Node> extents) {
        Node there = inRun(round, body.present(), body.present(), indices);
        boolean everywhere = there.isTruth(true) && Scatter.fills(axes, indices, extents);
        Node present = everywhere ? there : loops.scatter(axes, g.constant(1), there, indices, extents);
        // A zero changes no sum: it is not asked whether it is there.
        boolean anywhere = body.isZeroElsewhere() && Bounds.within(indices, extents);
        Node where = inRun(round, body.value(), body.present(), indices);
        Dual added = anywhere ? Dual.always(g, body.value()) : new Dual(body.value(), where);
        return new Dual(scattered(axes, added, indices, extents), present);
    }

    /** A presence where loops run that what is added does not mention: else data need be no indices, or an integer have no value. */
    private Node inRun(List<Node> round, Node added, Node present, List<Node> indices) {
        if (indices.stream().noneMatch(index -> isGathered(index) || partial.mayFail(index))) {
            return present;
        }
        Set<Node> mentioned = new LinkedHashSet<>(added.axes());
        mentioned.addAll(present.axes());
        indices.forEach(index -> mentioned.addAll(index.axes()));
        return round.stream()
                .filter(axis -> !mentioned.contains(axis) && !Bounds.hasSteps(axis) && !partial.mayFail(axis))
                .map(loops::runs)
                .reduce(present, (all, runs) -> g.and(runs, all));
    }

    /** A scatter of sums adds their terms one by one, so that the sums need not be kept. */
    private Node scattered(List<Node> axes, Dual body, List<Node> indices, List<Node> extents) {
        Node value = body.value();
        List<Node> all = new ArrayList<>();
        while (value.is(Op.SUM)) {
            Map<Node, Node> opened = new HashMap<>();
            for (Node axis : value.boundAxes()) {
                Node fresh = loops.axis(loops.substitute(axis.arg(0), opened), loops.substitute(axis.arg(1), opened));
                opened.put(axis, fresh);
                all.add(fresh);
            }
            value = loops.substitute(value.body(), opened);
        }
        boolean dependent = all.stream().anyMatch(axis -> axis.axes().stream().anyMatch(axes::contains));
        boolean guarded = dependent || all.stream().anyMatch(partial::mayFail);
        all.addAll(guarded ? 0 : all.size(), axes);
        return loops.scatter(all, value, body.present(), indices, extents);
    }

    /**
     * The sum over axes: present where any term is. Where all terms are present the sum counts as present too, even over an empty range:
     * a condition would tear loops apart that belong together. What holds outside a range that may have no value is asked before it.
     */
    Dual sum(List<Node> axes, Dual body) {
        return sum(axes, body, axis -> g.truth(true));
    }

    /** @param outside what is known to hold outside the loop of an axis where anything in it is present */
    Dual sum(List<Node> axes, Dual body, UnaryOperator<Node> outside) {
        return sum(axes, body, outside, false);
    }

    /** @param any whether the sum is absent where no loop runs, though all of its terms are present */
    private Dual sum(List<Node> axes, Dual body, UnaryOperator<Node> outside, boolean any) {
        List<Node> ordered = partial.last(partial.among(axes), axes);
        List<Node> open = new ArrayList<>();
        Dual terms = body;
        for (int k = ordered.size() - 1; k >= 0; k--) {
            Node axis = ordered.get(k);
            open.add(0, axis);
            if (partial.mayFail(axis)) {
                Node guard = guard(axis, open, terms, outside);
                if (!guard.isTruth(true)) {
                    Dual inside = new Dual(terms.value(), without(terms.present(), guard), terms.isZeroElsewhere());
                    terms = plainSum(open, inside, outside, any).under(g, guard);
                    open = new ArrayList<>();
                }
            }
        }
        return plainSum(open, terms, outside, any);
    }

    /** What is asked before loops, the first of which is over a range that may have no value. */
    private Node guard(Node axis, List<Node> axes, Dual terms, UnaryOperator<Node> outside) {
        Node before = outside(axes, terms.present(), outside);
        Node known = outside.apply(axis);
        boolean inside = known.axes().stream().anyMatch(axes::contains);
        return inside ? before : g.and(known, without(before, known));
    }

    /** A dual inside loops: what is known to hold outside a range that may have no value is asked before it. */
    Dual guarded(List<Node> axes, Dual dual, UnaryOperator<Node> outside) {
        Node guard = axes.stream()
                .filter(partial::mayFail)
                .map(outside)
                .filter(known -> !mentions(known, axes))
                .reduce(g.truth(true), g::and);
        return guard.isTruth(true)
                ? dual
                : new Dual(dual.value(), g.and(guard, without(dual.present(), guard)), dual.isZeroElsewhere());
    }

    private Dual plainSum(List<Node> axes, Dual body, UnaryOperator<Node> outside, boolean any) {
        if (axes.isEmpty()) {
            return body;
        }
        boolean always = body.present().isTruth(true);
        Node present = always && any ? run(axes) : always ? body.present() : anyOf(axes, body.present(), outside);
        return new Dual(loops.reduce(Op.SUM, axes, Dual.orZero(g, body)), present, true);
    }

    /** As {@link #sum}, but absent where no term is, which is a loop that does not run. */
    Dual sumOfAny(List<Node> axes, Dual body) {
        return sumOfAny(axes, body, axis -> g.truth(true));
    }

    Dual sumOfAny(List<Node> axes, Dual body, UnaryOperator<Node> outside) {
        return sum(axes, body, outside, true);
    }

    /** Whether a condition holds for any value of the axes; what may be asked before is asked once. */
    private Node anyOf(List<Node> axes, Node condition, UnaryOperator<Node> outside) {
        Node before = outside(axes, condition, outside);
        Node inside = without(condition, before);
        return g.and(before, inside.isTruth(true) ? run(axes) : counted(axes, inside));
    }

    /** The part of a condition that may be asked outside loops: what mentions none of their axes and has a value there. */
    private Node outside(List<Node> axes, Node condition, UnaryOperator<Node> outside) {
        List<List<Node>> known =
                axes.stream().map(axis -> Loops.conjuncts(outside.apply(axis))).toList();
        Set<Node> asked = new LinkedHashSet<>();
        for (Node conjunct : Loops.conjuncts(condition)) {
            boolean holds = known.stream().allMatch(all -> all.contains(conjunct));
            boolean fails = partial.mayFail(conjunct);
            if (!mentions(conjunct, axes) && (holds || !fails)) {
                if (fails) {
                    asked.addAll(before(conjunct, known, axes));
                }
                asked.add(conjunct);
            }
        }
        return asked.stream().reduce(g.truth(true), g::and);
    }

    /** What is known to hold where it is known of a condition that it holds: elsewhere this may have no value. */
    private static List<Node> before(Node condition, List<List<Node>> known, List<Node> axes) {
        return known.stream()
                .flatMap(all -> all.subList(0, all.indexOf(condition)).stream())
                .filter(before -> !mentions(before, axes))
                .toList();
    }

    private static boolean mentions(Node condition, List<Node> axes) {
        return condition.axes().stream().anyMatch(axes::contains);
    }

    private Node without(Node condition, Node others) {
        return loops.without(condition, Loops.conjuncts(others));
    }

    /** Whether loops run at all. */
    private Node run(List<Node> axes) {
        if (axes.stream()
                .anyMatch(axis -> axis.axes().stream().anyMatch(other -> other != axis && axes.contains(other)))) {
            return counted(axes, g.truth(true));
        }
        Node run = g.truth(true);
        for (Node axis : axes) {
            run = Bounds.isBelow(axis.arg(0), axis.arg(1)) ? run : g.and(run, loops.runs(axis));
        }
        return run;
    }

    /** A dual inside loops, where it need not be asked whether they run. */
    Dual inLoops(List<Node> axes, Dual dual) {
        if (axes.isEmpty() || dual.present().isTruth(true) || dual.present().type() == Type.ARRAY) {
            return dual;
        }
        Node known = g.truth(true);
        for (Node axis : axes) {
            known = g.and(known, loops.runs(axis));
        }
        Node present = without(dual.present(), known);
        return new Dual(dual.value(), present, dual.isZeroElsewhere());
    }

    private Node counted(List<Node> axes, Node condition) {
        Node any = count(condition);
        for (int k = axes.size() - 1; k >= 0; k--) {
            any = loops.reduce(Op.MAXIMUM, List.of(axes.get(k)), any);
        }
        return positive(any);
    }

    /** The sum of two duals of arrays of one shape; where one is absent its value is 0. */
    Dual addArrays(Dual a, Dual b) {
        if (a == null) {
            return b;
        }
        if (b == null) {
            return a;
        }
        List<Node> axes = axesOver(a.value());
        return map(axes, Dual.sum(g, element(a, axes), element(b, axes)));
    }

    private List<Node> axesOver(Node array) {
        List<Node> axes = new ArrayList<>();
        for (Node extent : Loops.extents(array)) {
            axes.add(loops.axis(loops.integer(0), extent));
        }
        return axes;
    }

    /** An array of zeros with the shape of another. */
    Node zeros(Node array) {
        return loops.map(axesOver(array), g.constant(0));
    }

    /**
     * What a READ passes on to its array: a MAP where its indices are axes that run over the whole array, a SCATTER over the loops round
     * it otherwise.
     *
     * @param round the axes of the array
     * @param loops the axes of the READ that the array has not
     */
    Dual ofArray(List<Node> round, List<Node> extents, List<Node> indices, Dual adjoint, List<Node> loops) {
        if (loops.containsAll(indices) && Loops.runOver(indices, extents)) {
            List<Node> others = new ArrayList<>(loops);
            others.removeAll(indices);
            return map(indices, sum(others, adjoint));
        }
        Node there = without(isThere(indices, extents), adjoint.present());
        return scatter(round, alongMemory(loops, indices), adjoint.where(g, there), indices, extents);
    }

    /** Axes in the order in which indices mention them, so that the last index runs fastest; what a range mentions stays before it. */
    private static List<Node> alongMemory(List<Node> axes, List<Node> indices) {
        Set<Node> mentioned = new LinkedHashSet<>();
        indices.forEach(index -> index.axes().stream().filter(axes::contains).forEach(mentioned::add));
        mentioned.addAll(axes);
        List<Node> ordered = new ArrayList<>();
        while (ordered.size() < axes.size()) {
            mentioned.stream()
                    .filter(axis -> axis.axes().stream().allMatch(other -> other == axis || !mentioned.contains(other)))
                    .findFirst()
                    .ifPresent(axis -> {
                        ordered.add(axis);
                        mentioned.remove(axis);
                    });
        }
        return ordered;
    }

    /**
     * Whether indices lie inside an array that may not. Where they do not, a loop round the read never ran: else the function itself had
     * failed. Integer data is left out, since a gather is too hot a place for a question that is hardly ever needed.
     */
    Node isThere(List<Node> indices, List<Node> extents) {
        Node all = g.truth(true);
        for (int d = 0; d < indices.size(); d++) {
            Node index = indices.get(d);
            if (!isGathered(index) && !Bounds.within(index, extents.get(d))) {
                Node below = g.apply(Op.LT, loops.real(index), loops.real(extents.get(d)));
                all = Bounds.isBelow(index, extents.get(d)) ? all : g.and(all, below);
                all = Bounds.isNatural(index) ? all : g.and(all, g.apply(Op.LE, g.constant(0), loops.real(index)));
            }
        }
        return all;
    }

    /** Recurses over one index only. */
    private static boolean isGathered(Node index) {
        return index.is(Op.GATHER) || index.args().stream().anyMatch(LoopDuals::isGathered);
    }

    static List<Node> indices(Node read) {
        List<Node> indices = new ArrayList<>();
        for (int i = 1; i < read.arity(); i++) {
            indices.add(read.arg(i));
        }
        return indices;
    }

    /** Where an extreme is taken: the node of its index. */
    Node position(Node extreme) {
        return loops.reduce(extreme.is(Op.MAXIMUM) ? Op.ARGMAX : Op.ARGMIN, extreme.boundAxes(), extreme.body());
    }

    /** The condition that an extreme is taken at its axis, for the body's adjoint. */
    Node isTakenAtAxis(Node extreme) {
        Node axis = extreme.arg(0);
        return g.apply(Op.EQ, g.apply(Op.TO_REAL, axis), g.apply(Op.TO_REAL, position(extreme)));
    }

    /** The condition that an extreme is taken anywhere. */
    Node isTaken(Node extreme) {
        return g.apply(Op.LE, g.constant(0), g.apply(Op.TO_REAL, position(extreme)));
    }

    /** What an extreme's body is where the extreme is taken. */
    Node bodyAtPosition(Node extreme) {
        return loops.substitute(extreme.body(), positioned(extreme, List.of(extreme.body())));
    }

    /** A dual of an extreme's body where the extreme is taken; absent where there is none. */
    Dual atPosition(Node extreme, Dual body) {
        Map<Node, Node> there = positioned(extreme, List.of(body.value(), body.present()));
        Node present = loops.substitute(body.present(), there);
        return new Dual(loops.substitute(body.value(), there), g.and(isTaken(extreme), present));
    }

    /** The index where an extreme is taken for its axis. Where there is none, -1, no loop may begin. */
    private Map<Node, Node> positioned(Node extreme, List<Node> parts) {
        Node axis = extreme.arg(0);
        Node position = position(extreme);
        boolean begins = Walk.upward(g, parts).stream()
                .anyMatch(node -> node.is(Op.AXIS) && node.arg(0).axes().contains(axis));
        return Map.of(axis, begins ? loops.arithmetic(Op.IMAX, position, loops.integer(0)) : position);
    }

    /** One where a condition holds, zero elsewhere. */
    Node count(Node present) {
        return g.select(present, g.constant(1), g.constant(0));
    }

    private Node positive(Node count) {
        boolean counted = count.is(Op.SELECT)
                && count.arg(1).isConstant(1)
                && count.arg(2).isConstant(0);
        return counted ? count.arg(0) : g.apply(Op.LT, g.constant(0), count);
    }
}

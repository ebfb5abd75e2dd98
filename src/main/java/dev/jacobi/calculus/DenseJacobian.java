package dev.jacobi.calculus;

import dev.jacobi.calculus.LocalJacobian.Entry;
import dev.jacobi.calculus.LocalJacobian.Rows;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dense Jacobian of functions with arrays, in blocks: one for each pair of a result and a variable, with the extents of the one and
 * then those of the other. An entry whose row does not read its column's element is exactly 0.
 */
final class DenseJacobian {
    private final Graph g;
    private final Loops loops;
    private final LoopDuals duals;
    private final List<Rows> rows;

    DenseJacobian(Graph g, List<Rows> rows) {
        this.g = g;
        this.loops = new Loops(g);
        this.duals = new LoopDuals(g);
        this.rows = rows;
    }

    /** The block of a result by a variable: an array, or a number where both are. */
    Node block(int result, Node of, int variable, Node by) {
        List<Node> columns = axesOver(by);
        Node sum = null;
        List<Node> direct = List.of();
        for (Rows alike : rows) {
            if (alike.result() != result) {
                continue;
            }
            direct = alike.direct() ? alike.axes() : direct;
            for (Entry entry : alike.entries()) {
                if (entry.variable() == variable) {
                    Node term = Dual.orZero(g, element(alike, entry, direct, of, columns, by));
                    sum = sum == null ? term : g.add(sum, term);
                }
            }
        }
        List<Node> axes = new ArrayList<>(direct);
        axes.addAll(columns);
        Node entry = sum == null ? g.constant(0) : sum;
        return axes.isEmpty() ? entry : loops.map(axes, entry);
    }

    List<Node> axesOver(Node variable) {
        List<Node> axes = new ArrayList<>();
        Positions.extents(variable).forEach(extent -> axes.add(loops.axis(loops.integer(0), extent)));
        return axes;
    }

    /**
     * What an entry says of a row of a result at some columns of a variable.
     *
     * @param direct the indices of the row in the result, in terms of the axes of direct rows
     * @param columns the axes of the columns
     */
    Dual element(Rows alike, Entry entry, List<Node> direct, Node of, List<Node> columns, Node by) {
        if (alike.direct()) {
            return element(entry, columns, Positions.extents(by));
        }
        List<Node> axes = new ArrayList<>(alike.axes());
        axes.addAll(entry.axes());
        List<Node> indices = new ArrayList<>(alike.indices());
        indices.addAll(entry.indices());
        List<Node> extents = new ArrayList<>(Positions.extents(of));
        extents.addAll(Positions.extents(by));
        List<Node> at = new ArrayList<>(direct);
        at.addAll(columns);
        return duals.element(scatter(axes, entry, Positions.extents(by), indices, extents), at);
    }

    /** What an entry of direct rows says. */
    private Dual element(Entry entry, List<Node> columns, List<Node> extents) {
        Map<Node, Node> columnOf = new HashMap<>();
        Node same = g.truth(true);
        for (int d = 0; d < columns.size(); d++) {
            Node index = entry.indices().get(d);
            if (runsOver(index, extents.get(d), entry)) {
                columnOf.put(index, columns.get(d));
            } else {
                same = g.and(same, g.apply(Op.EQ, loops.real(index), loops.real(columns.get(d))));
            }
        }
        if (columnOf.size() < entry.axes().size()) {
            return duals.element(scatter(entry.axes(), entry, extents, entry.indices(), extents), columns);
        }
        Dual dual = entry.dual();
        Node value = loops.substitute(dual.value(), columnOf);
        return new Dual(value, g.and(loops.substitute(dual.present(), columnOf), loops.substitute(same, columnOf)));
    }

    /** Whether an index is an axis that runs over a whole dimension and tells nothing else. */
    private static boolean runsOver(Node index, Node extent, Entry entry) {
        boolean whole = index.is(Op.AXIS) && index.arg(0).isInteger(0) && index.arg(1) == extent;
        long uses = entry.indices().stream().filter(other -> other == index).count();
        boolean alone = entry.axes().stream()
                .noneMatch(axis -> axis != index && axis.axes().contains(index));
        return whole && uses == 1 && alone && entry.axes().contains(index);
    }

    private Dual scatter(List<Node> axes, Entry entry, List<Node> columns, List<Node> indices, List<Node> extents) {
        Node when = g.and(entry.dual().present(), duals.isThere(entry.indices(), columns));
        return Dual.always(g, loops.scatter(axes, entry.dual().value(), when, indices, extents));
    }
}

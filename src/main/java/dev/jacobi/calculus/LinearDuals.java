package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import java.util.List;
import java.util.Map;

/** Tangents and adjoints of linear systems: solutions of systems with the same matrix, or the transposed one. */
final class LinearDuals {
    private final Graph g;
    private final Loops loops;
    private final LoopDuals duals;

    LinearDuals(Graph graph, LoopDuals duals) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.duals = duals;
    }

    /**
     * The tangent of a solution x: where the matrix a moves by a' and the right side by b', {@code a x' = b' - a' x}.
     *
     * @param ofMatrix the tangent of the element, null where it has none
     * @param ofRight the tangent of the right side, null where it has none
     */
    Dual tangent(Node linear, Dual ofMatrix, Dual ofRight) {
        List<Node> axes = linear.boundAxes();
        Dual moved = null;
        if (ofMatrix != null) {
            Node solution = loops.read(linear, axes.subList(1, 2));
            moved = duals.sum(axes.subList(1, 2), ofMatrix.times(g, new Partial(null, solution)))
                    .negated(g);
        }
        Dual right = Dual.sum(g, ofRight, moved);
        return right == null ? null : solution(axes, linear.arg(2), right);
    }

    /** The dual of the vector that solves a system with a dual as its right side: present where that is in any row. */
    Dual solution(List<Node> axes, Node element, Dual right) {
        Node row = axes.get(0);
        Node solution = loops.linear(row, axes.get(1), element, Dual.orZero(g, right));
        Node present = right.present();
        if (!present.isTruth(true)) {
            Node any = duals.sum(List.of(row), right).present();
            present = loops.map(List.of(loops.axis(row.arg(0), row.arg(1))), duals.count(any));
        }
        return new Dual(solution, present);
    }

    /** The dual, in a row, of the vector that solves the transposed system. */
    Dual transposed(List<Node> axes, Node element, Dual right) {
        Node row = axes.get(0);
        Node column = axes.get(1);
        Node other = loops.axis(row.arg(0), row.arg(1));
        Node swapped = loops.substitute(element, Map.of(row, other, column, row));
        return duals.element(solution(List.of(row, other), swapped, right), List.of(row));
    }
}

package dev.jacobi.interpret;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a linear system evaluates.
 *
 * @param matrix the loop over the rows and columns of the matrix
 * @param right the loop over the rows of the right side
 * @param overwritten all nodes that it gives values to
 */
record Rows(Loop matrix, Loop right, List<Node> overwritten) {

    static Rows of(Graph graph, Node linear) {
        List<Node> axes = linear.boundAxes();
        Loop matrix = Loop.of(graph, linear, axes, List.of(linear.arg(2)));
        Loop right = Loop.of(graph, linear, axes.subList(0, 1), List.of(linear.arg(3)));
        List<Node> overwritten = new ArrayList<>(matrix.overwritten());
        overwritten.addAll(right.overwritten());
        return new Rows(matrix, right, overwritten);
    }
}

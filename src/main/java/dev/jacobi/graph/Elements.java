package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** The meaning of {@code A[i, j]}. */
final class Elements {
    private final Graph graph;
    private final Diagnostics diagnostics;

    Elements(Graph graph, Diagnostics diagnostics) {
        this.graph = graph;
        this.diagnostics = diagnostics;
    }

    /** The element, or null after a mistake; the first of {@code args} is the array, the others its indices. */
    Node read(Expr.Element element, List<Node> args) {
        Node array = args.get(0);
        if (array.type() != Type.ARRAY && array.type() != Type.INTEGERS) {
            return report(element.array(), "an array is needed before '[', found " + Integers.describe(array));
        }
        List<Node> extents = Loops.extents(array);
        if (extents.size() != element.indices().size()) {
            return report(
                    element,
                    "an array of rank " + extents.size() + " takes as many indices, found "
                            + element.indices().size());
        }
        Integers integers = new Integers(graph);
        List<Node> indices = new ArrayList<>();
        for (int i = 0; i < extents.size(); i++) {
            Node index = integers.integer(args.get(i + 1));
            if (index == null) {
                return report(
                        element.indices().get(i),
                        "an index must be an integer, found " + Integers.describe(args.get(i + 1))
                                + "; integers are axes, sizes, int data and literals under + - * div mod min max");
            }
            indices.add(index);
        }
        return new Loops(graph).read(array, indices);
    }

    private Node report(Expr expr, String message) {
        diagnostics.report(ErrorCode.TYPE, expr.span(), message);
        return null;
    }
}

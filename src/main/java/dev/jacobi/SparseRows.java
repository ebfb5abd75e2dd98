package dev.jacobi;

import dev.jacobi.calculus.PackedJacobian;
import dev.jacobi.calculus.PackedJacobian.Form;
import dev.jacobi.calculus.PackedJacobian.Group;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.LoopEntry;
import dev.jacobi.emit.OutputMatrix;
import dev.jacobi.emit.OutputMatrix.Place;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;

/** The sparse Jacobian of a generated class: its values, and in two methods of sizes and integer data where they stand. */
final class SparseRows {
    private SparseRows() {}

    /** The values of the entries, row by row. */
    static Compiler.Differentiated differentiate(FunctionGraph function, Options options) {
        Compiler.Differentiated copied = Compiler.differentiate(function, Derivative.VALUE, options);
        PackedJacobian packed = rows(copied);
        return new Compiler.Differentiated(
                copied.graph(),
                copied.variables(),
                copied.values(),
                packed.values(),
                copied.names(),
                LoopCompiler.packed(copied.graph(), packed),
                List.of());
    }

    private static PackedJacobian rows(Compiler.Differentiated function) {
        return PackedJacobian.jacobian(function.graph(), function.values(), function.variables(), Form.ROWS, 0, 0);
    }

    /** Where each row begins, and the column of each entry. */
    static List<LoopEntry> structure(FunctionGraph function, Options options) {
        Compiler.Differentiated copied = Compiler.differentiate(function, Derivative.VALUE, options);
        Graph g = copied.graph();
        PackedJacobian packed = rows(copied);
        return List.of(
                rowStart(g, packed),
                LoopCompiler.structure(
                        g,
                        Derivative.SPARSE_JACOBIAN,
                        "sparseJacobianColumn",
                        "column",
                        packed.columns(),
                        LoopCompiler.packed(g, packed)));
    }

    private static LoopEntry rowStart(Graph g, PackedJacobian packed) {
        Loops loops = new Loops(g);
        List<Node> starts = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        Node row = loops.integer(0);
        Node entry = loops.integer(0);
        for (Group group : packed.groups()) {
            List<Node> axes = new ArrayList<>();
            Node number = loops.integer(0);
            for (Node extent : group.extents()) {
                axes.add(loops.axis(loops.integer(0), extent));
                Node axis = axes.get(axes.size() - 1);
                number = axes.size() == 1
                        ? axis
                        : loops.arithmetic(Op.IADD, loops.arithmetic(Op.IMUL, number, extent), axis);
            }
            Node together = loops.integer(group.rows().size());
            Node first = loops.arithmetic(Op.IADD, entry, loops.arithmetic(Op.IMUL, number, group.width(g)));
            for (int k = 0; k < group.rows().size(); k++) {
                starts.add(axes.isEmpty() ? first : loops.map(axes, first));
                places.add(new Place(loops.arithmetic(Op.IADD, row, loops.integer(k)), together, axes.size()));
                first = loops.arithmetic(Op.IADD, first, group.rows().get(k).width(g));
            }
            row = loops.arithmetic(Op.IADD, row, loops.arithmetic(Op.IMUL, group.count(g), together));
            entry = loops.arithmetic(Op.IADD, entry, loops.arithmetic(Op.IMUL, group.count(g), group.width(g)));
        }
        starts.add(entry);
        places.add(new Place(row, loops.integer(1), 0));
        Node length = loops.arithmetic(Op.IADD, row, loops.integer(1));
        return LoopCompiler.structure(
                g,
                Derivative.SPARSE_JACOBIAN,
                "sparseJacobianRowStart",
                "rowStart",
                starts,
                new OutputMatrix(List.of(List.of(length)), places));
    }
}

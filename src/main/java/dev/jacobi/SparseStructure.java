package dev.jacobi;

import dev.jacobi.calculus.PackedJacobian;
import dev.jacobi.calculus.PackedJacobian.Form;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.LoopEntry;
import dev.jacobi.emit.OutputMatrix;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.runtime.KernelCompiler;
import dev.jacobi.runtime.KernelCompiler.Compiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which entries a sparse derivative of a function has, as a program of sizes and integer data.
 *
 * @param compiled fills the column numbers of all packed entries, -1 where there is none, then the row numbers of all packed rows
 * @param function the function
 * @param groups the lengths of all groups
 */
record SparseStructure(Compiled compiled, FunctionGraph function, List<Lengths> groups) {

    private static final double[] NOTHING = {};

    /** How often a group has its rows, and how many entries each of these has. */
    record Lengths(Node count, List<Node> widths) {}

    /** The packed entries of a derivative. */
    static PackedJacobian pack(Derivative derivative, Graph g, List<Node> results, List<Node> x, Form form) {
        return derivative == Derivative.SPARSE_HESSIAN
                ? PackedJacobian.hessian(g, results.get(0), x)
                : PackedJacobian.jacobian(g, results, x, form);
    }

    static SparseStructure compile(FunctionGraph function, Derivative derivative, Options options) {
        Compiler.Differentiated copied = Compiler.differentiate(function, Derivative.VALUE, options);
        Graph g = copied.graph();
        Loops loops = new Loops(g);
        PackedJacobian packed = pack(derivative, g, copied.values(), copied.variables(), Form.FREE);
        OutputMatrix columns = LoopCompiler.packed(g, packed);
        List<List<Node>> shapes = new ArrayList<>(columns.shapes());
        List<OutputMatrix.Place> places = new ArrayList<>(columns.places());
        List<Node> stores = new ArrayList<>(packed.columns());
        List<Lengths> groups = new ArrayList<>();
        Node at = loops.integer(0);
        for (PackedJacobian.Group group : packed.groups()) {
            at = loops.arithmetic(Op.IADD, at, loops.arithmetic(Op.IMUL, group.count(g), group.width(g)));
        }
        for (PackedJacobian.Group group : packed.groups()) {
            Node together = loops.integer(group.rows().size());
            List<Node> widths = group.rows().stream().map(row -> row.width(g)).toList();
            groups.add(new Lengths(group.count(g), widths));
            shapes.add(List.of(group.count(g), together));
            for (int k = 0; k < group.rows().size(); k++) {
                stores.add(group.rows().get(k).numbers());
                Node first = loops.arithmetic(Op.IADD, at, loops.integer(k));
                places.add(
                        new OutputMatrix.Place(first, together, group.extents().size()));
            }
            at = loops.arithmetic(Op.IADD, at, loops.arithmetic(Op.IMUL, group.count(g), together));
        }
        LoopEntry entry = LoopCompiler.structure(g, derivative, "", "", stores, new OutputMatrix(shapes, places));
        return new SparseStructure(
                KernelCompiler.compile(entry.program(), LoopCompiler.shapes(function, entry), options),
                function,
                groups);
    }

    /** The entries for some sizes and data. */
    SparsePattern pattern(Derivative derivative, Arguments arguments) {
        try {
            int[][] widths = widths(Sizes.known(function.sizes(), arguments.ints()));
            int entries = 0;
            int rows = 0;
            for (int[] ofGroup : widths) {
                int width = Arrays.stream(ofGroup).skip(1).reduce(0, Math::addExact);
                entries = Math.addExact(entries, Math.multiplyExact(ofGroup[0], width));
                rows = Math.addExact(rows, Math.multiplyExact(ofGroup[0], ofGroup.length - 1));
            }
            double[] out = new double[Math.addExact(entries, rows)];
            double[] work = new double[EntryPoint.workSize(compiled, arguments)];
            EntryPoint.run(compiled, arguments, NOTHING, NOTHING, out, work);
            return pattern(derivative, arguments, widths, entries, out);
        } catch (ArithmeticException e) {
            throw new JacobiException(ErrorCode.LIMIT, "a sparse matrix of more than 2^31 entries", e);
        }
    }

    /** Of each group how often it has its rows, then how many entries each of these has. */
    private int[][] widths(Sizes sizes) {
        int[][] widths = new int[groups.size()][];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = new int[groups.get(i).widths.size() + 1];
            widths[i][0] = sizes.product(List.of(groups.get(i).count));
            for (int k = 1; k < widths[i].length; k++) {
                widths[i][k] = sizes.product(List.of(groups.get(i).widths.get(k - 1)));
            }
        }
        return widths;
    }

    private static SparsePattern pattern(
            Derivative derivative, Arguments arguments, int[][] widths, int entries, double[] out) {
        int[] rowOf = new int[entries];
        int[] columnOf = new int[entries];
        int entry = 0;
        int row = entries;
        for (int[] ofGroup : widths) {
            for (int i = 0; i < ofGroup[0]; i++) {
                for (int k = 1; k < ofGroup.length; k++, row++) {
                    for (int end = entry + ofGroup[k]; entry < end; entry++) {
                        rowOf[entry] = (int) out[row];
                        columnOf[entry] = (int) out[entry];
                    }
                }
            }
        }
        return derivative == Derivative.SPARSE_HESSIAN
                ? SparsePattern.symmetric(arguments.n(), rowOf, columnOf)
                : SparsePattern.of(arguments.m(), arguments.n(), rowOf, columnOf);
    }
}

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
import dev.jacobi.program.LoopProgram;
import dev.jacobi.runtime.KernelCompiler;
import dev.jacobi.runtime.KernelCompiler.Compiled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which entries a sparse derivative of a function has, as a program of sizes and integer data.
 *
 * @param compiled fills the column numbers of all packed entries, -1 where there is none, then the row numbers of all packed rows
 * @param function the function
 * @param groups how many rows each group has, and how many entries each of its rows
 */
record SparseStructure(Compiled compiled, FunctionGraph function, List<Lengths> groups) {

    record Lengths(Node rows, Node width) {}

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
            groups.add(new Lengths(group.count(g), group.width(g)));
            stores.add(group.rows());
            shapes.add(List.of(group.count(g)));
            places.add(new OutputMatrix.Place(at, loops.integer(1), 0));
            at = loops.arithmetic(Op.IADD, at, group.count(g));
        }
        LoopProgram program = LoopProgram.of(g, List.of(), g.constant(0), stores, Map.of());
        LoopEntry entry = new LoopEntry(
                derivative, program, false, List.of(), LoopCompiler.shapes(stores), new OutputMatrix(shapes, places));
        return new SparseStructure(
                KernelCompiler.compile(program, LoopCompiler.shapes(function, entry), options), function, groups);
    }

    /** The entries for some sizes and data. */
    SparsePattern pattern(Derivative derivative, Arguments arguments) {
        try {
            Sizes sizes = Sizes.known(function.sizes(), arguments.ints());
            int entries = 0;
            int rows = 0;
            for (Lengths group : groups) {
                int count = sizes.product(List.of(group.rows));
                entries = Math.addExact(entries, Math.multiplyExact(count, sizes.product(List.of(group.width))));
                rows = Math.addExact(rows, count);
            }
            double[] out = new double[Math.addExact(entries, rows)];
            double[] work = new double[EntryPoint.workSize(compiled, arguments)];
            EntryPoint.run(compiled, arguments, new double[0], new double[0], out, work);
            int[] rowOf = new int[entries];
            int[] columnOf = new int[entries];
            int entry = 0;
            int row = entries;
            for (Lengths group : groups) {
                int width = sizes.product(List.of(group.width));
                for (int end = row + sizes.product(List.of(group.rows)); row < end; row++) {
                    for (int k = 0; k < width; k++, entry++) {
                        rowOf[entry] = (int) out[row];
                        columnOf[entry] = (int) out[entry];
                    }
                }
            }
            return derivative == Derivative.SPARSE_HESSIAN
                    ? SparsePattern.symmetric(arguments.n(), rowOf, columnOf)
                    : SparsePattern.of(arguments.m(), arguments.n(), rowOf, columnOf);
        } catch (ArithmeticException e) {
            throw new JacobiException(ErrorCode.LIMIT, "a sparse matrix of more than 2^31 entries", e);
        }
    }
}

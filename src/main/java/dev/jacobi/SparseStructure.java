package dev.jacobi;

import dev.jacobi.calculus.PackedJacobian;
import dev.jacobi.calculus.PackedJacobian.Form;
import dev.jacobi.calculus.PackedJacobian.Level;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
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
import java.util.Collections;
import java.util.List;

/**
 * Which entries a sparse derivative of a function has, as programs of sizes and integer data.
 *
 * @param counts for each level how often its loops run
 * @param compiled fills the column numbers of all packed entries, -1 where there is none, then the row numbers of all packed rows and of
 *     all ragged entries
 * @param groups the lengths of all groups
 * @param ragged the lengths of all ragged entries
 * @param limits those that finding the entries is held against
 */
record SparseStructure(
        FunctionGraph function,
        List<Level> levels,
        List<Compiled> counts,
        Compiled compiled,
        List<Lengths> groups,
        List<Node> ragged,
        Limits limits) {
    private static final double[] NOTHING = {};

    /** How often a group has its rows, and how many entries each of these has. */
    record Lengths(Node count, List<Node> widths) {}

    /** The pattern for some sizes and data, and what the kernel of the values takes. */
    record Found(SparsePattern pattern, Arguments arguments) {}

    /** The packed entries of a derivative. */
    static PackedJacobian pack(
            FunctionGraph function, Derivative derivative, Graph g, List<Node> results, List<Node> x) {
        int sizes = function.sizes().size();
        int data = function.data().size();
        return derivative == Derivative.SPARSE_HESSIAN
                ? PackedJacobian.hessian(g, results.get(0), x, sizes, data)
                : PackedJacobian.jacobian(g, results, x, Form.FREE, sizes, data);
    }

    static SparseStructure compile(FunctionGraph function, Derivative derivative, Options options) {
        Compiler.Differentiated copied = Compiler.differentiate(function, Derivative.VALUE, options);
        Graph g = copied.graph();
        PackedJacobian packed = pack(function, derivative, g, copied.values(), copied.variables());
        List<Compiled> counts = new ArrayList<>();
        for (Level level : packed.levels()) {
            LoopEntry entry = LoopCompiler.structure(g, derivative, "", "", List.of(level.counts()), null);
            counts.add(compiled(function, entry, packed, options));
        }
        return new SparseStructure(
                function,
                packed.levels(),
                counts,
                compiled(function, places(g, derivative, packed), packed, options),
                packed.groups().stream()
                        .map(group -> new Lengths(
                                group.count(g),
                                group.rows().stream().map(row -> row.width(g)).toList()))
                        .toList(),
                packed.ragged().stream().map(PackedJacobian.Ragged::length).toList(),
                options.limits());
    }

    private static Compiled compiled(FunctionGraph function, LoopEntry entry, PackedJacobian packed, Options options) {
        return KernelCompiler.compile(entry.program(), LoopCompiler.shapes(function, entry, packed.levels()), options);
    }

    /** The program of all columns and rows. */
    private static LoopEntry places(Graph g, Derivative derivative, PackedJacobian packed) {
        Loops loops = new Loops(g);
        OutputMatrix columns = LoopCompiler.packed(g, packed);
        List<List<Node>> shapes = new ArrayList<>(columns.shapes());
        List<OutputMatrix.Place> places = new ArrayList<>(columns.places());
        List<Node> stores = new ArrayList<>(packed.columns());
        Node at = loops.integer(0);
        for (List<Node> shape : columns.shapes()) {
            Node length = shape.stream().reduce(loops.integer(1), (a, b) -> loops.arithmetic(Op.IMUL, a, b));
            at = loops.arithmetic(Op.IADD, at, length);
        }
        for (PackedJacobian.Group group : packed.groups()) {
            Node together = loops.integer(group.rows().size());
            shapes.add(List.of(group.count(g), together));
            for (int k = 0; k < group.rows().size(); k++) {
                stores.add(group.rows().get(k).numbers());
                Node first = loops.arithmetic(Op.IADD, at, loops.integer(k));
                places.add(
                        new OutputMatrix.Place(first, together, group.extents().size()));
            }
            at = loops.arithmetic(Op.IADD, at, loops.arithmetic(Op.IMUL, group.count(g), together));
        }
        for (PackedJacobian.Ragged ragged : packed.ragged()) {
            stores.add(ragged.rows());
            shapes.add(List.of(ragged.length()));
            places.add(new OutputMatrix.Place(at, loops.integer(1), 0));
            at = loops.arithmetic(Op.IADD, at, ragged.length());
        }
        return LoopCompiler.structure(g, derivative, "", "", stores, new OutputMatrix(shapes, places));
    }

    /** The entries for some sizes and data. */
    Found find(Derivative derivative, Arguments bound) {
        try {
            Arguments arguments = counted(bound);
            int[][] widths = widths(sizes(arguments.ints()));
            int entries = 0;
            int rows = 0;
            for (int[] ofGroup : widths) {
                int width = Arrays.stream(ofGroup).skip(1).reduce(0, Math::addExact);
                entries = Math.addExact(entries, Math.multiplyExact(ofGroup[0], width));
                rows = Math.addExact(rows, Math.multiplyExact(ofGroup[0], ofGroup.length - 1));
            }
            int raggedEntries = ragged.stream()
                    .map(length -> sizes(arguments.ints()).product(List.of(length)))
                    .reduce(0, Math::addExact);
            int all = Math.addExact(entries, raggedEntries);
            double[] out = run(compiled, arguments, Math.addExact(Math.addExact(all, rows), raggedEntries));
            int[] columnOf = new int[all];
            Arrays.setAll(columnOf, entry -> (int) out[entry]);
            int[] rowOf = rows(widths, all, out);
            SparsePattern pattern = derivative == Derivative.SPARSE_HESSIAN
                    ? SparsePattern.symmetric(arguments.n(), rowOf, columnOf)
                    : SparsePattern.of(arguments.m(), arguments.n(), rowOf, columnOf);
            return new Found(pattern, arguments);
        } catch (ArithmeticException e) {
            throw new JacobiException(ErrorCode.LIMIT, "a sparse matrix of more than 2^31 entries", e);
        }
    }

    private double[] run(Compiled program, Arguments arguments, int length) {
        double[] out = Workload.allocate(length);
        double[] work = Workload.allocate(Workload.workSize(program.costs(), function, arguments.ints(), limits));
        EntryPoint.run(program, arguments, NOTHING, NOTHING, out, work);
        return out;
    }

    /** What is bound, with the lengths of all levels behind the sizes and their bases behind the integer data. */
    private Arguments counted(Arguments bound) {
        int known = function.sizes().size();
        int[] ints = new int[bound.ints().length + levels.size()];
        System.arraycopy(bound.ints(), 0, ints, 0, known);
        System.arraycopy(bound.ints(), known, ints, known + levels.size(), bound.ints().length - known);
        for (int k = 0; k < levels.size(); k++) {
            Arguments so = new Arguments(bound.given(), bound.n(), bound.m(), bound.data(), ints);
            int loops =
                    Math.max(0, sizes(ints).product(Loops.extents(levels.get(k).base())));
            double[] counts = run(this.counts.get(k), so, loops);
            int from = ints.length;
            ints = Arrays.copyOf(ints, Math.addExact(from, loops));
            int total = 0;
            for (int i = 0; i < loops; i++) {
                ints[from + i] = total;
                total = Math.addExact(total, (int) counts[i]);
            }
            ints[known + k] = total;
        }
        return new Arguments(bound.given(), bound.n(), bound.m(), bound.data(), ints);
    }

    private Sizes sizes(int[] ints) {
        List<String> names = new ArrayList<>(function.sizes());
        names.addAll(Collections.nCopies(levels.size(), "entries"));
        return Sizes.known(names, ints);
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

    /** The row of each entry, from those of the packed rows and then of the ragged entries. */
    private static int[] rows(int[][] widths, int all, double[] out) {
        int[] rowOf = new int[all];
        int entry = 0;
        int row = all;
        for (int[] ofGroup : widths) {
            for (int i = 0; i < ofGroup[0]; i++) {
                for (int k = 1; k < ofGroup.length; k++, row++) {
                    Arrays.fill(rowOf, entry, entry + ofGroup[k], (int) out[row]);
                    entry += ofGroup[k];
                }
            }
        }
        for (; entry < all; entry++, row++) {
            rowOf[entry] = (int) out[row];
        }
        return rowOf;
    }
}

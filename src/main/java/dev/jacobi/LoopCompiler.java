package dev.jacobi;

import dev.jacobi.calculus.PackedJacobian;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.EntryShape;
import dev.jacobi.emit.LoopEntry;
import dev.jacobi.emit.LoopKernelSource.Shapes;
import dev.jacobi.emit.OutputMatrix;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.PlainIndex;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.LoopProgram;
import dev.jacobi.runtime.KernelCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last stages of the pipeline for a function with arrays or loops. */
final class LoopCompiler {
    private LoopCompiler() {}

    static KernelCompiler.Compiled compile(
            FunctionGraph function, Compiler.Differentiated simplified, Derivative derivative, Options options) {
        LoopEntry entry = entry(function, simplified, derivative);
        return KernelCompiler.compile(entry.program(), shapes(function, entry, simplified.levels()), options);
    }

    /** The scheduled program of an entry point, with the shapes of its arrays. */
    static LoopEntry entry(FunctionGraph function, Compiler.Differentiated simplified, Derivative derivative) {
        Graph g = simplified.graph();
        List<Node> values = simplified.values();
        boolean number = isNumber(function);
        boolean returns = number && EntryShape.of(derivative, 1, 1).returnsValue();
        List<Node> outputs = derivative == Derivative.VALUE ? (number ? List.of() : values) : simplified.derivatives();
        List<Node> stores = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            stores.add(computed(g, outputs.get(i), i, simplified.matrix()));
        }
        LoopProgram program = LoopProgram.of(
                g,
                values,
                new LoopProgram.Outputs(returns ? values.get(0) : g.constant(0), stores, simplified.matrix() == null),
                checkedBefore(function, g),
                simplified.names());
        List<Node> seeds = switch (derivative) {
            case JVP, HESSIAN_VECTOR_PRODUCT -> function.variableNodes();
            case VJP -> values;
            default -> List.of();
        };
        return new LoopEntry(
                derivative,
                EntryShape.of(derivative, 1, number ? 1 : 2),
                program,
                number,
                false,
                shapes(seeds),
                shapes(stores),
                simplified.matrix());
    }

    /** The indices of a function's own arrays that are checked before it is entered, or where it is: in the graph of its derivative. */
    private static List<PlainIndex> checkedBefore(FunctionGraph function, Graph g) {
        List<PlainIndex> plain = PlainIndex.of(function).stream()
                .filter(index -> index.array().isParameter())
                .toList();
        List<Node> mentioned =
                plain.stream().flatMap(index -> index.mentioned().stream()).toList();
        Map<Node, Node> images = Substitution.rebuild(function.graph(), mentioned, g, node -> null);
        return plain.stream().map(index -> index.in(g, images::get)).toList();
    }

    /** An entry point that computes integers from sizes and integer data. */
    static LoopEntry structure(
            Graph g, Derivative derivative, String method, String out, List<Node> stores, OutputMatrix matrix) {
        EntryShape shape = new EntryShape(method, null, 0, out, 0, false);
        LoopProgram program = LoopProgram.ofStructure(g, stores);
        return new LoopEntry(derivative, shape, program, false, true, List.of(), shapes(stores), matrix);
    }

    /** Whether the only result is a single number. */
    static boolean isNumber(FunctionGraph function) {
        return function.results().size() == 1 && function.results().get(0).type() != Type.ARRAY;
    }

    /** An output that is a parameter, or that cannot be added up in its place in a matrix, is copied element by element. */
    private static Node computed(Graph g, Node node, int number, OutputMatrix matrix) {
        boolean apart = node.is(Op.SCATTER)
                && matrix != null
                && !matrix.isEven(number, Loops.extents(node).size());
        return node.is(Op.ARRAY) || apart ? new Loops(g).copy(node) : node;
    }

    /**
     * Where the blocks of a matrix are.
     *
     * @param lower whether there are only those on and below the diagonal
     */
    static OutputMatrix blocks(Graph g, List<Node> rows, List<Node> columns, boolean lower) {
        Loops loops = new Loops(g);
        Node width = length(loops, columns);
        List<OutputMatrix.Place> places = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Node above =
                    i == 0 ? loops.integer(0) : loops.arithmetic(Op.IMUL, length(loops, rows.subList(0, i)), width);
            for (int j = 0; j < (lower ? i + 1 : columns.size()); j++) {
                Node offset = loops.arithmetic(Op.IADD, above, length(loops, columns.subList(0, j)));
                places.add(
                        new OutputMatrix.Place(offset, width, shape(rows.get(i)).size()));
            }
        }
        return new OutputMatrix(List.of(List.of(length(loops, rows), width)), places);
    }

    /** Where the entries of packed rows are: a row's entries stand together. */
    static OutputMatrix packed(Graph g, PackedJacobian jacobian) {
        Loops loops = new Loops(g);
        List<List<Node>> shapes = new ArrayList<>();
        List<OutputMatrix.Place> places = new ArrayList<>();
        Node group = loops.integer(0);
        for (PackedJacobian.Group rows : jacobian.groups()) {
            Node width = rows.width(g);
            Node at = group;
            for (PackedJacobian.Row row : rows.rows()) {
                for (PackedJacobian.Entry entry : row.entries()) {
                    places.add(new OutputMatrix.Place(at, width, rows.extents().size()));
                    at = loops.arithmetic(Op.IADD, at, entry.count(g));
                }
            }
            shapes.add(width.isInteger(1) ? List.of(rows.count(g)) : List.of(rows.count(g), width));
            group = loops.arithmetic(Op.IADD, group, loops.arithmetic(Op.IMUL, rows.count(g), width));
        }
        for (PackedJacobian.Ragged ragged : jacobian.ragged()) {
            places.add(new OutputMatrix.Place(group, loops.integer(1), 0));
            shapes.add(List.of(ragged.length()));
            group = loops.arithmetic(Op.IADD, group, ragged.length());
        }
        return new OutputMatrix(shapes, places);
    }

    /** How many elements numbers and arrays have together. */
    static Node length(Loops loops, List<Node> nodes) {
        Node length = loops.integer(0);
        for (Node node : nodes) {
            Node own = loops.integer(1);
            for (Node extent : shape(node)) {
                own = loops.arithmetic(Op.IMUL, own, extent);
            }
            length = loops.arithmetic(Op.IADD, length, own);
        }
        return length;
    }

    /** The shapes of what a kernel takes and gives, with the sizes and integer data that are made for it. */
    static Shapes shapes(FunctionGraph function, LoopEntry entry, List<PackedJacobian.Level> levels) {
        List<List<Node>> data = new ArrayList<>();
        List<List<Node>> integers = new ArrayList<>();
        for (FunctionGraph.Parameter parameter : function.parameters()) {
            if (parameter.role() == Role.DATA) {
                boolean integer = parameter.node().is(Op.INTEGERS);
                List<Node> shape = shape(parameter.node());
                data.add(integer ? null : shape);
                integers.add(integer ? shape : null);
            }
        }
        for (PackedJacobian.Level level : levels) {
            data.add(null);
            integers.add(Loops.extents(level.base()));
        }
        return new Shapes(
                function.sizes().size() + levels.size(),
                shapes(function.variableNodes()),
                data,
                integers,
                entry.seeds(),
                entry.outputs(),
                entry.matrix());
    }

    static List<List<Node>> shapes(List<Node> nodes) {
        return nodes.stream().map(LoopCompiler::shape).toList();
    }

    private static List<Node> shape(Node node) {
        boolean array = node.type() == Type.ARRAY || node.type() == Type.INTEGERS;
        return array ? Loops.extents(node) : List.of();
    }
}

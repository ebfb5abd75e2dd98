package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The Jacobian or the Hessian of a function with arrays in blocks: one for each pair of a result and a variable, or of two variables, with
 * the extents of the one and then those of the other.
 */
record ArrayMatrix(Derivative derivative, List<String> rows, List<String> columns, List<List<ArrayValue>> blocks) {

    /** By compiled code. */
    static ArrayMatrix compiled(Derivative derivative, FunctionGraph function, ArrayPoint point, CompiledFunction f) {
        double[] x = point.x();
        boolean hessian = derivative == Derivative.HESSIAN;
        double[] matrix = new double[(hessian ? x.length : point.resultLength()) * x.length];
        if (hessian) {
            f.hessian(x, matrix);
        } else {
            f.jacobian(x, matrix);
        }
        return of(derivative, function, point, matrix);
    }

    /** By the interpreter. */
    static ArrayMatrix interpreted(Derivative derivative, FunctionGraph function, ArrayPoint point, boolean strict) {
        Graph g = function.graph();
        boolean hessian = derivative == Derivative.HESSIAN;
        List<Node> x = function.variableNodes();
        List<Node> blocks = hessian
                ? Derivatives.hessianBlocks(g, function.results().get(0), x)
                : Derivatives.jacobianBlocks(g, function.results(), x);
        double[] numbers = Interpreter.evaluate(g, blocks, point, strict);
        int n = point.x().length;
        double[] matrix = new double[(hessian ? n : point.resultLength()) * n];
        int next = 0;
        int above = 0;
        List<Node> rows = hessian ? x : function.results();
        for (int i = 0; i < rows.size(); i++) {
            int before = 0;
            for (int j = 0; j < (hessian ? i + 1 : x.size()); j++) {
                for (int at = 0; at < length(point, rows.get(i)) * length(point, x.get(j)); at++) {
                    int row = above + at / length(point, x.get(j));
                    int column = before + at % length(point, x.get(j));
                    matrix[row * n + column] = numbers[next++];
                    if (hessian && row > column) {
                        matrix[column * n + row] = matrix[row * n + column];
                    }
                }
                before += length(point, x.get(j));
            }
            above += length(point, rows.get(i));
        }
        return of(derivative, function, point, matrix);
    }

    private static int length(ArrayPoint point, Node node) {
        return Arrays.stream(point.shape(node)).reduce(1, (a, b) -> a * b);
    }

    private static ArrayMatrix of(Derivative derivative, FunctionGraph function, ArrayPoint point, double[] matrix) {
        boolean hessian = derivative == Derivative.HESSIAN;
        List<Node> x = function.variableNodes();
        List<Node> rows = hessian ? x : function.results();
        int n = point.x().length;
        List<List<ArrayValue>> blocks = new ArrayList<>();
        int above = 0;
        for (Node row : rows) {
            List<ArrayValue> line = new ArrayList<>();
            int before = 0;
            for (Node column : x) {
                double[] block = new double[length(point, row) * length(point, column)];
                for (int at = 0; at < block.length; at++) {
                    int width = length(point, column);
                    block[at] = matrix[(above + at / width) * n + before + at % width];
                }
                line.add(new ArrayValue(joined(point.shape(row), point.shape(column)), block));
                before += length(point, column);
            }
            blocks.add(line);
            above += length(point, row);
        }
        return new ArrayMatrix(
                derivative, hessian ? function.variables() : ResultNames.of(function), function.variables(), blocks);
    }

    private static int[] joined(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    String name() {
        return derivative.name().toLowerCase(Locale.ROOT);
    }
}

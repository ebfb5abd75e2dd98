package dev.jacobi.laws;

import dev.jacobi.Pipeline.Stage;
import dev.jacobi.interpret.Interpreter;
import java.util.List;

/** Dense matrices of functions with arrays, put together from their interpreted blocks. */
final class IndexedMatrices {
    private IndexedMatrices() {}

    /** The Jacobian, row-major: a block for each result and variable. */
    static double[] jacobian(Stage stage, Sample sample) {
        int[] heights = stage.values().stream()
                .mapToInt(value -> IndexedShapes.length(List.of(value), sample))
                .toArray();
        int[] widths =
                sample.variables().stream().mapToInt(array -> array.length).toArray();
        return matrix(stage, sample, heights, widths, false);
    }

    /** The Hessian, row-major: a block for each variable and each one up to it, mirrored. */
    static double[] hessian(Stage stage, Sample sample) {
        int[] widths =
                sample.variables().stream().mapToInt(array -> array.length).toArray();
        double[] h = matrix(stage, sample, widths, widths, true);
        int n = sample.x().length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                h[j * n + i] = h[i * n + j];
            }
        }
        return h;
    }

    private static double[] matrix(Stage stage, Sample sample, int[] heights, int[] widths, boolean lower) {
        double[] blocks = Interpreter.evaluate(
                stage.graph(), stage.derivatives(), sample.inputs(sample.variables(), List.of()), false);
        int n = sample.x().length;
        int rows = 0;
        for (int height : heights) {
            rows += height;
        }
        double[] matrix = new double[rows * n];
        int next = 0;
        int row = 0;
        for (int i = 0; i < heights.length; i++) {
            int column = 0;
            for (int j = 0; j < (lower ? i + 1 : widths.length); j++) {
                for (int r = 0; r < heights[i]; r++) {
                    for (int c = 0; c < widths[j]; c++) {
                        matrix[(row + r) * n + column + c] = blocks[next++];
                    }
                }
                column += widths[j];
            }
            row += heights[i];
        }
        return matrix;
    }
}

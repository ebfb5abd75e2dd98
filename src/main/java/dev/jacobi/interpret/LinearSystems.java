package dev.jacobi.interpret;

/** Systems of linear equations, for small dense matrices: row-major, n rows of n elements. */
final class LinearSystems {
    private LinearSystems() {}

    /**
     * Solves {@code a x = b} by elimination with partial pivoting (the first largest element of a column, or the first NaN); about n^3 / 3
     * multiplications. Where the matrix is singular some of the results are infinite or NaN.
     *
     * @param a the matrix, in whose place its factors are put
     * @param b the right side, in whose place the solution is put
     */
    static void solve(double[] a, double[] b) {
        int n = b.length;
        double[] permuted = new double[n];
        int[] rows = factor(a, n);
        for (int i = 0; i < n; i++) {
            permuted[i] = 0.0 + b[rows[i]];
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < i; j++) {
                sum += a[i * n + j] * b[j];
            }
            b[i] = permuted[i] - sum;
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = i + 1; j < n; j++) {
                sum += a[i * n + j] * b[j];
            }
            b[i] = (b[i] - sum) / a[i * n + i];
        }
    }

    /** Puts the factors in the place of a matrix: below the diagonal the lower one; returns which row came to each place. */
    private static int[] factor(double[] a, int n) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        for (int k = 0; k < n; k++) {
            int p = pivot(a, n, k);
            int row = rows[k];
            rows[k] = rows[p];
            rows[p] = row;
            for (int j = 0; j < n; j++) {
                double element = a[k * n + j];
                a[k * n + j] = a[p * n + j];
                a[p * n + j] = element;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = a[i * n + k] / a[k * n + k];
                a[i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    a[i * n + j] -= factor * a[k * n + j];
                }
            }
        }
        return rows;
    }

    private static int pivot(double[] a, int n, int k) {
        int best = k;
        for (int i = k; i < n; i++) {
            double size = Math.abs(a[i * n + k]);
            if (size != size) {
                return i;
            }
            best = size > Math.abs(a[best * n + k]) ? i : best;
        }
        return best;
    }
}

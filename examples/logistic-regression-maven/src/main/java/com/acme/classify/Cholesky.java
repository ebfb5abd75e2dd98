package com.acme.classify;

/** A positive definite matrix as the product of a lower triangle and its transpose. */
final class Cholesky {
    private final double[][] lower;

    /**
     * Decomposes a matrix, whose rows lie one behind the other.
     *
     * @throws ArithmeticException where it is not positive definite
     */
    Cholesky(double[] matrix, int size) {
        lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i * size + j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i][k] * lower[j][k];
                }
                if (i == j && !(rest > 0)) {
                    throw new ArithmeticException("the matrix is not positive definite");
                }
                lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
            }
        }
    }

    /** What gives the right-hand side when multiplied by the matrix. */
    double[] solve(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}

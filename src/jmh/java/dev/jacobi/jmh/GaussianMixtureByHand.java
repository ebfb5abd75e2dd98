package dev.jacobi.jmh;

import java.util.Arrays;

/** The Gaussian mixture as an expert writes it: one point at a time, the triangles column by column as they lie in memory. */
final class GaussianMixtureByHand implements Kernel {
    private final double[] data;
    private final int d;
    private final int k;
    private final int n;
    private final int triangle;
    private final double gamma;
    private final double m;
    private final double constant;
    private final double[] q;
    private final double[] logDeterminants;
    private final double[] centred;
    private final double[] scaled;
    private final double[] terms;
    private final double[] back;

    GaussianMixtureByHand(double[] data, int d, int k, double gamma, double m) {
        this.data = data;
        this.d = d;
        this.k = k;
        this.n = data.length / d;
        this.triangle = d * (d + 1) / 2;
        this.gamma = gamma;
        this.m = m;
        this.q = new double[k * d];
        this.logDeterminants = new double[k];
        this.centred = new double[k * d];
        this.scaled = new double[k * d];
        this.terms = new double[k];
        this.back = new double[d];
        double freedom = d + m + 1;
        double logGamma = d * (d - 1) / 4.0 * Math.log(Math.PI);
        for (int j = 0; j < d; j++) {
            logGamma += org.hipparchus.special.Gamma.logGamma(freedom / 2 - j / 2.0);
        }
        double normalisation = freedom * d * (Math.log(gamma) - Math.log(2) / 2) - logGamma;
        this.constant = -k * normalisation - n * d / 2.0 * Math.log(2 * Math.PI);
    }

    @Override
    public double value(double[] x) {
        prepare(x);
        double likelihood = 0;
        for (int p = 0; p < n; p++) {
            likelihood += logSum(x, p);
        }
        return constant + likelihood - n * logSumOfAlphas(x, null) + prior(x, null);
    }

    @Override
    public double gradient(double[] x, double[] g) {
        prepare(x);
        Arrays.fill(g, 0);
        double likelihood = 0;
        for (int p = 0; p < n; p++) {
            double sum = logSum(x, p);
            likelihood += sum;
            for (int c = 0; c < k; c++) {
                backward(x, g, c, Math.exp(terms[c] - sum));
            }
        }
        spreadWeights(g);
        return constant + likelihood - n * logSumOfAlphas(x, g) + prior(x, g);
    }

    private void prepare(double[] x) {
        int icf = k + k * d;
        for (int c = 0; c < k; c++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double entry = x[icf + c * triangle + i];
                q[c * d + i] = Math.exp(entry);
                sum += entry;
            }
            logDeterminants[c] = sum;
        }
    }

    /** The logarithm of a point's likelihood; leaves what the gradient needs in the arrays. */
    private double logSum(double[] x, int p) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            double term = x[c] + logDeterminants[c] - squares(x, p, c) / 2;
            terms[c] = term;
            largest = Math.max(largest, term);
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += Math.exp(terms[c] - largest);
        }
        return largest + Math.log(sum);
    }

    private double squares(double[] x, int p, int c) {
        double[] y = centred;
        double[] t = scaled;
        int row = c * d;
        for (int i = 0; i < d; i++) {
            double difference = data[p * d + i] - x[k + row + i];
            y[row + i] = difference;
            t[row + i] = q[row + i] * difference;
        }
        int column = k + k * d + c * triangle + d;
        for (int j = 0; j < d - 1; j++) {
            int length = d - 1 - j;
            double yj = y[row + j];
            int first = row + j + 1;
            for (int i = 0; i < length; i++) {
                t[first + i] += x[column + i] * yj;
            }
            column += length;
        }
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += t[row + i] * t[row + i];
        }
        return sum;
    }

    private void backward(double[] x, double[] g, int c, double weight) {
        double[] y = centred;
        double[] bar = back;
        int row = c * d;
        int icf = k + k * d + c * triangle;
        g[c] += weight;
        for (int i = 0; i < d; i++) {
            double t = -weight * scaled[row + i];
            bar[i] = t;
            g[icf + i] += t * y[row + i] * q[row + i];
        }
        int column = icf + d;
        for (int j = 0; j < d; j++) {
            int length = d - 1 - j;
            double yj = y[row + j];
            double sum = q[row + j] * bar[j];
            for (int i = 0; i < length; i++) {
                g[column + i] += bar[j + 1 + i] * yj;
            }
            for (int i = 0; i < length; i++) {
                sum += x[column + i] * bar[j + 1 + i];
            }
            g[k + row + j] -= sum;
            column += length;
        }
    }

    /** The derivative by a diagonal's logarithm also has that of the determinant: the sum of the component's weights. */
    private void spreadWeights(double[] g) {
        for (int c = 0; c < k; c++) {
            int icf = k + k * d + c * triangle;
            for (int i = 0; i < d; i++) {
                g[icf + i] += g[c];
            }
        }
    }

    private double logSumOfAlphas(double[] x, double[] g) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            largest = Math.max(largest, x[c]);
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += Math.exp(x[c] - largest);
        }
        for (int c = 0; g != null && c < k; c++) {
            g[c] -= n * Math.exp(x[c] - largest) / sum;
        }
        return largest + Math.log(sum);
    }

    private double prior(double[] x, double[] g) {
        double spread = 0;
        double determinants = 0;
        for (int c = 0; c < k; c++) {
            int icf = k + k * d + c * triangle;
            determinants += logDeterminants[c];
            for (int i = 0; i < triangle; i++) {
                double entry = i < d ? q[c * d + i] : x[icf + i];
                spread += entry * entry;
                if (g != null) {
                    g[icf + i] += gamma * gamma * entry * (i < d ? entry : 1) - (i < d ? m : 0);
                }
            }
        }
        return gamma * gamma / 2 * spread - m * determinants;
    }
}

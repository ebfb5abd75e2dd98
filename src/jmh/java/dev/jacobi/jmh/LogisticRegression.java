package dev.jacobi.jmh;

import dev.jacobi.Jacobi;
import java.util.Arrays;
import java.util.Random;

/** Logistic regression on so many rows of 20 features. */
final class LogisticRegression extends ArrayModel {
    private static final int FEATURES = 20;

    private final double[] inputs;
    private final double[] labels;
    private final double[] point;

    LogisticRegression(int rows) {
        super("logistic" + rows);
        Random random = new Random(rows);
        inputs = normal(random, rows * FEATURES, 1);
        labels = random.doubles(rows).map(u -> u < 0.5 ? -1 : 1).toArray();
        point = normal(random, FEATURES + 1, 0.3);
    }

    @Override
    double[] point() {
        return point.clone();
    }

    @Override
    Kernel generated() {
        return kernel(Jacobi.compile(example("logistic-regression/logisticLoss.jacobi"))
                .bind("y", labels)
                .bind("X", inputs));
    }

    @Override
    Kernel byHand() {
        return new Hand(inputs, labels);
    }

    /** One exponential a row for loss and slope. */
    private static final class Hand implements Kernel {
        private final double[] inputs;
        private final double[] labels;

        Hand(double[] inputs, double[] labels) {
            this.inputs = inputs;
            this.labels = labels;
        }

        private double margin(double[] w, int row, int width) {
            double[] in = inputs;
            double sum = 0;
            for (int j = 0; j < width; j++) {
                sum += w[j] * in[row * width + j];
            }
            return -labels[row] * (sum + w[width]);
        }

        @Override
        public double value(double[] w) {
            int width = w.length - 1;
            double loss = 0;
            for (int i = 0; i < labels.length; i++) {
                double margin = margin(w, i, width);
                loss += Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
            }
            return loss;
        }

        @Override
        public double gradient(double[] w, double[] g) {
            double[] in = inputs;
            int width = w.length - 1;
            Arrays.fill(g, 0);
            double loss = 0;
            double ofBias = 0;
            for (int i = 0; i < labels.length; i++) {
                double margin = margin(w, i, width);
                double e = Math.exp(-Math.abs(margin));
                double slope = -labels[i] * (margin >= 0 ? 1 : e) / (1 + e);
                for (int j = 0; j < width; j++) {
                    g[j] += slope * in[i * width + j];
                }
                ofBias += slope;
                loss += Math.max(margin, 0) + Math.log1p(e);
            }
            g[width] = ofBias;
            return loss;
        }
    }
}

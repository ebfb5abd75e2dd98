package dev.jacobi.jmh;

import java.util.Arrays;

/** ADBench's LSTM in reverse mode, which keeps the gates of each step. */
final class LongShortTermMemoryByHand implements Kernel {
    private final int layers;
    private final int width;
    private final int steps;
    private final double[] state;
    private final double[] sequence;

    /** Of each step and layer: what comes from below, hidden state and cell before the step; then the gates and the new cell's tanh. */
    private final double[] below;

    private final double[] hidden;
    private final double[] cell;
    private final double[] forget;
    private final double[] in;
    private final double[] out;
    private final double[] change;
    private final double[] tanh;

    private final double[] prediction;
    private final double[] hiddenBar;
    private final double[] cellBar;
    private final double[] belowBar;

    LongShortTermMemoryByHand(int layers, int width, double[] state, double[] sequence) {
        this.layers = layers;
        this.width = width;
        this.steps = sequence.length / width - 1;
        this.state = state;
        this.sequence = sequence;
        int all = (steps + 1) * layers * width;
        below = new double[(steps + 1) * (layers + 1) * width];
        hidden = new double[all];
        cell = new double[all];
        forget = new double[all];
        in = new double[all];
        out = new double[all];
        change = new double[all];
        tanh = new double[all];
        prediction = new double[width];
        hiddenBar = new double[layers * width];
        cellBar = new double[layers * width];
        belowBar = new double[width];
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private void start() {
        for (int l = 0; l < layers; l++) {
            System.arraycopy(state, 2 * l * width, hidden, l * width, width);
            System.arraycopy(state, (2 * l + 1) * width, cell, l * width, width);
        }
    }

    private void forward(double[] x, int t) {
        int b = width;
        int extra = 8 * layers * b;
        for (int j = 0; j < b; j++) {
            below[t * (layers + 1) * b + j] = sequence[t * b + j] * x[extra + j];
        }
        for (int l = 0; l < layers; l++) {
            int at = (t * layers + l) * b;
            int from = (t * (layers + 1) + l) * b;
            int next = at + layers * b;
            int w = 8 * l * b;
            int bias = w + 4 * b;
            for (int j = 0; j < b; j++) {
                double y = below[from + j];
                double h = hidden[at + j];
                double f = sigmoid(y * x[w + j] + x[bias + j]);
                double i = sigmoid(h * x[w + b + j] + x[bias + b + j]);
                double o = sigmoid(y * x[w + 2 * b + j] + x[bias + 2 * b + j]);
                double c = Math.tanh(h * x[w + 3 * b + j] + x[bias + 3 * b + j]);
                double now = cell[at + j] * f + i * c;
                double u = Math.tanh(now);
                forget[at + j] = f;
                in[at + j] = i;
                out[at + j] = o;
                change[at + j] = c;
                tanh[at + j] = u;
                cell[next + j] = now;
                hidden[next + j] = o * u;
                below[from + b + j] = o * u;
            }
        }
    }

    private double total(double[] x, int t) {
        int b = width;
        int extra = 8 * layers * b;
        int top = (t * (layers + 1) + layers) * b;
        double sum = 2;
        for (int j = 0; j < b; j++) {
            prediction[j] = below[top + j] * x[extra + b + j] + x[extra + 2 * b + j];
            sum += Math.exp(prediction[j]);
        }
        return sum;
    }

    private double score(int t, double norm) {
        double score = 0;
        for (int j = 0; j < width; j++) {
            score += sequence[(t + 1) * width + j] * (prediction[j] - norm);
        }
        return score;
    }

    @Override
    public double value(double[] x) {
        start();
        double total = 0;
        for (int t = 0; t < steps; t++) {
            forward(x, t);
            total += score(t, Math.log(total(x, t)));
        }
        return -total / (width * steps);
    }

    @Override
    public double gradient(double[] x, double[] g) {
        double value = value(x);
        Arrays.fill(g, 0);
        Arrays.fill(hiddenBar, 0);
        Arrays.fill(cellBar, 0);
        for (int t = steps - 1; t >= 0; t--) {
            backwardScore(x, g, t);
            for (int l = layers - 1; l >= 0; l--) {
                backward(x, g, t, l);
            }
            for (int j = 0; j < width; j++) {
                g[8 * layers * width + j] += sequence[t * width + j] * belowBar[j];
            }
        }
        return value;
    }

    private void backwardScore(double[] x, double[] g, int t) {
        int b = width;
        int extra = 8 * layers * b;
        int top = (t * (layers + 1) + layers) * b;
        double sum = total(x, t);
        double scale = -1.0 / (b * steps);
        double gold = 0;
        for (int j = 0; j < b; j++) {
            gold += sequence[(t + 1) * b + j];
        }
        for (int j = 0; j < b; j++) {
            double bar = scale * (sequence[(t + 1) * b + j] - gold * Math.exp(prediction[j]) / sum);
            g[extra + b + j] += bar * below[top + j];
            g[extra + 2 * b + j] += bar;
            belowBar[j] = bar * x[extra + b + j];
        }
    }

    /** Takes what comes from above in belowBar, and leaves there what goes below. */
    private void backward(double[] x, double[] g, int t, int l) {
        int b = width;
        int at = (t * layers + l) * b;
        int from = (t * (layers + 1) + l) * b;
        int w = 8 * l * b;
        int bias = w + 4 * b;
        for (int j = 0; j < b; j++) {
            double h = belowBar[j] + hiddenBar[l * b + j];
            double o = out[at + j];
            double u = tanh[at + j];
            double c = cellBar[l * b + j] + h * o * (1 - u * u);
            double f = forget[at + j];
            double i = in[at + j];
            double n = change[at + j];
            double ofForget = c * cell[at + j] * f * (1 - f);
            double ofIn = c * n * i * (1 - i);
            double ofOut = h * u * o * (1 - o);
            double ofChange = c * i * (1 - n * n);
            double y = below[from + j];
            double before = hidden[at + j];
            g[w + j] += ofForget * y;
            g[bias + j] += ofForget;
            g[w + b + j] += ofIn * before;
            g[bias + b + j] += ofIn;
            g[w + 2 * b + j] += ofOut * y;
            g[bias + 2 * b + j] += ofOut;
            g[w + 3 * b + j] += ofChange * before;
            g[bias + 3 * b + j] += ofChange;
            cellBar[l * b + j] = c * f;
            hiddenBar[l * b + j] = ofIn * x[w + b + j] + ofChange * x[w + 3 * b + j];
            belowBar[j] = ofForget * x[w + j] + ofOut * x[w + 2 * b + j];
        }
    }
}

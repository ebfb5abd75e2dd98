package dev.jacobi.jmh;

import dev.jacobi.Jacobi;
import java.util.Random;

/** ADBench's LSTM of so many layers of width 14, on a sequence of 1024. */
final class LongShortTermMemory extends ArrayModel {
    private static final int WIDTH = 14;
    private static final int LENGTH = 1024;

    private final int layers;
    private final double[] state;
    private final double[] sequence;
    private final double[] point;

    LongShortTermMemory(int layers) {
        super("lstm" + layers);
        this.layers = layers;
        Random random = new Random(layers);
        state = normal(random, 2 * layers * WIDTH, 0.5);
        sequence = random.doubles(LENGTH * WIDTH).map(u -> u < 0.5 ? 0 : 1).toArray();
        point = normal(random, 8 * layers * WIDTH + 3 * WIDTH, 0.5);
    }

    @Override
    double[] point() {
        return point.clone();
    }

    @Override
    Kernel generated() {
        return kernel(Jacobi.compile(example("adbench/lstm.jacobi"))
                .bind("L", layers)
                .bind("state", state)
                .bind("sequence", sequence));
    }

    @Override
    Kernel byHand() {
        return new LongShortTermMemoryByHand(layers, WIDTH, state, sequence);
    }
}

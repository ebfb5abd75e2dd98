package dev.jacobi.optim;

import dev.jacobi.InPlaceStep;

/** A rule that makes each element of those of its index, in the place of the one before. */
final class InPlaceUpdate extends Update {
    private final InPlaceStep step;
    private final Call numbers;
    private final int[] size;

    /** The parameters, the states, and the gradient of a step. */
    private final double[][] arrays;

    InPlaceUpdate(InPlaceStep step, Call numbers, Call rate, int arrays, int parameters) {
        super(rate);
        this.step = step;
        this.numbers = numbers;
        this.size = new int[] {parameters};
        this.arrays = new double[arrays][];
        for (int i = 0; i < arrays - 1; i++) {
            this.arrays[i] = new double[parameters];
        }
    }

    @Override
    double[] parameters() {
        return arrays[0];
    }

    @Override
    void read(double[] given) {
        for (int i = 0; i * size[0] < given.length; i++) {
            System.arraycopy(given, i * size[0], arrays[i], 0, size[0]);
        }
    }

    @Override
    double[] written() {
        double[] all = new double[(arrays.length - 1) * size[0]];
        for (int i = 0; i < arrays.length - 1; i++) {
            System.arraycopy(arrays[i], 0, all, i * size[0], size[0]);
        }
        return all;
    }

    @Override
    void step(long t, double[] gradient) {
        setNumbers(numbers, t);
        arrays[arrays.length - 1] = gradient;
        step.run(arrays, numbers.arguments(), size);
    }
}

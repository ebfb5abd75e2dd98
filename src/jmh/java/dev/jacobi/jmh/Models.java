package dev.jacobi.jmh;

import java.util.List;

/** The models of the benchmark, and the check that their implementations agree. */
final class Models {
    static final List<Model> ALL =
            List.of(new BlackScholes(), new Arm(), new Rosenbrock50(), new Seed(), new Logistic20());

    private static final double TOLERANCE = 1e-10;

    /** Below this share of the largest entry, an entry of a gradient is what cancellation left of larger terms. */
    private static final double SMALL = 1e-3;

    private Models() {}

    static Model named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model is called " + name + "; there are " + ALL));
    }

    /**
     * Compares one implementation with the hand-written one, value and gradient, on all rows.
     *
     * @throws IllegalStateException where they differ by more than 1e-10
     */
    static void verify(Model model, String name, Kernel kernel, double[][] rows) {
        Kernel reference = model.byHand();
        double[] expected = new double[model.size()];
        double[] actual = new double[model.size()];
        for (double[] row : rows) {
            double value = reference.gradient(row, expected);
            String where = model + ", " + name + ", ";
            compare(where + "value", value, kernel.value(row), 0);
            compare(where + "value with gradient", value, kernel.gradient(row, actual), 0);
            double largest = 0;
            for (double entry : expected) {
                largest = Math.max(largest, Math.abs(entry));
            }
            for (int i = 0; i < actual.length; i++) {
                compare(where + "gradient[" + i + "]", expected[i], actual[i], SMALL * largest);
            }
        }
    }

    private static void compare(String what, double expected, double actual, double scale) {
        double bound = TOLERANCE * Math.max(scale, Math.max(Math.abs(expected), Math.abs(actual)));
        if (!(Math.abs(expected - actual) <= bound)) {
            throw new IllegalStateException(what + " is " + actual + ", by hand " + expected);
        }
    }
}

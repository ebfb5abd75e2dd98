package dev.jacobi.corpora;

import java.util.Map;

/**
 * What plain evaluation in doubles loses at a point, times 32, and never less than 1e-13: the corpora's own principle.
 *
 * @param own from the loss of the entries in question; NaN where plain evaluation fails, or nobody has measured it
 * @param point from the largest loss at the point, the value's included: plain forward evaluation shares the value's intermediates, so
 *     that errors of the value may cancel in its derivative, where another form of the same derivative shows them
 */
record Tolerance(double own, double point) {
    static final double LEAST = 1e-13;
    static final Tolerance UNKNOWN = new Tolerance(Double.NaN, Double.NaN);

    private static final double SLACK = 32;

    /** Of a reference that was printed with so many digits, and of which nothing else is known. */
    static Tolerance ofDigits(int digits) {
        double last = 10 * Math.pow(10, -digits);
        return new Tolerance(last, last);
    }

    /** For one of {@code value}, {@code grad}, {@code hessDiag}. */
    static Tolerance of(Json point, String what) {
        if (!point.has("f64")) {
            return UNKNOWN;
        }
        Map<String, String> losses = point.textsByName("f64");
        double most = LEAST;
        for (String loss : losses.values()) {
            most = Math.max(most, of(loss));
        }
        return new Tolerance(of(losses.get(what)), most);
    }

    private static double of(String loss) {
        return loss == null ? Double.NaN : Math.max(LEAST, SLACK * Double.parseDouble(loss));
    }

    /** Whether the loss is known and leaves at least one digit. */
    boolean demandsDigits() {
        return own < 1;
    }
}

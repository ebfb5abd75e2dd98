package dev.jacobi.cli;

import java.util.ArrayList;
import java.util.List;

/** Numbers that two computations should agree on: how many did, how far they were apart, and where they part. */
final class Comparison {
    private final String name;
    private final boolean loose;
    private final List<Disagreement> disagreements = new ArrayList<>();
    private int compared;
    private double largest;

    /**
     * Two numbers that should agree and do not.
     *
     * @param quantity what they are, with the point
     * @param left what the first computation gives
     * @param right what the second gives
     * @param node where they part: the formula of the node and its place, or null where that is not known
     */
    record Disagreement(String quantity, double left, double right, String node) {}

    /** A comparison; of a loose one only the agreement counts, not how far apart the numbers are. */
    Comparison(String name, boolean loose) {
        this.name = name;
        this.loose = loose;
    }

    String name() {
        return name;
    }

    int compared() {
        return compared;
    }

    /** The largest relative difference. */
    double largest() {
        return largest;
    }

    List<Disagreement> disagreements() {
        return disagreements;
    }

    /** Counts two numbers and says whether they agree: same bits, any NaN as any other, or a difference within the tolerance. */
    boolean agree(double left, double right, double tolerance) {
        compared++;
        if (!loose && Double.doubleToLongBits(left) != Double.doubleToLongBits(right)) {
            double difference = Math.abs(left - right) / Math.max(Math.abs(left), Math.abs(right));
            largest = Math.max(
                    largest, Double.isNaN(difference) ? left == right ? 0 : Double.POSITIVE_INFINITY : difference);
        }
        return within(left, right, tolerance);
    }

    static boolean within(double left, double right, double tolerance) {
        return Double.doubleToLongBits(left) == Double.doubleToLongBits(right)
                || tolerance > 0 && (left == right || Math.abs(left - right) <= tolerance);
    }

    void disagree(String quantity, double left, double right, String node) {
        disagreements.add(new Disagreement(quantity, left, right, node));
    }
}

package dev.jacobi.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Errors of one kind: how many, and how large. */
final class Spread {
    private final List<Double> errors = new ArrayList<>();

    void add(double error) {
        errors.add(error);
    }

    int count() {
        return errors.size();
    }

    double most() {
        return quantile(1);
    }

    /** What this share of the errors does not cross; a NaN is above everything. */
    double quantile(double share) {
        List<Double> sorted = errors.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** Cells of a table: half of the errors, 99.9 % of them and all of them are at most so large. */
    String cells() {
        return count() == 0 ? " | | " : cell(quantile(0.5)) + " | " + cell(quantile(0.999)) + " | " + cell(most());
    }

    static String cell(double error) {
        String format = error == 0 || error >= 0.01 && error < 10_000 ? "%.2f" : "%.1e";
        return String.format(Locale.ROOT, format, error);
    }
}

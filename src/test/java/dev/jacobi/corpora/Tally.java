package dev.jacobi.corpora;

import dev.jacobi.diag.Derivative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a corpus came to: counts, refusals by reason, worst errors, disagreements. */
final class Tally {
    static final String POINTS = "points";

    private static final Path REPORT = Path.of("target", "corpora-report");
    private static final int MOST_SHOWN = 40;

    /** Errors in ulps of their references, and as shares of what plain evaluation may lose; zeros have no ulps. */
    record Accuracy(Spread ulps, Spread shares) {
        private void add(double got, Reference reference, double share) {
            if (!reference.isZero()) {
                ulps.add(reference.ulps(got));
            }
            if (!Double.isNaN(share)) {
                shares.add(share);
            }
        }
    }

    private record Worst(double error, double share, String where) {}

    private final Corpus corpus;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> refused = new TreeMap<>();
    private final Map<String, Worst> worst = new LinkedHashMap<>();
    private final Map<Derivative, Accuracy> accuracy = new EnumMap<>(Derivative.class);
    private final List<String> excused = new ArrayList<>();
    private final List<String> disagreements = new ArrayList<>();

    Tally(Corpus corpus) {
        this.corpus = corpus;
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int counted(String what) {
        return counts.getOrDefault(what, 0);
    }

    void refuse(String id, String reason) {
        refused.computeIfAbsent(reason, r -> new ArrayList<>()).add(id);
    }

    int refusals() {
        return refused.values().stream().mapToInt(List::size).sum();
    }

    void disagree(String where, String how) {
        disagreements.add(where + ": " + how);
    }

    List<String> disagreements() {
        return disagreements;
    }

    /** Compares a result with its reference, by relative error. */
    void compare(Derivative what, String where, double got, Reference reference, double tolerance) {
        count(label(what) + " entries");
        double error = reference.error(got);
        if (!(error <= tolerance)) {
            disagree(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%s is %s, not %s: error %.2e > %.2e",
                            label(what),
                            got,
                            reference.value(),
                            error,
                            tolerance));
        }
        note(label(what), error, tolerance, where);
        accuracyOf(what).add(got, reference, error / tolerance);
    }

    private Accuracy accuracyOf(Derivative what) {
        return accuracy.computeIfAbsent(what, w -> new Accuracy(new Spread(), new Spread()));
    }

    Map<Derivative, Accuracy> accuracy() {
        return accuracy;
    }

    /** Notes an entry that is held to the largest loss at its point instead of its own. */
    void excuse(String where) {
        excused.add(where);
    }

    /** Compares where a relative error says nothing: absolutely, with what rounding may do. */
    void compareToBound(Derivative what, String where, double got, Reference reference, double bound) {
        count(label(what) + " entries");
        count(label(what) + " entries held to a bound on rounding");
        double error = reference.distance(got);
        accuracyOf(what).add(got, reference, error == 0 ? 0 : error / bound);
        if (Double.isInfinite(bound)) {
            count(label(what) + " entries of which rounding leaves nothing, only not NaN");
        }
        if (Double.isNaN(got) || !(error <= bound)) {
            disagree(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%s is %s, not %s: distance %.2e > rounding's %.2e",
                            label(what),
                            got,
                            reference.value(),
                            error,
                            bound));
        }
    }

    private void note(String what, double error, double tolerance, String where) {
        Worst before = worst.get(what);
        if (before == null || error / tolerance > before.share) {
            worst.put(what, new Worst(error, error / tolerance, where));
        }
    }

    private static String label(Derivative what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /** Writes the summary to standard output and to target/corpora-report. */
    void report() {
        StringBuilder out = new StringBuilder(
                "## " + corpus.name() + (corpus.whole() ? "\n" : " (the part in the test resources)\n"));
        out.append("- cases: ").append(corpus.cases().size()).append('\n');
        counts.forEach((what, number) ->
                out.append("- ").append(what).append(": ").append(number).append('\n'));
        out.append("- refused: ").append(refusals()).append('\n');
        refused.forEach((reason, ids) -> out.append("  - ")
                .append(ids.size())
                .append(" x ")
                .append(reason)
                .append(": ")
                .append(String.join("; ", ids))
                .append('\n'));
        worst.forEach((what, w) -> out.append(String.format(
                Locale.ROOT,
                "- worst %s: error %.2e, %.3f of the tolerance, at %s%n",
                what,
                w.error,
                w.share,
                w.where)));
        out.append("- held to the largest loss at the point instead of their own: ")
                .append(excused)
                .append('\n');
        out.append("- disagreements: ").append(disagreements.size()).append('\n');
        disagreements.stream()
                .limit(MOST_SHOWN)
                .forEach(d -> out.append("  - ").append(d).append('\n'));
        System.out.print(out);
        try {
            Files.createDirectories(REPORT);
            Files.writeString(REPORT.resolve(corpus.name() + ".md"), out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.util.Map;
import java.util.function.BiConsumer;

/** Runs a check over a corpus, reports, and fails on any disagreement. */
final class Checks {
    /**
     * The corpora measured what plain evaluation loses with functions that are right to less than 1 ulp. {@code StrictMath} keeps that
     * on every JDK; JDK 25's {@code Math.tanh} may be off by 2.
     */
    static final Options OPTIONS = Options.defaults().strictMath(true);

    private Checks() {}

    /** The check gets each case that the corpus has a formula for. */
    static Tally run(String corpusName, BiConsumer<Json, Tally> check) {
        Corpus corpus = Corpus.named(corpusName);
        Tally tally = new Tally(corpus);
        for (Json c : corpus.cases()) {
            if (c.has("unsupported")) {
                tally.refuse(c.text("id"), "the corpus has no reference for: " + c.text("unsupported"));
            } else {
                check(c, tally, check);
            }
        }
        tally.report();
        assertThat(tally.disagreements()).isEmpty();
        int points = corpus.cases().stream()
                .mapToInt(c -> c.objects("points").size())
                .sum();
        assertThat(tally.counted(Tally.POINTS)).as("every point is looked at").isGreaterThanOrEqualTo(points);
        return tally;
    }

    /** An entry point compiles at its first use: a limit crossed there is a refusal too, everything else a defect. */
    private static void check(Json c, Tally tally, BiConsumer<Json, Tally> check) {
        try {
            check.accept(c, tally);
        } catch (JacobiException e) {
            if (e.code() == ErrorCode.LIMIT) {
                tally.refuse(c.text("id"), e.getMessage());
            } else {
                tally.disagree(c.text("id"), e.getMessage());
            }
        }
    }

    /** A case with {@code vars}, {@code expr}, and perhaps {@code lets}. */
    static void formula(Json c, Tally tally) {
        Map<String, String> lets = c.has("lets") ? c.pairs("lets") : Map.of();
        String text = NeutralInfix.function(c.texts("vars"), lets, c.text("expr"));
        ScalarCase.of(c.text("id"), text, tally).ifPresent(f -> f.check(c.objects("points")));
    }
}

package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiConsumer;

/** Runs a check over a corpus, reports, and fails on any disagreement. */
final class Checks {
    private Checks() {}

    /** The check gets each case that the corpus has a formula for. */
    static Tally run(String corpusName, BiConsumer<Json, Tally> check) {
        Corpus corpus = Corpus.named(corpusName);
        Tally tally = new Tally(corpus);
        for (Json c : corpus.cases()) {
            if (c.has("unsupported")) {
                tally.refuse(c.text("id"), "the corpus has no reference for: " + c.text("unsupported"));
            } else {
                check.accept(c, tally);
            }
        }
        tally.report();
        assertThat(tally.disagreements()).isEmpty();
        return tally;
    }

    /** A case with {@code vars}, {@code expr}, and perhaps {@code lets}. */
    static void formula(Json c, Tally tally) {
        Map<String, String> lets = c.has("lets") ? c.pairs("lets") : Map.of();
        String text = NeutralInfix.function(c.texts("vars"), lets, c.text("expr"));
        ScalarCase scalar = ScalarCase.of(c.text("id"), text, tally);
        if (scalar != null) {
            scalar.check(c.objects("points"));
        }
    }
}

package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** AI Feynman: the published text, with {@code **}, {@code ln} and {@code arcsin}, and the neutral one are the same function. */
class FeynmanTest {

    @Test
    void bothTextsHaveTheReferencesDigits() {
        Tally tally = Checks.run("feynman", (c, t) -> {
            Checks.formula(c, t);
            published(c, t);
        });
        assertThat(tally.refusals()).isZero();
    }

    private static void published(Json c, Tally tally) {
        String text = "function f(" + String.join(", ", c.texts("vars")) + ") = " + c.text("formula");
        tally.count("published texts");
        ScalarCase.of(c.text("id") + " as published", text, tally).ifPresent(f -> f.check(c.objects("points")));
    }
}

package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Optimisation problems: objectives with their derivatives, their published least values, and constraints as functions. */
class OptimisationTest {
    /** Of the printed least values. */
    private static final int DIGITS = 12;

    @Test
    void objectivesAndConstraints() {
        Tally tally = Checks.run("optimisation-problems", OptimisationTest::problem);
        assertThat(tally.refusals()).isZero();
    }

    static void problem(Json c, Tally tally) {
        String id = c.text("id");
        List<String> variables = c.texts("vars");
        String text = NeutralInfix.function(variables, Map.of(), c.text("objective"));
        ScalarCase.of(id, text, tally).ifPresent(f -> objective(c, f, tally));
        List<String> constraints =
                c.objects("constraints").stream().map(k -> k.text("lhs")).toList();
        if (!constraints.isEmpty()) {
            constraints.forEach(k -> tally.count("constraints"));
            ScalarCase.of(id + " constraints", NeutralInfix.function(variables, constraints), tally)
                    .ifPresent(f -> f.checkBits(id + " constraints at the start", f.arguments(c, "start")));
        }
    }

    private static void objective(Json c, ScalarCase objective, Tally tally) {
        objective.check(c.objects("points"));
        if (c.has("bestFound")) {
            Json best = c.object("bestFound");
            tally.count("least values");
            objective.checkValue(
                    c.text("id") + " at its best",
                    objective.arguments(best),
                    Reference.of(best.text("objective")),
                    Tolerance.ofDigits(DIGITS));
        }
    }
}

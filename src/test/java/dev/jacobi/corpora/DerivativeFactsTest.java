package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Derivatives from other systems' tests: ours are equal to them, symbolically differentiated, simplified or not. */
class DerivativeFactsTest {

    @Test
    void derivativesAreEqual() {
        Tally tally = Checks.run("derivative-facts", DerivativeFactsTest::fact);
        assertThat(tally.refusals()).isZero();
    }

    private static void fact(Json c, Tally tally) {
        String variable = c.text("variable").replace("$", "S_");
        List<Json> points = c.objects("points");
        TreeSet<String> all = new TreeSet<>(points.get(0).textsByName("x").keySet());
        all.add(variable);
        String id = c.text("id");
        ScalarCase formula = ScalarCase.of(id, function(all, c.text("explicitExpression")), tally);
        ScalarCase published = ScalarCase.of(id, function(all, c.text("explicitDerivative")), tally);
        if (formula == null || published == null) {
            return;
        }
        Formula derivative =
                Formula.parse(function(all, c.text("explicitExpression"))).differentiate(variable);
        ScalarCase ours = ScalarCase.of(id, derivative, tally);
        ScalarCase simplified = ScalarCase.of(id, derivative.simplify(), tally);
        for (int i = 0; i < points.size(); i++) {
            tally.count("points");
            Json point = points.get(i);
            String where = id + " point " + i;
            Reference reference = Reference.of(point.text("derivative"));
            formula.checkValue(where, formula.arguments(point), Reference.of(point.text("value")));
            published.checkValue(where + " as published", published.arguments(point), reference);
            ours.checkValue(where + " derivative", ours.arguments(point), reference);
            simplified.checkValue(where + " simplified", simplified.arguments(point), reference);
        }
        asTyped(c, tally);
    }

    private static String function(TreeSet<String> variables, String expression) {
        return NeutralInfix.function(List.copyOf(variables), Map.of(), expression);
    }

    /** The text as other systems take it: read, or refused with its place and, where a product is meant, with the cure. */
    private static void asTyped(Json c, Tally tally) {
        try {
            Formula.parse(c.text("expression"));
            tally.count("published texts that we read as they are");
        } catch (JacobiException e) {
            tally.count("published texts that we refuse: " + e.code());
            if (e.line() != 1 || e.column() < 1 || e.code() == ErrorCode.INTERNAL) {
                tally.disagree(c.text("id"), "refused without a place: " + e.getMessage());
            }
        }
    }
}

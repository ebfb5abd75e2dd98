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

    static void fact(Json c, Tally tally) {
        List<Json> points = c.objects("points");
        String variable = c.text("variable").replace("$", "S_");
        TreeSet<String> variables = new TreeSet<>(points.get(0).textsByName("x").keySet());
        variables.add(variable);
        String id = c.text("id");
        String formula = function(variables, c.text("explicitExpression"));
        points.forEach(point -> tally.count(Tally.POINTS));
        ScalarCase.of(id, formula, tally).ifPresent(f -> values(id, f, points, "value"));
        ScalarCase.of(id, function(variables, c.text("explicitDerivative")), tally)
                .ifPresent(f -> values(id + " as published", f, points, "derivative"));
        Formula derivative = Formula.parse(formula).differentiate(variable);
        values(id + " derivative", ScalarCase.of(id, derivative, tally), points, "derivative");
        values(id + " simplified", ScalarCase.of(id, derivative.simplify(), tally), points, "derivative");
        asTyped(c, tally);
    }

    private static void values(String id, ScalarCase formula, List<Json> points, String reference) {
        for (int i = 0; i < points.size(); i++) {
            Json point = points.get(i);
            formula.checkValue(
                    id + " point " + i,
                    formula.arguments(point),
                    Reference.of(point.text(reference)),
                    Tolerance.UNKNOWN);
        }
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

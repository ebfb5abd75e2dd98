package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rubi's antiderivatives: their gradients have the references' digits, and their derivatives by symbols are the integrands. Maxima's
 * texts of both are the same functions.
 */
class RubiTest {

    @Test
    void derivativesOfAntiderivativesAreIntegrands() {
        Tally tally = Checks.run("rubi-antiderivatives", RubiTest::pair);
        assertThat(tally.refusals()).isZero();
    }

    static void pair(Json c, Tally tally) {
        String id = c.text("id");
        List<Json> points = c.objects("points");
        ScalarCase.of(id, neutral(c, "antiderivative"), tally).ifPresent(f -> f.check(points));
        ScalarCase derivative =
                ScalarCase.of(id, Formula.parse(neutral(c, "antiderivative")).differentiate(c.text("variable")), tally);
        values(id + " derivative", derivative, points, "integrand", "grad");
        ScalarCase.of(id, neutral(c, "integrand"), tally)
                .ifPresent(f -> values(id + " integrand", f, points, "integrand", "none"));
        ScalarCase.of(id, maxima(c, "maximaIntegrand"), tally)
                .ifPresent(f -> values(id + " Maxima's integrand", f, points, "integrand", "none"));
        ScalarCase.of(id, maxima(c, "maximaAntiderivative"), tally)
                .ifPresent(f -> values(id + " Maxima's antiderivative", f, points, "value", "value"));
    }

    /** @param loss the field of {@code f64} that tells the tolerance */
    private static void values(String id, ScalarCase formula, List<Json> points, String reference, String loss) {
        for (int i = 0; i < points.size(); i++) {
            Json point = points.get(i);
            formula.checkValue(
                    id + " point " + i,
                    formula.arguments(point),
                    Reference.of(point.text(reference)),
                    Tolerance.of(point, loss));
        }
    }

    private static String neutral(Json c, String field) {
        return NeutralInfix.function(c.texts("vars"), Map.of(), c.text(field));
    }

    private static String maxima(Json c, String field) {
        return "function f(" + String.join(", ", c.texts("vars")) + ") = " + c.text(field);
    }
}

package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rubi's antiderivatives: their gradients have the references' digits, and their derivatives by symbols are the integrands. */
class RubiTest {

    @Test
    void derivativesOfAntiderivativesAreIntegrands() {
        Tally tally = Checks.run("rubi-antiderivatives", RubiTest::pair);
        assertThat(tally.refusals()).isZero();
    }

    private static void pair(Json c, Tally tally) {
        String id = c.text("id");
        String text = NeutralInfix.function(c.texts("vars"), Map.of(), c.text("antiderivative"));
        ScalarCase antiderivative = ScalarCase.of(id, text, tally);
        ScalarCase integrand =
                ScalarCase.of(id, NeutralInfix.function(c.texts("vars"), Map.of(), c.text("integrand")), tally);
        if (antiderivative == null || integrand == null) {
            return;
        }
        List<Json> points = c.objects("points");
        antiderivative.check(points);
        ScalarCase derivative = ScalarCase.of(id, Formula.parse(text).differentiate(c.text("variable")), tally);
        for (int i = 0; i < points.size(); i++) {
            Json point = points.get(i);
            Reference reference = Reference.of(point.text("integrand"));
            String where = id + " point " + i;
            integrand.checkValue(where + " integrand", integrand.arguments(point), reference);
            derivative.checkValue(
                    where + " derivative", derivative.arguments(point), reference, Tolerance.of(point, "grad"));
        }
    }
}

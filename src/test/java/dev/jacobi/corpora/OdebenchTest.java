package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ODEBench: the right-hand sides as one function with several results, and its Jacobian by states and parameters. */
class OdebenchTest {

    @Test
    void rightHandSidesAndJacobians() {
        Tally tally = Checks.run("odebench", OdebenchTest::system);
        assertThat(tally.refusals()).isZero();
    }

    static void system(Json c, Tally tally) {
        List<String> variables = new ArrayList<>(c.texts("stateVars"));
        variables.addAll(c.texts("params"));
        ScalarCase.of(c.text("id"), NeutralInfix.function(variables, c.texts("equations")), tally)
                .ifPresent(f -> points(c, f, variables, tally));
    }

    private static void points(Json c, ScalarCase system, List<String> variables, Tally tally) {
        List<Json> points = c.objects("points");
        for (int i = 0; i < points.size(); i++) {
            tally.count(Tally.POINTS);
            Json point = points.get(i);
            List<Reference> values =
                    point.texts("rhs").stream().map(Reference::of).toList();
            List<Reference> jacobian = new ArrayList<>();
            for (Map<String, String> row : rows(point)) {
                variables.forEach(name -> jacobian.add(Reference.of(row.get(name))));
            }
            system.checkJacobian(c.text("id") + " point " + i, system.arguments(point), values, jacobian);
        }
    }

    private static List<Map<String, String>> rows(Json point) {
        return point.objects("jacobian").stream().map(Json::texts).toList();
    }
}

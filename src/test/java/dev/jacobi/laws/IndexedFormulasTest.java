package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.Content;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.syntax.TreePrinter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Formulas of random programs with arrays and loops: what they print reads back, and is what they are. */
class IndexedFormulasTest {
    private static Nearness nearness = new Nearness();

    @Test
    void formulasReadBack() {
        hold("values()", 150, true, values());
    }

    @Test
    void derivativesAreBlocksOfTheJacobian() {
        hold("derivatives()", 60, false, derivatives());
    }

    private static void hold(String call, int programs, boolean wild, Law law) {
        nearness = new Nearness();
        IndexedLaws.hold("IndexedFormulasTest." + call, programs, wild, law);
        assertThat(nearness.compared()).isGreaterThan(2L * Laws.programs(programs));
    }

    private static Formula formula(FunctionGraph f, Node result) {
        return Formula.parse(TreePrinter.print(Raising.raise(f.with("f", List.of(result)))));
    }

    static Law values() {
        return (f, sample) -> {
            for (Node result : f.results()) {
                Formula formula = formula(f, result);
                assertThat(formula.toLatex()).isNotEmpty();
                String text = formula.toString();
                FunctionGraph first = Laws.function(text);
                FunctionGraph again = Laws.function(Formula.parse(text).toString());
                if (!Content.of(first).equals(Content.of(again))) {
                    return "text: " + text + " became " + Formula.parse(text);
                }
                String violation = nearness.difference(f.with("f", List.of(result)), first, sample, 0);
                if (violation != null) {
                    return violation;
                }
            }
            return null;
        };
    }

    static Law derivatives() {
        return (f, sample) -> {
            Stage stage = Pipeline.source(f, Derivative.JACOBIAN, Options.defaults());
            int block = 0;
            for (Node result : f.results()) {
                Formula formula = formula(f, result);
                for (String variable : f.variables()) {
                    Formula derivative = formula.differentiate(variable);
                    FunctionGraph expected = IndexedRaisingTest.derived(
                            f, stage, List.of(stage.derivatives().get(block++)));
                    FunctionGraph printed = Laws.function(derivative.toString());
                    String raw = nearness.difference(expected, printed, sample, 1e-9);
                    FunctionGraph simple = Laws.function(derivative.simplify().toString());
                    String simplified = nearness.difference(expected, simple, sample, 1e-6);
                    if (raw != null || simplified != null) {
                        return "by " + variable + ": " + (raw == null ? simplified : raw) + " of " + derivative;
                    }
                }
            }
            return null;
        };
    }
}

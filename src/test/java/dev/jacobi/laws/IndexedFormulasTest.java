package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.Content;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.syntax.TreePrinter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Formulas of random programs with arrays and loops: what they print reads back, and is what they are. */
class IndexedFormulasTest {
    private static long compared;

    @Test
    void formulasReadBack() {
        hold("values()", 150, true, values());
    }

    @Test
    void derivativesAreBlocksOfTheJacobian() {
        hold("derivatives()", 60, false, derivatives());
    }

    private static void hold(String call, int programs, boolean wild, Law law) {
        compared = 0;
        IndexedLaws.hold("IndexedFormulasTest." + call, programs, wild, law);
        assertThat(compared).isGreaterThan(2L * programs);
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
                String violation = violation(f.graph(), result, first, sample, 0);
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
                    Node expected = stage.derivatives().get(block++);
                    String raw = violation(stage.graph(), expected, Laws.function(derivative.toString()), sample, 1e-9);
                    FunctionGraph simple = Laws.function(derivative.simplify().toString());
                    String simplified = violation(stage.graph(), expected, simple, sample, 1e-6);
                    if (raw != null || simplified != null) {
                        return "by " + variable + ": " + (raw == null ? simplified : raw) + " of " + derivative;
                    }
                }
            }
            return null;
        };
    }

    private static String violation(Graph graph, Node result, FunctionGraph again, Sample sample, double tolerance) {
        double[] expected;
        try {
            expected =
                    Interpreter.evaluate(graph, List.of(result), sample.inputs(sample.variables(), List.of()), false);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return null;
        }
        double[] found = Interpreter.evaluate(
                again.graph(), again.results(), sample.inputs(sample.variables(), List.of()), false);
        if (found.length != expected.length) {
            return "lengths: " + expected.length + ", " + found.length;
        }
        double scale = 1;
        for (double number : expected) {
            scale = Double.isFinite(number) ? Math.max(scale, Math.abs(number)) : scale;
        }
        for (int i = 0; i < expected.length; i++) {
            if (Double.isFinite(expected[i])) {
                compared++;
                if (!(Math.abs(found[i] - expected[i]) <= tolerance * scale)) {
                    return "at " + i + ": " + expected[i] + " became " + found[i];
                }
            }
        }
        return null;
    }
}

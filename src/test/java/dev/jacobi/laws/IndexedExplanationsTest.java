package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Options;
import dev.jacobi.explain.LoopExplainer;
import dev.jacobi.explain.LoopExplanation;
import dev.jacobi.explain.LoopText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.op.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The adjoints of explanations, passed from step to step, are the gradient, over random programs. */
class IndexedExplanationsTest {
    private static final Nearness NEARNESS = new Nearness();

    @Test
    void adjointsOfVariablesAreTheGradient() {
        IndexedLaws.hold("IndexedExplanationsTest.adjoints()", 60, false, adjoints());
        assertThat(NEARNESS.compared()).isGreaterThan(Laws.programs(500));
    }

    static Law adjoints() {
        return (f, sample) -> {
            for (Node result : f.results()) {
                if (result.type() != Type.ARRAY) {
                    String violation = violation(f.with("f", List.of(result)), sample);
                    if (violation != null) {
                        return violation;
                    }
                }
            }
            return null;
        };
    }

    private static String violation(FunctionGraph f, Sample sample) {
        Inputs inputs = sample.inputs(sample.variables(), List.of());
        List<Node> gradient = Derivatives.gradient(f.graph(), f.results().get(0), f.variableNodes());
        double[] expected;
        try {
            expected = Interpreter.evaluate(f.graph(), gradient, inputs, false);
            Interpreter.evaluate(f.graph(), f.results(), inputs, false);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return null;
        }
        LoopExplanation explanation = LoopExplainer.explain(f, inputs, Options.defaults());
        assertThat(LoopText.markdown(explanation)).isNotEmpty();
        Map<String, double[]> adjoints = explanation.adjoints().stream()
                .collect(Collectors.toMap(
                        LoopExplanation.Adjoint::name,
                        adjoint -> adjoint.number().elements()));
        double[] found = f.variables().stream()
                .flatMapToDouble(name -> Arrays.stream(adjoints.get(name)))
                .toArray();
        int far = NEARNESS.firstFar(expected, found, 1e-9);
        return far < 0
                ? null
                : "adjoint " + far + ": " + expected[far] + ", found " + found[far] + " in\n"
                        + LoopText.text(explanation);
    }
}

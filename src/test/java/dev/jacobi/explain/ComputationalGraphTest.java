package dev.jacobi.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.explain.Explanation.Adjoint;
import dev.jacobi.explain.Explanation.Local;
import dev.jacobi.explain.Explanation.Row;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked exercise that the project began with: six steps, forward and backward, at x = 3, l = 5. What is printed, SolutionTest holds. */
class ComputationalGraphTest {
    private static final Path EXAMPLE = Path.of("examples", "seed-exercise");
    private static final double[] POINT = {3, 5};

    private final String text = read("computational-graph.jacobi");
    private final Explanation explanation = Explainer.explain(function(), POINT, new double[0], Limits.defaults());

    private static String read(String name) {
        try {
            return Files.readString(EXAMPLE.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FunctionGraph function() {
        Limits limits = Limits.defaults();
        FunctionGraph function = Lowering.lower(Parser.parse(new SourceText("seed", text), limits), limits)
                .get(0);
        function.graph().budget(limits.derivativeNodes());
        return function;
    }

    private Row row(String name) {
        return explanation.forward().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private double adjoint(String name) {
        return explanation.reverse().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** The right numbers of the exercise. The values are exact to the last bit; an adjoint is off by its roundings. */
    @ParameterizedTest
    @CsvSource({
        "f1, 9,                  14.913638094424012",
        "f2, 1.0986122886681098, -122.17480564734949",
        "f3, 8.192153039641536,  16.38430607928307",
        "f4, 13.192153039641536, 3.1921530396415356",
        "f5, 3.1921530396415356, 13.192153039641536",
        "f6, 42.11137142490805,  1"
    })
    void theTwelveNumbers(String name, double value, double adjoint) {
        assertThat(row(name).value()).isEqualTo(value);
        assertThat(Math.abs(adjoint(name) - adjoint)).isLessThanOrEqualTo(2 * Math.ulp(adjoint));
    }

    @Test
    void bothDerivativesInBothModes() {
        for (double byX : new double[] {adjoint("x"), row("f6").tangents().get(0)}) {
            assertThat(Math.abs(byX - 48.756893350760905)).isLessThanOrEqualTo(2 * Math.ulp(48.0));
        }
        assertThat(adjoint("l")).isEqualTo(-10);
        assertThat(row("f6").tangents().get(1)).isEqualTo(-10);
    }

    @Test
    void theBitsOfTheInterpreter() {
        FunctionGraph function = function();
        Graph g = function.graph();
        Node root = function.results().get(0);
        List<Node> x = function.variableNodes();
        double[] gradient = Interpreter.evaluate(g, Derivatives.gradient(g, root, x), n -> POINT[n.index()], false);
        assertThat(new double[] {adjoint("x"), adjoint("l")}).isEqualTo(gradient);
        List<Node> tangents = x.stream()
                .map(variable -> Derivatives.derivative(g, root, variable))
                .toList();
        double[] forward = Interpreter.evaluate(g, tangents, n -> POINT[n.index()], false);
        assertThat(row("f6").tangents()).containsExactly(forward[0], forward[1]);
    }

    /** The default simplifies the derivative by rules of real arithmetic, which here gives the seed's own digits. */
    @Test
    void theSeedsDigitsByDefault() {
        double[] gradient = new double[2];
        assertThat(Jacobi.compile(text).gradient(POINT, gradient)).isEqualTo(42.11137142490805);
        assertThat(gradient).containsExactly(48.756893350760905, -10);
    }

    @Test
    void theBitsOfCompiledCode() {
        CompiledFunction compiled =
                Jacobi.with(Options.defaults().arithmetic(Arithmetic.IEEE)).compile(text);
        double[] gradient = new double[2];
        assertThat(compiled.gradient(POINT, gradient)).isEqualTo(row("f6").value());
        assertThat(gradient).isEqualTo(new double[] {adjoint("x"), adjoint("l")});
        double[] tangent = new double[1];
        compiled.jvp(POINT, new double[] {1, 0}, tangent);
        assertThat(tangent[0]).isEqualTo(row("f6").tangents().get(0));
        compiled.jvp(POINT, new double[] {0, 1}, tangent);
        assertThat(tangent[0]).isEqualTo(row("f6").tangents().get(1));
    }

    /** Compiled code for each step alone gives the steps' values and adjoints, so that all twelve numbers are compared. */
    @Test
    void theBitsOfCompiledCodeForEveryStep() {
        String[] names = {"f1", "f2", "f3", "f4", "f5", "f6"};
        for (String name : names) {
            CompiledFunction step = Jacobi.compile(text.replace("return f6", "return " + name));
            assertThat(step.value(POINT)).as(name).isEqualTo(row(name).value());
        }
        Map<String, String> behind = new LinkedHashMap<>();
        behind.put("f1, f2", "(f1 / f2 + l) * (f1 / f2 - l)");
        behind.put("f3", "(f3 + l) * (f3 - l)");
        behind.put("f4, f5", "f4 * f5");
        behind.put("f6", "f6");
        behind.forEach((inputs, formula) -> {
            String l = formula.contains("l") ? ", l" : "";
            CompiledFunction rest = Jacobi.compile("function rest(" + inputs + l + ") = " + formula);
            double[] at = rest.variables().stream()
                    .mapToDouble(variable -> row(variable).value())
                    .toArray();
            double[] gradient = new double[at.length];
            rest.gradient(at, gradient);
            for (int i = 0; i < at.length; i++) {
                String variable = rest.variables().get(i);
                assertThat(gradient[i]).as(variable).isEqualTo(adjoint(variable));
            }
        });
    }

    @Test
    void localDerivativesInSymbols() {
        Map<String, String> locals = new LinkedHashMap<>();
        for (Explanation.Step step : explanation.steps()) {
            for (Local local : step.locals()) {
                locals.put(step.name() + "/" + local.by(), local.derivative().text());
            }
        }
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("f1/x", "2 * x");
        expected.put("f2/x", "1 / x");
        expected.put("f3/f1", "1 / f2");
        expected.put("f3/f2", "-f1 / f2^2");
        expected.put("f4/f3", "1");
        expected.put("f4/l", "1");
        expected.put("f5/f3", "1");
        expected.put("f5/l", "-1");
        expected.put("f6/f4", "f5");
        expected.put("f6/f5", "f4");
        assertThat(locals).isEqualTo(expected);
    }

    /** Each step is one operation, so that the terms add up to the adjoint bit by bit. */
    @Test
    void anAdjointIsTheSumOverItsConsumers() {
        for (Adjoint adjoint : explanation.reverse()) {
            double sum = adjoint.terms().stream()
                    .mapToDouble(term -> term.consumerAdjoint() * term.factorValue())
                    .sum();
            assertThat(adjoint.terms().isEmpty() ? 1 : sum).as(adjoint.name()).isEqualTo(adjoint.value());
        }
        assertThat(TextExplanation.print(explanation)).contains("  f3Bar = f4Bar * 1 + f5Bar * 1\n");
    }
}

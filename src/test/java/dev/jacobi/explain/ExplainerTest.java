package dev.jacobi.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.TreePrinter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {
    private static Explanation explain(String text, double... values) {
        List<FunctionGraph> functions =
                Lowering.lower(Parser.parse(new SourceText("test", text), Limits.defaults()), Limits.defaults());
        FunctionGraph function = functions.get(functions.size() - 1);
        int variables = function.variables().size();
        double[] x = Arrays.copyOf(values, variables);
        double[] data = Arrays.copyOfRange(values, variables, values.length);
        return Explainer.explain(function, x, data, Limits.defaults());
    }

    private static Stream<String> steps(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.name() + " = " + step.formula().text());
    }

    @Test
    void withoutBindingsEveryOperationIsAStep() {
        Explanation explanation = explain("-1 * sin(x)^2 + y", 1, 2);
        assertThat(steps(explanation)).containsExactly("v1 = sin(x)", "v2 = v1^2", "v3 = -1 * v2", "v4 = y + v3");
        assertThat(explanation.heading()).isEqualTo("-1 * sin(x)^2 + y at x = 1, y = 2");
    }

    @Test
    void namesOfStepsAvoidThoseOfTheUser() {
        assertThat(steps(explain("exp(v1)", 1))).containsExactly("v1_ = exp(v1)");
    }

    @Test
    void aBindingIsOneStepHoweverLarge() {
        Explanation explanation =
                explain("function f(x; k) {\n a = k * sin(x)^2\n unused = x\n return exp(a) + a\n}", 2, 3);
        assertThat(steps(explanation)).containsExactly("a = k * sin(x)^2", "f = exp(a) + a");
        assertThat(explanation.steps().get(0).locals().get(0).derivative().text())
                .isEqualTo("2 * k * sin(x) * cos(x)");
        assertThat(explanation.steps().get(1).locals().get(0).derivative().text())
                .isEqualTo("exp(a) + 1");
        assertThat(explanation.heading()).isEqualTo("f(x; k) at x = 2, k = 3");
    }

    @Test
    void conditionsAndUnusedVariables() {
        Explanation explanation = explain("function f(x, y) {\n a = if x > 0 then x^2 else 1 / x\n return a\n}", 3, 4);
        assertThat(explanation.steps().get(0).locals().get(0).derivative().text())
                .startsWith("if ");
        assertThat(explanation.reverse().get(1).value()).isEqualTo(6);
        assertThat(explanation.reverse().get(2).value()).isZero();
        assertThat(TextExplanation.print(explanation)).contains("yBar = 0");
        assertThat(MarkdownExplanation.print(explanation)).doesNotContain("cases} |");
    }

    @Test
    void aZeroContributesNoTerm() {
        String text = TextExplanation.print(explain("function f(x) {\n a = floor(x)\n b = a * x\n return b\n}", 2.5));
        assertThat(text).contains("d a/d x = 0\n", "  aDot = 0\n", "  xBar = bBar * a\n");
    }

    @Test
    void aVariableAlone() {
        Explanation explanation = explain("function f(x) = x", 3);
        assertThat(explanation.steps()).isEmpty();
        assertThat(explanation.reverse().get(0).value()).isEqualTo(1);
        assertThat(explanation.result()).isEqualTo("x");
    }

    @Test
    void reverseModeIsCheaperForManyVariables() {
        assertThat(explain("a * b * c * d * e2", 1, 2, 3, 4, 5).verdict()).startsWith("Reverse mode is cheaper here");
    }

    @Test
    void oneResultAndAVariable() {
        assertThatThrownBy(() -> explain("3 + 4")).isInstanceOf(JacobiException.class);
        assertThatThrownBy(() -> explain("function f(x) {\n return (x, x)\n}", 1))
                .isInstanceOf(JacobiException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-(2 * x),       -2 * x",
        "-(x * y / z),   -x * y / z",
        "-(x + y),       -(x + y)",
        "-(x^2 * y),     -x^2 * y",
        "exp(-(x / 2)),  exp(-x / 2)",
        "a - -(-x * y),  a - x * y",
        "if x < 0 then -(x * y) else 1, if x < 0 then -x * y else 1"
    })
    void signsComeForward(String text, String written) {
        Expr expr = Parser.parseExpression(new SourceText("test", text), Limits.defaults());
        assertThat(TreePrinter.print(Signs.pullForward(expr))).isEqualTo(written);
    }
}

package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Solving;
import dev.jacobi.diag.SourceText;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.TreePrinter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations as nodes, their mistakes, and as text again. */
class SolveLoweringTest {
    private static FunctionGraph lower(String text) {
        List<FunctionGraph> all = Lowering.lower(
                Parser.parse(new SourceText("test", text), Limits.defaults()),
                Limits.defaults(),
                Map.of(),
                Derivatives.IN_FORMULAS,
                new Solving(1e-6, 20));
        return all.get(all.size() - 1);
    }

    @Test
    void anEquationIsOneNodeThatSaysHowItIsSolved() {
        FunctionGraph f = lower("function f(x) = solve(u = 1: u^2 - x) + solve(v = 1: v^2 - x)");
        List<Node> solves = Walk.upward(f.graph(), f.results()).stream()
                .filter(node -> node.is(Op.SOLVE))
                .toList();
        assertThat(solves).hasSize(1);
        Equation equation = Equation.of(solves.get(0));
        assertThat(equation.limit()).isEqualTo(20);
        assertThat(equation.tolerance().constant()).isEqualTo(1e-6);
        assertThat(equation.guess().isConstant(1)).isTrue();
        assertThat(solves.get(0).axes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solve(u = 1: x^2 - 1) | 1:7: no residual depends on the unknown 'u'",
                "solve(u = 1, v = 2: u - x, u + x) | 1:14: no residual depends on the unknown 'v'",
                "solve(u = 1, v = 2: u - v) | 1:1: found 1 residual for 2 unknowns",
                "solve(u = 1: u - x, u) | 1:1: found 2 residuals for 1 unknown",
                "1 + solve(u = 1, v = 2: u - v, u + v) | solve has 2 results; bind them first, (a, b) = solve(...)",
                "solve(u = [i in 3: x]: u) | 1:11: ",
                "solve(u = 1: u < x) | 1:14: ",
                "sum(i in 3: solve(v[j in 0..<i] = 1: v[j] - x)[0]) | 1:21: the extents of an array cannot depend on other axes",
                "solve(x^2 - 2, x) | unknown function 'solve'",
                "solve(u = 1: u - y[0]) + y | ",
            })
    void mistakes(String text, String message) {
        JacobiException failure = catchThrowableOfType(JacobiException.class, () -> lower(text));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).contains(message == null ? "" : message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(p, u) = solve(p = 1, u[i in 2] = 1: p - x, grad(sum(j in 2: u[j]^3), u)[i] - x)",
                "u[i in 2, j in 2] = solve(u[i in 2, j in 2] = 1: grad(sum(k in 2: u[k, k]^3), u)[i, j] + u[i, j] - x)"
            })
    void aGradientIsNotByAPartOfTheUnknowns(String binding) {
        assertThatThrownBy(() -> lower("function f(x) {\n " + binding + "\n return x\n}"))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DERIVATIVE))
                .hasMessageContaining("differentiate by an element, or solve for an array of rank 1 alone");
    }

    @Test
    void aGradientIsByTheOnlyArrayOrAnElement() {
        lower(
                "function f(x) {\n u[i in 2] = solve(u[i in 2] = 1: grad(sum(j in 2: u[j]^3), u)[i] - x)\n return u[0]\n}");
        lower("function f(x) {\n (p, u) = solve(p = 1, u[i in 2] = 1: p - x, diff(sum(j in 2: u[j]^3), u[i]) - x)\n"
                + " return u[0]\n}");
    }

    @Test
    void withoutDerivativesThereAreNoEquations() {
        assertThatThrownBy(() -> Lowering.lower(
                        Parser.parse(new SourceText("test", "solve(u = 1: u - x)"), Limits.defaults()),
                        Limits.defaults()))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE))
                .hasMessageContaining("solve needs derivatives, which cannot be taken here");
    }

    @Test
    void theWaysToSolveAreChecked() {
        assertThatThrownBy(() -> new Solving(0, 3)).hasMessageContaining("must lie between 0 and 1");
        assertThatThrownBy(() -> new Solving(Double.NaN, 3)).hasMessageContaining("must lie between 0 and 1");
        assertThatThrownBy(() -> new Solving(0.1, 0)).hasMessageContaining("must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function f(x) = solve(u = 1: u^2 - x)",
                "function f(x, y) = x * solve(u = y: u + u^3 - x) + solve(u = 2: u - exp(-x * u))",
                "function f(x[N]) = sum(i in N: solve(u = 1: u^2 - x[i]))",
                "function f(x[N]) = solve(m = 0: sum(i in N: tanh(x[i] - m)))",
                "function f(x, y) = solve(u = 2: u * solve(v = 1: v^2 - u - x) - x * y)"
            })
    void isWrittenAsItWas(String text) {
        FunctionGraph f = lower(text);
        String written = TreePrinter.print(Raising.raise(f));
        assertThat(written).isEqualToIgnoringWhitespace(text);
        FunctionGraph again = lower(written);
        assertThat(again.results().get(0).hash()).isEqualTo(f.results().get(0).hash());
    }

    @Test
    void unknownsHideNothingInTheText() {
        FunctionGraph f = lower("function g(x) = solve(u = 1: u^2 - x)\nfunction f(root, y) = g(g(root)) + g(y)");
        assertThat(TreePrinter.print(Raising.raise(f)))
                .isEqualToIgnoringWhitespace(
                        "function f(root, y) = solve(root2 = 1: root2^2 - solve(root3 = 1: root3^2 - root)) + solve(root2 = 1: root2^2 - y)");
    }

    @Test
    void aSystemIsNotWrittenYet() {
        FunctionGraph f = lower("function f(x) {\n (u, v) = solve(u = 1, v = 2: u + v - x, u * v - 1)\n return u\n}");
        assertThatThrownBy(() -> Raising.raise(f)).hasMessageContaining("a system of equations cannot be written");
    }
}

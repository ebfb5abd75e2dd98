package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusedTest {
    private static List<String> in(String text) {
        return Unused.in(Parser.parse(new SourceText("f.jacobi", text), Limits.defaults())).stream()
                .map(Diagnostic::render)
                .map(rendered -> rendered.lines().findFirst().orElseThrow())
                .toList();
    }

    @Test
    void namesWhatIsNotUsedAndWhere() {
        assertThat(in("function f(x, y; k) {\n  a = x^2\n  b = x\n  return a\n}"))
                .containsExactly(
                        "f.jacobi:1:15: the variable 'y' is not used, so that its derivatives are 0",
                        "f.jacobi:1:18: the data 'k' is not used",
                        "f.jacobi:3:3: the binding 'b' is not used");
    }

    @Test
    void whatStandsInAnIndexARangeAStateOrADerivativeIsUsed() {
        assertThat(in("function f(w[D], v; int c[P], A[M, 2], from) {\n"
                        + "  z[i in P] = w[c[i]] + A[0, 1]\n"
                        + "  s = fold(t in 0..<P, s = v: s + z[t])\n"
                        + "  return diff(s, v) + sum(i in 0..<D: i) + from\n}"))
                .isEmpty();
    }

    @Test
    void anArrayThatGivesASizeIsUsed() {
        assertThat(in("function f(x; y[N]) = x * sum(i in N: i)")).isEmpty();
        assertThat(in("function f(x; y[N]) = x")).hasSize(1);
    }

    @Test
    void oneOfSeveralResultsIsEnough() {
        assertThat(in("function g(x) = (x, x^2)\nfunction f(x) {\n  (a, b) = g(x)\n  return b\n}"))
                .isEmpty();
        assertThat(in("function g(x) = (x, x^2)\nfunction f(x) {\n  (a, b) = g(x)\n  return x\n}"))
                .hasSize(1);
    }

    @Test
    void aNameWithAnUnderscoreInFrontIsMeant() {
        assertThat(in("function f(x, _y; _k) = x")).isEmpty();
    }

    @Test
    void aBareExpressionDeclaresNothing() {
        assertThat(in("x + y")).isEmpty();
    }
}

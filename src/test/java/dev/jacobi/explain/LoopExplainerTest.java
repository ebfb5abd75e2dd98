package dev.jacobi.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.ImportResolver;
import dev.jacobi.Linker;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Explanations of functions with arrays and loops: rules are named, and adjoints are formulas of those before. */
class LoopExplainerTest {
    private static final String LOGISTIC = """
            function loss(w[D], b; X[N, D], y[N]) {
                z[i in N] = b + sum(d in D: w[d] * X[i, d])
                return sum(i in N: softplus(-y[i] * z[i]))
            }""";

    private static FunctionGraph function(String text) {
        List<FunctionGraph> functions =
                Linker.link(new SourceText("<test>", text), ImportResolver.NONE, Options.defaults());
        return functions.get(functions.size() - 1);
    }

    private static String text(String text) {
        return LoopText.text(LoopExplainer.explain(function(text), null, Options.defaults()));
    }

    @Test
    void stepsTangentsAndAdjointsAreFormulas() {
        assertThat(text(LOGISTIC)).isEqualTo("""
                loss(w, b; X, y)

                1. Steps
                  z[i in N] = b + sum(d in D: w[d] * X[i, d])
                  loss = sum(i in N: softplus(-y[i] * z[i]))

                2. Forward mode: tangents (nameDot), from the variables to loss
                  zDot[i in N] = bDot + sum(d in D: X[i, d] * wDot[d])
                  lossDot = -sum(i in N: y[i] * zDot[i] * sigmoid(-(z[i] * y[i])))

                3. Reverse mode: adjoints (nameBar = d loss/d name), from loss back to the variables
                  lossBar = 1
                  from loss: zBar[i in N] = -(y[i] * lossBar * sigmoid(-(z[i] * y[i])))
                      sum over i in N: the derivative of a sum is the sum of the derivatives
                      chain rule through softplus
                      constant factor
                      read of z[i]: its derivative by an element is a Kronecker delta, 1 at the same indices and 0 \
                elsewhere, which takes one term out of each sum over them
                      simplified by: minus-times
                  from z: wBar[d in D] = sum(i in N: X[i, d] * zBar[i])
                      w is used for all i in N: what each contributes is summed
                      sum over d in D: the derivative of a sum is the sum of the derivatives
                      constant factor
                      read of w[d]: its derivative by an element is a Kronecker delta, 1 at the same indices and 0 \
                elsewhere, which takes one term out of each sum over them
                  from z: bBar = sum(i in N: zBar[i])
                      b is used for all i in N: what each contributes is summed
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            function f(w[D]; int c[P]) = sum(p in P: w[c[p]]^2) | read of w[c[p]] (gather): what it contributes is added at the indices
            function f(w[D]) = prod(d in D: w[d])               | product over d in D: the derivative of each factor times all other factors
            function f(w[D]) = max(d in D: w[d] * 2)            | max over d in D: the derivative at the first index where it is taken, argmax
            function f(w[D]) = logsumexp(d in D: w[d])          | the derivatives weighted by the softmax
            function f(w[D]) = sum(d in D: w[d] * exp(w[d]))    | product rule
            function f(w[D]) = sum(d in D: 1 / w[d])            | quotient rule
            function f(w[D]) = sum(d in D: if w[d] > 0 then w[d] else 0) | branches: only the one that is taken
            """)
    void rulesAreNamed(String text, String rule) {
        assertThat(text(text)).contains(rule);
    }

    @Test
    void markdownWritesLatex() {
        String markdown = LoopText.markdown(LoopExplainer.explain(function(LOGISTIC), null, Options.defaults()));
        assertThat(markdown)
                .contains(
                        "# loss(w, b; X, y)\n", "## 3. Reverse mode", "- from z: $\\bar{w} = ", "  - simplified by: ");
    }

    @Test
    void whatCannotBeExplainedNamesTheCure() {
        assertThatThrownBy(() -> text("function f(a; x[T]) = fold(t in T, s = a: s * a + x[t])"))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("recurrences (fold, scan) cannot be explained yet; evaluate with --gradient");
        assertThatThrownBy(() -> text("function f(w[D]) = (w[0], w[1])")).hasMessageContaining("this one has 2");
        assertThatThrownBy(() -> text("function f(; w[D]) = w[0]")).hasMessageContaining("no variable");
    }

    @Test
    void namesThatAreTakenGetUnderscores() {
        assertThat(text("function f(f[D]) = sum(d in D: f[d]^2)"))
                .contains("f_ = sum(d in D: f[d]^2)", "fBar[d in D] = ");
    }
}

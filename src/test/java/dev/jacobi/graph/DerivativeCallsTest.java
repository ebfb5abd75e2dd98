package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.Parser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeCallsTest {
    private static FunctionGraph last(String text, Limits limits) {
        List<FunctionGraph> functions = Lowering.lower(
                Parser.parse(new SourceText("f", text), limits), limits, Map.of(), Derivatives.IN_FORMULAS);
        return functions.get(functions.size() - 1);
    }

    private static FunctionGraph last(String text) {
        return last(text, Limits.defaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '@', nullValues = "none", textBlock = """
            diff(x, 2)     | 9  | DERIVATIVE | a derivative is by a name or an element of an array; bind what this is to a name first, and use the name | none
            diff(x, x + 1) | 9  | DERIVATIVE | a derivative is by a name or an element of an array; bind what this is to a name first, and use the name | none
            diff(x, pi)    | 9  | DERIVATIVE | a derivative is by a variable, and 'pi' is a constant | none
            diff(x, k)     | 9  | DERIVATIVE | a derivative is by numbers, and 'k' is an integer | none
            diff(x, N)     | 9  | DERIVATIVE | a derivative is by numbers, and 'N' is an integer | none
            diff(x, c)     | 9  | DERIVATIVE | a derivative is by numbers, and 'c' is an integer | none
            diff(x, c[0])  | 9  | DERIVATIVE | a derivative is by numbers, and 'c' is an integer | none
            diff(x, x[0])  | 9  | TYPE       | an array is needed before '[', found a number | none
            diff(x, w[0, 1]) | 9 | TYPE      | an array of rank 1 takes as many indices, found 2 | none
            diff(x, w[x])  | 11 | TYPE       | an index must be an integer, found a number; integers are axes, sizes, int data and literals under + - * div mod min max | none
            diff(x, w)     | 9  | DERIVATIVE | diff is by one number, and 'w' is an array; differentiate by an element, or take grad | none
            diff(x < 1, x) | 6  | DERIVATIVE | diff is the derivative of a number, found a condition | none
            grad(w, x)     | 6  | DERIVATIVE | grad is the derivative of a number, found an array; take an element or a sum of it | none
            diff(x, q)     | 9  | NAME       | unknown name 'q' | none
            diff(q, x)     | 6  | NAME       | unknown name 'q' | none
            diff(x)        | 1  | ARITY      | diff takes what to differentiate and by what, as in diff(f(x), x), found 1 argument | none
            grad(x, x, x)  | 1  | ARITY      | grad takes what to differentiate and by what, as in grad(f(x), x), found 3 arguments | none
            diff(x; x)     | 1  | ARITY      | diff takes what to differentiate and by what, as in diff(f(x), x); data stands in the call that is differentiated | none
            gradient(x, x) | 1  | NAME       | unknown function 'gradient' | grad
            derivative(x, x) | 1 | NAME      | unknown function 'derivative' | diff
            """)
    void mistakesNameTheirPlaceAndCure(String formula, int column, ErrorCode code, String message, String suggestion) {
        String text = "function f(x, w[N]; int k, int c[N]) =\n" + formula;
        assertThatThrownBy(() -> last(text)).isInstanceOfSatisfying(JacobiException.class, e -> {
            assertThat(e.diagnostics()).hasSize(1);
            Diagnostic first = e.diagnostics().get(0);
            assertThat(first.code()).isEqualTo(code);
            assertThat(first.render()).startsWith("f:2:" + column + ": " + message + "\n");
            assertThat(first.suggestion()).isEqualTo(suggestion);
        });
    }

    @Test
    void aConditionIsNothingToDifferentiateBy() {
        assertThatThrownBy(() -> last("function f(x) {\n c = x > 0\n return diff(x, c)\n}"))
                .hasMessageContaining("a derivative is by numbers, and 'c' is a condition");
        assertThatThrownBy(() -> last("function f(w[N]) = sum(i in N: diff(w[i], i))"))
                .hasMessageContaining("a derivative is by numbers, and 'i' is an integer");
    }

    @Test
    void withoutDerivativesTheirNamesAreUnknown() {
        assertThatThrownBy(() -> Lowering.lower(
                        Parser.parse(new SourceText("f", "diff(x, x)"), Limits.defaults()), Limits.defaults()))
                .hasMessageContaining("unknown function 'diff'");
    }

    @Test
    void namesThatAreDifferentiatedByLeaveNoTrace() {
        FunctionGraph f = last("function f(x) {\n a = x^2\n b = sin(a)\n return diff(b, a) * b\n}");
        assertThat(Walk.upward(f.graph(), f.results()))
                .filteredOn(Node::isParameter)
                .hasSize(1);
        Node a = f.origin().bindings().get(0).node();
        assertThat(a).isSameAs(f.graph().power(f.graph().parameter(Role.VARIABLE, 0), 2));
        assertThat(f.origin().place(a)).isEqualTo("f:2:6");
        Node cos = f.results().get(0).args().stream()
                .filter(node -> node != f.origin().bindings().get(1).node())
                .findFirst()
                .orElseThrow();
        assertThat(cos.toString()).contains("COS n" + a.id());
    }

    @Test
    void derivativesThatGrowBeyondTheLimitAreRefused() {
        StringBuilder text = new StringBuilder("function f(x) {\n d0 = sin(x * exp(x))\n");
        for (int i = 1; i < 40; i++) {
            String before = "d" + (i - 1);
            text.append(" d" + i + " = diff(" + before + " * " + before + ", x)\n");
        }
        text.append(" return d39\n}");
        assertThatThrownBy(() -> last(text.toString(), Limits.server()))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
    }
}

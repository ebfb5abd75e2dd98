package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Parser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoweringTest {

    private static List<FunctionGraph> lower(String text) {
        return Lowering.lower(Parser.parse(new SourceText("f", text), Limits.defaults()), Limits.defaults());
    }

    private static FunctionGraph last(String text) {
        List<FunctionGraph> functions = lower(text);
        return functions.get(functions.size() - 1);
    }

    private static double[] evaluate(String text, double... x) {
        FunctionGraph f = last(text);
        return Interpreter.evaluate(
                f.graph(),
                f.results(),
                p -> x[p.role() == Role.VARIABLE ? p.index() : f.variables().size() + p.index()],
                false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sni(x)                                       | f:1:1: unknown function 'sni'              | sin
            function f(x) = xx + 1                       | f:1:17: unknown name 'xx'                  | x
            function f(x) = atan2(x)                     | f:1:17: atan2 takes 2 arguments, found 1   |
            function f(x) = max(x)                       | f:1:17: max takes 2 or more arguments, found 1 |
            function f(x) = x + (x > 1)                  | f:1:22: a number is needed here, found a condition |
            function f(x) = if x then 1 else 2           | f:1:20: a condition is needed here, found a number |
            function f(x) = x > 1                        | f:1:17: a result must be a number, found a condition |
            function f(x) = sin(x < 1)                   | f:1:21: an argument must be a number, found a condition |
            function f(x) = f(x)                         | f:1:10: function f calls itself, or one that does; recursion is not allowed |
            function f(x) = div(x, 2)                    | f:1:17: div takes two integers: axes, sizes, integer data or integer literals |
            function f(x) = polygamma(x, x)              | f:1:27: the order of polygamma must be an integer literal from 0 to 100 |
            function f(x) = if x > 1 then x else x > 2   | f:1:17: one branch is a number and the other a condition |
            """)
    void mistakesNameTheirPlaceAndCure(String text, String message, String suggestion) {
        assertThatThrownBy(() -> lower(text)).isInstanceOfSatisfying(JacobiException.class, e -> {
            Diagnostic first = e.diagnostics().get(0);
            assertThat(e.diagnostics()).hasSize(1);
            assertThat(first.render()).startsWith(message + "\n");
            assertThat(first.suggestion()).isEqualTo(suggestion);
        });
    }

    @Test
    void callsNeedAllArgumentsAndAllData() {
        String g = "function g(x; a) = a * x\n";
        assertThatThrownBy(() -> lower(g + "function f(x) = g(x)"))
                .hasMessageContaining("g takes 1 argument and, after ';', 1 of data, found 1 argument and 0 of data");
        assertThat(evaluate(g + "function f(x; b) = g(x; b) + g(2; x)", 3, 5)).containsExactly(15 + 6);
    }

    @Test
    void allMistakesOfAllFunctionsComeAtOnceAndInOrder() {
        assertThatThrownBy(() ->
                        lower("function f(x) {\n a = q1\n b = q2 + a\n return a + b\n}\nfunction g(y) = f(y) + q3"))
                .isInstanceOfSatisfying(
                        JacobiException.class,
                        e -> assertThat(e.diagnostics())
                                .extracting(Diagnostic::message)
                                .containsExactly("unknown name 'q1'", "unknown name 'q2'", "unknown name 'q3'"));
    }

    @Test
    void aFunctionOfSeveralResultsCanBeBoundAndPassedOn() {
        String two = "function two(x) = (x + 1, x * 2)\n";
        assertThat(evaluate(two + "function f(x) {\n (a, b) = two(x)\n return a * b\n}", 3))
                .containsExactly(24);
        assertThat(evaluate(two + "function f(x) = two(x)", 3)).containsExactly(4, 6);
        assertThatThrownBy(() -> lower(two + "function f(x) = two(x) + 1"))
                .hasMessageContaining("two has 2 results; bind them first, (a, b) = two(...)");
        assertThatThrownBy(() -> lower(two + "function f(x) {\n (a, b, c) = two(x)\n return a\n}"))
                .hasMessageContaining("found 2 results for 3 names");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -x^2                              | -9
            2^-x                              | 0.125
            1/2                               | 0.5
            x^3 + x^0 + x^-1                  | 28.333333333333332
            if 0 <= x < 5 then 1 else 2       | 1
            if x > 1 and not x > 4 or x == 9 then 1 else 2 | 1
            x != 3 ? 1 : 2                    | 2
            max(1, x, 2)                      | 3
            ln(e) + pi - pi                   | 1
            arcsin(1) + arccos(1) + arctan(0) | 1.5707963267948966
            cot(x) * tan(x)                   | 1
            trunc(-x / 2)                     | -1
            step(x) + step(-x)                | 1
            """)
    void operatorsMeanWhatTheLanguageSays(String text, double value) {
        assertThat(evaluate("function f(x) = " + text, 3)).containsExactly(value);
    }

    @Test
    void integerLiteralsAsExponentsAreProductsAndOthersAreNot() {
        assertThat(last("x^3").results().get(0).is(Op.POWER)).isTrue();
        assertThat(last("x^-64").results().get(0).is(Op.POWER)).isTrue();
        assertThat(last("x^65").results().get(0).is(Op.POW)).isTrue();
        assertThat(last("x^3.0").results().get(0).is(Op.POW)).isTrue();
        assertThat(last("pow(x, 3)").results().get(0).is(Op.POW)).isTrue();
    }

    @Test
    void aBareExpressionsVariablesAreItsFreeNamesInOrder() {
        assertThat(last("l * sin(x) + e + l / beta").variables()).containsExactly("l", "x", "beta");
        assertThat(last("function f(e, pi) = e + pi").variables()).containsExactly("e", "pi");
        assertThat(evaluate("function f(e, pi) = e + pi", 1, 2)).containsExactly(3);
    }

    @Test
    void theUsersFunctionHidesABuiltInOne() {
        assertThat(evaluate("function sin(x) = x + 1\nfunction f(x) = sin(x)", 3))
                .containsExactly(4);
    }

    @Test
    void nodesKnowTheirPlace() {
        FunctionGraph f = last("function f(x) {\n    b = log(x + 1)\n    return b * sin(x)\n}");
        Node log = f.origin().bindings().get(0).node();
        assertThat(f.origin().place(log)).isEqualTo("f:2:9");
        assertThat(f.origin().place(f.results().get(0))).isEqualTo("f:3:12");
    }

    @Test
    void equalFormulasAreEqualGraphsWhateverTheTypingOrder() {
        long hash = last("x * y + sin(x + y)").results().get(0).hash();
        assertThat(last("function f(x, y) = sin(y + x) + y * x")
                        .results()
                        .get(0)
                        .hash())
                .isEqualTo(hash);
        assertThat(last("function f(x, y) = sin(y - x) + y * x")
                        .results()
                        .get(0)
                        .hash())
                .isNotEqualTo(hash);
    }
}

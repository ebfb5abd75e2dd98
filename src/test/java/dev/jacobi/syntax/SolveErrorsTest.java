package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in solves, and what is none. */
class SolveErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "solve(u = : u)             | 1:11: expected the guess of 'u', found ':'",
                "solve(u = 1)               | 1:12: expected ':' and the residual of 'u', found ')'",
                "solve(u = 1; u)            | 1:12: expected ':' or ',' after the guess of 'u', found ';'",
                "solve(u = 1 u)             | 1:13: expected ':' between the guesses and the residuals, found 'u'",
                "solve(u = 1: )             | 1:14: expected a residual, found ')'",
                "solve(u = 1: u; 2)         | 1:15: expected ',' or ')' to close the '(' at 1:6, found ';'",
                "solve(u = 1, 2: u)         | 1:14: expected an unknown and its guess after ',', found '2'",
                "solve(u = 1, i in 3: u)    | 1:14: expected an unknown and its guess after ',', found 'i'",
                "solve(u = 1, v: u, v)      | 1:15: expected '=' and the guess of 'v', found ':'",
                "solve(u = x, x = 1: u, x)  | 1:14: the unknown 'x' hides the variable at 1:11, a name stands for one value",
                "solve(u = 1, u = 2: u, u)  | 1:14: the unknown 'u' hides the unknown at 1:7, a name stands for one value",
                "solve(v[i in 2] = u: v[i]) + solve(v = 1: solve(v = 2: v)) "
                        + "| 1:49: the unknown 'v' hides the unknown at 1:36, a name stands for one value",
                "function f(u) = solve(u = 1: u) | 1:23: the unknown 'u' hides the parameter at 1:12, a name stands for one value",
            })
    void mistakes(String text, String message) {
        JacobiException failure = catchThrowableOfType(
                JacobiException.class, () -> Parser.parse(new SourceText("test", text), Limits.defaults()));
        assertThat(failure.getMessage()).contains(message);
    }

    @Test
    void anUnknownMayHaveTheNameThatIsBound() {
        Trees.file(
                "function f(x) {\n u = solve(u = 1: u^2 - x)\n (p, q[j in 3]) = solve(p = 1, q[j in 3] = x: p, q[j])\n return u\n}");
        Trees.expr("solve(u = solve(u = 1: u - x): u) + solve(u = 2: u)");
    }

    @Test
    void solveIsAFunctionsNameWhereNoUnknownFollows() {
        Trees.expr("solve(x, y)");
        Trees.expr("solve(x[i], y)");
        Trees.expr("solve(x == y ? 1 : 2)");
    }
}

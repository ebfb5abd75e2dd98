package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.TreePrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A recurrence is written as a product or a sum where it is one. */
class RunningFormTest {
    private static String written(String body) {
        SourceText text = new SourceText("test", "function f(a, x[N]) = " + body);
        FunctionGraph function = Lowering.lower(Parser.parse(text, Limits.defaults()), Limits.defaults())
                .get(0);
        return TreePrinter.print(Raising.raise(function));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fold(t in N, p = 1: p * sin(x[t]))    | prod(t in N: sin(x[t]))",
                "fold(t in N - 1, s = 0: a * x[t] + s) | sum(i in max(0, N - 1): a * x[i])"
            })
    void runningProductsAndSums(String recurrence, String reduction) {
        assertThat(written(recurrence)).endsWith(reduction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fold(t in N, p = a: p * x[t])",
                "fold(t in N, p = 1: p * x[t] + 1)",
                "fold(t in N, p = 1: p * (x[t] + p))",
                "fold(t in 5, p = a: sin(p))"
            })
    void othersAreRefused(String recurrence) {
        assertThatThrownBy(() -> written(recurrence))
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("fold");
    }
}

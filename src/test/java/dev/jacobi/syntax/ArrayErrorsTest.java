package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '@',
            nullValues = "none",
            value = {
                "A[]              | 1:3: expected an index, found ']': a whole array has no brackets | A",
                "A[1,]            | 1:5: expected an index, found ']' | none",
                "A[1 | " + "1:4: expected ',' or ']' to close the '[' at 1:2, found the end of the text" + " | none",
                "A[1)             | 1:4: expected ',' or ']' to close the '[' at 1:2, found ')' | none",
                "(A[1)            | 1:5: expected ',' or ']' to close the '[' at 1:3, found ')' | none",
                "A[1; 2]          | 1:4: expected ',' or ']' to close the '[' at 1:2, found ';' | none",
                "A[i in N]        | 1:5: found 'in' within an index, axes stand before a ':' | [i in N: A[i]]",
                "A[i][j] | "
                        + "1:5: found '[' after an element, all indices stand in one pair of brackets"
                        + " | A[i, j]",
                "x + A[i, j][k + 1][l] | "
                        + "1:12: found '[' after an element, all indices stand in one pair of brackets"
                        + " | A[i, j, k + 1]",
                "[] | "
                        + "1:2: expected an axis 'i in N', found ']': an array is given by a formula for its elements"
                        + " | [i in N: ...]",
                "[1, 2] | "
                        + "1:2: expected an axis 'i in N', found '1': an array is given by a formula for its elements"
                        + " | [i in N: ...]",
                "[x] | "
                        + "1:2: expected an axis 'i in N', found 'x': an array is given by a formula for its elements"
                        + " | [i in N: ...]",
                "[i in N]         | 1:8: expected ':' and an element after the axes, found ']' | [i in N: ...]",
                "[i in N: x       | 1:11: expected ']' to close the '[' at 1:1, found the end of the text | none",
                "[i in N: x, y]   | 1:11: expected ']' to close the '[' at 1:1, found ',' | none",
                "[i in N: ]       | 1:10: expected the body after ':', found ']' | none",
                "sum(i in N)      | 1:11: expected ':' and a body after the axes, found ')' | sum(i in N: ...)",
                "sum(i in N, x) | "
                        + "1:13: expected an axis 'i in N' after ',', found 'x': the body stands after ':'"
                        + " | sum(i in N: ...)",
                "sum(i in N, x[i]: 1) | "
                        + "1:13: expected an axis 'i in N' after ',', found 'x': the body stands after ':'"
                        + " | sum(i in N: ...)",
                "sum(i in N: x[i] | 1:17: expected ')' to close the '(' at 1:4, found the end of the text | none",
                "sum(i in N: x, y) | 1:14: expected ')' to close the '(' at 1:4, found ',' | none",
                "sum(i in N: x[i]] | 1:17: expected ')' to close the '(' at 1:4, found ']' | none",
                "sum(i in N:)     | 1:12: expected the body after ':', found ')' | none",
                "sum(i in : x)    | 1:10: expected the range of 'i', found ':' | none",
                "sum(i in N; x)   | 1:11: expected ':' or ',' after the range of 'i', found ';' | none",
                "sum(i in N x)    | 1:12: expected ':' between the axes and the body, found 'x' | : x",
                "sum(i in 1..n: x[i]) | 1:11: found '..', a range leaves its upper end out | 1..<n",
                "sum(i in a + 1..f(n): x[i]) | 1:15: found '..', a range leaves its upper end out | a + 1..<...",
                "sum(i in 0..<n..<m: x) | 1:15: found '..<' after a range, a range has two ends | none",
                "sum(i in 0..: x) | 1:11: found '..', a range leaves its upper end out | 0..<...",
                "sum(i in 0..<: x) | 1:14: expected the upper end of the range of 'i', found ':' | none",
                "sum(x[i], i in N) | "
                        + "1:13: found 'in', axes stand first in a reduction or an array"
                        + " | sum(i in N: ...)",
                "sum(x[i] for i in N) | "
                        + "1:10: found 'for', axes stand first in a reduction or an array"
                        + " | sum(i in N: ...)",
                "sum(i = 0..<n: x) | 1:7: found '=', an axis has 'in' after its name | in",
                "mean(i in N: x[i]) | 1:1: 'mean' takes no axes, only sum, prod, max, min, logsumexp, argmax, argmin, fold and scan do | none",
                "Sum(i in N: x[i]) | 1:1: 'Sum' takes no axes, only sum, prod, max, min, logsumexp, argmax, argmin, fold and scan do | sum",
                "product(i in N: x[i]) | "
                        + "1:1: 'product' takes no axes, only sum, prod, max, min, logsumexp, argmax, argmin, fold and scan do"
                        + " | prod",
                "fold(t in T: s) | "
                        + "1:12: expected ',' and a state with its first value after the axis, found ':'"
                        + " | fold(t in T, s = 0: ...)",
                "scan(t in T) | "
                        + "1:12: expected ',' and a state with its first value after the axis, found ')'"
                        + " | scan(t in T, s = 0: ...)",
                "fold(t in T, 1) | "
                        + "1:14: expected a state and its first value after ',', found '1'"
                        + " | fold(t in T, s = 0: ...)",
                "fold(t in T, i in N, s = 0: s) | "
                        + "1:14: a fold has one axis, states follow, found 'i'"
                        + " | fold(t in T, s = 0: ...)",
                "fold(t in T, s: s) | 1:15: expected '=' and the first value of 's', found ':' | none",
                "fold(t in T, s = : s) | 1:18: expected the first value of 's', found ':' | none",
                "fold(t in T, s = 0) | 1:19: expected ':' and the next value of 's', found ')' | none",
                "fold(t in T, s = 0; s) | 1:19: expected ':' or ',' after the first value of 's', found ';' | none",
                "fold(t in T, s = 0 s) | "
                        + "1:20: expected ':' between the first values and the next ones, found 's'"
                        + " | none",
                "fold(t in T, s = 0: ) | 1:21: expected the next value of a state, found ')' | none",
                "fold(t in T, s = 0: s; 1) | 1:22: expected ',' or ')' to close the '(' at 1:5, found ';' | none",
                "fold(s = 0, t in T: s) | "
                        + "1:8: found '=', a fold begins with its axis"
                        + " | fold(t in T, s = 0: ...)",
                "fold(t in T, q[3] = 0: q) | "
                        + "1:16: expected an axis 'i in N', found '3': 'q' is a state as a whole"
                        + " | q[i in N] = ...",
                "fold(t in T, q[j in D: 0) | "
                        + "1:22: expected ',' or ']' to close the '[' at 1:15, found ':': the elements stand after '='"
                        + " | q[j in D] = ...",
                "fold(t in T, q[j in D], r = 0: 1, 2) | "
                        + "1:23: expected '=' and the first value of 'q', found ','"
                        + " | none",
                "fod(t in T, s = 0: s) | "
                        + "1:1: 'fod' takes no axes, only sum, prod, max, min, logsumexp, argmax, argmin, fold and scan do"
                        + " | fold",
                "fold(t in T, s = 0, s = 1: s, s) | "
                        + "1:21: the state 's' hides the state at 1:14, a name stands for one value"
                        + " | none",
                "fold(t in T, t = 0: t) | 1:14: the state 't' hides the axis at 1:6, a name stands for one value | none",
                "fold(t in T, s = s: s) | 1:14: the state 's' hides the variable at 1:18, a name stands for one value | none",
                "fold(t in T, s = 0: fold(i in t, s = 0: s)) | "
                        + "1:34: the state 's' hides the state at 1:14, a name stands for one value"
                        + " | none",
                "function f(s; x[T]) = fold(t in T, s = 0: s + x[t]) | "
                        + "1:36: the state 's' hides the parameter at 1:12, a name stands for one value"
                        + " | none",
                "function f(x[T]) { `s = 1` r = fold(t in T, s = 0: s)` return r } | "
                        + "3:19: the state 's' hides the binding at 2:1, a name stands for one value"
                        + " | none",
                "function f(x[T]) { `(p, q[j]) = fold(t in T, p = 0, q = 0: p, q)` return p } | "
                        + "2:7: expected an axis 'i in N', found 'j': 'q' is bound as a whole"
                        + " | q[i in N] = ...",
                "function f(x[T]) { `(p, q) = p + q` return p } | "
                        + "2:10: expected a call, a fold, a scan or a solve with several results, found another expression"
                        + " | none",
                "x in N           | 1:3: found 'in', axes stand first in a reduction or an array | sum(i in N: ...)",
                "(0..<n)          | 1:3: found '..<' outside an axis, a range stands after 'in' | i in 0..<N",
                "x]               | 1:2: found ']' without an opening '[' | none",
                "sum(i in N` x)   | 2:2: expected ':' or ',' after the range of 'i', found 'x' | none",
                "sum(i in 2n: x)  | 1:11: missing operator before 'n' | 2*n",
                "A[i in 0..<N]    | 1:5: found 'in' within an index, axes stand before a ':' | [i in ...: A[i]]",
                "A[0..<2]         | 1:4: found '..<' outside an axis, a range stands after 'in' | i in 0..<N",
                "x[1] y           | 1:6: missing operator before 'y' | x[1]*y",
                "f(0..n)          | 1:4: found '..' outside an axis, a range stands after 'in' | i in 0..<N",
                "sum(i=1, n, x)   | 1:6: found '=', an axis has 'in' after its name | in",
                "function f(int n) = n | "
                        + "1:12: found an integer among the variables, integers are data and stand after ';'"
                        + " | ; int n",
                "function f(x; int int, int a b) = x | 1:30: expected ',' or ')' after a parameter, found 'b' | none",
                "function f(w[]) = w | 1:14: expected an extent, found ']' | none",
                "function f(w[N) = w | 1:15: expected ',' or ']' to close the '[' at 1:13, found ')' | none",
                "function f(w[N][M]) = w | "
                        + "1:16: found '[' after a shape, all extents stand in one pair of brackets"
                        + " | w[N, M]",
                "function f(w[i in N]) = w | 1:16: found 'in' within a shape, a shape has its extents alone | N",
                "function f(w[N]; N) = w | "
                        + "1:18: 'N' is a size, named by the shape at 1:14: a size needs no parameter, a call's arrays give it"
                        + " | none",
                "function f(N, w[N + 1]) = w | "
                        + "1:12: 'N' is a size, named by the shape at 1:17: a size needs no parameter, a call's arrays give it"
                        + " | none",
                "function f(w[w]) = w | "
                        + "1:12: 'w' is a size, named by the shape at 1:14: a size needs no parameter, a call's arrays give it"
                        + " | none",
                "function f(x, x[N]) = w | 1:15: the parameter 'x' is declared already at 1:12 | none",
                "function f(i, w[N]) = sum(i in N: w[i]) | "
                        + "1:27: the axis 'i' hides the parameter at 1:12, a name stands for one value"
                        + " | none",
                "function f(w[N]) = sum(N in N: w[N]) | "
                        + "1:24: the axis 'N' hides the size at 1:14, a name stands for one value"
                        + " | none",
                "sum(i in N: sum(j in M, i in 0..<j: 1)) | "
                        + "1:25: the axis 'i' hides the axis at 1:5, a name stands for one value"
                        + " | none",
                "i + sum(i in N: i) | 1:9: the axis 'i' hides the variable at 1:1, a name stands for one value | none",
                "sum(i in i: i)   | 1:5: the axis 'i' hides the variable at 1:10, a name stands for one value | none",
                "[i in N, i in N: 1] | 1:10: the axis 'i' hides the axis at 1:2, a name stands for one value | none",
                "function f(w[N]) { `N = 3` return w } | "
                        + "2:1: 'N' is a size, named by the shape at 1:14, a name stands for one value"
                        + " | none",
                "function f(w[N]) { `a = 3` b = sum(a in N: 1)` return w } | "
                        + "3:10: the axis 'a' hides the binding at 2:1, a name stands for one value"
                        + " | none",
                "function f(w[N]) { `z[i] = 3` return w } | "
                        + "2:3: expected an axis 'i in N', found 'i': 'z' is bound as a whole"
                        + " | z[i in N] = ...",
                "function f(w[N]) { `z[i in N: 3]` return w } | "
                        + "2:9: expected ',' or ']' to close the '[' at 2:2, found ':': the elements stand after '='"
                        + " | z[i in N] = ...",
                "function f(w[N]) { `z[i in N]` return w } | "
                        + "2:10: expected '=' after the axes of 'z', found the end of the line"
                        + " | none",
                "function f(w[N]) { `z[i in N, j] = 3` return w } | "
                        + "2:11: expected an axis 'i in N', found 'j': 'z' is bound as a whole"
                        + " | none",
                "function f(w[N]) { `z[i in N` = 3` return w } | 3:2: found '=' inside an expression | ==",
                "function f(w[N]) { `z[z in N] = 3` return w } | "
                        + "2:3: the axis 'z' hides the binding at 2:1, a name stands for one value"
                        + " | none",
                "function f(w[N]) { `w[i in N] = 3` return w } | "
                        + "2:1: 'w' is a parameter, declared at 1:12, a name stands for one value"
                        + " | none",
                "function f(w[N]) { `[i in N] = 3` return w } | "
                        + "2:1: expected 'name = ...' or 'return ...', found '['"
                        + " | none",
                "function f(w[N]) { `z[i in N] = [i in N: 3]` return w } | "
                        + "2:14: the axis 'i' hides the axis at 2:3, a name stands for one value"
                        + " | none",
                "function f(w[N]) { `z[] = 3` return w } | "
                        + "2:3: expected an axis 'i in N', found ']': 'z' is bound as a whole"
                        + " | z[i in N] = ...",
                "function f(w[N]) { `z[i in 0..3] = 3` return w } | "
                        + "2:9: found '..', a range leaves its upper end out"
                        + " | 0..<3",
                "sum(i in N: c ? x) | 1:18: expected ':' for the '?' at 1:15, found ')' | none",
                "sum(i in N: if c then x) | 1:24: expected 'else' for the 'if' at 1:13, found ')' | none",
            })
    void eachSlipIsOneMistake(String text, String place, String cure) {
        JacobiException e = failure(text.replace("`", "\n"));
        Diagnostic first = e.diagnostics().get(0);
        assertThat(first.line() + ":" + first.column() + ": " + first.message()).isEqualTo(place);
        assertThat(first.suggestion()).isEqualTo(cure);
        assertThat(e.diagnostics()).hasSize(1);
    }

    @Test
    void hiddenNamesAreNameErrors() {
        assertThat(failure("function f(i, w[N]) = sum(i in N: w[i])").code()).isEqualTo(ErrorCode.NAME);
        assertThat(failure("function f(w[N]; N) = w").code()).isEqualTo(ErrorCode.NAME);
        assertThat(failure("fold(t in T, t = 0: t)").code()).isEqualTo(ErrorCode.NAME);
        assertThat(failure("fold(t in T, s: s)").code()).isEqualTo(ErrorCode.SYNTAX);
        assertThat(failure("A[]").code()).isEqualTo(ErrorCode.SYNTAX);
    }

    /** A name is known in the ranges after its axis and in the body, and free again behind them. */
    @Test
    void axesBesideEachOtherMayHaveOneName() {
        Trees.expr("sum(i in sum(j in N: j): [j in i: j][0]) + sum(i in N: i) + sum(j in max(j in N: j): j)");
        Trees.file("function f(w[N]) {\n z[i in N] = w[i]\n y[i in N] = z[i]\n i = 3\n return sum(j in N: y[j])\n}");
    }

    /** A state may be called like what its statement binds, since that is not known in it, and like a state beside it. */
    @Test
    void aStateMayHaveTheNameOfItsBinding() {
        Trees.file("function f(x[T], y) {\n level = fold(t in T, level = x[0]: level + x[t])\n"
                + " (p, q[j in 3]) = fold(t in T, p = 1, q[j in 3] = y: p, q[j])\n return level\n}");
        Trees.expr("fold(t in T, s = fold(t in T, s = 0: s + t): s) + fold(t in T, s = 0: s)");
    }

    @Test
    void afterAMistakeInAnArrayTheNextStatementIsRead() {
        assertThat(Trees.messages("function f(w[N]) {\n a[i in] = 3\n b = w[1 + ]\n c[] = 2\n d = 2x\n return [w\n}"))
                .containsExactly(
                        "test:2:8: expected the range of 'i', found ']'",
                        "test:3:12: expected an expression, found ']'",
                        "test:4:4: expected an axis 'i in N', found ']': 'c' is bound as a whole",
                        "test:5:7: missing operator before 'x'",
                        "test:6:10: expected an axis 'i in N', found 'w': an array is given by a formula for its elements");
    }

    private static JacobiException failure(String text) {
        return catchThrowableOfType(JacobiException.class, () -> Trees.file(text));
    }
}

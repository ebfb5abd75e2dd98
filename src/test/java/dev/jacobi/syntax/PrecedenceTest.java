package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b + c             | (+ (+ a b) c)",
                "a - b - c             | (- (- a b) c)",
                "a - (b - c)           | (- a (- b c))",
                "a / b / c             | (/ (/ a b) c)",
                "a / b * c             | (* (/ a b) c)",
                "a + b * c             | (+ a (* b c))",
                "a * b + c             | (+ (* a b) c)",
                "a ^ b ^ c             | (^ a (^ b c))",
                "(a ^ b) ^ c           | (^ (^ a b) c)",
                "a ** b ^ c            | (^ a (^ b c))",
                "-x^2                  | (- (^ x 2))",
                "(-x)^2                | (^ (- x) 2)",
                "2^-x                  | (^ 2 (- x))",
                "2^-x^2                | (^ 2 (- (^ x 2)))",
                "2^-x * y              | (* (^ 2 (- x)) y)",
                "2^--x                 | (^ 2 (- (- x)))",
                "a * -b                | (* a (- b))",
                "a * -b * c            | (* (* a (- b)) c)",
                "a - -b                | (- a (- b))",
                "-a * b                | (* (- a) b)",
                "-a + b                | (+ (- a) b)",
                "-2                    | (- 2)",
                "+a                    | a",
                "a + + b               | (+ a b)",
                "- + - a               | (- (- a))",
                "2^+x                  | (^ 2 x)",
                "a < b                 | (< a b)",
                "0 <= x < 1            | (<=,< 0 x 1)",
                "a == b != c >= d > e  | (==,!=,>=,> a b c d e)",
                "(a < b) < c           | (< (< a b) c)",
                "a + 1 < b * 2         | (< (+ a 1) (* b 2))",
                "not a < b             | (not (< a b))",
                "not a and b           | (and (not a) b)",
                "not not a             | (not (not a))",
                "a or b and c          | (or a (and b c))",
                "a and b or c          | (or (and a b) c)",
                "a or b or c           | (or (or a b) c)",
                "a < b and c < d       | (and (< a b) (< c d))",
                "1 + not a < b         | (+ 1 (not (< a b)))",
                "if a then b else c    | (if a b c)",
                "if a then b else c + 1| (if a b (+ c 1))",
                "1 + if a then b else c + 1                  | (+ 1 (if a b (+ c 1)))",
                "1 + (if a then b else c) + 1                | (+ (+ 1 (if a b c)) 1)",
                "if a then b else if c then d else e         | (if a b (if c d e))",
                "if a then if b then c else d else e         | (if a (if b c d) e)",
                "if if a then b else c then d else e         | (if (if a b c) d e)",
                "if a or b then c else d or e                | (if (or a b) c (or d e))",
                "a ? b : c             | (if a b c)",
                "a ? b : c ? d : e     | (if a b (if c d e))",
                "a ? b ? c : d : e     | (if a (if b c d) e)",
                "a or b ? c + 1 : d + 1| (if (or a b) (+ c 1) (+ d 1))",
                "if a then b ? c : d else e                  | (if a (if b c d) e)",
                "if a then b else c ? d : e                  | (if a b (if c d e))",
                "a ? if b then c else d : e                  | (if a (if b c d) e)",
                "-if a then b else c   | (- (if a b c))",
                "f(a)                  | (f a)",
                "f()                   | f()",
                "f(a, b; c)^2          | (^ (f a b c) 2)",
                "f (a)                 | (f a)",
                "-f(-a)                | (- (f (- a)))",
                "f(if a then b else c, d)                    | (f (if a b c) d)",
                "((a))                 | a",
                "-a[i]^b[j]            | (- (^ (at a i) (at b j)))",
                "2^a[i]                | (^ 2 (at a i))",
                "a * b[i, j + 1]       | (* a (at b i (+ j 1)))",
                "f(a)[i]               | (at (f a) i)",
                "(a + b)[i]            | (at (+ a b) i)",
                "[i in N: a[i]][b]     | (at (array[i] N (at a i)) b)",
                "if a then b else c[i] | (if a b (at c i))",
                "a[b[i]]               | (at a (at b i))",
                "sum(i in N: a + b)^2  | (^ (sum[i] N (+ a b)) 2)",
                "max(i in N, j in 1..<i + 1: a < b ? i : j)  | (max[i,j..] N 1 (+ i 1) (if (< a b) i j))",
                "min(i in a ? b : c: if a then b else c)     | (min[i] (if a b c) (if a b c))",
                "prod(i in a ? b : c..<d: i)                 | (prod[i..] (if a b c) d i)",
                "logsumexp(i in N: a) + max(in, b) + sum(in) | (+ (+ (logsumexp[i] N a) (max in b)) (sum in))",
                "[in in N: in]         | (array[in] N in)",
                "sum(i in 0..<10: i)   | (sum[i..] 0 10 i)",
                "[i in 0 ..< n: -i]    | (array[i..] 0 n (- i))",
            })
    void textHasTree(String text, String tree) {
        assertThat(Trees.prefix(Trees.expr(text))).isEqualTo(tree);
    }

    @Test
    void callsSplitAtTheSemicolon() {
        Expr.Call call = (Expr.Call) Trees.expr("f(a, b; c)");
        assertThat(call.variables()).hasSize(2);
        assertThat(call.data()).hasSize(1);
        Expr.Call onlyData = (Expr.Call) Trees.expr("f(; c, d)");
        assertThat(onlyData.variables()).isEmpty();
        assertThat(onlyData.data()).hasSize(2);
    }

    @Test
    void spansCoverOperandsWithTheirBrackets() {
        String text = "1 + (a + b) * -f(c)";
        Expr.Binary sum = (Expr.Binary) Trees.expr(text);
        assertThat(at(text, sum)).isEqualTo(text);
        assertThat(at(text, sum.right())).isEqualTo("(a + b) * -f(c)");
        Expr.Binary product = (Expr.Binary) sum.right();
        assertThat(at(text, product.left())).isEqualTo("a + b");
        assertThat(at(text, product.right())).isEqualTo("-f(c)");
        String choice = "if (a) < b then c else (d)";
        assertThat(at(choice, Trees.expr(choice))).isEqualTo(choice);
    }

    @Test
    void spansOfArraysGoFromNameToBracket() {
        String text = "1 + sum(i in 0..<(N): (A)[i])";
        Expr.Reduction sum = (Expr.Reduction) ((Expr.Binary) Trees.expr(text)).right();
        assertThat(at(text, sum)).isEqualTo("sum(i in 0..<(N): (A)[i])");
        assertThat(text.substring(sum.nameSpan().start(), sum.nameSpan().end())).isEqualTo("sum");
        Span axis = sum.axes().get(0).span();
        assertThat(text.substring(axis.start(), axis.end())).isEqualTo("i in 0..<(N)");
        assertThat(at(text, sum.body())).isEqualTo("(A)[i]");
    }

    private static String at(String text, Expr expr) {
        return text.substring(expr.span().start(), expr.span().end());
    }
}

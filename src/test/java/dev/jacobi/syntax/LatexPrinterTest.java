package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatexPrinterTest {
    private static final Span NOWHERE = new Span(0, 0);

    private static String latex(String text) {
        return LatexPrinter.print(Parser.parseExpression(new SourceText("test", text), Limits.defaults()));
    }

    private static String function(String text) {
        return LatexPrinter.print(Parser.parse(new SourceText("test", text), Limits.defaults())
                .functions()
                .get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "2 * x / log(x) - x / log(x)^2 @ "
                        + "\\frac{2 \\, x}{\\log\\left(x\\right)} - \\frac{x}{\\log\\left(x\\right)^{2}}",
                "sqrt(x^2 + 1) * cbrt(y)         @ \\sqrt{x^{2} + 1} \\, \\sqrt[3]{y}",
                "(a + (b + c)) * (d - (e1 - f))  @ \\left(a + b + c\\right) \\, \\left(d - \\left(e_{1} - f\\right)\\right)",
                "x * 2 * 10 * 3^x                @ x \\cdot 2 \\cdot 10 \\cdot 3^{x}",
                "-x^2 * -y + -(a * b) - -2       @ -x^{2} \\, \\left(-y\\right) + \\left(-a \\, b\\right) - \\left(-2\\right)",
                "(a / b)^2 + (-x)^2 + (x^2)^y @ "
                        + "\\left(\\frac{a}{b}\\right)^{2} + \\left(-x\\right)^{2} + \\left(x^{2}\\right)^{y}",
                "pow(x, 3) + x^-(a + 1)          @ x^{3} + x^{-\\left(a + 1\\right)}",
                "exp(-x / 2)^2 * abs(x) * e^2    @ \\left(e^{\\frac{-x}{2}}\\right)^{2} \\, \\left|x\\right| \\, e^{2}",
                "floor(x) + ceil(y)              @ \\left\\lfloor x\\right\\rfloor + \\left\\lceil y\\right\\rceil",
                "sin(sigma) + asin(alpha_2)      @ \\sin\\left(\\sigma\\right) + \\arcsin\\left(\\alpha_{2}\\right)",
                "d_2 + level0 + x_max + a_b_c    @ d_{2} + \\mathrm{level}_{0} + x_{\\mathrm{max}} + \\mathrm{a\\_b\\_c}",
                "erf(x) + atan2(y, x) + max(x, 0) @ "
                        + "\\operatorname{erf}\\left(x\\right) + \\operatorname{atan2}\\left(y, x\\right) + \\max\\left(x, "
                        + "0\\right)",
                "log2(x) + trigamma(x) + polygamma(3, x) @ "
                        + "\\log_{2}\\left(x\\right) + \\psi_{1}\\left(x\\right) + \\psi^{\\left(3\\right)}\\left(x\\right)",
                "my_f(x; my_k) * g(_) @ "
                        + "\\operatorname{my\\_f}\\left(x; \\mathrm{my}_{k}\\right) \\, g\\left(\\mathrm{\\_}\\right)",
                "diff(x^2 * y, x)^2 + grad(f(w), w)[d] + diff(a, w[2]) @ "
                        + "\\left(\\frac{\\partial}{\\partial x}\\left(x^{2} \\, y\\right)\\right)^{2} + "
                        + "\\left(\\nabla_{w}\\left(f\\left(w\\right)\\right)\\right)_{d} + "
                        + "\\frac{\\partial}{\\partial w_{2}}\\left(a\\right)",
                "1e-7 * x + 2.5e20^2 - pi * inf  @ 10^{-7} \\, x + \\left(2.5 \\cdot 10^{20}\\right)^{2} - \\pi \\, \\infty",
                "if x > 0 then x else -x @ "
                        + "\\begin{cases} x & \\text{if } x > 0 \\\\ -x & \\text{otherwise} \\end{cases}",
                "2 * (if a <= b then 1 else 0) @ "
                        + "2 \\, \\left(\\begin{cases} 1 & \\text{if } a \\le b \\\\ 0 & \\text{otherwise} "
                        + "\\end{cases}\\right)",
                "x < 0 ? 1 : x != 1 ? 2 : 3 @ "
                        + "\\begin{cases} 1 & \\text{if } x < 0 \\\\ 2 & \\text{if } x \\ne 1 \\\\ 3 & \\text{otherwise} "
                        + "\\end{cases}",
                "not (0 <= x < 1 and (a == b or c >= d)) ? 1 : 0 @ "
                        + "\\begin{cases} 1 & \\text{if } \\lnot \\left(0 \\le x < 1 \\land \\left(a = b \\lor c \\ge "
                        + "d\\right)\\right) \\\\ 0 & \\text{otherwise} \\end{cases}",
                "x[i] + A[i, j + 1]^2 + x_1[k] + (x + y)[0] + f(x)[i] + [m in N: x][0] + sqrt(x)[j] @ "
                        + "x_{i} + A_{i, j + 1}^{2} + {x_{1}}_{k} + \\left(x + y\\right)_{0} + "
                        + "f\\left(x\\right)_{i} + \\left(\\left(x\\right)_{0 \\le m < N}\\right)_{0} + \\sqrt{x}_{j}",
                "sum(i in N: x[i])               @ \\sum_{i=0}^{N - 1} x_{i}",
                "sum(i in N, j in 0..<i: A[i, j] + 1) * y @ "
                        + "\\left(\\sum_{i=0}^{N - 1} \\sum_{j=0}^{i - 1} \\left(A_{i, j} + 1\\right)\\right) \\, y",
                "2 * sum(i in 3: x[i]) * y - sum(j in a..<b - c: -x[j]) @ "
                        + "\\left(2 \\, \\sum_{i=0}^{2} x_{i}\\right) \\, y - \\sum_{j=a}^{b - c - 1} "
                        + "\\left(-x_{j}\\right)",
                "-sum(i in N: x[i] * y[i]) / N + prod(k in n + 1: 2 * -sum(i in k: i)) @ "
                        + "\\frac{-\\sum_{i=0}^{N - 1} x_{i} \\, y_{i}}{N} + \\prod_{k=0}^{n} 2 \\, "
                        + "\\left(-\\sum_{i=0}^{k - 1} i\\right)",
                "-(2 * sum(i in N: i)) * x * (y * (-sum(i in N: i))) @ "
                        + "\\left(-2 \\, \\sum_{i=0}^{N - 1} i\\right) \\, x \\, y \\, \\left(-\\sum_{i=0}^{N "
                        + "- 1} i\\right)",
                "max(i in N, j in i + 1..<M: abs(x[i, j])) + min(i in N: x[i])^2 + logsumexp(i in N: x[i]) @ "
                        + "\\max_{0 \\le i < N, \\, i + 1 \\le j < M} \\left|x_{i, j}\\right| + "
                        + "\\left(\\min_{0 \\le i < N} x_{i}\\right)^{2} + \\operatorname*{logsumexp}_{0 \\le i < N} x_{i}",
                "x[argmax(i in N: x[i])]          @ " + "x_{\\operatorname*{arg\\,max}_{0 \\le i < N} x_{i}}",
                "[i in N, j in M: A[j, i]]       @ \\left(A_{j, i}\\right)_{0 \\le i < N, \\, 0 \\le j < M}",
                "sum(e in N: exp(e) + inf[e]) @ "
                        + "\\sum_{e=0}^{N - 1} \\left(\\exp\\left(e\\right) + \\infty_{e}\\right)",
                "--x + -(-x * y)                 @ -\\left(-x\\right) + \\left(-\\left(-x \\, y\\right)\\right)"
            })
    void expressions(String text, String latex) {
        assertThat(latex(text)).isEqualTo(latex);
    }

    @Test
    void functions() {
        assertThat(function("function f(x, l; K) = x + l * K")).isEqualTo("f\\left(x, l; K\\right) = x + l \\, K");
        assertThat(function("function f(e) = exp(e) + pi"))
                .isEqualTo("f\\left(e\\right) = \\exp\\left(e\\right) + \\pi");
        assertThat(function("function call_it(x, inf) { (a, b) = g(x)\n s1 = a * b\n return (s1, x + inf) }"))
                .isEqualTo("""
                        \\begin{aligned}
                        \\left(a, b\\right) &= g\\left(x\\right) \\\\
                        s_{1} &= a \\, b \\\\
                        \\operatorname{call\\_it}\\left(x, \\mathrm{inf}\\right) &= \\left(s_{1}, x + \\mathrm{inf}\\right)
                        \\end{aligned}""");
        assertThat(function("function f(w[D], b; X[N, D], q[3], int c[P], int k, t[K, div(D * (D + 1), 2)]) {"
                        + " z1[i in N] = b + sum(d in D: w[d] * X[i, d])\n return ([i in c[0]: z1[i]], k) }"))
                .isEqualTo("""
                        \\begin{aligned}
                        {z_{1}}_{i} &= b + \\sum_{d=0}^{D - 1} w_{d} \\, X_{i, d} \\quad \\left(0 \\le i < N\\right) \\\\
                        f\\left(w \\in \\mathbb{R}^{D}, b; \
                        X \\in \\mathbb{R}^{N \\times D}, q \\in \\mathbb{R}^{3}, c \\in \\mathbb{Z}^{P}, k \\in \\mathbb{Z}, \
                        t \\in \\mathbb{R}^{K \\times \\operatorname{div}\\left(D \\, \\left(D + 1\\right), 2\\right)}\\right) &= \
                        \\left(\\left({z_{1}}_{i}\\right)_{0 \\le i < c_{0}}, k\\right)
                        \\end{aligned}""");
        assertThat(function("x^2 / y")).isEqualTo("\\frac{x^{2}}{y}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "*", "right *", "/", "^", "call", "if"})
    void deepTreesDoNotOverflowTheStack(String kind) throws InterruptedException {
        Expr x = new Expr.Name(NOWHERE, "x");
        Expr tree = x;
        for (int i = 0; i < 100_000; i++) {
            tree = switch (kind) {
                case "-" -> new Expr.Unary(NOWHERE, Expr.UnaryOperator.NEGATE, tree);
                case "*" -> new Expr.Binary(NOWHERE, Expr.BinaryOperator.MULTIPLY, tree, x);
                case "right *" -> new Expr.Binary(NOWHERE, Expr.BinaryOperator.MULTIPLY, x, tree);
                case "/" -> new Expr.Binary(NOWHERE, Expr.BinaryOperator.DIVIDE, tree, x);
                case "^" -> new Expr.Binary(NOWHERE, Expr.BinaryOperator.POWER, tree, x);
                case "call" -> new Expr.Call(NOWHERE, NOWHERE, "sin", List.of(tree), List.of());
                default -> new Expr.If(NOWHERE, x, x, tree);
            };
        }
        Expr deep = tree;
        AtomicReference<String> text = new AtomicReference<>();
        Thread thread = new Thread(null, () -> text.set(LatexPrinter.print(deep)), "small stack", 256 << 10);
        thread.start();
        thread.join();
        assertThat(text.get()).hasSizeBetween(100_000, 4_000_000);
    }
}

package com.acme.formulas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.Formula;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class MathMlTest {
    private static String inside(String mathml) {
        return mathml.replaceAll("^<math [^>]*>|</math>$", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x^2 / y # <mfrac><msup><mi>x</mi><mn>2</mn></msup><mi>y</mi></mfrac>",
                "cbrt(x) # <mroot><mi>x</mi><mn>3</mn></mroot>",
                "-x < 1 ? x : 2 # <mrow><mo fence=\"true\" stretchy=\"true\">{</mo><mtable displaystyle=\"true\" class=\"cases\"><mtr>"
                        + "<mtd><mi>x</mi></mtd><mtd><mrow><mtext>if\u00a0</mtext><mo>−</mo><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow></mtd>"
                        + "</mtr><mtr><mtd><mn>2</mn></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>",
                "sigma_max # <msub><mi>σ</mi><mi>max</mi></msub>",
                "sum(i in 3: x * i) # <mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow><mn>2</mn></munderover>"
                        + "<mi>i</mi><mspace width=\"0.17em\"></mspace><mi>x</mi></mrow>",
            })
    void latexBecomesMathMl(String formula, String expected) {
        assertEquals(expected, inside(MathMl.of(Formula.parse(formula).toLatex())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sin(x)^2 + cos(y_2)^2",
                "if x > 1 and not (y < 2) then abs(x) else if x == 0 then floor(x) else ceil(y)",
                "function f(w[D]; X[N, D]) = sum(i in N: softplus(sum(d in D: w[d] * X[i, d])))",
                "function f(x, k) {\n a = exp(x * k)\n b = a * a + sin(a)\n return b * a / (b + 1)\n}",
                "logsumexp(i in 3: x * i) + max(i in 3: x^i) * prod(i in 1..<4: x)",
                "solve(y = 1: y^2 - x)",
                "polygamma(2, x) + lgamma(x) * inf - 1e-20",
            })
    void derivativesAreWellFormed(String text) throws Exception {
        Formula formula = Formula.parse(text);
        Formula derivative = formula.differentiate(formula.variables().get(0)).simplify();
        for (String latex : new String[] {formula.toLatex(), derivative.toLatex()}) {
            String mathml = MathMl.of(latex);
            assertEquals(
                    "math",
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(mathml)))
                            .getDocumentElement()
                            .getTagName());
        }
    }

    @Test
    void textStaysText() {
        String mathml = MathMl.of("\\mathrm{<script>} < \\text{&}");
        assertEquals("<mrow><mi>&lt;script&gt;</mi><mo>&lt;</mo><mtext>&amp;</mtext></mrow>", inside(mathml));
        assertFalse(mathml.contains("<script"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\input{file}", "\\frac{1}", "\\left(x", "x}", "\\begin{cases} x", "x^", "\\mathrm", "#"})
    void whatIsNotKnownHasNone(String latex) {
        assertNull(MathMl.of(latex));
    }

    @Test
    void whatIsTooDeepHasNone() {
        assertNull(MathMl.of("{".repeat(100_000)));
        assertTrue(MathMl.of("{".repeat(300) + "x" + "}".repeat(300)).contains("<mi>x</mi>"));
    }
}

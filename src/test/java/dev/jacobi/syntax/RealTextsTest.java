package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealTextsTest {
    private static final String PRICING = String.join(
            "\n",
            "package com.acme.pricing                 // optional; the folder gives the default",
            "",
            "/** Black-Scholes price of a European call. */",
            "function callPrice(S, sigma, r, T; K) {",
            "    d1 = (log(S / K) + (r + sigma^2 / 2) * T) / (sigma * sqrt(T))",
            "    d2 = d1 - sigma * sqrt(T)",
            "    return S * normcdf(d1) - K * exp(-r * T) * normcdf(d2)",
            "}",
            "",
            "function product(x, l) = (x^2 / log(x) + l) * (x^2 / log(x) - l)",
            "");

    @Test
    void aFileOfFunctionsReads() {
        SourceFile file = Trees.file(PRICING);
        assertThat(file.packageName()).isEqualTo("com.acme.pricing");
        assertThat(file.functions()).extracting(Function::name).containsExactly("callPrice", "product");
        Function price = file.functions().get(0);
        assertThat(price.documentation()).isEqualTo("Black-Scholes price of a European call.");
        assertThat(price.variables()).extracting(Parameter::name).containsExactly("S", "sigma", "r", "T");
        assertThat(price.data()).extracting(Parameter::name).containsExactly("K");
        assertThat(price.bindings()).hasSize(2);
        assertThat(price.results()).hasSize(1);
        assertThat(file.functions().get(1).documentation()).isNull();
        assertThat(PRICING.substring(price.span().start(), price.span().end()))
                .startsWith("function callPrice")
                .endsWith("}");
        assertThat(PRICING.substring(price.nameSpan().start(), price.nameSpan().end()))
                .isEqualTo("callPrice");
    }

    @Test
    void aFileOfFunctionsPrintsAsItIs() {
        String printed = TreePrinter.print(Trees.file(PRICING));
        assertThat(printed).isEqualTo(PRICING.replaceAll(" *//.*", ""));
    }

    @Test
    void aBareExpressionIsAFunctionWithoutAName() {
        Function function = Trees.file("x^2 / log(x) + l").functions().get(0);
        assertThat(function.name()).isNull();
        assertThat(function.variables()).isNull();
        assertThat(function.data()).isEmpty();
        assertThat(function.bindings()).isEmpty();
        assertThat(Trees.prefix(function.results().get(0))).isEqualTo("(+ (/ (^ x 2) (log x)) l)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp((-(theta/sigma)^2)/2)/(sqrt(2*pi)*sigma)",
                "exp((-((theta - theta1)/sigma)^2)/2)/(sqrt(2*pi)*sigma)",
                "G*m1*m2/((x2 - x1)^2 + (y2 - y1)^2 + (z2 - z1)^2)",
                "6.67430e-11*x0*x1/((x2 - x3)^2 + (x4 - x5)^2 + (x6 - x7)^2)",
                "x0/sqrt(1 - x1^2/2.99792458e8^2)",
                "abs((x + 4)/y - x/y*z)",
                "(-(f + n))/(f - n)",
                "exp((-(1 - x*x)))",
                "(-log(1/x - 1))",
                "b1*(b2 + x)^((-1)/b3)",
                "b1*exp((-b2)*x) + b3*exp((-(x - b4)^2)/b5^2) + b6*exp((-(x - b7)^2)/b8^2)",
                "b1 + b2*cos(2*pi*x/12) + b3*sin(2*pi*x/12) + b5*cos(2*pi*x/b4) + b6*sin(2*pi*x/b4)",
                "(x1 - 1.0)^2 + (x1 - x2)^2 + (x3 - 1.0)^2 + (x4 - 1.0)^4 + (x5 - 1.0)^6",
                "(-6)*cos(x) + 3*x^2*cos(x) - 6*x*sin(x) + x^3*sin(x)",
                "if x < 0 then -x else if 0 <= x < 1 then x^2 else 2*x - 1"
            })
    void formulasFromTheFieldReadAndPrint(String text) {
        Expr expr = Trees.expr(text);
        assertThat(Trees.nodes(Trees.expr(TreePrinter.print(expr)))).isEqualTo(Trees.nodes(expr));
    }
}

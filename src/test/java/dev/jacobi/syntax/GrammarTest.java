package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Derivative;
import dev.jacobi.editors.Grammar;
import dev.jacobi.editors.Grammar.Scoped;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The grammar for editors knows the words and signs of the language. */
class GrammarTest {
    private static final Grammar GRAMMAR = Grammar.read();

    /** The pieces of a text, each with the part of its scope before the name of the language. */
    private static List<String> pieces(String text) {
        return GRAMMAR.scoped(text).stream()
                .filter(piece -> !piece.scope().startsWith("punctuation"))
                .map(piece -> piece.text() + " " + piece.scope().replace(".jacobi", ""))
                .toList();
    }

    @Test
    void everyExpressionCompilesAndTakesSomething() {
        List<Pattern> expressions = GRAMMAR.expressions();
        assertThat(expressions).hasSizeGreaterThan(30);
        assertThat(expressions)
                .noneMatch(expression ->
                        expression.matcher("").find() && !expression.pattern().contains("$"));
    }

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void everyKeywordAndSignIsKnown(TokenKind kind) {
        if (kind.spelling() == null) {
            assertThat(kind).isIn(TokenKind.END, TokenKind.INVALID, TokenKind.NAME, TokenKind.NUMBER, TokenKind.TEXT);
            return;
        }
        String text = kind == TokenKind.AT ? "@derivatives(gradient)" : "a " + kind.spelling() + " b";
        String piece = kind == TokenKind.AT ? "@derivatives" : kind.spelling();
        String scope = GRAMMAR.scopeOf(piece, text);
        assertThat(scope).matches("(keyword|storage|punctuation)\\..*");
        if (kind.isKeyword()) {
            assertThat(scope).doesNotStartWith("punctuation");
        }
    }

    @ParameterizedTest
    @EnumSource(Expr.Reducer.class)
    void everyReductionIsKnown(Expr.Reducer reducer) {
        String word = reducer.symbol();
        assertThat(GRAMMAR.scopeOf(word, word + "(i in N: x[i])")).isEqualTo("support.function.reduction.jacobi");
        assertThat(GRAMMAR.scopeOf(word, word + " + 1")).as("a variable").isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fold | fold(t in T, s = 0: s + x[t]) | recurrence",
                "scan | scan(t in T, s = 0: s + x[t]) | recurrence",
                "solve | solve(x = 1: x^2 - 2) | equation"
            })
    void recurrencesAndEquationsAreKnown(String word, String text, String kind) {
        assertThat(GRAMMAR.scopeOf(word, text)).isEqualTo("support.function." + kind + ".jacobi");
    }

    @Test
    void everyDerivativeOfAnAnnotationIsKnown() {
        assertThat(Arrays.stream(Derivative.values()).map(Derivative::methodName))
                .allSatisfy(name -> assertThat(GRAMMAR.scopeOf(name, "@derivatives(value, " + name + ")"))
                        .isEqualTo("constant.other.derivative.jacobi"));
        assertThat(GRAMMAR.scopeOf("gradient", "gradient + 1")).isEqualTo("none");
    }

    @Test
    void aFunctionIsReadInItsParts() {
        assertThat(pieces("""
                package com.acme.pricing   // optional
                import "common/rates"
                /** Text with if and 1.
                 *  More, sum(i in N: 2). */
                @derivatives(gradient)
                function loss(w[D], gamma; int c[N]) = # a remark
                    sum(i in 0..<N: .5 * x1[c[i]]^2 - 1.5e-3) / f(pi, 2^-gamma)
                """))
                .containsExactly(
                        "package keyword.other.package",
                        "com.acme.pricing entity.name.namespace",
                        "// optional comment.line.double-slash",
                        "import keyword.other",
                        "\"common/rates\" string.quoted.double",
                        "/** Text with if and 1. comment.block.documentation",
                        " *  More, sum(i in N: 2). */ comment.block.documentation",
                        "@derivatives storage.type.annotation",
                        "gradient constant.other.derivative",
                        "function storage.type.function",
                        "loss entity.name.function",
                        "int storage.type.integer",
                        "= keyword.operator.assignment",
                        "# a remark comment.line.number-sign",
                        "sum support.function.reduction",
                        "i variable.parameter.axis",
                        "in keyword.operator.in",
                        "0 constant.numeric",
                        "..< keyword.operator.range",
                        ".5 constant.numeric",
                        "* keyword.operator.arithmetic",
                        "^ keyword.operator.arithmetic",
                        "2 constant.numeric",
                        "- keyword.operator.arithmetic",
                        "1.5e-3 constant.numeric",
                        "/ keyword.operator.arithmetic",
                        "f entity.name.function.call",
                        "pi constant.language",
                        "2 constant.numeric",
                        "^ keyword.operator.arithmetic",
                        "- keyword.operator.arithmetic");
    }

    @Test
    void wordsStandAlone() {
        assertThat(pieces("iffy notation_2 e1 infinite maximum sink")).isEmpty();
        assertThat(pieces("/* a */ max(a, b) /**/ if a<=b then e else not c"))
                .containsExactly(
                        "/* a */ comment.block",
                        "max support.function.builtin",
                        "/**/ comment.block",
                        "if keyword.control",
                        "<= keyword.operator.comparison",
                        "then keyword.control",
                        "e constant.language",
                        "else keyword.control",
                        "not keyword.operator.logical");
        assertThat(GRAMMAR.scoped("[x")).containsExactly(new Scoped("[", "punctuation.section.brackets.jacobi"));
    }
}

package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.SourceFile.Function;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnnotationParserTest {
    private static SourceFile parse(String text) {
        return Parser.parse(new SourceText("f.jacobi", text), Limits.defaults());
    }

    @ParameterizedTest
    @EnumSource(Derivative.class)
    void everyDerivativeHasAName(Derivative derivative) {
        SourceFile file = parse("@derivatives(" + derivative.methodName() + ")\nfunction f(x) = x");
        assertThat(file.functions().get(0).derivatives()).containsExactly(derivative);
    }

    @Test
    void itBelongsToTheFunctionBehindItAndIsPrintedWithIt() {
        String text = """
                package com.acme

                /** Doc. */
                @derivatives(gradient, hessianVectorProduct)
                function f(x) = x

                function g(x) = x
                """;
        SourceFile file = parse(text);
        Function f = file.functions().get(0);
        assertThat(f.documentation()).isEqualTo("Doc.");
        assertThat(f.derivatives()).containsExactly(Derivative.GRADIENT, Derivative.HESSIAN_VECTOR_PRODUCT);
        assertThat(file.functions().get(1).derivatives()).isEmpty();
        assertThat(TreePrinter.print(file)).isEqualTo(text);
    }

    @Test
    void documentationMayStandBehindIt() {
        assertThat(parse("@derivatives(jvp) /** Doc. */ function f(x) = x")
                        .functions()
                        .get(0)
                        .documentation())
                .isEqualTo("Doc.");
    }

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @derivatives(gradient hessian)      | 1:23: expected ')'
            @derivatives()                      | 1:14: expected the name of a derivative, as in '@derivatives(gradient)'
            @derivatives                        | 2:1: expected '('
            @derivative(gradient)               | 1:2: expected 'derivatives' after '@', the only annotation
            @(gradient)                         | 1:2: expected 'derivatives' after '@', the only annotation
            @derivatives(slope)                 | 1:14: 'slope' is no derivative; known: value, gradient, jacobian,
            @derivatives(Gradient)              | 1:14: 'Gradient' is no derivative; known: value,
            @derivatives(jvp) import "g"        | 1:19: expected 'function' after an annotation
            """)
    // @formatter:on
    void aMistakeInItIsSaidWithItsPlace(String annotation, String expected) {
        JacobiException e =
                catchThrowableOfType(JacobiException.class, () -> parse(annotation + "\nfunction f(x) = x"));
        assertThat(e).hasMessageStartingWith("f.jacobi:" + expected);
        assertThat(e.diagnostics()).hasSize(1);
    }

    @Test
    void whatFollowsAMistakeIsReadAllTheSame() {
        JacobiException e = catchThrowableOfType(
                JacobiException.class,
                () -> parse("@derivatives(slope)\nfunction f(x) = 2x\n@wrong\nfunction g(x) = 3x"));
        assertThat(e.diagnostics().stream().map(d -> d.line()).toList()).isEqualTo(List.of(1, 2, 3, 4));
    }

    @Test
    void itsSignMeansNothingWithinALine() {
        JacobiException e = catchThrowableOfType(JacobiException.class, () -> parse("function f(x) = x @ x"));
        assertThat(e).hasMessageContaining("the character U+0040 '@' is not part of the language");
    }
}

package dev.jacobi.processor;

import dev.jacobi.JacobiFormula;
import dev.jacobi.JacobiSource;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.lang.annotation.Annotation;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * One annotation of the user's.
 *
 * @param element what it stands on
 * @param mirror where it stands, for messages
 * @param path the file it names, or null where it holds the formula
 * @param formula the formula, or null where a file has it
 * @param function the name of the function, or null for the last one
 */
record Request(
        Element element, AnnotationMirror mirror, String path, String formula, String function, Options options) {

    static Request ofSource(Element element) {
        JacobiSource source = element.getAnnotation(JacobiSource.class);
        return new Request(
                element,
                mirror(element, JacobiSource.class),
                source.value(),
                null,
                source.function().isEmpty() ? null : source.function(),
                options(source.arithmetic(), source.strictMath()));
    }

    static Request ofFormula(Element element) {
        JacobiFormula formula = element.getAnnotation(JacobiFormula.class);
        return new Request(
                element,
                mirror(element, JacobiFormula.class),
                null,
                formula.value(),
                null,
                options(formula.arithmetic(), formula.strictMath()));
    }

    private static Options options(Arithmetic arithmetic, boolean strictMath) {
        return Options.defaults().arithmetic(arithmetic).strictMath(strictMath);
    }

    private static AnnotationMirror mirror(Element element, Class<? extends Annotation> annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(annotation.getName()))
                .findFirst()
                .orElseThrow();
    }

    /** The interface: what the annotation stands on, or what the method stands in. */
    TypeElement type() {
        return (TypeElement) (element instanceof TypeElement ? element : element.getEnclosingElement());
    }

    /** The value of the annotation, which mistakes in the formula are shown at. */
    AnnotationValue value() {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals("value"))
                .map(entry -> (AnnotationValue) entry.getValue())
                .findFirst()
                .orElse(null);
    }

    /** The text, from the annotation or from a file below the roots. */
    SourceText text(SourceRoots roots, String packageName) {
        if (formula != null) {
            return new SourceText("<formula>", formula);
        }
        boolean fromRoot = path.startsWith("/") || packageName.isEmpty();
        return roots.source(
                path.startsWith("/")
                        ? path.substring(1)
                        : fromRoot ? path : packageName.replace('.', '/') + "/" + path);
    }
}

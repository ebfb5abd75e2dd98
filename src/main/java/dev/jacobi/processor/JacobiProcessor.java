package dev.jacobi.processor;

import dev.jacobi.JacobiFormula;
import dev.jacobi.JacobiSource;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.JacobiException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.lang.annotation.IncompleteAnnotationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * Implements the interfaces that {@link JacobiSource} or {@link JacobiFormula} stands on. Each generated class comes from one interface and
 * from its formula alone, which build tools call isolating. Mistakes are errors of the compiler, at the annotation or the method.
 */
public final class JacobiProcessor extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(JacobiSource.class.getName(), JacobiFormula.class.getName());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(SourceRoots.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Map<TypeElement, List<Request>> requests = new LinkedHashMap<>();
        round.getElementsAnnotatedWith(JacobiSource.class).forEach(e -> add(requests, e, Request::ofSource));
        round.getElementsAnnotatedWith(JacobiFormula.class).forEach(e -> add(requests, e, Request::ofFormula));
        requests.values().forEach(this::implement);
        return true;
    }

    private static void add(
            Map<TypeElement, List<Request>> requests, Element element, Function<Element, Request> reader) {
        try {
            Request request = reader.apply(element);
            requests.computeIfAbsent(request.type(), type -> new ArrayList<>()).add(request);
        } catch (IncompleteAnnotationException | AnnotationTypeMismatchException | EnumConstantNotPresentException e) {
            // An annotation that is not written as it must be, which the compiler itself reports.
            return;
        }
    }

    private void implement(List<Request> requests) {
        Request request = requests.get(0);
        try {
            for (Request other : requests.subList(1, requests.size())) {
                error(other, "one formula implements an interface; leave this one out, or the other");
            }
            new Implementation(request, roots(), processingEnv).write();
        } catch (JacobiException e) {
            for (Diagnostic diagnostic : e.diagnostics()) {
                error(request, diagnostic.render());
            }
        } catch (RuntimeException | StackOverflowError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            error(request, "Jacobi itself failed; please report this with the formula: " + trace);
        }
    }

    private void error(Request request, String message) {
        processingEnv
                .getMessager()
                .printMessage(Kind.ERROR, message, request.element(), request.mirror(), request.value());
    }

    private SourceRoots roots() {
        String folder = processingEnv.getOptions().get(SourceRoots.OPTION);
        return new SourceRoots(
                folder == null ? null : Path.of(folder).toAbsolutePath().normalize(), processingEnv.getFiler());
    }
}

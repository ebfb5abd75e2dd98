package dev.jacobi.processor;

import dev.jacobi.InterfaceGenerator;
import dev.jacobi.JavaSource;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.emit.UserMethod;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic.Kind;

/** The class behind one annotated interface. */
final class Implementation {
    private final Request request;
    private final AnnotatedInterface implemented;
    private final SourceRoots roots;
    private final ProcessingEnvironment compiler;

    Implementation(Request request, SourceRoots roots, ProcessingEnvironment compiler) {
        this.request = request;
        this.implemented = new AnnotatedInterface(request.type(), compiler.getElementUtils(), compiler.getTypeUtils());
        this.roots = roots;
        this.compiler = compiler;
    }

    /** Writes it, unless a method does not fit; that is an error at the method. */
    void write() {
        Map<UserMethod, ExecutableElement> methods = implemented.methods();
        InterfaceGenerator generator = InterfaceGenerator.of(
                request.text(roots, implemented.packageName()), request.function(), request.options(), roots);
        boolean fits = true;
        for (Map.Entry<UserMethod, ExecutableElement> method : methods.entrySet()) {
            fits &= fits(generator, method.getKey(), method.getValue());
        }
        if (fits) {
            write(generator.write(implemented.packageName(), implemented.className(), implemented.path()));
        }
    }

    private boolean fits(InterfaceGenerator generator, UserMethod method, ExecutableElement element) {
        try {
            generator.add(method);
            return true;
        } catch (JacobiException e) {
            Messager messager = compiler.getMessager();
            if (element.getEnclosingElement().equals(request.type())) {
                messager.printMessage(Kind.ERROR, e.getMessage(), element);
            } else {
                messager.printMessage(Kind.ERROR, e.getMessage(), request.element(), request.mirror(), request.value());
            }
            return false;
        }
    }

    private void write(JavaSource source) {
        String name = (source.packageName().isEmpty() ? "" : source.packageName() + ".") + source.className();
        Element origin = request.type();
        try (Writer writer = compiler.getFiler().createSourceFile(name, origin).openWriter()) {
            writer.write(source.text());
        } catch (IOException e) {
            throw new JacobiException(ErrorCode.INPUT, "cannot write " + name + ": " + e.getMessage(), e);
        }
    }
}

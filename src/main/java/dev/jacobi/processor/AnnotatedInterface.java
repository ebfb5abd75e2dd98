package dev.jacobi.processor;

import dev.jacobi.UserInterface;
import dev.jacobi.emit.UserMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** An interface of the user's as the compiler reads it. */
final class AnnotatedInterface {
    private final TypeElement type;
    private final Elements elements;
    private final Types types;

    AnnotatedInterface(TypeElement type, Elements elements, Types types) {
        this.type = type;
        this.elements = elements;
        this.types = types;
    }

    /** The methods to implement, each with what the compiler knows of it, in an order that depends on nothing but them. */
    Map<UserMethod, ExecutableElement> methods() {
        boolean isPublic = type.getModifiers().contains(Modifier.PUBLIC);
        UserInterface.checkKind(
                type.getQualifiedName().toString(),
                type.getKind() == ElementKind.INTERFACE
                        && isPublic
                        && type.getTypeParameters().isEmpty());
        Map<UserMethod, ExecutableElement> found = new LinkedHashMap<>();
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
            if (method.getModifiers().contains(Modifier.ABSTRACT)) {
                found.put(read(method), method);
            }
        }
        Map<UserMethod, ExecutableElement> ordered = new LinkedHashMap<>();
        new UserInterface(List.copyOf(found.keySet())).methods().forEach(m -> ordered.put(m, found.get(m)));
        return ordered;
    }

    private UserMethod read(ExecutableElement method) {
        List<String> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        method.getParameters().forEach(parameter -> {
            parameters.add(text(parameter.asType()));
            names.add(parameter.getSimpleName().toString());
        });
        return new UserMethod(
                method.getEnclosingElement().getSimpleName().toString(),
                method.getSimpleName().toString(),
                parameters,
                mayBeFromClassFile(method) ? List.of() : names,
                text(method.getReturnType()));
    }

    /** Whether the names of a method's parameters may be made up: those of a class file are. */
    private boolean mayBeFromClassFile(ExecutableElement method) {
        return !method.getEnclosingElement().equals(type);
    }

    /** A type as {@link Class#getSimpleName} has it. */
    private String text(TypeMirror mirror) {
        TypeMirror erased = types.erasure(mirror);
        if (erased.getKind() == TypeKind.ARRAY) {
            return text(((ArrayType) erased).getComponentType()) + "[]";
        }
        if (erased.getKind().isPrimitive() || erased.getKind() == TypeKind.VOID) {
            return erased.getKind().name().toLowerCase(Locale.ROOT);
        }
        Element element = types.asElement(erased);
        return element == null ? erased.toString() : element.getSimpleName().toString();
    }

    /** The simple names of the interface and of the types round it, from the outermost on. */
    List<String> path() {
        LinkedList<String> path = new LinkedList<>();
        for (Element e = type; e.getKind() != ElementKind.PACKAGE; e = e.getEnclosingElement()) {
            path.addFirst(e.getSimpleName().toString());
        }
        return path;
    }

    /** Its package; empty for none. */
    String packageName() {
        return elements.getPackageOf(type).getQualifiedName().toString();
    }

    /** The simple name of the class that implements it. */
    String className() {
        return String.join("_", path()) + "Jacobi";
    }
}

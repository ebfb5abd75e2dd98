package dev.jacobi.runtime;

import dev.jacobi.diag.ExternalFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The classes of the user's whose methods generated code may call, and nothing else of them. */
final class ExternalClasses {
    private final List<ExternalFunction> functions;
    private final Map<String, Class<?>> classes = new HashMap<>();

    /** @param source what is compiled, which may call only functions whose class is there */
    ExternalClasses(List<ExternalFunction> functions, String source) {
        this.functions = functions.stream()
                .filter(f -> source.contains(f.javaName() + "("))
                .toList();
        for (ExternalFunction function : this.functions) {
            if (function.owner() == null) {
                throw function.notThere();
            }
            for (Class<?> c = function.owner(); c != null; c = c.getEnclosingClass()) {
                classes.put(c.getName(), c);
            }
        }
    }

    /** A loader that knows them beside what its parent knows. */
    ClassLoader loader(ClassLoader parent) {
        return functions.isEmpty() ? parent : new KnownClasses(parent, classes);
    }

    /** The methods that may be called, as class files name them: {@code com/acme/Bessel.j0}. */
    Set<String> methods() {
        Set<String> methods = new HashSet<>();
        for (ExternalFunction function : functions) {
            methods.add(function.owner().getName().replace('.', '/') + "." + methodName(function));
        }
        return methods;
    }

    private static String methodName(ExternalFunction function) {
        return function.javaName().substring(function.javaName().lastIndexOf('.') + 1);
    }

    /**
     * By binary name, classes with the same methods that do nothing: what a compiler needs to see, whatever the real ones extend or use
     * and wherever they come from.
     */
    Map<String, String> stubs() {
        Map<Class<?>, Set<String>> methods = new TreeMap<>(Comparator.comparing(Class::getName));
        classes.values().forEach(c -> methods.put(c, new TreeSet<>()));
        for (ExternalFunction function : functions) {
            String parameters = IntStream.range(0, function.parameters().size())
                    .mapToObj(i -> "double x" + i)
                    .collect(Collectors.joining(", "));
            methods.get(function.owner())
                    .add("public static double " + methodName(function) + "(" + parameters + ") { return 0; }");
        }
        Map<String, String> stubs = new TreeMap<>();
        for (Class<?> c : methods.keySet()) {
            if (c.getEnclosingClass() == null) {
                stubs.put(c.getName(), "package " + c.getPackageName() + ";\n" + stub(c, methods));
            }
        }
        return stubs;
    }

    /** Recurses over classes inside classes only. */
    private static String stub(Class<?> type, Map<Class<?>, Set<String>> methods) {
        List<String> members = new ArrayList<>(methods.get(type));
        for (Class<?> inner : methods.keySet()) {
            if (inner.getEnclosingClass() == type) {
                members.add(stub(inner, methods));
            }
        }
        String modifier = type.getEnclosingClass() == null ? "public class " : "public static class ";
        return modifier + type.getSimpleName() + " {\n" + String.join("\n", members) + "\n}";
    }
}

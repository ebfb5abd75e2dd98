package dev.jacobi.emit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives out Java identifiers: a wished name where it is free and allowed, else the name with underscores behind it. */
final class JavaNames {
    /** Java's reserved words up to its newest version, and the classes that generated code mentions. */
    // @formatter:off
    private static final Set<String> RESERVED = Set.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
            "default", "do", "double", "else", "enum", "extends", "final", "finally", "float", "for", "goto", "if",
            "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "package", "private",
            "protected", "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized", "this",
            "throw", "throws", "transient", "try", "void", "volatile", "while", "true", "false", "null", "_", "var",
            "yield", "record", "sealed", "permits", "non", "when", "exports", "module", "Math", "StrictMath", "Double",
            "String", "Object", "Override", "IllegalArgumentException", "IndexOutOfBoundsException", "java", "dev");
    // @formatter:on

    private final Set<String> taken = new HashSet<>(RESERVED);
    private final Map<String, String> given = new HashMap<>();
    private int temporaries;

    /** The identifier for a wish, the same one at every call. */
    String forWish(String wish) {
        return given.computeIfAbsent(wish, this::fresh);
    }

    /** The identifier for a wish among those of one kind, the same one at every call. */
    String forWish(String kind, String wish) {
        return given.computeIfAbsent(kind + " " + wish, key -> fresh(wish));
    }

    /** Whether an identifier may still be given out. */
    boolean isFree(String name) {
        return !taken.contains(name);
    }

    /** An identifier near the wish that nobody else has. */
    String fresh(String wish) {
        String name = wish;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /** The next unnamed intermediate: t1, t2, ... */
    String temporary(String prefix) {
        String name;
        do {
            name = prefix + ++temporaries;
        } while (!taken.add(name));
        return name;
    }

    /** A copy that gives out further names independently: the scope of one method. */
    JavaNames nested() {
        JavaNames nested = new JavaNames();
        nested.taken.addAll(taken);
        nested.given.putAll(given);
        return nested;
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** The class for a function: its name with a capital. */
    static String className(String function) {
        String name = function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
        return RESERVED.contains(name) ? name + "_" : name;
    }
}

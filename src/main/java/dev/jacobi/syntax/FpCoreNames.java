package dev.jacobi.syntax;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives names of FPCore valid, unique names of our language. */
final class FpCoreNames {
    /** What the imported text may mean by these is not ours to change. */
    private static final Set<String> CONSTANTS = Set.of("pi", "e", "inf", "nan");

    private final Set<String> reserved;
    private final boolean ignoreCase;
    private final Set<String> taken = new HashSet<>();
    /** The next number to try for a name that is taken, so that a thousand shadowings cost no more than a thousand. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private final Map<String, String> changed = new LinkedHashMap<>();

    private FpCoreNames(Set<String> reserved, boolean ignoreCase) {
        this.reserved = reserved;
        this.ignoreCase = ignoreCase;
    }

    /** Names of the variables and bindings of one function. */
    static FpCoreNames ofVariables() {
        return new FpCoreNames(CONSTANTS, false);
    }

    /**
     * Names of functions, distinct also where file names ignore case.
     *
     * @param reserved what no function may be called
     */
    static FpCoreNames ofFunctions(Set<String> reserved) {
        return new FpCoreNames(reserved, true);
    }

    /** A new name, as like the given one as can be. */
    String declare(String original) {
        String name = fresh(valid(original));
        if (!name.equals(original)) {
            changed.put(name, original);
        }
        return name;
    }

    /** A new name that stands for no name of the text. */
    String fresh(String wish) {
        String name = wish;
        while (!isFree(name)) {
            int number = numbers.merge(wish, 1, Integer::sum);
            name = wish + "_" + (number + 1);
        }
        taken.add(key(name));
        return name;
    }

    /** The names that are not those of the text, in order, each with that of the text. */
    Map<String, String> changed() {
        return changed;
    }

    private boolean isFree(String name) {
        boolean keyword = TokenKind.ofWord(name) != TokenKind.NAME;
        return !keyword && !reserved.contains(name) && !taken.contains(key(name));
    }

    private String key(String name) {
        return ignoreCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static String valid(String original) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < original.length(); i++) {
            char c = original.charAt(i);
            boolean part = isLetter(c) || c >= '0' && c <= '9';
            name.append(part ? c : '_');
        }
        return name.isEmpty() || !isLetter(name.charAt(0)) ? "v" + name : name.toString();
    }

    /** A name of words in the manner of Java: {@code "quadratic, positive"} becomes {@code quadraticPositive}. */
    static String ofWords(String words, int most) {
        StringBuilder name = new StringBuilder();
        boolean start = false;
        for (int i = 0; i < words.length() && name.length() < most; i++) {
            char c = words.charAt(i);
            boolean part = isLetter(c) || c >= '0' && c <= '9';
            if (part) {
                boolean acronym = i + 1 < words.length() && isUpper(words.charAt(i + 1));
                boolean first = name.isEmpty() && !acronym;
                name.append(start ? upper(c) : first && isUpper(c) ? (char) (c - 'A' + 'a') : c);
            }
            start = !part && !name.isEmpty();
        }
        return name.isEmpty() || !isLetter(name.charAt(0)) ? "f" + name : name.toString();
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}

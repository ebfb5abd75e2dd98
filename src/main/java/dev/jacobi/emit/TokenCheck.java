package dev.jacobi.emit;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads emitted text again before it goes to a compiler: ASCII only, no backslash, no string, no comment, and no identifier but those
 * that Jacobi writes. What the emitter would let through by a mistake is stopped here.
 */
final class TokenCheck {
    private static final Set<String> WORDS = words();
    private static final Set<String> NUMBERED = Set.of(
            "t", "c", "s", "b", "v", "h", "i", "k", "n", "m", "x", "data", "ints", "seed", "out", "work", "part",
            "base");

    private TokenCheck() {}

    /** Checks the source of a run-time class. */
    static void kernel(String text, String className) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isLetter(c)) {
                int end = wordEnd(text, at);
                String word = text.substring(at, end);
                if (!WORDS.contains(word) && !word.equals(className) && !isNumbered(word)) {
                    throw refused(text, at, "the word " + word);
                }
                at = end;
            } else if (isDigit(c)) {
                at = numberEnd(text, at);
            } else {
                boolean comment = c == '/' && at + 1 < text.length() && "/*".indexOf(text.charAt(at + 1)) >= 0;
                if (comment || "(){}[];,.=+-*/%<>!?:&| \n".indexOf(c) < 0) {
                    throw refused(text, at, "the character " + (int) c);
                }
                at++;
            }
        }
    }

    /**
     * Checks a source for a build, which has comments and strings and names of the user's: ASCII only and no backslash, so that no
     * Unicode escape can end a comment or a string, and each comment ends where the emitter ended it.
     */
    static void library(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' || c != '\n' && (c < ' ' || c > 126)) {
                throw refused(text, at, "the character " + (int) c);
            }
        }
        for (String line : text.split("\n")) {
            int end = line.indexOf("*/");
            if (end >= 0 && !line.strip().equals("*/")) {
                throw refused(text, text.indexOf(line), "the end of a comment inside a line");
            }
        }
    }

    /** Names of locals, loop counters, sizes, offsets, parts and array copies, with underscores behind their number. */
    private static boolean isNumbered(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '_') {
            end--;
        }
        int digits = end;
        while (digits > 0 && isDigit(word.charAt(digits - 1))) {
            digits--;
        }
        return digits < end && NUMBERED.contains(word.substring(0, digits));
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** The end of a decimal number with fraction and exponent. */
    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean signOfExponent = (c == '-' || c == '+') && Character.toLowerCase(text.charAt(end - 1)) == 'e';
            if (!isDigit(c) && c != '.' && c != 'E' && c != 'e' && c != 'L' && c != 'x' && !signOfExponent) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static JacobiException refused(String text, int at, String what) {
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new JacobiException(
                ErrorCode.INTERNAL,
                String.format(
                        Locale.ROOT, "emitted text has %s in line %d, which the emitter never writes", what, line));
    }

    private static Set<String> words() {
        // @formatter:off
        Set<String> words = new HashSet<>(Set.of(
                "package", "import", "public", "private", "static", "final", "class", "implements", "double", "int",
                "long", "boolean", "void", "return", "if", "else", "for", "while", "true", "false", "Math", "StrictMath",
                "Double", "NaN", "POSITIVE_INFINITY", "NEGATIVE_INFINITY", "MIN_VALUE", "MAX_VALUE", "PI", "E", "Override",
                "dev", "jacobi", "runtime", "generated", "Kernel", "InPlaceKernel", "run", "x", "data", "ints", "seed", "out", "work", "workSize",
                "place", "element", "array", "row", "index", "extent", "whole", "quotient", "remainder", "value", "by",
                "java", "util", "Arrays", "fill"));
        // @formatter:on
        for (java.lang.reflect.Method method : Math.class.getMethods()) {
            words.add(method.getName());
        }
        words.addAll(Set.of("doubleToRawLongBits", "doubleToLongBits", "longBitsToDouble", "isNaN", "isInfinite"));
        words.addAll(SpecialText.words());
        return words;
    }
}

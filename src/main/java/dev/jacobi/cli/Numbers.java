package dev.jacobi.cli;

import dev.jacobi.explain.Symbolic;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as the command line reads and writes them. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private Numbers() {}

    /** The fewest digits that read back as the same double, and no {@code .0} at the end. */
    static String format(double value) {
        return Symbolic.number(value);
    }

    /** The number that a text is, spaces around it aside, or null where it is none. */
    static Double parse(String text) {
        String stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return Double.valueOf(stripped);
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }
}

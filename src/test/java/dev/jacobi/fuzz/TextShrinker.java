package dev.jacobi.fuzz;

import java.util.function.Predicate;

/** Makes a failing text shorter while it fails. */
final class TextShrinker {
    private static final int MOST_TRIES = 3000;

    private TextShrinker() {}

    /** Takes away halves, quarters, and so on down to single characters, and begins again while that helps. */
    static String shrink(String text, Predicate<String> fails) {
        String best = text;
        int tries = 0;
        for (int length = best.length(); length > 0 && tries < MOST_TRIES; ) {
            String before = best;
            for (int from = 0; from < best.length() && tries < MOST_TRIES; tries++) {
                String shorter = best.substring(0, from) + best.substring(Math.min(best.length(), from + length));
                if (fails.test(shorter)) {
                    best = shorter;
                } else {
                    from += length;
                }
            }
            length = before.length() > best.length() ? Math.min(length, best.length()) : length / 2;
        }
        return best;
    }

    /** The text as a literal of Java. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n' || c == '\r') {
                out.append(c == '\n' ? "\\n" : "\\r");
            } else if (c >= ' ' && c < 127) {
                out.append(c);
            } else {
                out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return out.append('"').toString();
    }
}

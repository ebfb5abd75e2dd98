package dev.jacobi.syntax;

import java.util.Map;

/** The documentation of an imported function: what FPCore says about it, and what has another name or meaning here. */
final class FpCoreNotes {
    private static final int LONGEST = 4000;
    private static final int MOST_NAMES = 200;

    private final FpCoreProperties properties;
    private final FpCoreBody body;
    private final String symbol;
    private final StringBuilder out = new StringBuilder();

    FpCoreNotes(FpCoreProperties properties, FpCoreBody body, FpCoreForm.Atom symbol) {
        this.properties = properties;
        this.body = body;
        this.symbol = symbol == null ? null : symbol.text();
    }

    String text() {
        line("", properties.own(":name", LONGEST));
        line("", properties.own(":description", LONGEST));
        line(symbol == null ? "Imported from FPCore" : "Imported from the FPCore ", symbol == null ? "" : symbol);
        line("Cites ", properties.own(":cite", LONGEST));
        line("Precondition: ", properties.own(":pre", LONGEST));
        line("Specification: ", properties.own(":spec", LONGEST));
        int left = MOST_NAMES;
        for (Map.Entry<String, String> changed : body.names().changed().entrySet()) {
            if (--left < 0) {
                line("", (body.names().changed().size() - MOST_NAMES) + " more names are changed.");
                break;
            }
            line(changed.getKey() + " stands for ", changed.getValue());
        }
        body.notes().forEach(note -> line("", note));
        return out.toString().strip();
    }

    private void line(String label, String text) {
        if (text == null) {
            return;
        }
        String line = safe(text);
        if (!(label + line).isBlank()) {
            String full = label + line;
            boolean ended = full.endsWith(".") || label.contains(" stands for ");
            out.append(full).append(ended || label.contains(":") ? "" : ".").append('\n');
        }
    }

    /** One line, without what could hide or end the comment. */
    private static String safe(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean space = Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
            int type = Character.getType(c);
            boolean hidden = type == Character.FORMAT || type == Character.SURROGATE || type == Character.UNASSIGNED;
            if (!space) {
                line.append(hidden ? '?' : c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}

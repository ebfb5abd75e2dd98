package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An S-expression of FPCore. Forms may be deep: nothing here recurses. */
sealed interface FpCoreForm {

    /** Where it stands in the text. */
    Span span();

    /** A symbol or a number. */
    record Atom(Span span, String text) implements FpCoreForm {
        /** Whether it names a property, as {@code :name} does. */
        boolean isProperty() {
            return text.length() > 1 && text.charAt(0) == ':';
        }
    }

    /** A string, without its quotes and escapes. */
    record Text(Span span, String value) implements FpCoreForm {}

    /** A list in round or square brackets. */
    record Group(Span span, List<FpCoreForm> items) implements FpCoreForm {
        /** The symbol that it begins with; empty if it begins with none. */
        String head() {
            return !items.isEmpty() && items.get(0) instanceof Atom atom ? atom.text() : "";
        }
    }

    /** The form in one line, without comments; cut after {@code most} characters or so. */
    static String print(FpCoreForm root, int most) {
        StringBuilder out = new StringBuilder();
        Deque<Object> pending = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            if (out.length() > most) {
                return out.append(" ...").toString();
            }
            Object next = pending.pop();
            if (next instanceof Group group) {
                out.append('(');
                pending.push(")");
                for (int i = group.items().size() - 1; i >= 0; i--) {
                    pending.push(group.items().get(i));
                    if (i > 0) {
                        pending.push(" ");
                    }
                }
            } else if (next instanceof Atom atom) {
                out.append(atom.text());
            } else if (next instanceof Text text) {
                out.append('"').append(text.value()).append('"');
            } else {
                out.append(next);
            }
        }
        return out.toString();
    }
}

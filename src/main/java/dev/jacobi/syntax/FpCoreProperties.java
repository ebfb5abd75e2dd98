package dev.jacobi.syntax;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.syntax.FpCoreForm.Atom;
import dev.jacobi.syntax.FpCoreForm.Group;
import dev.jacobi.syntax.FpCoreForm.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The properties of an FPCore and of its annotations: what they say about the computation is checked. */
final class FpCoreProperties {
    /** Precisions that are about rounding only, so that computing in binary64 is near what is meant. */
    private static final Set<String> ROUNDING =
            Set.of("real", "binary16", "binary32", "binary80", "binary128", "binary256");

    private final FpCoreBody body;
    private final Map<String, FpCoreForm> own = new LinkedHashMap<>();

    FpCoreProperties(FpCoreBody body) {
        this.body = body;
    }

    /** The property of the whole FPCore in one line, or null. */
    String own(String name, int most) {
        FpCoreForm value = own.get(name);
        return value == null ? null : value instanceof Text text ? text.value() : FpCoreForm.print(value, most);
    }

    /** Reads the properties between the arguments and the body of an FPCore; true if a body follows. */
    boolean readOwn(Group core, int first) {
        return read(core, first, own);
    }

    /** Reads those of {@code (! :name value ... body)}; the body, its last item, is not looked at. False after a mistake. */
    boolean annotation(Group group) {
        return read(group, 1, new LinkedHashMap<>());
    }

    private boolean read(Group group, int first, Map<String, FpCoreForm> into) {
        List<FpCoreForm> items = group.items();
        int last = items.size() - 1;
        int at = first;
        while (at < last - 1 && items.get(at) instanceof Atom name && name.isProperty()) {
            into.putIfAbsent(name.text(), items.get(at + 1));
            check(name, items.get(at + 1));
            at += 2;
        }
        if (at == last && !(items.get(last) instanceof Atom atom && atom.isProperty())) {
            return true;
        }
        FpCoreForm found = items.get(Math.min(at, last));
        String message = at > last || found instanceof Atom atom && atom.isProperty()
                ? "expected a value for the property, and an expression after it"
                : "expected a property or one last expression";
        body.mistake(ErrorCode.SYNTAX, found.span(), message);
        return false;
    }

    private void check(Atom name, FpCoreForm value) {
        String text = FpCoreForm.print(value, 40);
        if (name.text().equals(":precision") && !text.equals("binary64")) {
            if (ROUNDING.contains(text)) {
                body.note("Declared for " + text + ", computed in binary64.");
            } else {
                body.mistake(ErrorCode.UNSUPPORTED, value.span(), "the precision " + text + " cannot be imported");
            }
        } else if (name.text().equals(":round") && !text.equals("nearestEven")) {
            body.mistake(ErrorCode.UNSUPPORTED, value.span(), "rounding " + text + " cannot be imported");
        }
    }
}

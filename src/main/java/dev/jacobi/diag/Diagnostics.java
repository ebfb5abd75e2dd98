package dev.jacobi.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one text, so that all are reported at once. */
public final class Diagnostics {
    private static final int MOST = 100;

    private final SourceText source;
    private final List<Diagnostic> found = new ArrayList<>();

    /** A collection for one text, empty. */
    public Diagnostics(SourceText source) {
        this.source = source;
    }

    /** The text. */
    public SourceText source() {
        return source;
    }

    /** Adds a mistake; from the hundredth on they are dropped. */
    public void report(ErrorCode code, Span span, String message) {
        report(code, span, message, null);
    }

    /** Adds a mistake with a cure, which may be null. */
    public void report(ErrorCode code, Span span, String message, String suggestion) {
        if (found.size() < MOST) {
            found.add(new Diagnostic(code, source, span, message, suggestion));
        }
    }

    /** Whether no mistake was found so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws all mistakes found so far, in the order of the text; does nothing when there are none. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(d -> d.span().start()));
            throw new JacobiException(found);
        }
    }
}

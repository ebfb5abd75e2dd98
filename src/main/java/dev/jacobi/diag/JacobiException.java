package dev.jacobi.diag;

import java.util.List;
import java.util.stream.Collectors;

/** The only failure that a formula, its data or a limit can cause. Carries every mistake found, with its place. */
public final class JacobiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;
    private final ErrorCode code;

    /** All mistakes of a text, at least one. */
    public JacobiException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
        this.code = diagnostics.get(0).code();
    }

    /** A failure that has no place in a text. */
    public JacobiException(ErrorCode code, String message) {
        this(List.of(new Diagnostic(code, null, null, message, null)));
    }

    /** A failure that has no place in a text, with what caused it. */
    public JacobiException(ErrorCode code, String message, Throwable cause) {
        this(code, message);
        initCause(cause);
    }

    /** The code of the first mistake. */
    public ErrorCode code() {
        return code;
    }

    /** All mistakes in the order of the text; empty after serialisation. */
    public List<Diagnostic> diagnostics() {
        return diagnostics == null ? List.of() : diagnostics;
    }

    /** The line of the first mistake, counted from 1; 0 where it has no place in a text. */
    public int line() {
        return diagnostics().isEmpty() ? 0 : diagnostics().get(0).line();
    }

    /** The column of the first mistake, counted from 1; 0 where it has no place in a text. */
    public int column() {
        return diagnostics().isEmpty() ? 0 : diagnostics().get(0).column();
    }
}

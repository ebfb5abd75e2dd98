package dev.jacobi.maven;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import java.nio.file.Path;

/** A mistake or a warning, and the file that it is in. */
record Finding(Path file, Diagnostic diagnostic) {

    static Finding of(Path file, String message) {
        return new Finding(file, new Diagnostic(ErrorCode.INPUT, null, null, message, null));
    }

    /** What has no place in the text stands at its beginning, where every tool finds it. */
    int line() {
        return Math.max(1, diagnostic.line());
    }

    int column() {
        return Math.max(1, diagnostic.column());
    }

    /** {@code path:line:column: message}, as IDEs read it, then the line and a caret. */
    String text() {
        String path = file.toString().replaceAll("\\p{Cntrl}", "?");
        return path + ":" + line() + ":" + column() + ": " + diagnostic.explanation();
    }
}

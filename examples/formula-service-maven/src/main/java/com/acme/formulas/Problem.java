package com.acme.formulas;

import dev.jacobi.diag.Diagnostic;

/**
 * What is wrong with a request.
 *
 * @param code stable, for programs: one of Jacobi's {@code ErrorCode}, or FORM, NUMBER, SIZE, PATH, METHOD, BUSY, TIME, INTERNAL
 * @param message for people
 * @param line the line in the formula from 1, or 0 where it has no place there
 * @param column the column from 1, or 0
 * @param suggestion what may have been meant, or null
 */
record Problem(String code, String message, int line, int column, String suggestion) {
    Problem(String code, String message) {
        this(code, message, 0, 0, null);
    }

    static Problem of(Diagnostic mistake) {
        return new Problem(
                mistake.code().name(), mistake.message(), mistake.line(), mistake.column(), mistake.suggestion());
    }

    Json toJson() {
        return new Json()
                .text("code", code)
                .text("message", message)
                .number("line", line)
                .number("column", column)
                .text("suggestion", suggestion);
    }
}

package com.acme.formulas;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.List;

/** A request that gets no answer but problems, with a status of HTTP. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Problem> problems;

    private Refusal(int status, List<Problem> problems) {
        super(problems.get(0).message());
        this.status = status;
        this.problems = problems;
    }

    Refusal(int status, String code, String message) {
        this(status, List.of(new Problem(code, message)));
    }

    /** All mistakes in a formula. What went wrong inside Jacobi is no mistake of the user's. */
    static Refusal of(JacobiException failure) {
        int status = failure.code() == ErrorCode.INTERNAL ? 500 : 422;
        return new Refusal(
                status, failure.diagnostics().stream().map(Problem::of).toList());
    }

    int status() {
        return status;
    }

    Json toJson() {
        return new Json()
                .objects("errors", problems.stream().map(Problem::toJson).toList());
    }
}

package dev.jacobi.cli;

import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Span;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.op.Op;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what a method of the user's threw from what Jacobi throws. */
final class ExternalFailures {
    private ExternalFailures() {}

    /** What to say where an external function failed: its method, what it threw, where the formula calls it; else the failure itself. */
    static RuntimeException explained(RuntimeException failure, FunctionGraph function, List<ExternalFunction> known) {
        Throwable thrown =
                failure instanceof JacobiException && failure.getCause() != null ? failure.getCause() : failure;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String method = frame.getClassName().replace('$', '.') + "." + frame.getMethodName();
            for (ExternalFunction external : known) {
                if (external.javaName().equals(method)) {
                    return explained(thrown, function, external);
                }
            }
        }
        return failure;
    }

    private static JacobiException explained(Throwable thrown, FunctionGraph function, ExternalFunction external) {
        Origin origin = function.origin();
        List<Map.Entry<Node, Span>> calls = origin.places().entrySet().stream()
                .filter(place -> place.getKey().is(Op.CALL)
                        && place.getKey().external().name().equals(external.name()))
                .sorted(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.start(), b.start())))
                .toList();
        String others =
                calls.stream().skip(1).map(call -> origin.place(call.getKey())).collect(Collectors.joining(", "));
        String message = "the external function '" + external.name() + "' failed: " + external.javaName() + " threw "
                + thrown + (others.isEmpty() ? "" : "; it is also called at " + others);
        Span first = calls.isEmpty() ? null : calls.get(0).getValue();
        return new JacobiException(List.of(
                new Diagnostic(ErrorCode.ARGUMENT, first == null ? null : origin.source(), first, message, null)));
    }
}

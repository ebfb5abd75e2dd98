package dev.jacobi.syntax;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Shorthands of the tests of this room. */
final class Trees {
    private Trees() {}

    static SourceText source(String text) {
        return new SourceText("test", text);
    }

    static SourceFile file(String text) {
        return Parser.parse(source(text), Limits.defaults());
    }

    static Expr expr(String text) {
        return Parser.parseExpression(source(text), Limits.defaults());
    }

    /** All that is said about a text with mistakes, as a user sees it. */
    static String mistakes(String text) {
        try {
            file(text);
        } catch (JacobiException e) {
            return e.getMessage();
        }
        throw new AssertionError("no mistake found in: " + text);
    }

    /** The first line of each mistake. */
    static List<String> messages(String text) {
        return mistakes(text).lines().filter(line -> line.startsWith("test:")).collect(Collectors.toList());
    }

    static Limits limits(int text, int tokens, int nesting, int variables) {
        return new Limits(text, tokens, nesting, variables, 1, 1, 1, 1);
    }

    /** One line for each node in postorder: equal for two trees exactly if they are equal, spans aside. */
    static List<String> nodes(Expr root) {
        return Expr.postorder(root).stream().map(Trees::label).collect(Collectors.toList());
    }

    /** The tree with every operator in front and in brackets; iterative, as trees may be deep. */
    static String prefix(Expr root) {
        Deque<String> done = new ArrayDeque<>();
        for (Expr expr : Expr.postorder(root)) {
            Deque<String> parts = new ArrayDeque<>();
            for (int i = 0; i < expr.parts().size(); i++) {
                parts.push(done.pop());
            }
            done.push(parts.isEmpty() ? name(expr) : "(" + name(expr) + " " + String.join(" ", parts) + ")");
        }
        return done.pop();
    }

    private static String label(Expr expr) {
        String call = expr instanceof Expr.Call c
                ? c.variables().size() + ";" + c.data().size()
                : "";
        return expr.getClass().getSimpleName() + " " + name(expr) + " "
                + expr.parts().size() + " " + call;
    }

    private static String name(Expr expr) {
        if (expr instanceof Expr.Number number) {
            return NumberFormat.print(number.value());
        } else if (expr instanceof Expr.Name name) {
            return name.name();
        } else if (expr instanceof Expr.Unary unary) {
            return unary.operator() == Expr.UnaryOperator.NEGATE ? "-" : "not";
        } else if (expr instanceof Expr.Binary binary) {
            return Operators.spaced(binary.operator()).strip();
        } else if (expr instanceof Expr.Comparison comparison) {
            return comparison.comparators().stream()
                    .map(Expr.Comparator::symbol)
                    .collect(Collectors.joining(","));
        } else if (expr instanceof Expr.If) {
            return "if";
        } else if (expr instanceof Expr.Element) {
            return "at";
        } else if (expr instanceof Expr.Reduction reduction) {
            return reduction.reducer().symbol() + axes(reduction.axes());
        } else if (expr instanceof Expr.ArrayOf array) {
            return "array" + axes(array.axes());
        } else if (expr instanceof Expr.Recurrence recurrence) {
            return recurrence.symbol()
                    + axes(List.of(recurrence.axis()))
                    + recurrence.states().stream()
                            .map(state -> state.name() + axes(state.axes()))
                            .collect(Collectors.joining(","))
                    + recurrence.next().size();
        }
        Expr.Call call = (Expr.Call) expr;
        return call.function() + (call.parts().isEmpty() ? "()" : "");
    }

    private static String axes(List<Expr.Axis> axes) {
        return axes.stream()
                .map(axis -> axis.name() + (axis.lower() == null ? "" : ".."))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Runs on a thread whose stack a recursive pass would overflow. */
    static void onSmallStack(Runnable work) {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread thread = new Thread(null, work, "small stack", 256 << 10);
        thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("failed on a small stack", failures.get(0));
        }
    }
}

package dev.jacobi.fuzz;

import dev.jacobi.CompiledFunction;
import dev.jacobi.FpCore;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.TreePrinter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What reads a text of strangers. Whatever the text, it is read and means the same everywhere, or is refused by one exception. */
public enum Reader {
    /** A formula: read, printed and read again, compiled and run. */
    FORMULA {
        @Override
        void read(String text) {
            String printed = print(text, Limits.server());
            same(printed, print(printed, Limits.defaults()), "printing and reading changes the text");
            for (FunctionGraph f : Lowering.lower(Parser.parse(source(text), Limits.server()), Limits.server())) {
                run(f);
            }
        }
    },

    /** A text in FPCore: imported, and what comes out is a formula. */
    FPCORE {
        @Override
        void read(String text) {
            String imported = FpCore.toJacobi(List.of(source(text)), Limits.server());
            try {
                Lowering.lower(Parser.parse(source(imported), Limits.defaults()), Limits.defaults());
            } catch (JacobiException e) {
                throw e.code() == ErrorCode.LIMIT
                        ? e
                        : new IllegalStateException("an import cannot be read: " + imported, e);
            }
        }
    };

    private static final Options SERVER = Options.defaults().limits(Limits.server());

    abstract void read(String text);

    /** How the text breaks what strangers may rely on; empty where it is read or properly refused. */
    public Optional<String> defect(String text) {
        try {
            read(text);
            return Optional.empty();
        } catch (JacobiException e) {
            return refusal(e);
        } catch (RuntimeException | Error e) {
            return Optional.of(
                    e + " at " + Arrays.stream(e.getStackTrace()).limit(4).toList());
        }
    }

    private static Optional<String> refusal(JacobiException e) {
        boolean safe = e.getMessage().chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127);
        boolean ours = e.code() == ErrorCode.INTERNAL;
        return safe && !ours ? Optional.empty() : Optional.of((ours ? "" : "unsafe message: ") + e.getMessage());
    }

    private static SourceText source(String text) {
        return new SourceText("<fuzz>", text);
    }

    private static String print(String text, Limits limits) {
        return TreePrinter.print(Parser.parse(source(text), limits));
    }

    private static void same(String one, String other, String otherwise) {
        if (!one.equals(other)) {
            throw new IllegalStateException(otherwise + ":\n" + one + "\n" + other);
        }
    }

    private static void run(FunctionGraph f) {
        double[] x = new double[f.variables().size()];
        Arrays.setAll(x, i -> 0.5 + i / 8.0);
        CompiledFunction compiled = Pipeline.compile(f, SERVER);
        for (String name : f.data()) {
            compiled = compiled.bind(name, 0.75);
        }
        double[] expected = Interpreter.evaluate(
                f.graph(),
                f.results(),
                node -> switch (node.role()) {
                    case VARIABLE -> x[node.index()];
                    case DATA, SEED -> 0.75;
                },
                false);
        double[] results = new double[expected.length];
        compiled.value(x, results);
        same(Arrays.toString(expected), Arrays.toString(results), "compiled and interpreted values differ");
        compiled.jacobian(x, new double[x.length * results.length]);
    }
}

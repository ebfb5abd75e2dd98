package dev.jacobi.fuzz;

import dev.jacobi.FpCore;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.TreePrinter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reads a text of strangers. Whatever the text, it is read and means the same everywhere, or is refused by one exception. */
public enum Reader {
    /** A formula: read, printed and read again, compiled and run. */
    FORMULA {
        @Override
        void read(String text) {
            String printed = print(text, Limits.server());
            same(printed, print(printed, Limits.defaults()), "printing and reading changes the text");
            for (FunctionGraph f : Lowering.lower(
                    Parser.parse(source(text), Limits.server()), Limits.server(), Map.of(), Derivatives.IN_FORMULAS)) {
                Trial.run(f);
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
}

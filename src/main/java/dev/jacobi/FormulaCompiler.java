package dev.jacobi;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.syntax.Parser;
import java.util.List;

/** Compiles formulas with given options. Immutable and thread-safe. */
public final class FormulaCompiler {
    private final Options options;

    FormulaCompiler(Options options) {
        this.options = options;
    }

    /**
     * Compiles the last function of a text, or a bare expression.
     *
     * @throws JacobiException with every mistake in the text, or where a limit is crossed
     */
    public CompiledFunction compile(String text) {
        return compile(lastFunction(new SourceText("<formula>", text)));
    }

    /** Compiles a function of this name from a text of several. */
    public CompiledFunction compile(String text, String function) {
        List<FunctionGraph> functions = functions(new SourceText("<formula>", text));
        return compile(functions.stream()
                .filter(f -> function.equals(f.name()))
                .findFirst()
                .orElseThrow(() -> new JacobiException(
                        dev.jacobi.diag.ErrorCode.NAME, "the text has no function '" + function + "'")));
    }

    CompiledFunction compile(FunctionGraph function) {
        CompiledFunction compiled = CompiledFunction.of(function, options);
        options.derivatives().forEach(compiled::prepare);
        return compiled;
    }

    FunctionGraph lastFunction(SourceText source) {
        List<FunctionGraph> functions = functions(source);
        return functions.get(functions.size() - 1);
    }

    private List<FunctionGraph> functions(SourceText source) {
        return Lowering.lower(Parser.parse(source, options.limits()), options.limits());
    }
}

package dev.jacobi;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import java.util.List;

/** Compiles formulas with given options. Immutable and thread-safe. */
public final class FormulaCompiler {
    private final Options options;
    private final ImportResolver resolver;

    FormulaCompiler(Options options, ImportResolver resolver) {
        this.options = options;
        this.resolver = resolver;
    }

    /** A compiler with the same options whose texts may import what the resolver finds. */
    public FormulaCompiler imports(ImportResolver newResolver) {
        return new FormulaCompiler(options, newResolver);
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
        return Linker.link(source, resolver, options);
    }
}

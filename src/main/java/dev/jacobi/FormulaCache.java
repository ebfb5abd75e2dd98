package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.Content;
import dev.jacobi.graph.FunctionGraph;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compiled formulas of a server, at most so many; the one that was asked for longest ago is dropped first, and its classes are
 * unloaded once nobody uses it. Thread-safe.
 *
 * <p>Formulas that compute the same share their compiled code, though they are typed differently ({@code a + b}, {@code y + (x)});
 * each keeps its own names. What is compared is the whole structure of the formulas, not a hash of it, so that no two formulas are
 * ever confused. Code is compiled once, by whichever thread comes first. A failure is not kept: the next thread tries again.
 *
 * <pre>{@code
 * FormulaCache cache = new FormulaCache(Options.defaults().limits(Limits.server()), 1000);
 * double value = cache.get("x^2 / log(x)").value(new double[] {3});
 * }</pre>
 */
public final class FormulaCache {
    private final Options options;
    private final FormulaCompiler compiler;
    private final Map<Content, EntryPoint[]> entries;

    /**
     * An empty cache.
     *
     * @param options how its formulas are compiled
     * @param capacity the most formulas that it holds, at least 1
     * @throws JacobiException with {@link ErrorCode#ARGUMENT} where the capacity is less than 1
     */
    public FormulaCache(Options options, int capacity) {
        if (capacity < 1) {
            throw new JacobiException(ErrorCode.ARGUMENT, "a cache's capacity is at least 1, not " + capacity);
        }
        this.options = options;
        this.compiler = Jacobi.with(options);
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Content, EntryPoint[]> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * The last function of a text, or a bare expression, with data unbound. The text is read at each call; what an earlier call
     * compiled for the same content is used again.
     *
     * @throws JacobiException with every mistake in the text, or where a limit is crossed
     */
    public CompiledFunction get(String text) {
        FunctionGraph function = compiler.lastFunction(new SourceText("<formula>", text));
        Content content = Content.of(function);
        EntryPoint[] entryPoints;
        synchronized (entries) {
            entryPoints = entries.computeIfAbsent(content, absent -> EntryPoint.all(function, options));
        }
        CompiledFunction compiled = CompiledFunction.of(function, options, entryPoints);
        try {
            options.derivatives().forEach(compiled::prepare);
        } catch (JacobiException e) {
            synchronized (entries) {
                entries.remove(content, entryPoints);
            }
            throw e;
        }
        return compiled;
    }

    /** How many formulas it holds. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}

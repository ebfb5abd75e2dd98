package dev.jacobi;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.Solving;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.Externals;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.SourceFile.Import;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a text together with those that it imports. A file sees the functions that the files it imports declare, not those that they
 * import in turn; a function of its own hides an imported one.
 *
 * @hidden for the other rooms: it speaks of graphs
 */
public final class Linker {
    /** Files that import one another deeper than this are refused; the method that follows them recurses. */
    private static final int DEEPEST = 50;

    private final ImportResolver resolver;
    private final Limits limits;
    private final Solving solving;
    private final Map<String, List<FunctionGraph>> read = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private final Map<String, FunctionGraph> externals;

    private Linker(ImportResolver resolver, Options options) {
        this.resolver = resolver;
        this.limits = options.limits();
        this.solving = options.solving();
        this.externals = Externals.of(options.externals(), limits);
    }

    /**
     * The functions of a text, in order; they may call the options' external functions.
     *
     * @throws dev.jacobi.diag.JacobiException with every mistake of the text, or of the first imported one that has some
     */
    public static List<FunctionGraph> link(SourceText source, ImportResolver resolver, Options options) {
        return link(Parser.parse(source, options.limits()), resolver, options);
    }

    static List<FunctionGraph> link(SourceFile file, ImportResolver resolver, Options options) {
        return new Linker(resolver, options).link(file);
    }

    private List<FunctionGraph> link(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics(file.source());
        Map<String, FunctionGraph> imported = new HashMap<>(externals);
        for (Import wanted : file.imports()) {
            for (FunctionGraph function : functions(wanted, diagnostics)) {
                imported.put(function.name(), function);
            }
        }
        diagnostics.throwIfAny();
        return Lowering.lower(file, limits, imported, Derivatives.IN_FORMULAS, solving);
    }

    private List<FunctionGraph> functions(Import wanted, Diagnostics diagnostics) {
        String path = wanted.path();
        if (read.containsKey(path)) {
            return read.get(path);
        }
        SourceText text = isBelow(path) ? resolver.resolve(path) : null;
        String mistake = text == null
                ? "cannot find '" + path + "'; imports are paths below the source root, written with slashes"
                : open.contains(path)
                        ? "'" + path + "' imports itself, directly or through others"
                        : open.size() == DEEPEST ? "files import one another more than " + DEEPEST + " deep" : null;
        if (mistake != null) {
            diagnostics.report(ErrorCode.INPUT, wanted.span(), mistake);
            return List.of();
        }
        open.add(path);
        List<FunctionGraph> functions = link(Parser.parse(text, limits)).stream()
                .filter(function -> function.name() != null)
                .toList();
        open.remove(path);
        read.put(path, functions);
        return functions;
    }

    /** Whether a path stays where it starts. */
    private static boolean isBelow(String path) {
        boolean plain = !path.isEmpty() && !path.startsWith("/") && path.indexOf('\\') < 0 && path.indexOf(':') < 0;
        return plain && !List.of(path.split("/")).contains("..");
    }
}

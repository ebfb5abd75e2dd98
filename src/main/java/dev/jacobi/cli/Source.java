package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.FormulaCompiler;
import dev.jacobi.ImportResolver;
import dev.jacobi.Jacobi;
import dev.jacobi.Linker;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.syntax.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What a command works on: a text, and one function of it. */
record Source(SourceText text, ImportResolver resolver, FunctionGraph function, Options options) {
    private static final Limits LIMITS = Limits.defaults();

    /**
     * Reads and checks a formula.
     *
     * @param argument an expression, a file, or - for standard input
     * @param functionName the function to take; null for the last one
     * @param options their external functions, and how they solve equations
     */
    static Source read(String argument, String functionName, InputStream in, Options options) throws IOException {
        SourceText text = text(argument, in);
        List<FunctionGraph> functions = Linker.link(text, imports(argument), options.limits(LIMITS));
        return new Source(text, imports(argument), select(functions, functionName), options);
    }

    /** A second formula: another function of this text by its name, or what is read as a first one. */
    Source other(String argument, InputStream in) throws IOException {
        if (function.name() != null) {
            for (FunctionGraph candidate : Linker.link(text, resolver, options.limits(LIMITS))) {
                if (argument.equals(candidate.name())) {
                    return new Source(text, resolver, candidate, options);
                }
            }
        }
        return read(argument, null, in, options);
    }

    /** Where imports of an argument are found: beside the file that it names, and below. */
    static ImportResolver imports(String argument) {
        if (argument.equals("-") || !isFile(argument)) {
            return ImportResolver.NONE;
        }
        return ImportResolver.below(Path.of(argument).toAbsolutePath().getParent());
    }

    /** The text of an argument. */
    static SourceText text(String argument, InputStream in) throws IOException {
        if (!argument.equals("-") && !isFile(argument)) {
            return new SourceText("<formula>", argument);
        }
        return file(argument, in);
    }

    /** The text of a file, or of standard input for -. */
    static SourceText file(String argument, InputStream in) throws IOException {
        if (argument.equals("-")) {
            return new SourceText("<stdin>", decode("<stdin>", in));
        }
        try (InputStream content = Files.newInputStream(Path.of(argument))) {
            return new SourceText(argument, decode(argument, content));
        }
    }

    /** Whether an argument names a file: one that exists, or has our extension. */
    private static boolean isFile(String argument) {
        try {
            Path path = Path.of(argument);
            boolean exists = Files.exists(path) && !Files.isDirectory(path);
            return exists || argument.endsWith(".jacobi");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String decode(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(4 * LIMITS.text() + 1);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new JacobiException(ErrorCode.INPUT, name + " is not UTF-8 text", e);
        }
    }

    private static FunctionGraph select(List<FunctionGraph> functions, String name) {
        if (name == null) {
            return functions.get(functions.size() - 1);
        }
        List<String> names =
                functions.stream().map(f -> f.name() == null ? "" : f.name()).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw unknown("function", name, names);
        }
        return functions.get(index);
    }

    /** The complaint about a name that is none of the known. */
    static JacobiException unknown(String kind, String name, List<String> known) {
        String message = "unknown " + kind + " '" + name + "'; known: " + String.join(", ", known);
        String nearest = Suggestions.nearest(name, known);
        return new JacobiException(List.of(new Diagnostic(ErrorCode.NAME, null, null, message, nearest)));
    }

    /** The function's graph, with room for derivatives. */
    FunctionGraph differentiable() {
        function.graph().budget(LIMITS.derivativeNodes());
        return function;
    }

    CompiledFunction compile(Options how) {
        Options all = how.externals(options.externals().toArray(ExternalFunction[]::new))
                .solving(options.solving());
        FormulaCompiler compiler = Jacobi.with(all).imports(resolver);
        return function.name() == null ? compiler.compile(text.text()) : compiler.compile(text.text(), function.name());
    }
}

package dev.jacobi.graph;

import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The functions of {@code prelude.jacobi}, lowered once; their graphs never change. */
final class Prelude {
    static final Map<String, FunctionGraph> FUNCTIONS = read();

    private Prelude() {}

    private static Map<String, FunctionGraph> read() {
        try (InputStream in = Prelude.class.getResourceAsStream("prelude.jacobi")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, FunctionGraph> functions = new HashMap<>();
            SourceText source = new SourceText("prelude.jacobi", text);
            Lowering.lowerOver(Map.of(), Parser.parse(source, Limits.defaults()), Limits.defaults())
                    .forEach(function -> functions.put(function.name(), function));
            return Map.copyOf(functions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

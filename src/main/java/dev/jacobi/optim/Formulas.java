package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The formulas that ship with this room, a file each. */
final class Formulas {
    private Formulas() {}

    /** The text of one that is there. */
    static String text(String name) {
        return find(name).text();
    }

    /** One of this path, or null. */
    static SourceText find(String name) {
        String file = name + ".jacobi";
        try (InputStream in = Formulas.class.getResourceAsStream(file)) {
            return in == null ? null : new SourceText(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last function of a text, which may import those that ship. Not with StrictMath, whose pow allocates. */
    static CompiledFunction compile(String text) {
        return Jacobi.with(Options.defaults()).imports(Formulas::find).compile(text);
    }
}

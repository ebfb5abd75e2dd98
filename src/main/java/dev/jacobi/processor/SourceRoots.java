package dev.jacobi.processor;

import dev.jacobi.ImportResolver;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.SourceText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/** Where formulas are looked for: the folder that an option names, then where the compiler looks for its own files. */
final class SourceRoots implements ImportResolver {
    /** The option that names the folder. */
    static final String OPTION = "jacobi.sourceDirectory";

    private static final List<StandardLocation> LOCATIONS =
            List.of(StandardLocation.SOURCE_PATH, StandardLocation.CLASS_PATH, StandardLocation.CLASS_OUTPUT);

    private final Path folder;
    private final Filer filer;

    /** @param folder the folder, or null where the option is not given */
    SourceRoots(Path folder, Filer filer) {
        this.folder = folder;
        this.filer = filer;
    }

    /** The text of a file by its path below a root. */
    SourceText source(String path) {
        if (path.isEmpty()
                || path.startsWith("/")
                || path.indexOf('\\') >= 0
                || path.indexOf(':') >= 0
                || List.of(path.split("/")).stream()
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw new JacobiException(
                    ErrorCode.INPUT,
                    "'" + path + "' is no path below a source root, written with slashes and without ..");
        }
        SourceText found = find(path);
        if (found == null) {
            throw new JacobiException(ErrorCode.INPUT, "cannot find " + path + "; " + lookedAt());
        }
        return found;
    }

    private String lookedAt() {
        String compilers = "the compiler's source path, class path and class output";
        return folder == null
                ? "looked for it below " + compilers + "; say where formulas are with -A" + OPTION + "=FOLDER"
                : "looked for it below " + folder + " (-A" + OPTION + "), " + compilers;
    }

    @Override
    public SourceText resolve(String path) {
        return find(path.endsWith(".jacobi") ? path : path + ".jacobi");
    }

    private SourceText find(String path) {
        // First, since Gradle compiles everything again where a processor asks the filer for what is there.
        SourceText found = folder == null ? null : read(path, () -> Files.readString(folder.resolve(path)));
        for (int i = 0; i < LOCATIONS.size() && found == null; i++) {
            Location location = LOCATIONS.get(i);
            found = read(
                    path,
                    () -> filer.getResource(location, "", path)
                            .getCharContent(false)
                            .toString());
        }
        return found;
    }

    /** What reads a file. */
    private interface Reading {
        String text() throws IOException;
    }

    /** The text, or null where there is none. */
    private static SourceText read(String path, Reading reading) {
        try {
            // The path is relative: it reaches messages, which should be the same on every machine.
            return new SourceText(path, reading.text());
        } catch (FileNotFoundException | NoSuchFileException | IllegalArgumentException e) {
            return null;
        } catch (IOException e) {
            throw new JacobiException(ErrorCode.INPUT, "cannot read " + path + ": " + e, e);
        }
    }
}

package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the text of {@code import "path"}. */
@FunctionalInterface
public interface ImportResolver {
    /** Finds nothing: what a text that is compiled at run time gets unless told otherwise. */
    ImportResolver NONE = path -> null;

    /**
     * The imported text, or null where there is none.
     *
     * @param path as written, checked to be relative, with slashes and without {@code ..}; may lack the extension
     */
    SourceText resolve(String path);

    /** As the other method, for files in UTF-8. */
    static ImportResolver below(Path root) {
        return below(root, StandardCharsets.UTF_8);
    }

    /** Finds files below a source root, with or without their extension {@code .jacobi}; never outside it, not even by a link. */
    static ImportResolver below(Path root, Charset encoding) {
        return path -> {
            Path file = root.resolve(path.endsWith(".jacobi") ? path : path + ".jacobi");
            try {
                if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root.toRealPath())) {
                    return null;
                }
                return new SourceText(
                        root.relativize(file).toString().replace('\\', '/'), Files.readString(file, encoding));
            } catch (CharacterCodingException e) {
                throw new JacobiException(
                        ErrorCode.INPUT, file + " cannot be read with encoding " + encoding + "; save it so", e);
            } catch (IOException e) {
                throw new JacobiException(ErrorCode.INPUT, "cannot read " + file + ": " + e.getMessage(), e);
            }
        };
    }
}

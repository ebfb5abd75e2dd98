package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is as before or as after, whoever reads it and whenever the process dies. */
final class WholeFile {
    private final Path file;

    /**
     * A file that may be written later; its folder is made now, so that no work is lost for want of it.
     *
     * @throws IOException where its place cannot be a file's
     */
    WholeFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new JacobiException(ErrorCode.INPUT, file + " is a folder; name a file");
        }
        Files.createDirectories(this.file.getParent());
    }

    /** Puts a text into the place of what is there, by a temporary file and one move. */
    void write(String text) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}

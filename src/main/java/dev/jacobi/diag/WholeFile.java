package dev.jacobi.diag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is as before or as after, whoever reads it and whenever the process dies. */
public final class WholeFile {
    private final Path file;

    /**
     * A file that may be written later; its folder is made now, so that no work is lost for want of it.
     *
     * @throws IOException where its place cannot be a file's
     */
    public WholeFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new JacobiException(ErrorCode.INPUT, file + " is a folder; name a file");
        }
        Files.createDirectories(this.file.getParent());
    }

    /** Puts a text, in UTF-8, into the place of what is there. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts bytes into the place of what is there, by a temporary file beside it and one move. */
    public void write(byte[] bytes) throws IOException {
        // Not Files.createTempFile: its files are for the owner's eyes only, and the move would keep that.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}

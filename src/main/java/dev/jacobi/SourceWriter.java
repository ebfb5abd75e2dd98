package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.WholeFile;
import dev.jacobi.emit.LibrarySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes generated sources below a source root, so that a build that changes nothing touches nothing. */
public final class SourceWriter {
    /** How every generated source begins, and by which a file is known to be ours to replace. */
    public static final String MARKER = "// " + LibrarySource.MARKER;

    private SourceWriter() {}

    /**
     * Writes the sources whose bytes differ from what is there, each by a temporary file and one move. Nothing is written before
     * all are checked.
     *
     * @param directory the source root; it is made where it does not exist, and nothing outside it is written, not even by a link
     * @return the files that were written, in the order of the sources
     * @throws JacobiException with {@link ErrorCode#INPUT} if two sources want one file (on a disk that ignores case, too), if a
     *     name is one that Windows keeps for a device, if a
     *     file is there that does not begin with the {@link #MARKER}, or if reading or writing fails
     */
    public static List<Path> write(Path directory, List<JavaSource> sources) {
        Path root = directory.toAbsolutePath().normalize();
        Map<Path, byte[]> changed = new LinkedHashMap<>();
        Map<String, Path> taken = new LinkedHashMap<>();
        for (JavaSource source : sources) {
            Path file = root.resolve(source.path()).normalize();
            if (taken.put(source.path().toLowerCase(Locale.ROOT), file) != null) {
                throw failure("two functions want the file " + file, null);
            }
            if (DeviceNames.isIn(source.path())) {
                throw failure("Windows keeps a name in " + source.path() + " for a device; rename the function", null);
            }
            if (!source.text().startsWith(MARKER)) {
                throw new IllegalArgumentException(
                        "the source of " + source.className() + " does not begin with the marker");
            }
            byte[] bytes = source.text().getBytes(StandardCharsets.UTF_8);
            try {
                checkInside(root, file);
                if (differs(file, bytes)) {
                    changed.put(file, bytes);
                }
            } catch (IOException e) {
                throw failure("cannot read " + file, e);
            }
        }
        changed.forEach(SourceWriter::replace);
        return new ArrayList<>(changed.keySet());
    }

    /**
     * Removes generated sources, and the folders below the source root that this leaves empty. What is not there, is no file, or does not
     * begin with the {@link #MARKER} stays as it is.
     *
     * @param directory the source root; nothing outside it is removed, not even by a link
     * @param paths as {@link JavaSource#path()}
     * @return the files that were removed, in the order of the paths
     * @throws JacobiException with {@link ErrorCode#INPUT} if a path leaves the source root, or if reading or removing fails
     */
    public static List<Path> remove(Path directory, Collection<String> paths) {
        Path root = directory.toAbsolutePath().normalize();
        List<Path> removed = new ArrayList<>();
        for (String path : paths) {
            Path file = root.resolve(path).normalize();
            try {
                checkInside(root, file);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOurs(Files.readAllBytes(file))) {
                    Files.delete(file);
                    removeEmpty(file.getParent(), root);
                    removed.add(file);
                }
            } catch (IOException e) {
                throw failure("cannot remove " + file, e);
            }
        }
        return removed;
    }

    private static void removeEmpty(Path folder, Path root) throws IOException {
        Path empty = folder;
        try {
            // A link is the user's, whatever it leads to.
            while (!empty.equals(root) && Files.isDirectory(empty, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(empty);
                empty = empty.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // The first that holds something ends it.
        }
    }

    /** Fails where the path leaves the root by its names, or by a link on the way. */
    private static void checkInside(Path root, Path file) throws IOException {
        Path existing = file.getParent();
        while (existing != null && existing.startsWith(root) && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        boolean inside = file.startsWith(root) && !file.equals(root) && existing != null;
        if (inside && existing.startsWith(root)) {
            inside = existing.toRealPath().startsWith(root.toRealPath());
        }
        if (!inside) {
            throw failure(file + " is not inside " + root, null);
        }
    }

    private static boolean differs(Path file, byte[] bytes) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(file + " is not a regular file", null);
        }
        byte[] old = Files.readAllBytes(file);
        if (Arrays.equals(old, bytes)) {
            return false;
        }
        if (!isOurs(old)) {
            throw failure(file + " was not generated by Jacobi, so it is not overwritten", null);
        }
        return true;
    }

    private static boolean isOurs(byte[] bytes) {
        // ISO 8859-1 reads any bytes, and the marker is ASCII.
        return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(MARKER);
    }

    private static void replace(Path file, byte[] bytes) {
        try {
            new WholeFile(file).write(bytes);
        } catch (IOException e) {
            throw failure("cannot write " + file, e);
        }
    }

    private static JacobiException failure(String message, IOException cause) {
        return new JacobiException(
                ErrorCode.INPUT, cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
}

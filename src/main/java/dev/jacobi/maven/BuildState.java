package dev.jacobi.maven;

import dev.jacobi.JavaSource;
import dev.jacobi.SourceWriter;
import dev.jacobi.diag.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one execution wrote, and from what: a file in the build's folder, by which the next build knows that it has nothing to do, or which
 * classes nobody wants any more. Beside it are those of the project's other executions.
 */
final class BuildState {
    private static final String HEADER = "jacobi build state 1";

    static final String SUFFIX = ".state";

    /** Of a state that no inputs match. */
    private static final String NO_KEY = "none";

    private final Path basedir;
    private final Path file;

    /** @param basedir the project's folder; what the state says of others is relative to it, so that a copied project is its own */
    BuildState(Path basedir, Path file) {
        this.basedir = basedir;
        this.file = file;
    }

    /**
     * The contents of the file.
     *
     * @param key stands for all inputs
     * @param root the source root, as seen from the project's folder
     * @param outputs a fingerprint for the path of each generated source
     */
    private record Content(String key, String root, SortedMap<String, String> outputs) {
        static final Content NONE = new Content(NO_KEY, "", new TreeMap<>());

        String text() {
            StringBuilder text = new StringBuilder(HEADER + "\n" + key + "\n" + root + "\n");
            outputs.forEach((path, fingerprint) ->
                    text.append(fingerprint).append(' ').append(path).append('\n'));
            return text.toString();
        }

        /** Of a file that is not ours or not whole, {@link #NONE}. */
        static Content of(String text) {
            List<String> lines = text.lines().toList();
            if (lines.size() < 3 || !lines.get(0).equals(HEADER) || !text.endsWith("\n")) {
                return NONE;
            }
            SortedMap<String, String> outputs = new TreeMap<>();
            for (String line : lines.subList(3, lines.size())) {
                int blank = line.indexOf(' ');
                if (blank < 0) {
                    return NONE;
                }
                outputs.put(line.substring(blank + 1), line.substring(0, blank));
            }
            return new Content(lines.get(1), lines.get(2), outputs);
        }
    }

    private static Content read(Path file) throws IOException {
        // What is no UTF-8 becomes other characters here: no path of ours has them.
        return Files.isRegularFile(file)
                ? Content.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Content.NONE;
    }

    private void write(Content content) throws IOException {
        new WholeFile(file).write(content.text());
    }

    /** Whether the last run had the same inputs, and what it wrote is there as it wrote it. */
    boolean isUpToDate(String key, Path root) throws IOException {
        Content last = read(file);
        if (!last.key().equals(key) || !last.root().equals(relative(root))) {
            return false;
        }
        for (Map.Entry<String, String> output : last.outputs().entrySet()) {
            Path source = root.resolve(output.getKey());
            if (!Files.isRegularFile(source)
                    || !Fingerprint.of(Files.readAllBytes(source)).equals(output.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The paths of what the last run generated. */
    Set<String> outputs() throws IOException {
        return read(file).outputs().keySet();
    }

    /** What {@link #replace} did. */
    record Changes(int written, int removed) {
        boolean any() {
            return written + removed > 0;
        }
    }

    /** Writes what differs, and removes what the last run wrote and no execution generates any more. */
    Changes replace(String key, Path root, List<JavaSource> sources) throws IOException {
        Content last = read(file);
        SortedMap<String, String> outputs = new TreeMap<>();
        for (JavaSource source : sources) {
            outputs.put(source.path(), Fingerprint.of(source.text().getBytes(StandardCharsets.UTF_8)));
        }
        boolean same = last.root().equals(relative(root));
        Set<String> left = new HashSet<>(last.outputs().keySet());
        if (same) {
            left.removeAll(outputs.keySet());
        }
        SortedMap<String, String> all = new TreeMap<>(outputs);
        if (same) {
            left.forEach(path -> all.put(path, last.outputs().get(path)));
            // Should the build die before it is done, the next one knows all that may have been written.
            write(new Content(NO_KEY, relative(root), all));
        }
        int written = SourceWriter.write(root, sources).size();
        int removed = remove(last.root(), left, file);
        write(new Content(key, relative(root), outputs));
        return new Changes(written, removed);
    }

    /** Removes what no state has but the one that is given. */
    private int remove(String root, Set<String> left, Path loser) throws IOException {
        if (left.isEmpty()) {
            return 0;
        }
        for (Path other : states()) {
            Content content = other.equals(loser) ? Content.NONE : read(other);
            if (content.root().equals(root)) {
                left.removeAll(content.outputs().keySet());
            }
        }
        try {
            List<String> paths = left.stream().sorted().toList();
            return SourceWriter.remove(basedir.resolve(root), paths).size();
        } catch (InvalidPathException e) {
            throw new IOException(file + " names no folder: " + root, e);
        }
    }

    /**
     * Removes what executions of one goal wrote that the project does not have any more. Those of the other goal may have been started by
     * their names, in this build or before it.
     *
     * @param prefix how the names of the goal's files begin
     * @param live the names of the files of those that it has
     */
    int removeDead(String prefix, Set<String> live) throws IOException {
        int removed = 0;
        for (Path other : states()) {
            String name = other.getFileName().toString();
            if (name.startsWith(prefix) && !live.contains(name) && !other.equals(file)) {
                Content dead = read(other);
                removed += remove(dead.root(), new HashSet<>(dead.outputs().keySet()), other);
                Files.delete(other);
            }
        }
        return removed;
    }

    private List<Path> states() throws IOException {
        if (!Files.isDirectory(file.getParent())) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(file.getParent())) {
            return beside.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private String relative(Path root) {
        Path from = basedir.toAbsolutePath().normalize();
        Path to = root.toAbsolutePath().normalize();
        // Two drives of Windows have no path from one to the other.
        Path path = from.getRoot().equals(to.getRoot()) ? from.relativize(to) : to;
        return path.toString().replace(File.separatorChar, '/');
    }
}

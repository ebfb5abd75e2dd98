package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.JavaSource;
import dev.jacobi.SourceWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes generated sources leaves each file old or new, never half. */
@Timeout(300)
class KilledWriterTest {
    /** How often a writer is killed; {@code -Djacobi.kills=1000} for a long run. */
    private static final int KILLS = Integer.getInteger("jacobi.kills", 12);

    /** Large enough that a kill often falls into a write. */
    private static final int LENGTH = 16 << 20;

    /** Writes one file over and over, each time with other letters, until it is killed. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            Path root = Path.of(arguments[0]);
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                SourceWriter.write(root, List.of(source(i)));
            }
        }
    }

    private static JavaSource source(int number) {
        String letter = Character.toString('a' + number % 26);
        return new JavaSource("com.acme", "Killed", SourceWriter.MARKER + "\n" + letter.repeat(LENGTH));
    }

    @Test
    void aFileIsOldOrNew(@TempDir Path root) throws Exception {
        Random random = new Random(20261126);
        Path file = root.resolve("com/acme/Killed.java");
        int torn = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(root);
            try {
                awaitFirstWrite(process, root, file, kill);
                Thread.sleep(random.nextInt(100));
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("killed, not ended by itself").isNotZero();
            assertWhole(Files.readString(file));
            torn += removeTemporaries(file.getParent(), file);
        }
        System.out.println("a writer was killed " + KILLS + " times, in " + torn + " of them while it wrote");
        // What a dead process left is in nobody's way.
        assertThat(SourceWriter.write(root, List.of(source(3)))).hasSizeLessThanOrEqualTo(1);
        assertThat(file).hasContent(source(3).text());
    }

    private static Process start(Path root) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The new process has written once when the file is another. */
    private static void awaitFirstWrite(Process process, Path root, Path file, int kill) throws Exception {
        Object before = kill == 0 ? null : Files.readAttributes(file, "fileKey,lastModifiedTime");
        while (!Files.exists(file)
                || before != null && before.equals(Files.readAttributes(file, "fileKey,lastModifiedTime"))) {
            assertThat(process.isAlive()).as("the writer in " + root).isTrue();
            Thread.sleep(1);
        }
    }

    private static void assertWhole(String text) {
        String start = SourceWriter.MARKER + "\n";
        assertThat(text).hasSize(start.length() + LENGTH).startsWith(start);
        String body = text.substring(start.length());
        assertThat(body.chars().allMatch(letter -> letter == body.charAt(0))).isTrue();
    }

    /** Removes what a killed writer left beside the file: at most one, and it is no Java file. */
    private static int removeTemporaries(Path folder, Path file) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.filter(other -> !other.equals(file)).toList();
            assertThat(left).hasSizeLessThanOrEqualTo(1);
            for (Path temporary : left) {
                assertThat(temporary.getFileName().toString()).startsWith(".").endsWith(".tmp");
                Files.delete(temporary);
            }
            return left.size();
        }
    }
}

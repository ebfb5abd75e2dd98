package dev.jacobi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule for Make in examples/make, where there is a make. */
class MakeExampleTest {
    @TempDir
    private Path folder;

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void makeBuildsWhatChangedAndNothingElse() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "make"))),
                "there is no make here");
        copy(Path.of("examples/make"), folder);
        String bin = Path.of(System.getProperty("java.home"), "bin").toString() + File.separator;
        String[] make = {
            "make",
            "JACOBI=" + bin + "java -cp " + System.getProperty("java.class.path") + " " + Main.class.getName(),
            "JAVAC=" + bin + "javac"
        };
        assertThat(run(make)).contains("wrote build/java/com/acme/Reach.java");
        assertThat(run(bin + "java", "-cp", "build/classes", "com.acme.Throw")).startsWith("11.338");
        assertThat(run(make)).contains("up to date");
        Path formula = folder.resolve("src/com/acme/reach.jacobi");
        Files.writeString(formula, Files.readString(formula).replace("9.81", "1.62"));
        Files.setLastModifiedTime(
                formula, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 2_000));
        assertThat(run(make)).contains("wrote build/java/com/acme/Reach.java");
        List<String> lines = run(bin + "java", "-cp", "build/classes", "com.acme.Throw")
                .lines()
                .toList();
        assertThat(lines).hasSize(1).first().asString().startsWith("59.64");
    }
}

package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static dev.jacobi.cli.CommandLineRun.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String SQUARE = "(FPCore square (x) :pre (< 0 x) (* x x))";
    private static final String IMPORTED =
            "/**\n * Imported from the FPCore square.\n * Precondition: (< 0 x)\n */\nfunction square(x) = x * x\n";

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void printsWhatStandardInputSays() {
        CommandLineRun run = withInput(SQUARE, "import", "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo(IMPORTED);
        assertThat(withInput(run.out(), "differentiate", "-", "--wrt", "x").out())
                .isEqualTo("2 * x\n");
    }

    @Test
    void writesAndThenLeavesAlone() throws IOException {
        String file = write("a.fpcore", SQUARE);
        Path output = folder.resolve("sub/a.jacobi");
        String[] command = {"import", file, "--output", output.toString()};
        assertThat(jacobi(command).out()).isEqualTo("wrote " + output + "\n");
        assertThat(output).hasContent(IMPORTED);
        assertThat(jacobi(command).out()).isEqualTo("unchanged " + output + "\n");
        try (var files = Files.list(output.getParent())) {
            assertThat(files).containsExactly(output);
        }
    }

    @Test
    void replacesOnlyByForce() throws IOException {
        String file = write("a.fpcore", SQUARE);
        String output = write("a.jacobi", "function mine(x) = x\n");
        CommandLineRun run = jacobi("import", file, "-o", output);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("jacobi: " + output + " exists already; --force replaces it\n");
        assertThat(Path.of(output)).hasContent("function mine(x) = x\n");
        assertThat(jacobi("import", file, "-o", output, "--force").exit()).isZero();
        assertThat(Path.of(output)).hasContent(IMPORTED);
    }

    @Test
    void reportsAllMistakesOfAllFilesAndWritesNothing() throws IOException {
        String good = write("good.fpcore", SQUARE);
        String bad = write("bad.fpcore", "(FPCore (x)\n  (while (< x 1) ([x 1 2]) x))");
        String ugly = write("ugly.fpcore", "(FPCore (x) y)");
        Path output = folder.resolve("out.jacobi");
        CommandLineRun run = jacobi("import", good, bad, ugly, "-o", output.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(bad + ":2:4: 'while': a loop whose end depends on its values cannot be imported\n"
                        + "    (while (< x 1) ([x 1 2]) x))\n     ^^^^^\n"
                        + ugly + ":1:13: unknown name 'y'\n  (FPCore (x) y)\n              ^\n");
        assertThat(output).doesNotExist();
        assertThat(jacobi("import", bad, "--error-format", "json").err())
                .contains("\"code\":\"UNSUPPORTED\"", "\"line\":2", "\"column\":4");
    }

    @Test
    void wrongUsageAndMissingFiles() {
        assertThat(jacobi("import").exit()).isEqualTo(2);
        CommandLineRun run = jacobi("import", folder.resolve("none").toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("there is no file");
    }
}

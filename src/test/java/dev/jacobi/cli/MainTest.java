package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static dev.jacobi.cli.CommandLineRun.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "differentiate",
                "simplify",
                "evaluate",
                "generate",
                "explain",
                "check",
                "graph",
                "generate-completion"
            })
    void everyCommandHasHelpAndVersion(String command) {
        CommandLineRun help = jacobi(command, "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("Usage: jacobi " + command).contains("Exit codes:");
        assertThat(help.err()).isEmpty();
        CommandLineRun version = jacobi(command, "--version");
        assertThat(version.exit()).isZero();
        assertThat(version.out()).startsWith("jacobi ");
    }

    @Test
    void noCommandIsWrongUsage() {
        CommandLineRun run = jacobi();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                jacobi: which command?
                Usage: jacobi [-hV] [--error-format=FORMAT] COMMAND
                Try 'jacobi --help'.
                """);
    }

    @Test
    void aMisspeltCommandGetsASuggestion() {
        CommandLineRun run = jacobi("evalute", "x");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("evaluate");
    }

    @Test
    void aFormulaThatBeginsWithAMinusComesAfterTwo() {
        assertThat(jacobi("simplify", "--", "-x - x").out()).isEqualTo("-2 * x\n");
        CommandLineRun without = jacobi("simplify", "-x - x");
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).contains("A formula that begins with a minus comes after --");
    }

    @Test
    void mistakesCarryPlaceAndCaret() {
        CommandLineRun run = jacobi("simplify", "2x + foo(1)");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("<formula>:1:")
                .contains("\n  2x + foo(1)\n")
                .contains("^")
                .contains("2*x");
    }

    @Test
    void mistakesAsJson() {
        CommandLineRun run = jacobi("simplify", "function f(x) = sni(x)", "--error-format", "json");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("{\"errors\":[{\"code\":\"NAME\",\"file\":\"<formula>\",\"line\":1,\"column\":17,"
                        + "\"message\":\"unknown function 'sni'\",\"suggestion\":\"sin\"}]}\n");
    }

    @Test
    void standardInput() {
        assertThat(withInput("x + x\n", "simplify", "-").out()).isEqualTo("2 * x\n");
        CommandLineRun wrong = withInput("x +", "simplify", "-");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("<stdin>:1:");
    }

    @Test
    void filesAndTheirFunctions() throws IOException {
        Path file = folder.resolve("two.jacobi");
        Files.writeString(file, "function f(x) = x + x\nfunction g(x) = 3 * x + x\n");
        assertThat(jacobi("simplify", file.toString()).out()).isEqualTo("function g(x) = 4 * x\n");
        assertThat(jacobi("simplify", file.toString(), "--function", "f").out()).isEqualTo("function f(x) = 2 * x\n");
        CommandLineRun unknown = jacobi("simplify", file.toString(), "--function", "ff");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("jacobi: unknown function 'ff'; known: f, g\n  did you mean f?\n");
    }

    @Test
    void aMissingFile() {
        CommandLineRun run = jacobi("simplify", folder.resolve("none.jacobi").toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("jacobi: there is no file ").hasLineCount(1);
    }

    @Test
    void aFileThatIsNoText() throws IOException {
        Path file = folder.resolve("binary.jacobi");
        Files.write(file, new byte[] {(byte) 0xFF, 0, 1});
        assertThat(jacobi("simplify", file.toString()).err()).contains("is not UTF-8 text");
    }

    @Test
    void completionScript() {
        assertThat(jacobi("generate-completion").out()).contains("jacobi Bash Completion");
    }
}

package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equations at the command line. */
class SolveCommandsTest {
    private static final String ROOT = "solve(u = 1: u^2 - x)";

    @Test
    void evaluatesRoots() {
        for (String how : new String[] {"--gradient", "--interpret"}) {
            CommandLineRun run = jacobi("evaluate", ROOT, "x=4", how);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("2");
        }
        assertThat(jacobi("check", ROOT, "x=4").exit()).isZero();
    }

    @Test
    void saysWhichSolveFindsNoRoot() {
        CommandLineRun run = jacobi("evaluate", "1 + " + ROOT, "x=-4");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("nan\n");
        assertThat(run.err())
                .contains(
                        "<formula>:1:5: warning: solve finds no root in 100 iterations, its value is NaN; try another guess");
        CommandLineRun other = jacobi("evaluate", "if x > 0 then " + ROOT + " else log(x)", "x=-4");
        assertThat(other.out()).isEqualTo("nan\n");
        assertThat(other.err()).as("not evaluated").isEmpty();
    }

    @Test
    void takesATolerance() {
        assertThat(jacobi("evaluate", ROOT, "x=4", "--solve-steps", "3").err()).contains("in 3 iterations");
        // From 1 the steps lead to 2.5, 2.05 and, at once the last one, 2.0006.
        assertThat(jacobi("evaluate", ROOT, "x=4", "--solve-tolerance", "0.1").out())
                .startsWith("2.0006");
        CommandLineRun wrong = jacobi("evaluate", ROOT, "x=4", "--solve-tolerance", "0");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("the tolerance of solve must lie between 0 and 1, not 0.0");
    }

    @Test
    void generatesThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("f.jacobi"), "function f(x) = " + ROOT);
        String[] command = {"generate", file.toString(), "-o", folder.toString(), "--solve-steps", "17"};
        assertThat(jacobi(command).err()).isEmpty();
        assertThat(folder.resolve("F.java")).content().contains("< 17 && ").contains("1.0E-10 * ");
    }
}

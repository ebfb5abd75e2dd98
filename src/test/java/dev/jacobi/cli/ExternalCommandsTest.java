package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.ExternalFunctionTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** External functions at the command line. */
class ExternalCommandsTest {
    private static final String ROOT = "root(x) = dev.jacobi.ExternalFunctionTest.Methods.root : 0.5 / root(x)";

    private static String classPath() throws URISyntaxException {
        return Path.of(ExternalFunctionTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    @Test
    void evaluatesThem() throws URISyntaxException {
        for (String how : new String[] {"--gradient", "--interpret"}) {
            CommandLineRun run = jacobi(
                    "evaluate", "root(x) * y", "x=4", "y=3", "--external", ROOT, "--class-path", classPath(), how);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("6");
        }
        assertThat(jacobi("check", "root(x)", "x=4", "--external", ROOT, "--class-path", classPath())
                        .exit())
                .isZero();
    }

    @Test
    void differentiatesThemByName() {
        assertThat(jacobi("differentiate", "root(x)^2 * y", "--wrt", "y", "--external", ROOT)
                        .out())
                .isEqualTo("root(x)^2\n");
        assertThat(jacobi("differentiate", "3 * root(x)", "--wrt", "x", "--external", ROOT)
                        .out())
                .isEqualTo("1.5 / root(x)\n");
    }

    @Test
    void mistakesAreExplained() {
        CommandLineRun named = jacobi("evaluate", "root(x)", "x=4", "--external", ROOT);
        assertThat(named.exit()).isEqualTo(1);
        assertThat(named.err()).contains("cannot be run").contains("is only named");
        CommandLineRun missing =
                jacobi("evaluate", "f(x)", "x=4", "--external", "f(x) = no.such.Place.f", "--class-path", ".");
        assertThat(missing.err()).contains("there is no class no.such.Place");
        assertThat(jacobi("evaluate", "f(x)", "x=4", "--external", "f(x)").err())
                .contains("expected a line as in 'f(x) = com.acme.Special.f : df(x)'");
    }

    @Test
    void whatAMethodThrowsIsNoDefectOfJacobi() throws URISyntaxException {
        String strange = "strange(x) = dev.jacobi.ExternalFunctionTest.Methods.strange";
        for (String[] how : new String[][] {{"evaluate", "--interpret"}, {"evaluate", "--strict-math"}, {"check"}}) {
            List<String> line = new ArrayList<>(List.of(how));
            line.addAll(List.of("y + root(x)", "x=-4", "y=3", "--external", ROOT, "--class-path", classPath()));
            CommandLineRun run = jacobi(line.toArray(String[]::new));
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("<formula>:1:5: the external function 'root' failed: "
                            + "dev.jacobi.ExternalFunctionTest.Methods.root threw "
                            + "java.lang.IllegalStateException: root of -4.0\n")
                    .doesNotContain("defect");
        }
        CommandLineRun index = jacobi(
                "evaluate",
                "strange(x) + strange(y)",
                "x=0",
                "y=0",
                "--external",
                strange,
                "--class-path",
                classPath());
        assertThat(index.exit()).isEqualTo(1);
        assertThat(index.err())
                .startsWith("<formula>:1:1: the external function 'strange' failed: ")
                .contains("ArrayIndexOutOfBoundsException: strange; it is also called at <formula>:1:14\n");
        CommandLineRun loop = jacobi(
                "evaluate",
                "function f(x[N]) = sum(i in N: root(x[i]))",
                "x=[1, -1]",
                "--external",
                ROOT,
                "--class-path",
                classPath());
        assertThat(loop.err()).startsWith("<formula>:1:32: the external function 'root' failed: ");
    }

    @Test
    void generatesCallsOfThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("f.jacobi"), "function f(x) = j0(x)^2");
        CommandLineRun run = jacobi(
                "generate",
                file.toString(),
                "-o",
                folder.toString(),
                "--external",
                "j0(x) = com.acme.Bessel.j0 : -j1(x)",
                "--external",
                "j1(x) = com.acme.Bessel.j1");
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("F.java"))
                .content()
                .contains("return com.acme.Bessel.j0(x0);")
                .contains("return com.acme.Bessel.j1(x0);");
    }
}

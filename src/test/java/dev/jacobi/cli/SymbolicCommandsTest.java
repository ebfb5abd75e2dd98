package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands differentiate, simplify and graph. */
class SymbolicCommandsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x^2/log(x) | 2 * x / log(x) - x / log(x)^2",
                "exp(-x^2/2) | -x * exp(-x^2 / 2)",
                "sin(x)*y | y * cos(x)",
                "x^3 | 3 * x^2",
                "5 + x - x | 0"
            })
    void derivativesAreSimple(String formula, String derivative) {
        CommandLineRun run = jacobi("differentiate", formula, "--wrt", "x");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(derivative + "\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void everyVariableByDefault() {
        assertThat(jacobi("differentiate", "x^2*y").out()).isEqualTo("d/dx = 2 * x * y\nd/dy = x^2\n");
    }

    @Test
    void higherOrders() {
        assertThat(jacobi("differentiate", "x^3*y", "--wrt", "x,x").out()).isEqualTo("6 * x * y\n");
        assertThat(jacobi("differentiate", "x^3*y", "--wrt", "x", "--order", "2")
                        .out())
                .isEqualTo("6 * x * y\n");
        assertThat(jacobi("differentiate", "x^3*y", "--wrt", "x,x", "--wrt", "x,y", "--wrt", "y")
                        .out())
                .isEqualTo("d2/dx2 = 6 * x * y\nd2/dxdy = 3 * x^2\nd/dy = x^3\n");
    }

    @Test
    void notSimplified() {
        assertThat(jacobi("differentiate", "x^2", "--no-simplify").out()).isEqualTo("2 * x\n");
        assertThat(jacobi("differentiate", "x + x^2 * 0", "--no-simplify").out())
                .contains("0");
    }

    @Test
    void latexAndJson() {
        assertThat(jacobi("differentiate", "x^2*y", "--format", "latex").out())
                .isEqualTo("\\frac{\\partial}{\\partial x} = 2 \\, x \\, y\n\\frac{\\partial}{\\partial y} = x^{2}\n");
        assertThat(jacobi("differentiate", "x^2", "--format", "json").out())
                .isEqualTo(
                        "{\"derivatives\":[{\"of\":\"\",\"wrt\":[\"x\"],\"text\":\"2 * x\",\"latex\":\"2 \\\\, x\"}]}\n");
    }

    @Test
    void severalResults() throws IOException {
        Path file = folder.resolve("polar.jacobi");
        Files.writeString(file, "function polar(r, t) {\n  x = r * cos(t)\n  return (x, r * sin(t))\n}\n");
        assertThat(jacobi("differentiate", file.toString(), "--wrt", "r").out())
                .isEqualTo("dx/dr = cos(t)\ndresult2/dr = sin(t)\n");
    }

    @Test
    void aLongDerivativeIsAFunctionWithTheUsersNames() throws IOException {
        Path file = folder.resolve("long.jacobi");
        Files.writeString(file, """
                function long(x; k) {
                    inner = exp(-k * x^2 / 2 + sin(x) * k + log(1 + x^2) * sqrt(1 + k^2))
                    return inner^2 * (1 + inner)^3
                }
                """);
        assertThat(jacobi("differentiate", file.toString()).out())
                .startsWith("function dlong_dx(x; k) {\n    inner = exp(")
                .contains("    return ");
    }

    @Test
    void wrongVariables() throws IOException {
        CommandLineRun unknown = jacobi("differentiate", "alpha^2", "--wrt", "alhpa");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("jacobi: unknown variable 'alhpa'; known: alpha\n  did you mean alpha?\n");
        Path file = folder.resolve("data.jacobi");
        Files.writeString(file, "function f(x; k) = k * x");
        assertThat(jacobi("differentiate", file.toString(), "--wrt", "k").err()).contains("'k' is data");
        assertThat(jacobi("differentiate", "1 + 1").err()).contains("no variable");
        assertThat(jacobi("differentiate", "x", "--order", "0").exit()).isEqualTo(2);
    }

    @Test
    void simplifyByGrade() {
        assertThat(jacobi("simplify", "x*1 + 0*y").exit()).isZero();
        assertThat(jacobi("simplify", "x + x", "--arithmetic", "text").out()).isEqualTo("2 * x\n");
        assertThat(jacobi("simplify", "x/x", "--arithmetic", "ieee").out()).isEqualTo("x / x\n");
        assertThat(jacobi("simplify", "x", "--arithmetic", "other").exit()).isEqualTo(2);
        assertThat(jacobi("simplify", "x + x", "--format", "latex").out()).isEqualTo("2 \\, x\n");
        assertThat(jacobi("simplify", "x + x", "--format", "json").out())
                .isEqualTo("{\"text\":\"2 * x\",\"latex\":\"2 \\\\, x\"}\n");
    }

    @Test
    void graphs() {
        CommandLineRun plain = jacobi("graph", "x^2 + 1");
        assertThat(plain.exit()).isZero();
        assertThat(plain.out()).startsWith("digraph {").contains("label=\"x\"").endsWith("}\n");
        assertThat(jacobi("graph", "x^2 + 1", "x=3").out())
                .contains("label=\"x\\n3\"")
                .contains("+\\n10");
        assertThat(jacobi("graph", "x^3", "--derivative", "gradient").out())
                .contains("label=\"^3")
                .contains("label=\"^2");
    }
}

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

/** {@code jacobi check --equal}, as a user and a script see it. */
class EqualityCommandTest {
    private static CommandLineRun equal(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "check";
        all[1] = "--equal";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return jacobi(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(x + y)^2 | x^2 + 2*x*y + y^2 | x > 0 | 0 | equal",
                "x/x | 1 | y > 0 | 0 | equal where x != 0",
                "sqrt(x^2) | x | x >= 0 | 0 | equal",
                "sqrt(x^2) | x | x < 5 | 1 | not equal: at x = -1 the first is 1, the second is -1",
                "log(x) | log(abs(x)) | x < 0 | 1 | not equal: at x = -2 the first has no value, the second is 0.6931471805599453",
                "1 | 2 | x > 0 | 1 | not equal: at x = 2 the first is 1, the second is 2",
                "sum(i in 0..<3: x) | 3*x | x > 0 | 1 | not decided: formulas with arrays or loops are not compared"
            })
    void answers(String left, String right, String assumption, int exit, String answer) {
        CommandLineRun run = equal(left, right, "--assume", assumption);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(answer + "\n");
        assertThat(run.exit()).isEqualTo(exit);
    }

    /** The README's examples, with what they print. */
    @Test
    void theReadmeIsTrue() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String prompt = "    $ ./jacobi check --equal ";
        assertThat(readme)
                .contains(
                        prompt + "'sqrt(x^2)' x\n    " + equal("sqrt(x^2)", "x").out())
                .contains(prompt + "'sqrt(x^2)' x --assume 'x >= 0' --rules\n    "
                        + equal("sqrt(x^2)", "x", "--assume", "x >= 0", "--rules")
                                .out()
                                .replace("\n  ", "\n      "))
                .contains(prompt + "'x/x' 1\n    " + equal("x/x", "1").out());
    }

    @Test
    void rulesOnRequest() {
        assertThat(equal("sqrt(x^2)", "x", "--assume", "x >= 0", "--rules").out())
                .isEqualTo("equal\n  root-of-square: sqrt(x^2) = abs(x)\n"
                        + "  abs-of-positive: abs(x) = x where x >= 0\n");
    }

    @Test
    void jsonAndFormulasWithoutVariables() {
        assertThat(equal("1", "2").out()).isEqualTo("not equal: the first is 1, the second is 2\n");
        assertThat(equal("x/x", "1", "--format", "json").out())
                .isEqualTo("{\"answer\":\"equal\",\"where\":[\"x != 0\"],\"rules\":[]}\n");
        assertThat(equal("abs(x)", "x", "--format", "json").out())
                .isEqualTo("{\"answer\":\"not equal\",\"point\":{\"x\":-1},\"left\":1,\"right\":-1}\n");
        assertThat(equal("log(x)", "log(abs(x))", "--assume", "x < 0", "--format", "json")
                        .out())
                .contains("\"left\":\"NaN\"");
        assertThat(equal("1/0", "1", "--format", "json").out())
                .isEqualTo("{\"answer\":\"not decided\",\"reason\":\"a formula divides by zero everywhere\"}\n");
    }

    @Test
    void functionsOfOneFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("roots.jacobi");
        Files.writeString(file, """
                function root(x, y) = sqrt(x^2 * y)
                function parts(x, y) = x * sqrt(y)
                function wrong(x, y) = sqrt(x) * y
                """);
        CommandLineRun right = equal(file.toString(), "parts", "--function", "root", "--assume", "x > 0");
        assertThat(right.out()).isEqualTo("equal where y >= 0\n");
        assertThat(right.exit()).isZero();
        CommandLineRun wrong = equal(file.toString(), "wrong", "--function", "root", "--assume", "x > 0");
        assertThat(wrong.out()).startsWith("not equal: at x = ");
        assertThat(wrong.exit()).isEqualTo(1);
    }

    @Test
    void wrongUsage() {
        assertThat(equal("x").exit()).isEqualTo(2);
        assertThat(equal("x").err()).contains("--equal compares two formulas");
        assertThat(equal("x", "x", "x").exit()).isEqualTo(2);
        assertThat(jacobi("check", "x", "--rules").exit()).isEqualTo(2);
        assertThat(jacobi("check", "x", "--assume", "x > 0").err()).contains("belong to --equal");
    }

    @Test
    void mistakesInFormulasAndAssumptions() {
        CommandLineRun run = equal("x", "x", "--assume", "x >");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("<assumption>:1:4");
        assertThat(equal("x", "y +").err()).contains("<formula>:1:4");
        assertThat(equal("x", "x", "--assume", "x == 1").err()).contains("<, <=, >, >= and !=");
        assertThat(equal("x", "2*x", "--assume", "x + 1").err()).isNotEmpty();
    }
}

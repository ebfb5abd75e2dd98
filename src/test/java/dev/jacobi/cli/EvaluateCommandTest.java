package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static dev.jacobi.cli.CommandLineRun.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String SEED = "(x^2/log(x)+l)*(x^2/log(x)-l)";

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static void fails(CommandLineRun run, String message) {
        assertThat(run.err()).isEqualTo(message);
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void valueAndGradient() {
        CommandLineRun run = jacobi("evaluate", SEED, "x=3", "l=5", "--gradient");
        assertThat(run.err()).isEmpty();
        String[] lines = run.out().split("\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).isEqualTo("value = 42.11137142490805");
        assertThat(lines[1]).isEqualTo("gradient:");
        assertThat(lines[2]).startsWith("  x = 48.7568933507609");
        assertThat(lines[3]).isEqualTo("  l = -10");
    }

    /** The interpreter evaluates the derivative as calculus gives it: the value has the same bits, the derivative its own rounding. */
    @Test
    void theInterpreterAgrees() {
        String[] lines = jacobi("evaluate", SEED, "x=3", "l=5", "--gradient", "--interpret")
                .out()
                .split("\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).isEqualTo("value = 42.11137142490805");
        assertThat(lines[2]).isEqualTo("  x = 48.75689335076091");
        assertThat(lines[3]).isEqualTo("  l = -10");
        assertThat(jacobi("evaluate", SEED, "x=3", "l=5", "--gradient").out()).contains("  x = 48.756893350760905\n");
    }

    @Test
    void aBareValue() {
        assertThat(jacobi("evaluate", "1/2").out()).isEqualTo("0.5\n");
        assertThat(jacobi("evaluate", "x", "x=-1e300").out()).isEqualTo("-1e300\n");
        assertThat(jacobi("evaluate", "log(x)", "x=0").out()).isEqualTo("-inf\n");
        assertThat(jacobi("evaluate", "sin(x)", "x=pi/2").out()).isEqualTo("1\n");
        assertThat(jacobi("evaluate", "x", "x=pi/2", "--strict-math", "--interpret")
                        .exit())
                .isZero();
    }

    @Test
    void matrices() throws IOException {
        assertThat(jacobi("evaluate", "x^2*y", "x=3", "y=10", "--hessian").out())
                .isEqualTo("""
                value = 90
                hessian:
                      x  y
                  x  20  6
                  y   6  0
                """);
        String polar = write("f.jacobi", "function f(a, b; k) = { return (a * b, k * a) }".replace("= {", "{"));
        assertThat(jacobi("evaluate", polar, "a=2", "b=3", "k=7", "--jacobian").out())
                .isEqualTo("""
                result1 = 6
                result2 = 14
                jacobian:
                           a  b
                  result1  3  2
                  result2  7  0
                """);
        CommandLineRun wrong = jacobi("evaluate", polar, "a=2", "b=3", "k=7", "--gradient");
        fails(wrong, "jacobi: a function with 2 results has no gradient and no Hessian; use --jacobian\n");
    }

    @Test
    void json() {
        assertThat(jacobi("evaluate", "x^2/y", "x=3", "y=2", "--gradient", "--hessian", "--format", "json")
                        .out())
                .isEqualTo("{\"value\":4.5,\"gradient\":{\"x\":3,\"y\":-2.25},"
                        + "\"hessian\":{\"x\":{\"x\":1,\"y\":-1.5},\"y\":{\"x\":-1.5,\"y\":2.25}}}\n");
        assertThat(jacobi("evaluate", "log(x)", "x=0", "--format", "json").out())
                .isEqualTo("{\"value\":\"-Infinity\"}\n");
    }

    @Test
    void wrongValues() {
        fails(jacobi("evaluate", "x+l", "x=1"), "jacobi: no value for l; give it as in l=1.5\n");
        fails(jacobi("evaluate", "alpha", "alpah=1"), """
                jacobi: unknown variable 'alpah'; known: alpha
                  did you mean alpha?
                """);
        fails(jacobi("evaluate", "x", "x=1", "x=2"), "jacobi: 'x' is given twice\n");
        fails(jacobi("evaluate", "x", "x=abc"), "jacobi: the value of 'x' must be a number, found 'abc'\n");
        assertThat(jacobi("evaluate", "x", "x=1,5").err()).startsWith("<value of x>:1:2: ");
        assertThat(jacobi("evaluate", "x", "3").exit()).isEqualTo(2);
    }

    @Test
    void rowsOfCsv() throws IOException {
        String points = write("points.csv", "\uFEFFid,x,l\na,3,5\n\nb,\" 2 \",1e1\n");
        assertThat(jacobi("evaluate", "x^2*l", "--data", points, "--gradient").out())
                .isEqualTo("""
                value,gradient.x,gradient.l
                45,30,9
                40,40,4
                """);
        assertThat(jacobi("evaluate", "x*l", "l=2", "--data", points, "--format", "json")
                        .out())
                .isEqualTo("{\"value\":6}\n{\"value\":4}\n");
        assertThat(jacobi("evaluate", "x*l", "--data", points, "--interpret").out())
                .isEqualTo("value\n15\n20\n");
    }

    @Test
    void mistakesInCsv() throws IOException {
        String points = write("points.csv", "x,l\n3,5\n4,five\n");
        CommandLineRun text = jacobi("evaluate", "x*l", "--data", points);
        fails(text, "jacobi: " + points + ":3: column 'l': expected a number, found 'five'\n");
        assertThat(text.out()).isEqualTo("value\n15\n");
        CommandLineRun missing = jacobi("evaluate", "x*L", "--data", points);
        fails(missing, "jacobi: " + points + ":1: no column 'L'; the columns are x, l\n  did you mean l?\n");
        String gap = write("gap.csv", "x,l\n3,\n");
        fails(jacobi("evaluate", "x*l", "--data", gap), "jacobi: " + gap + ":2: column 'l': there is no value\n");
        String twice = write("twice.csv", "x,x\n3,4\n");
        fails(jacobi("evaluate", "x", "--data", twice), "jacobi: " + twice + ":1: there are two columns 'x'\n");
        assertThat(jacobi("evaluate", "x", "--data", folder.resolve("no.csv").toString())
                        .exit())
                .isEqualTo(1);
        assertThat(jacobi("evaluate", "x", "--data", write("short.csv", "x,y\n1\n"))
                        .exit())
                .isEqualTo(1);
        assertThat(jacobi("evaluate", "x", "--data", write("empty.csv", "")).err())
                .contains("no column 'x'");
    }

    @Test
    void rowsOfJson() throws IOException {
        String points =
                write("points.jsonl", "{\"x\": 3, \"l\": 5, \"more\": [1, {}]}\n{\"l\": \"Infinity\", \"x\": 2}\n");
        assertThat(jacobi("evaluate", "x*l", "--data", points, "--format", "csv")
                        .out())
                .isEqualTo("value\n15\ninf\n");
        assertThat(withInput("{\"x\":1}", "evaluate", "x+1", "--data", "-").out())
                .isEqualTo("value\n2\n");
    }

    @Test
    void mistakesInJson() throws IOException {
        String text = write("text.jsonl", "{\"x\": 1}\n{\"x\": \"two\"}\n");
        fails(
                jacobi("evaluate", "x", "--data", text, "--format", "json"),
                "jacobi: " + text + ":2: 'x': expected a number, found the text 'two'\n");
        String missing = write("missing.jsonl", "{\"x\": 1}\n{\"y\": 2}\n");
        fails(jacobi("evaluate", "x", "--data", missing), "jacobi: " + missing + ":2: there is no value for 'x'\n");
        String broken = write("broken.jsonl", "{\"x\": 1\n");
        assertThat(jacobi("evaluate", "x", "--data", broken).err()).startsWith("jacobi: " + broken + ":");
    }
}

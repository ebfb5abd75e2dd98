package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on functions with arrays. */
class ArrayCommandsTest {
    private static final String WEIGHTED = "function f(w[D], b; X[N, D]) = sum(i in N, d in D: w[d] * X[i, d]) + b^2";

    @TempDir
    private Path folder;

    private static void fails(CommandLineRun run, String message) {
        assertThat(run.err()).contains(message);
        assertThat(run.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--strict-math", "--interpret"})
    void valueAndGradientInTheirShapes(String how) {
        CommandLineRun run = jacobi("evaluate", WEIGHTED, "w=[1, 2]", "b=3", "X=[[1, 2], [3, 4]]", "--gradient", how);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("value = 25\ngradient:\n  w = [4, 6]\n  b = 6\n");
    }

    @Test
    void arraysAsResults() {
        String function = "function f(x[N]) = [i in N, j in 2: x[i] * j]";
        assertThat(jacobi("evaluate", function, "x=[1, pi]").out()).isEqualTo("[[0, 1], [0, 3.141592653589793]]\n");
        assertThat(jacobi("evaluate", function, "x=[1,2]", "--format", "json").out())
                .isEqualTo("{\"value\":[[0,1],[0,2]]}\n");
        fails(jacobi("evaluate", function, "x=[1,2]", "--gradient"), "one number as its result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--strict-math", "--interpret"})
    void matricesInBlocks(String how) {
        String function = "function f(x[N], s) = [i in N: x[i]^2 * s]";
        assertThat(jacobi("evaluate", function, "x=[1,2]", "s=3", "--jacobian", how)
                        .out())
                .isEqualTo("value = [3, 12]\njacobian:\n  value by x = [[6, 0], [0, 12]]\n  value by s = [1, 4]\n");
        String number = "function f(x[N], s) = sum(i in N: x[i]^2 * s)";
        assertThat(jacobi("evaluate", number, "x=[1,2]", "s=3", "--hessian", how, "--format", "json")
                        .out())
                .isEqualTo("{\"value\":15,\"hessian\":{\"x\":{\"x\":[[6,0],[0,6]],\"s\":[2,4]},"
                        + "\"s\":{\"x\":[2,4],\"s\":0}}}\n");
        fails(jacobi("evaluate", function, "x=[1,2]", "s=3", "--hessian", how), "use --jacobian");
    }

    @Test
    void columnsOfAFileAreArrays() throws IOException {
        Path file = Files.writeString(folder.resolve("d.csv"), "y,c,x\n1,0,7\n2,1,8\n");
        CommandLineRun run = jacobi(
                "evaluate",
                "function f(a[M]; y[N], int c[N]) = sum(i in N: y[i] * a[c[i]])",
                "a=[10,20]",
                "--data",
                file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("50\n");
    }

    @Test
    void mistakesAreNamed() {
        fails(jacobi("evaluate", WEIGHTED, "w=[1,2]", "b=1"), "no value for X");
        fails(jacobi("evaluate", WEIGHTED, "w=1", "b=1", "X=[[1,2]]"), "'w' has rank 1, found a value of rank 0");
        fails(
                jacobi("evaluate", WEIGHTED, "w=[1,2]", "b=1", "X=[[1],[2]]"),
                "'X' has the extents [2, 1], needed are [2, 2]");
        fails(jacobi("evaluate", WEIGHTED, "w=[1,[2]]", "b=1", "X=[[1]]"), "lists of equal length");
        fails(jacobi("evaluate", WEIGHTED, "w=[1,,2]", "b=1", "X=[[1]]"), "lists of equal length");
        fails(jacobi("evaluate", WEIGHTED, "w=[1,2", "b=1", "X=[[1]]"), "lists of equal length");
        fails(jacobi("evaluate", WEIGHTED, "v=[1]"), "unknown variable 'v'");
        fails(
                jacobi("evaluate", "function f(a[N]; int c) = a[c]", "a=[1,2]", "c=0.5"),
                "'c' is integer data, found 0.5");
        fails(jacobi("evaluate", "function f(a[N]; int c) = a[c]", "a=[1,2]", "c=2"), "data 'c' is 2; as an index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WEIGHTED,
                "function f(U[N, K]; int c[P]) = sum(p in P, k in K: U[c[p], k]^2)",
                "function f(x[N]) = logsumexp(i in N: x[i])",
                "function f(x[N]) = [i in N: x[i]^2 / (1 + sum(j in 0..<i: abs(x[j])))]",
                "examples/logistic-regression/logistic.jacobi",
                "function f(x, y) = sum(i in 0..<5: sin(i * x) * y)",
            })
    void checkComparesModesAndBackEnds(String function) {
        CommandLineRun run = jacobi("check", function);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).as(run.out()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"differentiate", "simplify", "explain", "graph"})
    void otherCommandsSayThatTheyCannotYet(String command) {
        fails(jacobi(command, WEIGHTED), "'" + command + "' does not take functions with arrays or loops yet");
    }

    @Test
    void sourcesAreGenerated() throws IOException {
        Path file = Files.writeString(folder.resolve("f.jacobi"), WEIGHTED);
        CommandLineRun run = jacobi("generate", file.toString(), "--output", folder.toString());
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("F.java"))
                .content()
                .contains("public static double gradient(double[] w, double b, double[] X, double[] gradient)");
        jacobi("generate", file.toString(), "--output", folder.toString(), "--derivatives", "hessian,jacobian");
        assertThat(folder.resolve("F.java"))
                .content()
                .contains("public static double hessian(double[] w, double b, double[] X, double[] hessian)")
                .contains("public static void jacobian(double[] w, double b, double[] X, double[] jacobian)");
    }
}

package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
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

    @Test
    void derivativesByArraysAreArrays() {
        assertThat(jacobi("differentiate", WEIGHTED).out())
                .isEqualTo("df/dw = [d in D: sum(i in N: X[i, d])]\ndf/db = 2 * b\n");
        assertThat(jacobi("differentiate", WEIGHTED, "--wrt", "w,b", "--wrt", "b,b")
                        .out())
                .isEqualTo("d2f/dwdb = [d in D: 0]\nd2f/db2 = 2\n");
        String softmax = "function f(x[N]) = logsumexp(i in N: x[i])";
        assertThat(jacobi("differentiate", softmax, "--wrt", "x").out())
                .isEqualTo("[i in N: exp(x[i] - logsumexp(j in N: x[j]))]\n");
        assertThat(jacobi("differentiate", softmax, "--wrt", "x", "--format", "latex")
                        .out())
                .isEqualTo(
                        "\\left(e^{x_{i} - \\operatorname*{logsumexp}_{0 \\le j < N} x_{j}}\\right)_{0 \\le i < N}\n");
        String gather = "function f(U[N, K]; int c[P]) = sum(p in P, k in K: U[c[p], k]^2)";
        assertThat(jacobi("differentiate", gather).out())
                .isEqualTo("[i in N, k in K: sum(p in P: if c[p] == i then 2 * U[c[p], k] else 0)]\n");
        fails(jacobi("differentiate", WEIGHTED, "--wrt", "X"), "'X' is data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function f(x[N]; y[N]) = sum(i in N: softplus(-y[i] * x[i]) * x[0])",
                "function f(x[N]; y[N]) = logsumexp(i in N: y[i] - sum(j in 0..<i: x[j]^2))",
                "function f(x[N]; y[N]) = prod(i in N: x[i] + y[i]) / max(i in N: x[i])",
            })
    void whatIsPrintedIsTheDerivative(String function) {
        String printed = jacobi("differentiate", function).out().strip();
        String derivative = printed.startsWith("function") ? printed : "function d(x[N]; y[N]) = " + printed;
        String[] point = {"x=[0.5, -1.25, 2]", "y=[1, -1, 0.5]"};
        String gradient = jacobi("evaluate", function, point[0], point[1], "--gradient", "--format", "json")
                .out();
        String value = jacobi("evaluate", derivative, point[0], point[1], "--format", "json")
                .out();
        double[] expected = numbers(gradient.substring(gradient.indexOf("gradient")));
        double[] found = numbers(value);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - expected[i]) <= 1e-14 * (1 + Math.abs(expected[i])))
                    .as(value + gradient)
                    .isTrue();
        }
    }

    private static double[] numbers(String json) {
        return Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?")
                .matcher(json.substring(json.indexOf('[')))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group()))
                .toArray();
    }

    @Test
    void loopsAreSimplifiedAndDrawn() {
        assertThat(jacobi("simplify", "function f(x[N]) = sum(i in N: x[i] * 1 * x[i] + 0)")
                        .out())
                .isEqualTo("function f(x[N]) = sum(i in N: x[i]^2)\n");
        assertThat(jacobi("graph", WEIGHTED).out())
                .contains("[label=\"D\", shape=plaintext]", "[label=\"w\", shape=box]", "[label=\"sum\"]");
        assertThat(jacobi("graph", WEIGHTED, "--derivative", "gradient").out())
                .contains("[label=\"map\\nresult 1\", peripheries=2]");
        fails(jacobi("graph", WEIGHTED, "b=2"), "a node has a value for each index");
    }

    @Test
    void explainShowsStepsAndAtAPointNumbers() {
        assertThat(jacobi("explain", WEIGHTED).out())
                .contains("from f: wBar[d in D] = fBar * sum(i in N: X[i, d])", "bBar = 2 * b * fBar", "power rule")
                .doesNotContain("In numbers");
        assertThat(jacobi("explain", WEIGHTED, "w=[1, 2]", "b=3", "X=[[1, 2], [3, 4]]")
                        .out())
                .contains("4. In numbers", "  f = 25\n", "  wBar = [4, 6]\n", "  bBar = 6\n");
        assertThat(jacobi("explain", WEIGHTED, "--format", "markdown").out()).contains("- from f: $\\bar{w} = ");
        fails(jacobi("explain", WEIGHTED, "b=3"), "no value for w, X");
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

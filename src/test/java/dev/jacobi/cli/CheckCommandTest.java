package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.cli.Comparison.Disagreement;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x^2/log(x)+l)*(x^2/log(x)-l)",
                "x - x",
                "abs(x) + max(x, y) + relu(x - y)",
                "if x > y then sqrt(x - y) else exp(y - x)",
                "log(x) * gamma(x) + lgamma(y + 3)",
                "(1 + x)^30 - (1 - x)^30",
                "x*2.99792458e8^2/sqrt(1 - y^2/2.99792458e8^2)",
                "1 + 2"
            })
    void randomPointsAgree(String formula) {
        CommandLineRun run = jacobi("check", formula);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).as(run.out()).isZero();
    }

    @Test
    void aGivenPoint() {
        CommandLineRun run = jacobi("check", "x^2*y", "x=3", "y=2");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("1 point\nvalue: interpreter = compiled (bits)")
                .contains("1 of 1 agree")
                .contains("2 of 2 agree");
    }

    @Test
    void seedsRepeat() {
        String[] command = {"check", "x*y", "--seed", "7", "--points", "3", "--format", "json"};
        assertThat(jacobi(command).out()).isEqualTo(jacobi(command).out()).startsWith("{\"points\":3,");
        assertThat(jacobi("check", "x", "--points", "0").exit()).isEqualTo(2);
    }

    @Test
    void noPointIsFinite() {
        CommandLineRun run = jacobi("check", "log(-x^2)");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("none of 10000 random points");
    }

    /** Compiled code that takes log1p for log: the check must say so, and where. */
    @Test
    void namesTheNodeWhereTheyPart() throws Exception {
        String text = "function f(x) {\n    a = x^2\n    b = log(a + 1) * 2\n    return a * b + 1\n}\n";
        FunctionGraph function = Source.read(text, null, InputStream.nullInputStream(), Options.defaults())
                .differentiable();
        Calculation right = new InterpretedCalculation(function, false);
        Calculation wrong = (derivative, point, seed) -> {
            double[] out = right.run(derivative, point, seed);
            out[0] += 1;
            return out;
        };
        Agreement agreement = new Agreement(function, 0, wrong, right, CheckCommandTest::withWrongLogarithm);
        agreement.compareAt(new Point(new double[] {2}, new double[0]));
        List<Disagreement> found = new ArrayList<>();
        agreement.comparisons().forEach(comparison -> found.addAll(comparison.disagreements()));
        assertThat(found).hasSize(3);
        assertThat(found.get(0).quantity()).isEqualTo("value at x=2");
        assertThat(found).allSatisfy(d -> assertThat(d.node()).isEqualTo("log(x^2 + 1) at <formula>:3:9"));
    }

    private static double[] withWrongLogarithm(Graph graph, List<Node> nodes, Point point) {
        double[] out = NodeValues.interpreted().of(graph, nodes, point);
        for (int i = 0; i < out.length; i++) {
            boolean mentionsLogarithm =
                    Walk.upward(graph, List.of(nodes.get(i))).stream().anyMatch(n -> n.is(Op.LOG) || n.is(Op.DIV));
            out[i] += mentionsLogarithm ? 0.5 : 0;
        }
        return out;
    }

    @Test
    void comparesBitsAndTolerances() {
        assertThat(Comparison.within(0.0, -0.0, 0)).isFalse();
        assertThat(Comparison.within(Double.NaN, Double.NaN, 0)).isTrue();
        assertThat(Comparison.within(Double.NaN, 1, Double.MAX_VALUE)).isFalse();
        assertThat(Comparison.within(1, Math.nextUp(1.0), 0)).isFalse();
        assertThat(Comparison.within(1, Math.nextUp(1.0), 1e-9)).isTrue();
        assertThat(Comparison.within(Double.POSITIVE_INFINITY, 1, 1e-9)).isFalse();
    }
}

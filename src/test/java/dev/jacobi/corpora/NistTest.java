package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.optim.hipparchus.Fit;
import dev.jacobi.optim.hipparchus.LeastSquares;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NIST's problems of nonlinear regression, by Levenberg and Marquardt's method with our Jacobian and its usual settings, from both starts that
 * NIST gives. It gets to the certified parameters from all of them.
 */
class NistTest {
    static Stream<Arguments> problems() {
        return Corpus.named("nist-strd-nonlinear").cases().stream()
                .flatMap(problem -> Stream.of("start1", "start2")
                        .map(start -> Arguments.of(problem.text("id") + " from " + start, problem, start)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void findsTheCertifiedParameters(String name, Json problem, String start) {
        Fit fit = LeastSquares.levenbergMarquardt(residuals(problem)).minimize(numbers(problem.texts(start)));
        assertNear("parameters", fit.parameters(), numbers(problem.texts("certified")), 1e-6);
        // The deviations come from the Jacobian alone, and so test it apart from where it led.
        assertNear("deviations", fit.standardErrors(), numbers(problem.texts("certifiedSd")), 1e-6);
        double[] sum = {Double.parseDouble(problem.text("residualSumOfSquares"))};
        assertNear("sum of squares", new double[] {fit.sumOfSquares()}, sum, 1e-8);
    }

    private static void assertNear(String what, double[] found, double[] certified, double tolerance) {
        assertThat(found).hasSameSizeAs(certified);
        for (int i = 0; i < certified.length; i++) {
            double error = Math.abs(found[i] - certified[i]) / Math.abs(certified[i]);
            assertThat(!(error <= tolerance))
                    .as("%s: %s, certified %s", what, found[i], certified[i])
                    .isFalse();
        }
    }

    private static CompiledFunction residuals(Json problem) {
        List<String> predictors = problem.texts("predictors");
        String variables = String.join(", ", problem.texts("params"));
        String text =
                "function model(" + variables + "; " + String.join(", ", predictors) + ") = " + problem.text("expr")
                        + "\nfunction residuals(" + variables + "; y[N]"
                        + predictors.stream().map(name -> ", " + name + "[N]").collect(Collectors.joining())
                        + ") = [i in N: model(" + variables + "; "
                        + predictors.stream().map(name -> name + "[i]").collect(Collectors.joining(", ")) + ") - "
                        + (problem.text("response").equals("log[y]") ? "log(y[i])]" : "y[i]]");
        CompiledFunction residuals = Jacobi.compile(text);
        List<String> columns = problem.texts("columns");
        double[][] rows = problem.numbers("data");
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            residuals = residuals.bind(
                    columns.get(c),
                    IntStream.range(0, rows.length)
                            .mapToDouble(i -> rows[i][column])
                            .toArray());
        }
        return residuals;
    }

    private static double[] numbers(List<String> texts) {
        return texts.stream().mapToDouble(Double::parseDouble).toArray();
    }
}

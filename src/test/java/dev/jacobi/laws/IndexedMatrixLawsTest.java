package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.laws.Points.Point;
import dev.jacobi.op.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Jacobians and Hessians of loops owe to those of the same function without its loops, over random programs; all interpreted. */
class IndexedMatrixLawsTest {
    /** Numbers compared by the law that ran last. */
    private static long compared;

    @Test
    void jacobiansAreThoseWithoutLoops() {
        hold("jacobians()", 150, false, 40, jacobians());
        hold("jacobians()", 150, true, 20, jacobians());
    }

    @Test
    void hessiansAreThoseWithoutLoops() {
        hold("hessians(600)", 80, false, 100, hessians(600));
    }

    @Test
    void jacobiansOfRecurrencesAreThoseOfTheirSteps() {
        hold("jacobians()", 60, false, true, 40, jacobians());
    }

    @Test
    void hessiansOfRecurrencesAreThoseOfTheirSteps() {
        hold("hessians(80)", 30, false, true, 10, hessians(80));
    }

    private static void hold(String call, int programs, boolean wild, int eachAtLeast, Law law) {
        hold(call, programs, wild, false, eachAtLeast, law);
    }

    private static void hold(String call, int programs, boolean wild, boolean recurrent, int eachAtLeast, Law law) {
        compared = 0;
        IndexedLaws.hold("IndexedMatrixLawsTest." + call, programs, wild, recurrent, law);
        assertThat(compared).isGreaterThan((long) eachAtLeast * Laws.programs(programs));
    }

    /** The function without loops, or null where an index is outside, or that is too large. */
    private static FunctionGraph scalar(FunctionGraph f, Sample sample) {
        try {
            FunctionGraph scalar = Unrolled.of(f, sample);
            Interpreter.evaluate(f.graph(), f.results(), sample.inputs(sample.variables(), List.of()), false);
            return scalar;
        } catch (IndexOutOfBoundsException | ArithmeticException | JacobiException e) {
            return null;
        }
    }

    private static Point point(Sample sample) {
        return new Point(sample.x(), Sample.joined(sample.data()), new double[0]);
    }

    private static double[] withoutLoops(FunctionGraph scalar, Derivative derivative, Sample sample) {
        Stage stage = Pipeline.source(scalar, derivative, Options.defaults());
        return Interpreter.evaluate(
                stage.graph(), stage.derivatives(), point(sample).parameters(), false);
    }

    /** A matrix of which there may be the lower triangle only, as that of a function with equations is made. */
    private static double[] whole(double[] matrix, int n) {
        if (matrix.length == n * n) {
            return matrix;
        }
        double[] whole = new double[n * n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                whole[i * n + j] = matrix[next];
                whole[j * n + i] = matrix[next++];
            }
        }
        assertThat(next).isEqualTo(matrix.length);
        return whole;
    }

    static Law jacobians() {
        return (f, sample) -> {
            FunctionGraph scalar = scalar(f, sample);
            if (scalar == null || scalar.graph().size() > 4000) {
                return null;
            }
            Stage stage = Pipeline.source(f, Derivative.JACOBIAN, Options.defaults());
            double[] found = IndexedMatrices.jacobian(stage, sample);
            double[] expected = withoutLoops(scalar, Derivative.JACOBIAN, sample);
            double[] bounds = bounds(scalar, sample, expected);
            for (int i = 0; i < expected.length; i++) {
                String entry = "J[" + i / sample.x().length + ", " + i % sample.x().length + "]";
                String broken = apart(entry, expected[i], found[i], bounds[i]);
                if (broken != null) {
                    return broken;
                }
            }
            return expected.length == found.length ? null : "J has " + found.length + " entries";
        };
    }

    /** As fuzzing found it: a derivative of three times the smallest number, along paths whose sum is 0. */
    @Test
    void aDerivativeMayBeSmallerThanItsPaths() {
        String program = new IndexedProgram(List.of(), List.of()).text();
        String text = program.substring(0, program.indexOf("    return")) + """
                t5[i3 in N] = trace(X, logsumexp(i4 in 2: (1 / (1 + a^2))))
                return (t5[0] * M)
            }
            """;
        Sample sample = Sample.of(12050634824366L, 2, 3, Sample.Kind.SPECIAL);
        assertThat(jacobians().violation(Laws.function(text), sample)).isNull();
    }

    /** What depends on nothing is exactly zero, whatever else is infinite. */
    private static String apart(String entry, double expected, double found, double bound) {
        boolean sound = bound < 1e250 && Double.isFinite(expected);
        compared += sound ? 1 : 0;
        boolean near = bound == 0 ? found == 0 : Math.abs(expected - found) <= bound;
        boolean sameEnd = !Double.isFinite(expected) || Double.isFinite(found);
        return sound && !near || bound < 1e250 && !sameEnd
                ? entry + ": with loops " + found + ", without " + expected + ", bound " + bound
                : null;
    }

    /** By row and column, how far two ways to compute the Jacobian may lie apart. */
    private static double[] bounds(FunctionGraph scalar, Sample sample, double[] expected) {
        PathSums sums = new PathSums(scalar.graph(), scalar.results());
        List<Node> x = scalar.variableNodes();
        Map<Node, Map<Node, Double>> paths = sums.at(x, point(sample).parameters());
        double[] bounds = new double[scalar.results().size() * x.size()];
        for (int i = 0; i < bounds.length; i++) {
            double sum =
                    paths.get(x.get(i % x.size())).getOrDefault(scalar.results().get(i / x.size()), 0.0);
            // A sum of paths may underflow to 0 where the derivative does not.
            bounds[i] = sums.roundings() * sum + (sum == 0 && expected[i] == 0 ? 0 : Double.MIN_NORMAL);
        }
        return bounds;
    }

    /** @param largest of larger scalar functions it is not asked: the interpreter runs recurrences anew for each entry */
    static Law hessians(int largest) {
        return (f, sample) -> {
            boolean number = f.results().size() == 1 && f.results().get(0).type() == Type.REAL;
            FunctionGraph scalar = number ? scalar(f, sample) : null;
            if (scalar == null || scalar.graph().size() > largest) {
                return null;
            }
            Stage stage = Pipeline.source(f, Derivative.HESSIAN, Options.defaults());
            if (Effort.isTooLong(stage.graph(), stage.derivatives())) {
                return null;
            }
            double[] expected = whole(withoutLoops(scalar, Derivative.HESSIAN, sample), sample.x().length);
            double[] found = IndexedMatrices.hessian(stage, sample);
            double norm =
                    Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
            for (int i = 0; i < expected.length && norm < 1e6; i++) {
                compared++;
                if (!(Math.abs(expected[i] - found[i]) <= 1e-8 * norm)) {
                    return "H[" + i / sample.x().length + ", " + i % sample.x().length + "]: with loops " + found[i]
                            + ", without " + expected[i];
                }
            }
            return null;
        };
    }
}

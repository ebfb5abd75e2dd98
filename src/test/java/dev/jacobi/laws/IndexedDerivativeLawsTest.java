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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What derivatives of loops owe to those of the same function without its loops, over random programs; all interpreted, unsimplified. */
class IndexedDerivativeLawsTest {
    /** Nodes without loops above which a program takes too long. */
    private static final int LARGEST = 10_000;

    /** Numbers compared by the law that ran last. */
    private static long compared;

    @Test
    void valuesAreThoseWithoutLoops() {
        hold("values()", 300, true, 2, values());
    }

    @Test
    void bothModesAreThoseWithoutLoops() {
        hold("bothModes()", 150, false, 20, bothModes());
        hold("bothModes()", 150, true, 10, bothModes());
    }

    @Test
    void forwardAndReverseAreTransposes() {
        hold("transposes()", 150, false, 1, transposes());
    }

    @Test
    void secondOrderIsThatWithoutLoops() {
        hold("secondOrder()", 100, false, 10, secondOrder());
    }

    @Test
    void recurrencesAreTheirSteps() {
        hold("values()", 100, false, true, 2, values());
        hold("values()", 200, true, true, 2, values());
    }

    @Test
    void bothModesOfRecurrencesAreThoseOfTheirSteps() {
        hold("bothModes()", 25, false, true, 20, bothModes());
        hold("bothModes()", 25, true, true, 10, bothModes());
    }

    @Test
    void forwardAndReverseAreTransposesThroughRecurrences() {
        hold("transposes()", 60, false, true, 1, transposes());
    }

    @Test
    void secondOrderOfRecurrencesIsThatOfTheirSteps() {
        hold("secondOrder()", 60, false, true, 10, secondOrder());
    }

    private static void hold(String call, int programs, boolean wild, int eachAtLeast, Law law) {
        hold(call, programs, wild, false, eachAtLeast, law);
    }

    private static void hold(String call, int programs, boolean wild, boolean recurrent, int eachAtLeast, Law law) {
        compared = 0;
        IndexedLaws.hold("IndexedDerivativeLawsTest." + call, programs, wild, recurrent, law);
        assertThat(compared).isGreaterThan((long) eachAtLeast * Laws.programs(programs));
    }

    /** A function with its loops and without. */
    private record Both(FunctionGraph loops, FunctionGraph scalar, Sample sample) {

        /** Null where an index is outside, or the scalar function is too large. */
        static Both of(FunctionGraph f, Sample sample) {
            try {
                FunctionGraph scalar = Unrolled.of(f, sample);
                Interpreter.evaluate(f.graph(), f.results(), sample.inputs(sample.variables(), List.of()), false);
                return new Both(f, scalar, sample);
            } catch (IndexOutOfBoundsException | ArithmeticException | JacobiException e) {
                return null;
            }
        }

        /** Whether anything is infinite in the function without loops. */
        boolean isInfiniteOnTheWay() {
            double[] values = Interpreter.values(
                    scalar.graph(), scalar.results(), point(new double[0]).parameters(), false);
            return Arrays.stream(values).anyMatch(Double::isInfinite);
        }

        int n() {
            return sample.x().length;
        }

        int m() {
            return scalar.results().size();
        }

        double[] withLoops(Derivative derivative, double[] seed) {
            Stage stage = Pipeline.source(loops, derivative, Options.defaults());
            List<double[]> seeds = derivative == Derivative.VJP
                    ? IndexedShapes.cut(seed, stage.values(), sample)
                    : Sample.cut(seed, sample.variables());
            List<Node> roots = derivative == Derivative.VALUE ? stage.values() : stage.derivatives();
            return Interpreter.evaluate(stage.graph(), roots, sample.inputs(sample.variables(), seeds), false);
        }

        double[] withoutLoops(Derivative derivative, double[] seed) {
            Stage stage = Pipeline.source(scalar, derivative, Options.defaults());
            List<Node> roots = derivative == Derivative.VALUE ? stage.values() : stage.derivatives();
            return Interpreter.evaluate(stage.graph(), roots, point(seed).parameters(), false);
        }

        private Point point(double[] seed) {
            return new Point(sample.x(), Sample.joined(sample.data()), seed);
        }

        /** By row and column, how far two ways to compute the Jacobian may lie apart. */
        double[][] bounds() {
            PathSums sums = new PathSums(scalar.graph(), scalar.results());
            Map<Node, Map<Node, Double>> paths =
                    sums.at(scalar.variableNodes(), point(new double[0]).parameters());
            double[][] bounds = new double[m()][n()];
            for (int i = 0; i < m(); i++) {
                for (int j = 0; j < n(); j++) {
                    double sum = paths.get(scalar.variableNodes().get(j))
                            .getOrDefault(scalar.results().get(i), 0.0);
                    bounds[i][j] = sums.roundings() * sum + (sum == 0 ? 0 : Double.MIN_NORMAL);
                }
            }
            return bounds;
        }
    }

    private static boolean isNumber(FunctionGraph f) {
        return f.results().size() == 1 && f.results().get(0).type() == Type.REAL;
    }

    static Law values() {
        return (f, sample) -> {
            Both both = Both.of(f, sample);
            if (both == null) {
                return null;
            }
            double[] expected = both.withoutLoops(Derivative.VALUE, new double[0]);
            double[] found = both.withLoops(Derivative.VALUE, new double[both.n()]);
            for (int i = 0; i < expected.length; i++) {
                compared++;
                // The steps that the scalar form adds to a root overflow where the residual nearly does.
                if (Double.isNaN(expected[i]) && Math.abs(found[i]) > 1e300) {
                    continue;
                }
                // The scalar form of max does not tell zeros apart.
                if (!(expected[i] == found[i] || Double.isNaN(expected[i]) && Double.isNaN(found[i]))) {
                    return "value[" + i + "]: with loops " + found[i] + ", without " + expected[i];
                }
            }
            return null;
        };
    }

    static Law bothModes() {
        return (f, sample) -> {
            Both both = Both.of(f, sample);
            if (both == null || both.m() == 0 || both.scalar.graph().size() > LARGEST) {
                return null;
            }
            double[][] bounds = both.bounds();
            double[] w = sample.direction(both.m(), 1);
            double[] v = sample.direction(both.n(), 2);
            double[] forward = new double[both.m()];
            double[] reverse = new double[both.n()];
            for (int i = 0; i < both.m(); i++) {
                for (int j = 0; j < both.n(); j++) {
                    forward[i] += bounds[i][j] * Math.abs(v[j]);
                    reverse[j] += bounds[i][j] * Math.abs(w[i]);
                }
            }
            String broken = apart(both, Derivative.VJP, w, reverse);
            return broken != null ? broken : apart(both, Derivative.JVP, v, forward);
        };
    }

    private static String apart(Both both, Derivative derivative, double[] seed, double[] bounds) {
        double[] expected = both.withoutLoops(derivative, seed);
        double[] found = both.withLoops(derivative, seed);
        // An extreme of nothing is infinite, and times the zero that is the derivative of an empty product it is NaN.
        for (int i = 0; i < found.length; i++) {
            if (Double.isNaN(found[i]) && both.isInfiniteOnTheWay()) {
                expected[i] = Double.NaN;
            }
        }
        return apart(derivative.toString(), expected, found, bounds);
    }

    private static String apart(String name, double[] expected, double[] found, double[] bounds) {
        for (int i = 0; i < expected.length; i++) {
            boolean sound = bounds[i] < 1e250 && Double.isFinite(expected[i]);
            compared += sound ? 1 : 0;
            // Below, products of factors may have underflowed on one way and not on the other.
            boolean tiny = Math.abs(expected[i]) < 1e-150 && Math.abs(found[i]) < 1e-150;
            boolean near = tiny || Math.abs(expected[i] - found[i]) <= bounds[i];
            // The derivative of a sum with no terms is a zero with loops and absent without: that zero times a pole is
            // NaN.
            boolean nothing = bounds[i] == 0 && expected[i] == 0 && Double.isNaN(found[i]);
            boolean sameEnd = nothing || !Double.isFinite(expected[i]) || Double.isFinite(found[i]);
            if (sound && !near && !nothing || bounds[i] < 1e250 && !sameEnd) {
                return name + "[" + i + "]: with loops " + found[i] + ", without " + expected[i] + ", bound "
                        + bounds[i];
            }
        }
        return null;
    }

    /** The dot-product law, at the same sizes as the others and with loops only. */
    static Law transposes() {
        return (f, sample) -> {
            Both both = Both.of(f, sample);
            if (both == null || both.m() == 0) {
                return null;
            }
            double[] w = sample.direction(both.m(), 3);
            double[] v = sample.direction(both.n(), 4);
            double[][] bounds = both.bounds();
            double bound = 0;
            for (int i = 0; i < both.m(); i++) {
                for (int j = 0; j < both.n(); j++) {
                    bound += bounds[i][j] * Math.abs(w[i] * v[j]);
                }
            }
            double forward = dot(both.withLoops(Derivative.JVP, v), w);
            double reverse = dot(both.withLoops(Derivative.VJP, w), v);
            return apart("<Jv, w>", new double[] {forward}, new double[] {reverse}, new double[] {bound});
        };
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Where the value is finite and second derivatives are of moderate size, so that cancellation below them does not matter. */
    static Law secondOrder() {
        return (f, sample) -> {
            Both both = isNumber(f) ? Both.of(f, sample) : null;
            if (both == null
                    || both.scalar.graph().size() > 2000
                    || !Double.isFinite(both.withoutLoops(Derivative.VALUE, new double[0])[0])) {
                return null;
            }
            double[] v = sample.direction(both.n(), 5);
            double[] expected = both.withoutLoops(Derivative.HESSIAN_VECTOR_PRODUCT, v);
            double[] found = both.withLoops(Derivative.HESSIAN_VECTOR_PRODUCT, v);
            List<Double> sizes = new ArrayList<>(List.of(1.0));
            for (double number : expected) {
                sizes.add(Math.abs(number));
            }
            double largest = sizes.stream().max(Double::compare).orElseThrow();
            double[] bounds = new double[both.n()];
            Arrays.fill(bounds, largest < 1e6 ? 1e-8 * largest : Double.POSITIVE_INFINITY);
            return apart("H v", expected, found, bounds);
        };
    }
}

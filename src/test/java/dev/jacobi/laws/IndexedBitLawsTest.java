package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.op.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must agree to the last bit, over random programs with loops: compiled code and the interpreter. */
class IndexedBitLawsTest {
    private static final Options DEFAULT = Options.defaults();
    private static final List<Derivative> PRODUCTS = List.of(
            Derivative.VALUE, Derivative.GRADIENT, Derivative.JVP, Derivative.VJP, Derivative.HESSIAN_VECTOR_PRODUCT);
    private static final List<Derivative> MATRICES = List.of(Derivative.JACOBIAN, Derivative.HESSIAN);

    /** Numbers compared by the law that ran last. */
    private static long compared;

    /** Entry points of the law that ran last which the interpreter, which keeps little, would take too long for. */
    private static long tooLong;

    /** Entry points of the law that ran last which would keep values over a range that data decides: refused, and told as such. */
    private static long notKept;

    @Test
    void compiledIeeeCodeGivesTheBitsOfTheUnsimplifiedGraph() {
        hold("source()", 80, true, source());
    }

    @Test
    void compiledDefaultCodeGivesTheBitsOfTheSimplifiedGraph() {
        hold("simplified(Backend.JANINO)", 80, false, simplified(Backend.JANINO));
        hold("simplified(Backend.JANINO)", 80, true, simplified(Backend.JANINO));
    }

    @Test
    void codeCompiledByJavacGivesTheBitsOfTheSimplifiedGraph() {
        hold("simplified(Backend.JAVAC)", 15, true, simplified(Backend.JAVAC));
    }

    @Test
    void compiledMatricesHaveTheBitsOfTheirGraphs() {
        // Eight variables make 36 blocks of a Hessian.
        hold("sourceMatrices()", 10, true, 5, sourceMatrices());
        hold("matrices(Backend.JANINO)", 12, false, 6, matrices(Backend.JANINO));
        hold("matrices(Backend.JAVAC)", 6, true, 3, matrices(Backend.JAVAC));
    }

    private static void hold(String call, int programs, boolean wild, Law law) {
        hold(call, programs, wild, programs / 4 - 1, law);
    }

    private static void hold(String call, int programs, boolean wild, int notKeptAtMost, Law law) {
        hold(call, programs, wild, false, notKeptAtMost, law);
    }

    /** @param recurrent whether programs have folds and scans */
    static void hold(String call, int programs, boolean wild, boolean recurrent, int notKeptAtMost, Law law) {
        compared = 0;
        notKept = 0;
        tooLong = 0;
        IndexedLaws.hold("IndexedBitLawsTest." + call, programs, wild, recurrent, law);
        assertThat(compared).isGreaterThan(20L * Laws.programs(programs));
        int times = Math.max(1, Laws.programs(programs) / programs);
        assertThat(notKept).isLessThanOrEqualTo(times * notKeptAtMost);
        assertThat(tooLong).isLessThanOrEqualTo(times * programs / 2);
    }

    /** Values, gradients and products against the interpreter on what the source defines. */
    static Law source() {
        return source(PRODUCTS);
    }

    /** Values, gradients and products against the interpreter on the graph that was compiled. */
    static Law simplified(Backend backend) {
        return simplified(PRODUCTS, backend);
    }

    /** Jacobians and Hessians against the interpreter on what the source defines. */
    static Law sourceMatrices() {
        return source(MATRICES);
    }

    /** Jacobians and Hessians against the interpreter on the graph that was compiled. */
    static Law matrices(Backend backend) {
        return simplified(MATRICES, backend);
    }

    private static Law source(List<Derivative> derivatives) {
        Options options = DEFAULT.arithmetic(Arithmetic.IEEE);
        return (f, sample) -> against(f, sample, derivatives, options, d -> Pipeline.source(f, d, options));
    }

    private static Law simplified(List<Derivative> derivatives, Backend backend) {
        Options options = DEFAULT.backend(backend);
        return (f, sample) -> against(f, sample, derivatives, options, d -> Pipeline.simplified(f, d, options));
    }

    private interface Stages {
        Stage of(Derivative derivative);
    }

    private static String against(
            FunctionGraph f, Sample sample, List<Derivative> derivatives, Options options, Stages stages) {
        CompiledFunction compiled = sample.bind(Pipeline.compile(f, options));
        for (Derivative derivative : derivatives) {
            if (f.results().size() == 1 && f.results().get(0).type() == Type.REAL || !isOfNumber(derivative)) {
                String violation = against(stages.of(derivative), compiled, sample, derivative);
                if (violation != null) {
                    return derivative + violation;
                }
            }
        }
        return null;
    }

    private static boolean isOfNumber(Derivative derivative) {
        return derivative == Derivative.GRADIENT
                || derivative == Derivative.HESSIAN
                || derivative == Derivative.HESSIAN_VECTOR_PRODUCT;
    }

    private static String against(Stage stage, CompiledFunction compiled, Sample sample, Derivative derivative) {
        if (Effort.isTooLong(stage.graph(), stage.roots())) {
            tooLong++;
            return null;
        }
        double[] seed = sample.direction(seedLength(stage, sample, derivative), 1);
        double[] expected = interpreted(stage, sample, derivative, seed);
        double[] found;
        try {
            found = run(compiled, derivative, sample.x(), seed, outputs(stage, sample, derivative));
        } catch (JacobiException e) {
            if (e.code() == ErrorCode.LIMIT && e.getMessage().contains("cannot be kept")) {
                notKept++;
                return null;
            }
            // Where the function itself has no value, its derivative may have none either.
            return expected == null || !hasValue(stage, sample)
                    ? null
                    : ": an index is outside only in compiled code, " + e;
        }
        if (expected == null) {
            return ": an index is outside only where interpreted";
        }
        for (int i = 0; i < expected.length; i++) {
            compared++;
            if (!Laws.same(expected[i], found[i])) {
                return "[" + i + "]: interpreted " + expected[i] + ", compiled " + found[i] + "; all "
                        + Arrays.toString(expected) + " and " + Arrays.toString(found);
            }
        }
        return null;
    }

    private static int seedLength(Stage stage, Sample sample, Derivative derivative) {
        return switch (derivative) {
            case JVP, HESSIAN_VECTOR_PRODUCT -> sample.x().length;
            case VJP -> IndexedShapes.length(stage.values(), sample);
            default -> 0;
        };
    }

    private static int outputs(Stage stage, Sample sample, Derivative derivative) {
        int n = sample.x().length;
        int m = IndexedShapes.length(stage.values(), sample);
        return switch (derivative) {
            case VALUE, JVP -> m;
            case JACOBIAN -> m * n;
            case HESSIAN -> n * n;
            default -> n;
        };
    }

    private static boolean hasValue(Stage stage, Sample sample) {
        try {
            Interpreter.evaluate(stage.graph(), stage.values(), sample.inputs(sample.variables(), List.of()), false);
            return true;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** The interpreter's numbers, or null where an index is outside. */
    private static double[] interpreted(Stage stage, Sample sample, Derivative derivative, double[] seed) {
        List<double[]> seeds = switch (derivative) {
            case JVP, HESSIAN_VECTOR_PRODUCT -> Sample.cut(seed, sample.variables());
            case VJP -> IndexedShapes.cut(seed, stage.values(), sample);
            default -> List.of();
        };
        List<Node> roots = derivative == Derivative.VALUE ? stage.values() : stage.derivatives();
        Inputs inputs = sample.inputs(sample.variables(), seeds);
        try {
            if (isOfNumber(derivative)) {
                // The entry point returns the value beside the derivative.
                Interpreter.evaluate(stage.graph(), stage.values(), inputs, false);
            }
            return switch (derivative) {
                case JACOBIAN -> IndexedMatrices.jacobian(stage, sample);
                case HESSIAN -> IndexedMatrices.hessian(stage, sample);
                default -> Interpreter.evaluate(stage.graph(), roots, inputs, false);
            };
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static double[] run(CompiledFunction f, Derivative derivative, double[] x, double[] seed, int length) {
        double[] out = new double[length];
        Arrays.fill(out, 12345);
        switch (derivative) {
            case VALUE -> f.value(x, out);
            case GRADIENT -> f.gradient(x, out);
            case JVP -> f.jvp(x, seed, out);
            case VJP -> f.vjp(x, seed, out);
            case JACOBIAN -> f.jacobian(x, out);
            case HESSIAN -> f.hessian(x, out);
            default -> f.hessianVectorProduct(x, seed, out);
        }
        return out;
    }
}

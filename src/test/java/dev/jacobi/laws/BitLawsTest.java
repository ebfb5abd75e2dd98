package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.Laws.Law;
import dev.jacobi.laws.Points.Point;
import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must agree to the last bit, over random programs and all inputs. Any NaN equals any NaN. */
class BitLawsTest {
    private static final Options DEFAULT = Options.defaults();
    private static final Options IEEE = Options.defaults().arithmetic(Arithmetic.IEEE);

    @Test
    void compiledIeeeCodeGivesTheBitsOfTheUnsimplifiedGraph() {
        Laws.hold("BitLawsTest.source(Arithmetic.IEEE, false)", 120, 300, 3, false, source(Arithmetic.IEEE, false));
    }

    @Test
    void compiledStrictCodeGivesTheBitsOfTheUnsimplifiedGraph() {
        Laws.hold("BitLawsTest.source(Arithmetic.IEEE, true)", 40, 100, 3, false, source(Arithmetic.IEEE, true));
    }

    @Test
    void compiledDefaultCodeGivesTheBitsOfTheSimplifiedGraph() {
        Laws.hold("BitLawsTest.simplified(Arithmetic.DEFAULT)", 120, 300, 3, false, simplified(Arithmetic.DEFAULT));
    }

    @Test
    void compiledRealAndFastCodeGiveTheBitsOfTheSimplifiedGraph() {
        Laws.hold("BitLawsTest.simplified(Arithmetic.REAL)", 40, 100, 3, false, simplified(Arithmetic.REAL));
        Laws.hold("BitLawsTest.simplified(Arithmetic.FAST)", 40, 100, 3, false, simplified(Arithmetic.FAST));
    }

    @Test
    void codeCompiledByJavacGivesTheBitsOfTheSimplifiedGraph() {
        Laws.hold("BitLawsTest.javac(false)", 25, 300, 3, false, javac(false));
        Laws.hold("BitLawsTest.javac(true)", 10, 100, 3, false, javac(true));
    }

    @Test
    void ieeeSimplificationKeepsTheBitsOnEveryInput() {
        Laws.hold("BitLawsTest.ieeeKeepsBits()", 600, 300, 12, false, ieeeKeepsBits());
    }

    @Test
    void everyEntryPointReturnsTheBitsOfTheFormula() {
        Laws.hold("BitLawsTest.valueBits()", 150, 120, 4, false, valueBits());
    }

    @Test
    void theTextOfAProgramIsTheSameGraph() {
        Laws.hold("BitLawsTest.textIsGraph()", 100, 300, 1, false, textIsGraph());
    }

    /** All entry points against the interpreter on what the source defines. */
    static Law source(Arithmetic arithmetic, boolean strict) {
        Options options = Options.defaults().arithmetic(arithmetic).strictMath(strict);
        return (f, points) -> against(f, points, options, false);
    }

    /** All entry points against the interpreter on the graph that was compiled. */
    static Law simplified(Arithmetic arithmetic) {
        return (f, points) -> against(f, points, Options.defaults().arithmetic(arithmetic), true);
    }

    /** As {@link #simplified}, in code that javac compiled. */
    static Law javac(boolean strict) {
        return (f, points) -> against(f, points, DEFAULT.backend(Backend.JAVAC).strictMath(strict), true);
    }

    private static String against(FunctionGraph f, List<Point> points, Options options, boolean simplified) {
        CompiledFunction compiled = Pipeline.compile(f, options);
        for (Derivative derivative : Derivative.values()) {
            if (derivative.isSparse() || !fits(f, derivative)) {
                continue;
            }
            Stage stage =
                    simplified ? Pipeline.simplified(f, derivative, options) : Pipeline.source(f, derivative, options);
            List<Node> roots = derivative == Derivative.VALUE ? stage.values() : stage.derivatives();
            for (Point point : points) {
                double[] expected =
                        Interpreter.evaluate(stage.graph(), roots, point.parameters(), options.strictMath());
                double[] found = run(bound(compiled, point), derivative, point, expected.length);
                for (int i = 0; i < expected.length; i++) {
                    if (!Laws.same(expected[i], found[i])) {
                        return derivative + "[" + i + "]: interpreted " + expected[i] + ", compiled " + found[i]
                                + " at " + point;
                    }
                }
            }
        }
        return null;
    }

    private static boolean fits(FunctionGraph f, Derivative derivative) {
        boolean scalar = derivative == Derivative.GRADIENT
                || derivative == Derivative.HESSIAN
                || derivative == Derivative.HESSIAN_VECTOR_PRODUCT;
        return f.results().size() == 1 || !scalar;
    }

    static CompiledFunction bound(CompiledFunction f, Point point) {
        CompiledFunction bound = f;
        for (int i = 0; i < point.data().length; i++) {
            bound = bound.bind("d" + i, point.data()[i]);
        }
        return bound;
    }

    private static double[] run(CompiledFunction f, Derivative derivative, Point point, int length) {
        double[] out = new double[length];
        Arrays.fill(out, 12345);
        double[] x = point.x();
        switch (derivative) {
            case VALUE -> f.value(x, out);
            case GRADIENT -> f.gradient(x, out);
            case JACOBIAN -> f.jacobian(x, out);
            case HESSIAN -> f.hessian(x, out);
            case JVP -> f.jvp(x, Arrays.copyOf(point.seed(), x.length), out);
            case VJP -> f.vjp(x, Arrays.copyOf(point.seed(), f.resultCount()), out);
            case HESSIAN_VECTOR_PRODUCT -> f.hessianVectorProduct(x, Arrays.copyOf(point.seed(), x.length), out);
        }
        return out;
    }

    /** The interpreter on both sides: the simplifier alone, without emission. */
    static Law ieeeKeepsBits() {
        return (f, points) -> {
            for (Derivative derivative : List.of(Derivative.JACOBIAN, Derivative.HESSIAN)) {
                if (fits(f, derivative)) {
                    Stage before = Pipeline.source(f, derivative, IEEE);
                    Stage after = Pipeline.simplified(f, derivative, IEEE);
                    for (Point point : points) {
                        double[] expected =
                                Interpreter.evaluate(before.graph(), before.roots(), point.parameters(), false);
                        double[] found = Interpreter.evaluate(after.graph(), after.roots(), point.parameters(), false);
                        for (int i = 0; i < expected.length; i++) {
                            if (!Laws.same(expected[i], found[i])) {
                                return derivative + "[" + i + "]: " + expected[i] + " became " + found[i] + " at "
                                        + point;
                            }
                        }
                    }
                }
            }
            return null;
        };
    }

    /** What value, gradient, hessian and hessianVectorProduct return is what the formula says, operation by operation. */
    static Law valueBits() {
        return (f, points) -> {
            CompiledFunction compiled = Pipeline.compile(f, DEFAULT);
            int n = f.variables().size();
            for (Point point : points) {
                double[] expected = Interpreter.evaluate(f.graph(), f.results(), point.parameters(), false);
                CompiledFunction g = bound(compiled, point);
                double[] found = run(g, Derivative.VALUE, point, expected.length);
                for (int i = 0; i < expected.length; i++) {
                    if (!Laws.same(expected[i], found[i])) {
                        return "value: formula " + expected[i] + ", compiled " + found[i] + " at " + point;
                    }
                }
                if (expected.length == 1) {
                    double[] values = {
                        g.gradient(point.x(), new double[n]),
                        g.hessian(point.x(), new double[n * n]),
                        g.hessianVectorProduct(point.x(), Arrays.copyOf(point.seed(), n), new double[n])
                    };
                    for (double value : values) {
                        if (!Laws.same(expected[0], value)) {
                            return "beside derivatives: formula " + expected[0] + ", found " + Arrays.toString(values)
                                    + " at " + point;
                        }
                    }
                }
            }
            return null;
        };
    }

    /** Raising and printing a graph, then reading it: the same graph again. */
    static Law textIsGraph() {
        return (f, points) -> {
            FunctionGraph again = Laws.function(dev.jacobi.syntax.TreePrinter.print(dev.jacobi.graph.Raising.raise(f)));
            for (int i = 0; i < f.results().size(); i++) {
                if (f.results().get(i).hash() != again.results().get(i).hash()) {
                    return "result " + i + " is another graph after printing and reading";
                }
            }
            return null;
        };
    }

    /** Once the code of a branch had begun by overwriting a place of the workspace that the branch still read. */
    @Test
    void aBranchThatIsAMethodReadsWhatItsResultReplaces() {
        Point point = new Point(
                new double[] {2.956142963966404, 1.9896749468315555, -0.7849432803764784},
                new double[0],
                new double[8]);
        assertThat(simplified(Arithmetic.DEFAULT).violation(Laws.function("""
            function f(x0, x1, x2) {
                t3 = x1 * x2
                t4 = hypot(x0, t3)
                t5 = x1 - t4
                t6 = fma(x2, x2, t5)
                t7 = hypot(t5, t6)
                t8 = t5 - t7
                t9 = clamp(x0, x2, x2)
                t10 = fma(t9, t8, x0)
                return t10
            }
            """), List.of(point)))
                .isNull();
    }

    /** HotSpot's compilers treat some functions of constants specially, as pow(x, 2); the bits must stay after it has compiled. */
    @Test
    void bitsStayWhenHotSpotCompiles() {
        for (String text : List.of(
                "pow(x, 2)",
                "pow(x, 0.5)",
                "pow(x, 3)",
                "pow(2, x)",
                "exp(x) + log(abs(x))",
                "sin(x) * cos(x) + tan(x)",
                "cbrt(x) + hypot(x, 3)",
                "sinh(x) + tanh(x) - cosh(x)",
                "asin(sin(x)) + atan2(x, 2)",
                "log10(abs(x)) + expm1(x)",
                "fma(x, x, 0.1) + round(x) + rem(x, 0.7)",
                "lgamma(abs(x)) + erf(x)")) {
            FunctionGraph f = Laws.function(text);
            CompiledFunction compiled = Pipeline.compile(f, DEFAULT);
            SplittableRandom random = new SplittableRandom(3);
            double[] x = new double[1];
            for (int i = 0; i < 30_000; i++) {
                x[0] = random.nextDouble(-8, 8);
                double expected = Interpreter.evaluate(f.graph(), f.results(), node -> x[0], false)[0];
                assertThat(Laws.same(compiled.value(x), expected))
                        .as("%s at %s, call %d", text, x[0], i)
                        .isTrue();
            }
        }
    }

    @Test
    void aProgramReadsAsItWasBuilt() {
        for (long seed = 0; seed < Laws.programs(200); seed++) {
            RandomProgram program = Generator.program(seed, 200);
            if (program.steps().stream().anyMatch(step -> step.op() == Op.TRUTH)) {
                continue; // The language has no literal for a truth: 0 == 0 is a comparison.
            }
            FunctionGraph built = program.toFunction();
            FunctionGraph read = Laws.function(program.toText());
            for (int i = 0; i < built.results().size(); i++) {
                assertThat(read.results().get(i).hash())
                        .as("seed %d%n%s", seed, program.toText())
                        .isEqualTo(built.results().get(i).hash());
            }
        }
    }
}

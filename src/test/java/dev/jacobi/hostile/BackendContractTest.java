package dev.jacobi.hostile;

import static dev.jacobi.hostile.Hostile.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One contract for both compilers: every entry point has the bits of the interpreter. */
class BackendContractTest {
    private static final double[][] POINTS = {
        {0.5, 0.25},
        {-0.0, 0.0},
        {1, 1},
        {-2.5, 3},
        {Double.NaN, 1},
        {Double.POSITIVE_INFINITY, -1},
        {Double.MIN_VALUE, -Double.MAX_VALUE},
        {1e300, 1e-300},
        {0.1, Double.NEGATIVE_INFINITY}
    };

    private enum Case {
        ARITHMETIC("function f(x, y) = (x^2 / log(x) + y) * (x^2 / log(x) - y) - 1/3"),
        BRANCHES(
                "function f(x, y) = if x < y and not x == 0 or y >= 2 then sin(x)*y else if x != x then 7 else exp(y)/x"),
        LAZY("function f(x, y) = (if x > 0 then log(x) else 0) * (y > 0 ? sqrt(y) : -y) + max(x, min(y, abs(x)))"),
        SEVERAL("function f(x, y) {\n r = hypot(x, y)\n return (r, atan2(y, x), if r < 1 then x else y)\n}"),
        SPECIAL("function f(x, y) = erf(x) + lgamma(y) * normcdf(x) - asinh(y) + digamma(x)/gamma(y) + sigmoid(x*y)"),
        POWERS("function f(x, y) = x^7 + y^-3 + x^y + 2^x + x^64 + y^0.5"),
        ROUNDING(
                "function f(x, y) = floor(x) + ceil(y) + round(x*10) + mod(x, y) + rem(y, x) + sign(x) + clamp(x, -1, y)"),
        CONSTANTS("function f(x, y) = x*4.9e-324 + y*1.7976931348623157e308 + 0.1 + (-0.0)*x + pi - e + inf*0"),
        NESTED(joined(40, "", i -> "function g" + i + "(x, y) = sin(x + " + i + ") * y\n") + "function f(x, y) = "
                + joined(40, " + ", i -> "g" + i + "(x, y)")),
        SPLIT(Hostile.steps(1_200, i -> "sin(y" + i + ") * y + x / " + (i + 1))),
        SPLIT_BRANCHES(Hostile.steps(300, i -> "(if y" + i + " < y then y" + i + " * x else y" + i + " - sin(y))"));

        private final String text;

        Case(String text) {
            this.text = text;
        }

        FunctionGraph function() {
            List<FunctionGraph> all =
                    Lowering.lower(Parser.parse(new SourceText("test", text), Limits.defaults()), Limits.defaults());
            return all.get(all.size() - 1);
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Case.values())
                .flatMap(each -> Stream.of(Backend.values())
                        .flatMap(backend -> Stream.of(false, true).map(strict -> Arguments.of(each, backend, strict))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bitsAreThoseOfTheInterpreter(Case example, Backend backend, boolean strict) {
        FunctionGraph function = example.function();
        Options options = Options.defaults().backend(backend).strictMath(strict);
        CompiledFunction compiled = Pipeline.compile(function, options);
        boolean large = example == Case.SPLIT || example == Case.SPLIT_BRANCHES;
        for (Derivative derivative : Derivative.values()) {
            boolean second = derivative == Derivative.HESSIAN || derivative == Derivative.HESSIAN_VECTOR_PRODUCT;
            boolean single = derivative.isOfNumber();
            if (derivative.isSparse() || single && function.results().size() > 1 || second && large) {
                continue;
            }
            Stage stage = Pipeline.simplified(function, derivative, options);
            for (double[] x : POINTS) {
                double[] seed = derivative == Derivative.VJP ? new double[] {1, -2, 0.5} : new double[] {0.75, -1.5};
                seed = Arrays.copyOf(
                        seed, derivative == Derivative.VJP ? function.results().size() : 2);
                double[] s = seed;
                double[] expected = Interpreter.evaluate(
                        stage.graph(),
                        stage.roots(),
                        node -> switch (node.role()) {
                            case VARIABLE -> x[node.index()];
                            case SEED -> s[node.index()];
                            case DATA -> throw new AssertionError(node);
                        },
                        strict);
                assertBits(
                        run(compiled, derivative, x, s),
                        expected,
                        function.results().size(),
                        derivative);
            }
        }
    }

    /** What the entry point returned, or NaN, then what it stored. */
    private static double[] run(CompiledFunction f, Derivative derivative, double[] x, double[] seed) {
        int m = f.resultCount();
        double[] out = new double
                [switch (derivative) {
                    case VALUE, JVP -> m;
                    case GRADIENT, VJP, HESSIAN_VECTOR_PRODUCT -> 2;
                    case JACOBIAN -> 2 * m;
                    case HESSIAN -> 4;
                    case SPARSE_JACOBIAN, SPARSE_HESSIAN -> throw new AssertionError(derivative);
                }];
        double returned = Double.NaN;
        switch (derivative) {
            case VALUE -> f.value(x, out);
            case GRADIENT -> returned = f.gradient(x, out);
            case JACOBIAN -> f.jacobian(x, out);
            case HESSIAN -> returned = f.hessian(x, out);
            case JVP -> f.jvp(x, seed, out);
            case VJP -> f.vjp(x, seed, out);
            case HESSIAN_VECTOR_PRODUCT -> returned = f.hessianVectorProduct(x, seed, out);
            default -> throw new AssertionError(derivative);
        }
        double[] all = new double[out.length + 1];
        all[0] = returned;
        System.arraycopy(out, 0, all, 1, out.length);
        return all;
    }

    /** Expected are the results, then the derivatives. */
    private static void assertBits(double[] found, double[] expected, int results, Derivative derivative) {
        int from = derivative == Derivative.VALUE ? 0 : results;
        assertThat(bits(Arrays.copyOfRange(found, 1, found.length)))
                .as(derivative.name())
                .containsExactly(bits(Arrays.copyOfRange(expected, from, expected.length)));
        if (!Double.isNaN(found[0])) {
            assertThat(found[0]).isEqualTo(expected[0]);
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}

package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.RunLimits;
import dev.jacobi.diag.Options;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivative of a product of many factors takes as many steps as there are factors, and is exact through zeros. */
class ProductsTest {
    private static final int LONG = 1000;

    private static CompiledFunction limited(String text, long steps) {
        return Jacobi.with(Options.defaults().limits(RunLimits.steps(steps))).compile(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod(i in N: x[i])", "prod(i in N: cos(x[i]))", "prod(i in 1..<N: x[i] * x[i - 1])"})
    void itsGradientTakesOneStepForEachFactor(String product) {
        double[] x = new double[LONG];
        Arrays.fill(x, 1);
        double[] gradient = new double[LONG];
        double[] tangent = new double[1];
        // Some loops with a step each, instead of a million steps.
        CompiledFunction f = limited("function f(x[N]) = " + product, 10 * LONG);
        double value = f.gradient(x, gradient);
        f.jvp(x, x, tangent);
        assertThat(value).isEqualTo(f.value(x));
        assertThat(Arrays.stream(gradient).sum()).isCloseTo(tangent[0], within(1e-9 * Math.abs(tangent[0])));
    }

    @Test
    void theProductOfAMatrixTakesAStepForEachEntry() {
        double[] x = new double[LONG];
        Arrays.fill(x, 1);
        x[7] = 0;
        x[LONG - 1] = 3;
        double[] gradient = new double[LONG];
        CompiledFunction f = limited("function f(A[10, M]) = prod(i in 10, j in M: A[i, j])", 20 * LONG);
        assertThat(f.gradient(x, gradient)).isEqualTo(0);
        double[] expected = new double[LONG];
        expected[7] = 3;
        assertThat(gradient).containsExactly(expected);
    }

    @Test
    void itsSecondDerivativeIsExactThroughTwoZeros() {
        CompiledFunction f = Jacobi.compile("function f(x[N]) = prod(i in N: x[i])");
        double[] product = new double[5];
        f.hessianVectorProduct(new double[] {2, 0, 3, 0, 5}, new double[] {0, 1, 0, 0, 0}, product);
        assertThat(product).containsExactly(0, 0, 0, 30, 0);
    }

    @Test
    void aRangeWhoseLengthHasNoValueIsLeftAlone() {
        CompiledFunction f = Jacobi.compile("function f(x; int a, int b) = prod(i in a..<b: x)");
        CompiledFunction empty = f.bind("a", Integer.MAX_VALUE).bind("b", Integer.MIN_VALUE);
        double[] gradient = new double[1];
        assertThat(empty.gradient(new double[] {2}, gradient)).isEqualTo(1);
        assertThat(gradient).containsExactly(0);
        assertThat(f.bind("a", 3).bind("b", 6).gradient(new double[] {2}, gradient))
                .isEqualTo(8);
        assertThat(gradient).containsExactly(12);
    }
}

package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.optim.Stop.Reason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    private static final CompiledFunction ROSENBROCK =
            Jacobi.compile("function f(x[N]) = sum(i in 0..<N - 1: 100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)");

    /** The usual start of Rosenbrock's function: -1.2, 1, -1.2, ... */
    private static double[] usualStart(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? -1.2 : 1).toArray();
    }

    @Test
    void rosenbrocksValleyIsFollowedToItsEnd() {
        Optimum two = Lbfgs.over(ROSENBROCK).minimize(usualStart(2));
        assertThat(two.reason()).isEqualTo(Reason.GRADIENT_NORM);
        assertThat(two.parameters()).containsExactly(new double[] {1, 1}, Offset.offset(1e-8));
        assertThat(two.steps()).isLessThan(60);
        Optimum hundred = Lbfgs.over(ROSENBROCK).minimize(new double[100]);
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        assertThat(hundred.reason()).isEqualTo(Reason.GRADIENT_NORM);
        assertThat(hundred.parameters()).containsExactly(ones, Offset.offset(1e-7));
        assertThat(hundred.steps()).isLessThan(600);
    }

    /** Bowls whose slopes differ a lot, and turned, so that no axis is one of their own. SciPy's L-BFGS-B takes 744 and 1478 steps. */
    @Test
    void illConditionedBowls() {
        CompiledFunction bowl = Jacobi.compile("""
                function bowl(x[N]; c) {
                    s = sum(i in N: x[i])
                    y[i in N] = x[i] - 2 * s / N
                    return sum(i in N: c^(i / (N - 1)) * (y[i] - 1)^2) / 2
                }
                """);
        assertBowl(bowl.bind("c", 1e4), 10, 1000);
        assertBowl(bowl.bind("c", 1e6), 20, 2000);
    }

    private static void assertBowl(CompiledFunction bowl, int memory, int mostSteps) {
        Optimum optimum = Lbfgs.over(bowl)
                .memory(memory)
                .stop(Stop.after(mostSteps).gradientNorm(1e-8))
                .minimize(new double[20]);
        double[] minimum = new double[20];
        Arrays.fill(minimum, -1);
        assertThat(optimum.reason()).as("%s", optimum).isEqualTo(Reason.GRADIENT_NORM);
        assertThat(optimum.parameters()).containsExactly(minimum, Offset.offset(1e-8));
    }

    @Test
    void logisticRegressionEndsWhereAdamDoes() {
        CompiledFunction loss = MinimizerTest.logistic(300, 3);
        Optimum ours =
                Lbfgs.over(loss).stop(Stop.after(200).gradientNorm(1e-11)).minimize(new double[4]);
        Optimum theirs = Adam.defaults()
                .alpha(Schedule.cosine(0.3, 5000))
                .over(loss)
                .stop(Stop.after(5000).gradientNorm(1e-9))
                .minimize(new double[4]);
        assertThat(theirs.reason()).isEqualTo(Reason.GRADIENT_NORM);
        assertThat(ours.reason()).isEqualTo(Reason.GRADIENT_NORM);
        assertThat(ours.parameters()).containsExactly(theirs.parameters(), Offset.offset(1e-7));
        assertThat(ours.loss()).isCloseTo(theirs.loss(), Offset.offset(1e-15));
        assertThat(ours.steps()).isLessThan(40);
    }

    @Test
    void runsEndForTheReasonThatIsSaid() {
        double[] start = usualStart(4);
        Lbfgs run = Lbfgs.over(ROSENBROCK);
        Optimum steps = run.stop(Stop.after(3)).minimize(start);
        assertThat(steps.reason()).isEqualTo(Reason.STEPS);
        assertThat(steps.steps()).isEqualTo(3);
        double[] gradient = new double[4];
        assertThat(steps.loss()).isEqualTo(ROSENBROCK.gradient(steps.parameters(), gradient));
        assertThat(steps.gradientNorm()).isEqualTo(Math.sqrt(Place.dot(gradient, gradient)));
        assertThat(start).as("the start is the caller's").containsExactly(usualStart(4));
        Optimum change = run.stop(Stop.after(1000).lossChange(1e-3)).minimize(start);
        assertThat(change.reason()).isEqualTo(Reason.LOSS_CHANGE);
        double before = run.stop(Stop.after(change.steps() - 1)).minimize(start).loss();
        assertThat(before - change.loss()).isLessThanOrEqualTo(1e-3);
        Optimum none = run.stop(Stop.after(0)).minimize(start);
        assertThat(none.parameters()).containsExactly(start);
        assertThat(none.steps()).isZero();
    }

    @Test
    void whereNoStepLowersTheLossTheRunEnds() {
        Optimum kink = Lbfgs.over(Jacobi.compile("abs(x - 1) + y^2"))
                .stop(Stop.after(1000))
                .minimize(new double[] {3, 1});
        assertThat(kink.reason()).as(kink.toString()).isEqualTo(Reason.NO_DESCENT);
        assertThat(kink.parameters()).containsExactly(new double[] {1, 0}, Offset.offset(1e-5));
        Optimum bowl = Lbfgs.over(Jacobi.compile("cosh(x - 1/3) + (y + 1/7)^2 * 3 + x * y / 5"))
                .stop(Stop.after(1000))
                .minimize(new double[] {3, 1});
        assertThat(bowl.reason()).as(bowl.toString()).isEqualTo(Reason.NO_DESCENT);
        assertThat(bowl.gradientNorm()).isLessThan(1e-12);
        assertThat(bowl.steps()).isLessThan(100);
        Optimum flat = Lbfgs.over(Jacobi.compile("x^2")).stop(Stop.after(10)).minimize(new double[1]);
        assertThat(flat.reason()).isEqualTo(Reason.NO_DESCENT);
        assertThat(flat.steps()).isZero();
        Optimum endless = Lbfgs.over(Jacobi.compile("-x")).stop(Stop.after(100)).minimize(new double[1]);
        assertThat(endless.reason()).isEqualTo(Reason.NO_DESCENT);
        assertThat(endless.loss()).isLessThan(-1e100).isGreaterThan(Double.NEGATIVE_INFINITY);
    }

    /** The first step would lead to where the logarithm has no value. */
    @Test
    void aLossThatIsNoNumberFurtherOnMakesStepsShorter() {
        CompiledFunction barrier = Jacobi.compile(
                "function f(x[N]; c[N]) = sum(i in N: c[i] * x[i] - log(x[i])) - log(10 - sum(i in N: x[i]))");
        double[] c = {1, 10, 100, 1000};
        double[] start = {9.9, 0.02, 0.03, 0.04};
        List<Double> losses = new ArrayList<>();
        Optimum optimum = Lbfgs.over(barrier.bind("c", c))
                .listener((step, loss, norm) -> losses.add(loss))
                .minimize(start);
        assertThat(optimum.reason()).isEqualTo(Reason.GRADIENT_NORM);
        double left = 10 - Arrays.stream(optimum.parameters()).sum();
        for (int i = 0; i < c.length; i++) {
            assertThat(1 / optimum.parameters()[i]).isCloseTo(c[i] + 1 / left, Offset.offset(1e-8));
        }
        assertThat(losses).hasSize((int) optimum.steps());
        for (int i = 1; i < losses.size(); i++) {
            assertThat(losses.get(i)).isLessThanOrEqualTo(losses.get(i - 1) * (1 + 2 * LineSearch.ROUNDING));
        }
    }

    @Test
    void sizesNearTheEndsOfDoublesAreNoFailure() {
        for (double scale : new double[] {1e-120, 1e-60, 1e60, 1e120}) {
            CompiledFunction bowl = Jacobi.compile("((x - 1)^2 + 10 * (y + 2)^2) * " + scale);
            Optimum optimum = Lbfgs.over(bowl)
                    .stop(Stop.after(500).gradientNorm(1e-8 * scale))
                    .minimize(new double[] {5, 5});
            assertThat(optimum.reason()).as("%s", scale).isEqualTo(Reason.GRADIENT_NORM);
            assertThat(optimum.parameters()).as("%s", scale).containsExactly(new double[] {1, -2}, Offset.offset(1e-6));
        }
    }

    @Test
    void aMemoryOfOneStepIsEnough() {
        for (int memory : new int[] {1, 2, 5, 50}) {
            Optimum optimum = Lbfgs.over(ROSENBROCK)
                    .memory(memory)
                    .stop(Stop.after(20_000).gradientNorm(1e-8))
                    .minimize(usualStart(10));
            assertThat(optimum.reason()).as("%s", memory).isEqualTo(Reason.GRADIENT_NORM);
        }
    }

    @Test
    void theListenerHearsOfEachStep() {
        List<String> heard = new ArrayList<>();
        Optimum optimum = Lbfgs.over(Jacobi.compile("x^2"))
                .listener((step, loss, norm) -> heard.add(step + " " + loss + " " + norm))
                .minimize(new double[] {-8});
        assertThat(heard).hasSize((int) optimum.steps()).startsWith("1 64.0 16.0");
        assertThatThrownBy(() -> Lbfgs.over(ROSENBROCK)
                        .listener((step, loss, norm) -> {
                            throw new IllegalStateException("enough");
                        })
                        .minimize(new double[3]))
                .hasMessage("enough");
    }

    @Test
    void runsHaveTheSameBits() {
        Lbfgs run = Lbfgs.over(MinimizerTest.logistic(80, 5)).stop(Stop.after(12));
        Optimum first = run.minimize(new double[6]);
        Optimum second = run.minimize(new double[6]);
        assertThat(second.parameters()).containsExactly(first.parameters());
        assertThat(second.loss()).isEqualTo(first.loss());
    }

    /** On the way down a long valley; the JVM may allocate as it compiles, so that the least of five counts. */
    @Test
    void aStepAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] bytes = new long[1001];
        Optimum optimum = Lbfgs.over(ROSENBROCK)
                .memory(3)
                .stop(Stop.after(1000))
                .listener((step, loss, norm) -> bytes[(int) step] = threads.getThreadAllocatedBytes(thread))
                .minimize(new double[500]);
        assertThat(optimum.steps()).isEqualTo(1000);
        assertThat(IntStream.of(500, 600, 700, 800, 900)
                        .mapToLong(step -> bytes[step + 100] - bytes[step])
                        .min())
                .hasValue(0);
    }

    @Test
    void whatCannotBeMinimisedIsRefused() {
        assertRefused(() -> over("log(x)").minimize(new double[] {-1}), "the loss is NaN at the start");
        assertRefused(() -> over("x + sqrt(y)").minimize(new double[] {1, 0}), "the gradient, by 'y', is Infinity");
        assertRefused(() -> over("1e200 * x").minimize(new double[] {1}), "norm of the gradient is beyond all numbers");
        assertRefused(() -> over("function f(x) = (x, x)").minimize(new double[1]), "gradient");
        assertRefused(() -> over("x + y").minimize(new double[3]), "needed are 2");
        assertRefused(() -> over(MinimizerTest.LOGISTIC).minimize(new double[3]), "not bound");
        assertRefused(() -> over("x^2").memory(0), "memory is 0", "from 1 to 1000");
        assertRefused(() -> over("x^2").memory(Integer.MAX_VALUE), "from 1 to 1000");
    }

    private static Lbfgs over(String text) {
        return Lbfgs.over(Jacobi.compile(text));
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(JacobiException.class).hasMessageContainingAll(parts);
    }
}

package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.optim.Stop.Reason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MinimizerTest {
    private static final CompiledFunction BOWL = Jacobi.compile("(x - 1)^2 + 10 * (y + 2)^2 + 3");

    static final String LOGISTIC = """
            function loss(w[D], b; X[N, D], y[N]) =
                sum(i in N: softplus(-y[i] * (b + sum(d in D: w[d] * X[i, d])))) / N
            """;

    /** Logistic regression on made rows, some of them labelled wrong. */
    static CompiledFunction logistic(int rows, int columns) {
        Random random = new Random(17);
        double[][] x = new double[rows][columns];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double score = 0.3;
            for (int d = 0; d < columns; d++) {
                x[i][d] = random.nextGaussian();
                score += (d - 1) * x[i][d];
            }
            y[i] = score + random.nextGaussian() > 0 ? 1 : -1;
        }
        return Jacobi.compile(LOGISTIC).bind("X", x).bind("y", y);
    }

    @Test
    void everyOptimizerFindsTheMinimumOfABowl() {
        List<Optimizer> all = List.of(
                Adam.defaults().alpha(Schedule.cosine(0.3, 3000)),
                AmsGrad.defaults().alpha(Schedule.cosine(0.3, 3000)),
                AdamW.defaults().alpha(Schedule.cosine(0.3, 3000)).decay(0),
                AdamL2.defaults().alpha(Schedule.cosine(0.3, 3000)).decay(0),
                Momentum.defaults());
        for (Optimizer optimizer : all) {
            Optimum optimum = optimizer
                    .over(BOWL)
                    .stop(Stop.after(3000).gradientNorm(1e-9))
                    .minimize(new double[] {5, 5});
            assertThat(optimum.reason()).isEqualTo(Reason.GRADIENT_NORM);
            assertThat(optimum.parameters()).containsExactly(new double[] {1, -2}, Offset.offset(1e-9));
            assertThat(optimum.loss()).isEqualTo(3);
            assertThat(optimum.gradientNorm()).isLessThanOrEqualTo(1e-9);
        }
    }

    @Test
    void aRunEndsForTheReasonThatComesFirst() {
        Minimizer descent = Momentum.defaults().alpha(0.01).beta(0).over(BOWL);
        double[] start = {5, 5};
        Optimum steps = descent.stop(Stop.after(3)).minimize(start);
        assertThat(steps.reason()).isEqualTo(Reason.STEPS);
        assertThat(steps.steps()).isEqualTo(3);
        double[] gradient = new double[2];
        assertThat(steps.loss()).isEqualTo(BOWL.gradient(steps.parameters(), gradient));
        assertThat(steps.gradientNorm()).isEqualTo(Math.sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1]));
        Optimum change = descent.stop(Stop.after(10_000).lossChange(1e-3)).minimize(start);
        assertThat(change.reason()).isEqualTo(Reason.LOSS_CHANGE);
        double before =
                descent.stop(Stop.after(change.steps() - 1)).minimize(start).loss();
        double earlier =
                descent.stop(Stop.after(change.steps() - 2)).minimize(start).loss();
        assertThat(before - change.loss()).isLessThanOrEqualTo(1e-3);
        assertThat(earlier - before).isGreaterThan(1e-3);
        Optimum none = descent.stop(Stop.after(0)).minimize(start);
        assertThat(none.steps()).isZero();
        assertThat(none.parameters()).containsExactly(start);
        assertThat(none.loss()).isEqualTo(16 + 490 + 3);
        assertThat(start).as("the start is the caller's").containsExactly(5, 5);
    }

    @Test
    void theListenerHearsOfEachStepInFrontOfIt() {
        List<String> heard = new ArrayList<>();
        Momentum.defaults()
                .alpha(0.25)
                .beta(0)
                .over(Jacobi.compile("x^2"))
                .stop(Stop.after(3))
                .listener((step, loss, norm) -> heard.add(step + " " + loss + " " + norm))
                .minimize(new double[] {-8});
        assertThat(heard).containsExactly("1 64.0 16.0", "2 16.0 8.0", "3 4.0 4.0");
    }

    @Test
    void passesAreHeardOfBetweenStepsAndChangeNothing() {
        CompiledFunction loss = logistic(10, 3);
        Minimizer run =
                AdamW.defaults().alpha(0.1).over(loss).batches("N", 4, 5).stop(Stop.after(15));
        List<Long> steps = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Optimum heard = run.passes(
                        (done, value, norm) -> {
                            steps.add(done);
                            losses.add(value);
                        },
                        2)
                .minimize(new double[4]);
        assertThat(steps).containsExactly(0L, 6L, 12L, 15L);
        assertThat(losses.get(0)).isCloseTo(Math.log(2), Offset.offset(1e-15));
        for (int i = 1; i < steps.size(); i++) {
            Optimum there = run.stop(Stop.after(steps.get(i))).minimize(new double[4]);
            assertThat(losses.get(i)).isEqualTo(there.loss());
        }
        assertThat(heard.parameters())
                .containsExactly(run.minimize(new double[4]).parameters());
        assertThatThrownBy(() -> run.passes((done, value, norm) -> {}, 0)).isInstanceOf(JacobiException.class);
    }

    @Test
    void aLongGradientIsShortenedAndAShortOneIsNot() {
        Minimizer clipped = Momentum.defaults()
                .alpha(1)
                .beta(0)
                .over(Jacobi.compile("3 * x + 4 * y"))
                .stop(Stop.after(1));
        assertThat(clipped.clip(0.5).minimize(new double[2]).parameters())
                .containsExactly(new double[] {-0.3, -0.4}, Offset.offset(1e-16));
        assertThat(clipped.clip(5).minimize(new double[2]).parameters()).containsExactly(-3, -4);
        assertThat(clipped.clip(5).minimize(new double[2]).gradientNorm()).isEqualTo(5);
    }

    @Test
    void batchesTakeEachRowOncePerPassInAnOrderThatTheSeedTells() {
        CompiledFunction loss = Jacobi.compile("function f(a; r[N]) = sum(i in N: r[i]) + 0 * a")
                .bind("r", new double[] {1, 2, 4, 8, 16, 32, 64});
        List<Integer> first = masks(loss, 3, 1);
        assertThat(first).hasSize(9);
        for (int pass = 0; pass < 3; pass++) {
            List<Integer> batches = first.subList(3 * pass, 3 * pass + 3);
            assertThat(batches.stream().map(Integer::bitCount)).containsExactly(3, 3, 1);
            assertThat(batches.stream().mapToInt(b -> b).sum()).isEqualTo(127);
        }
        assertThat(first.subList(3, 6)).isNotEqualTo(first.subList(0, 3));
        assertThat(masks(loss, 3, 1)).isEqualTo(first);
        assertThat(masks(loss, 3, 2)).isNotEqualTo(first);
        // Random's numbers are specified, so that this order is the same on every machine and in every release.
        assertThat(first.subList(0, 3)).containsExactly(FIRST_PASS);
    }

    private static final Integer[] FIRST_PASS = {73, 52, 2};

    /** The rows of the batches of three passes, a bit each. */
    private static List<Integer> masks(CompiledFunction loss, int rows, long seed) {
        List<Integer> masks = new ArrayList<>();
        Momentum.defaults()
                .over(loss)
                .batches("N", rows, seed)
                .stop(Stop.after(9))
                .listener((step, value, norm) -> masks.add((int) value))
                .minimize(new double[1]);
        return masks;
    }

    @Test
    void batchesTrainAsAPlainLoopOverTheirRowsDoes() {
        CompiledFunction loss = Jacobi.compile("function f(a; x[N], y[N]) = sum(i in N: (a * x[i] - y[i])^2) / N")
                .bind("x", new double[] {1, 2, 3, 4})
                .bind("y", new double[] {2, 3, 7, 8});
        List<Double> losses = new ArrayList<>();
        Optimum optimum = Momentum.defaults()
                .alpha(0.01)
                .beta(0)
                .over(loss)
                .batches("N", 4, 5)
                .stop(Stop.after(100))
                .listener((step, value, norm) -> losses.add(value))
                .minimize(new double[] {0});
        Optimum whole = Momentum.defaults()
                .alpha(0.01)
                .beta(0)
                .over(loss)
                .stop(Stop.after(100))
                .minimize(new double[] {0});
        assertThat(losses).hasSize(100);
        assertThat(optimum.parameters()[0]).isCloseTo(whole.parameters()[0], Offset.offset(1e-12));
        assertThat(optimum.parameters()[0]).isCloseTo(61.0 / 30, Offset.offset(1e-6));
    }

    @Test
    void withBatchesTheWholeDataIsLookedAtBeforeEachPass() {
        CompiledFunction loss = logistic(100, 4);
        Optimum optimum = Adam.defaults()
                .alpha(0.01)
                .over(loss)
                .batches("N", 30, 7)
                .stop(Stop.after(100_000).lossChange(1e-5))
                .minimize(new double[5]);
        assertThat(optimum.reason()).isEqualTo(Reason.LOSS_CHANGE);
        assertThat(optimum.steps() % 4).as("four batches a pass").isZero();
        assertThat(optimum.loss()).isEqualTo(loss.value(optimum.parameters()));
        double best = Adam.defaults()
                .alpha(0.05)
                .over(loss)
                .stop(Stop.after(3000))
                .minimize(new double[5])
                .loss();
        assertThat(optimum.loss()).isBetween(best, best + 0.01);
    }

    @Test
    void aStepAllocatesNothing() {
        assertThat(allocatedInLaterSteps(AdamW.defaults().over(logistic(50, 4)).clip(0.01)))
                .isZero();
        assertThat(allocatedInLaterSteps(AmsGrad.defaults()
                        .alpha(Schedule.cosine(0.01, 1000).warmUp(10))
                        .over(logistic(50, 4))
                        .batches("N", 7, 1)))
                .isZero();
    }

    /** The bytes that 100 steps allocate, after 500: of five times the least, since the JVM may allocate as it compiles. */
    private static long allocatedInLaterSteps(Minimizer minimizer) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] bytes = new long[1001];
        minimizer
                .stop(Stop.after(1000))
                .listener((step, loss, norm) -> bytes[(int) step] = threads.getThreadAllocatedBytes(thread))
                .minimize(new double[5]);
        return IntStream.of(500, 600, 700, 800, 900)
                .mapToLong(step -> bytes[step + 100] - bytes[step])
                .min()
                .orElseThrow();
    }

    @Test
    void aLossThatIsNoNumberIsNamedWithItsStep() {
        Minimizer log = Momentum.defaults()
                .alpha(1)
                .beta(0)
                .over(Jacobi.compile("log(x)"))
                .stop(Stop.after(10));
        assertRefused(() -> log.minimize(new double[] {1}), "the loss is -Infinity after step 1");
        assertRefused(() -> log.minimize(new double[] {-1}), "the loss is NaN at the start");
        Minimizer slope = Momentum.defaults().over(Jacobi.compile("x + sqrt(y)"));
        assertRefused(() -> slope.minimize(new double[] {1, 0}), "the gradient, by 'y', is Infinity at the start");
        Minimizer array = Momentum.defaults().over(Jacobi.compile("function f(x[N]) = sum(i in N: sqrt(x[i]))"));
        assertRefused(() -> array.minimize(new double[] {1, 0}), "the gradient, element 1, is Infinity");
        Minimizer steep = Momentum.defaults().over(Jacobi.compile("1e200 * x"));
        assertRefused(() -> steep.minimize(new double[] {1}), "the norm of the gradient is beyond all numbers");
    }

    @Test
    void whatCannotBeMinimisedIsRefused() {
        assertRefused(
                () -> Adam.defaults()
                        .over(Jacobi.compile("function f(x) = (x, x)"))
                        .minimize(new double[1]),
                "gradient");
        assertRefused(() -> Adam.defaults().over(BOWL).minimize(new double[3]), "needed are 2");
        assertRefused(() -> Adam.defaults().over(Jacobi.compile(LOGISTIC)).minimize(new double[3]), "not bound");
        assertRefused(
                () -> Adam.defaults().over(logistic(5, 2)).batches("M", 2, 1).minimize(new double[3]), "'M'");
        assertRefused(() -> Adam.defaults().over(BOWL).resume(), "name its file first");
        assertRefused(() -> Adam.defaults().over(BOWL).clip(0), "clip is 0.0");
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(JacobiException.class).hasMessageContainingAll(parts);
    }

    /** The exercise's last question: an L2 term goes through the moments, decoupled decay does not. */
    @Test
    void decayBesideTheStepIsNotDecayInTheLoss() {
        // A slope of 100 and one of 0.01, and a decay so small that the loss's own gradients lead.
        CompiledFunction plane = Jacobi.compile("100 * x + 0.01 * y");
        double[] start = {1, 1};
        double alpha = 0.001;
        double decay = 0.1;
        Stop stop = Stop.after(100);
        double[] none = Adam.defaults()
                .alpha(alpha)
                .over(plane)
                .stop(stop)
                .minimize(start)
                .parameters();
        double[] beside = AdamW.defaults()
                .alpha(alpha)
                .decay(decay)
                .over(plane)
                .stop(stop)
                .minimize(start)
                .parameters();
        double[] inside = AdamL2.defaults()
                .alpha(alpha)
                .decay(decay)
                .over(plane)
                .stop(stop)
                .minimize(start)
                .parameters();
        // Without decay both go the same way, each step alpha, whatever the slopes.
        assertThat(none).containsExactly(new double[] {0.9, 0.9}, Offset.offset(1e-6));
        // AdamW takes the same part of both: alpha * decay of what is there, 100 times.
        for (int i = 0; i < 2; i++) {
            assertThat(none[i] - beside[i]).isCloseTo(alpha * decay * 100 * 0.95, Offset.offset(1e-4));
        }
        // In the loss it is divided by the gradient's size: beside the slope of 100 it changes that way of 0.1 by some
        // 1e-4 of it,
        assertThat(none[0] - inside[0]).isCloseTo(0, Offset.offset(1e-5));
        // and where the gradient is 0.01 + 0.1 * y it shrinks with y, and so does each step, which it should not decide
        // about at all.
        assertThat(inside[1] - none[1]).isGreaterThan(1e-4);
        assertThat(Math.abs(beside[1] - inside[1])).isGreaterThan(5e-3);
    }

    /** The same on a bowl whose slopes differ ten thousandfold, with its minimum where all parameters are 1, from 0. */
    @Test
    void onAnIllScaledBowlAnL2TermHoldsBackFlatDirectionsAndDecoupledDecayAllAlike() {
        double[] curvatures = {100, 1, 0.01};
        CompiledFunction bowl = Jacobi.compile("function f(w[D]; a[D]) = sum(d in D: a[d] * (w[d] - 1)^2) / 2")
                .bind("a", curvatures);
        double decay = 0.01;
        Schedule alpha = Schedule.cosine(0.01, 20_000);
        Minimizer inside = AdamL2.defaults().alpha(alpha).decay(decay).over(bowl);
        Minimizer beside = AdamW.defaults().alpha(alpha).decay(decay).over(bowl);
        for (int steps : new int[] {1, 10, 100, 1000, 20_000}) {
            double[] w = beside.stop(Stop.after(steps)).minimize(new double[3]).parameters();
            assertThat(w).as("step %d", steps).containsExactly(new double[] {w[0], w[0], w[0]}, Offset.offset(1e-6));
        }
        double[] l2 = inside.stop(Stop.after(20_000)).minimize(new double[3]).parameters();
        double[] adamw = beside.stop(Stop.after(20_000)).minimize(new double[3]).parameters();
        for (int d = 0; d < 3; d++) {
            // The minimum of the loss with its penalty, whatever Adam does; and that of the loss alone, to which small
            // rates lead.
            assertThat(l2[d]).isCloseTo(curvatures[d] / (curvatures[d] + decay), Offset.offset(1e-9));
            assertThat(adamw[d]).isCloseTo(1, Offset.offset(1e-6));
        }
    }
}

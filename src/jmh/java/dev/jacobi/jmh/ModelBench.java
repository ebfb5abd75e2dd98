package dev.jacobi.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One evaluation of a model, in turn at 128 random points. One virtual machine runs one benchmark of one model, so that
 * every call is monomorphic. All implementations are compared with each other before the time is taken.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ModelBench {
    private static final int ROWS = 128;

    @Param({"blackScholes", "arm", "rosenbrock50", "seed", "logistic20"})
    public String model;

    private double[][] rows;
    private double[] g;
    private int next;
    private Kernel shared;
    private Kernel owned;
    private Kernel hand;
    private Kernel hipparchus;

    /** Makes the points and the kernels, and compares the kernels. */
    @Setup(Level.Trial)
    public void prepare() {
        Model chosen = Models.named(model);
        rows = chosen.rows(ROWS, 20260101);
        g = new double[chosen.size()];
        String text = chosen.formula();
        shared = Generated.shared(text);
        owned = Generated.owned(text);
        hand = chosen.byHand();
        hipparchus = chosen.byHipparchus();
        Models.verify(chosen, "by hand", hand, rows);
        Models.verify(chosen, "Hipparchus", hipparchus, rows);
        Models.verify(chosen, "generated", shared, rows);
        Models.verify(chosen, "generated, evaluator", owned, rows);
    }

    private double[] row() {
        return rows[next++ & ROWS - 1];
    }

    @Benchmark
    public double generatedValue() {
        return shared.value(row());
    }

    @Benchmark
    public double generatedGradient(Blackhole hole) {
        double value = shared.gradient(row(), g);
        hole.consume(g);
        return value;
    }

    @Benchmark
    public double evaluatorGradient(Blackhole hole) {
        double value = owned.gradient(row(), g);
        hole.consume(g);
        return value;
    }

    @Benchmark
    public double handValue() {
        return hand.value(row());
    }

    @Benchmark
    public double handGradient(Blackhole hole) {
        double value = hand.gradient(row(), g);
        hole.consume(g);
        return value;
    }

    /** Warmed up for longer, since it is many methods that are compiled. */
    @Benchmark
    @Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    public double hipparchusGradient(Blackhole hole) {
        double value = hipparchus.gradient(row(), g);
        hole.consume(g);
        return value;
    }
}

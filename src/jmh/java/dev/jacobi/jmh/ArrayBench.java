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

/** One evaluation of an example with arrays. The implementations are compared with each other before the time is taken. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ArrayBench {
    @Param({"logistic1000", "logistic10000", "gmm2", "gmm10", "gmm32", "gmm64", "observation", "lstm2", "lstm4"})
    public String instance;

    private double[] x;
    private double[] g;
    private Kernel generated;
    private Kernel hand;

    /** Makes the kernels and compares them. */
    @Setup(Level.Trial)
    public void prepare() {
        ArrayModel model = ArrayModel.named(instance);
        x = model.point();
        g = new double[model.derivatives()];
        generated = model.generated();
        hand = model.byHand();
        model.verify(generated, hand);
    }

    @Benchmark
    public double generatedValue() {
        return generated.value(x);
    }

    @Benchmark
    public double generatedGradient(Blackhole hole) {
        double value = generated.gradient(x, g);
        hole.consume(g);
        return value;
    }

    @Benchmark
    public double handValue() {
        return hand.value(x);
    }

    @Benchmark
    public double handGradient(Blackhole hole) {
        double value = hand.gradient(x, g);
        hole.consume(g);
        return value;
    }
}

package dev.jacobi.jmh;

import dev.jacobi.Jacobi;
import java.util.Arrays;
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

/** Time from the text of a large formula to its first gradient, which should be linear in its operations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class CompileChainBench {
    private static final int WARM_UPS = 50;
    private static final int SMALL = 1000;

    @Param({"1000", "10000", "100000"})
    public int operations;

    private final double[] x = new double[Chain.VARIABLES];
    private final double[] g = new double[Chain.VARIABLES];
    private String text;
    private int count;

    /** Warms the compiler up on small chains, since a few runs would not do it for the smallest. */
    @Setup(Level.Trial)
    public void warmUp() {
        Arrays.fill(x, 0.5);
        for (int i = 0; i < WARM_UPS; i++) {
            Jacobi.compile(Chain.text(SMALL) + "// warm-up " + i + "\n").gradient(x, g);
        }
    }

    /** Writes the formula, a new text each time, so that no cache can serve. */
    @Setup(Level.Invocation)
    public void write() {
        text = Chain.text(operations) + "// " + count++ + "\n";
    }

    @Benchmark
    public double firstGradient() {
        return Jacobi.compile(text).gradient(x, g);
    }
}

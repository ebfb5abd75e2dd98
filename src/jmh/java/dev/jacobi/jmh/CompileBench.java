package dev.jacobi.jmh;

import dev.jacobi.Jacobi;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time from the text of a small formula to its first gradient, in a warm virtual machine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CompileBench {
    private final String text = new Seed().formula();
    private final double[] x = {3, 5};
    private final double[] g = new double[2];
    private int count;

    /** The text is new each time, so that no cache can serve. */
    @Benchmark
    public double firstGradient() {
        return Jacobi.compile(text + "// " + count++ + "\n").gradient(x, g);
    }
}

package dev.jacobi.jmh;

import dev.jacobi.CompiledFunction;
import dev.jacobi.ImportResolver;
import dev.jacobi.Jacobi;
import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.optim.AdamW;
import dev.jacobi.optim.GeneratedStep;
import dev.jacobi.optim.Minimizer;
import dev.jacobi.optim.Stop;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A step of AdamW on a loss that costs little: generated, in a run of the library, and written by hand; all are compared before the time is taken. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class StepBench {
    private static final String LOSS = "function loss(w[N]; a[N], c[N]) = sum(i in N: a[i] * (w[i] - c[i])^2)";

    private static final int STEPS = 1000;

    /** Calls the generated class. */
    private static final String CALL = """
            public final class Call implements dev.jacobi.jmh.StepBench.Step {
                public double step(double[] w, double[] m, double[] v, double[] a, double[] c, double t, double[] g) {
                    return Loss.step(w, m, v, a, c, t, 0.01, 0.9, 0.999, 1e-8, 0.01, g);
                }
            }
            """;

    private static final Step BY_HAND = (w, m, v, a, c, t, g) -> {
        double loss = gradient(w, a, c, g);
        double ofMean = 1 - Math.pow(0.9, t);
        double ofSquare = 1 - Math.pow(0.999, t);
        for (int i = 0; i < w.length; i++) {
            m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
            v[i] = 0.999 * v[i] + (1 - 0.999) * g[i] * g[i];
            double mean = m[i] / ofMean;
            double square = v[i] / ofSquare;
            w[i] -= 0.01 * mean / (Math.sqrt(square) + 1e-8) + 0.01 * 0.01 * w[i];
        }
        return loss;
    };

    private static double gradient(double[] w, double[] a, double[] c, double[] g) {
        double loss = 0;
        for (int i = 0; i < w.length; i++) {
            double d = w[i] - c[i];
            loss += a[i] * d * d;
            g[i] = 2 * a[i] * d;
        }
        return loss;
    }

    /** A step on parameters and states, in place. */
    public interface Step {
        /** Returns the loss before it. */
        double step(double[] w, double[] m, double[] v, double[] a, double[] c, double t, double[] g);
    }

    /** Parameters, states and data. */
    private static final class Run {
        private final Step step;
        private final double[] w;
        private final double[] m;
        private final double[] v;
        private final double[] a;
        private final double[] c;
        private final double[] g;
        private double t;

        Run(Step step, int length) {
            SplittableRandom random = new SplittableRandom(1);
            this.step = step;
            this.w = random.doubles(length, -1, 1).toArray();
            this.m = new double[length];
            this.v = new double[length];
            this.a = random.doubles(length, 0.1, 10).toArray();
            this.c = random.doubles(length, -1, 1).toArray();
            this.g = new double[length];
        }

        double next() {
            return step.step(w, m, v, a, c, ++t, g);
        }
    }

    @Param({"1000", "100000"})
    public int parameters;

    private Run generated;
    private Run hand;
    private Minimizer library;
    private double[] start;

    /** Makes both and compares a hundred steps. */
    @Setup(Level.Trial)
    public void prepare() throws IOException, ReflectiveOperationException {
        generated = new Run(generated(), parameters);
        hand = new Run(BY_HAND, parameters);
        start = hand.w.clone();
        CompiledFunction loss = Jacobi.compile(LOSS).bind("a", hand.a).bind("c", hand.c);
        library = AdamW.defaults().alpha(0.01).over(loss).stop(Stop.after(STEPS));
        for (int t = 0; t < STEPS; t++) {
            generated.next();
            hand.next();
        }
        requireSame(generated.w);
        requireSame(library.minimize(start).parameters());
    }

    private void requireSame(double[] w) {
        for (int i = 0; i < parameters; i++) {
            if (!(Math.abs(w[i] - hand.w[i]) <= 1e-12)) {
                throw new IllegalStateException("parameter " + i + ": " + w[i] + ", by hand " + hand.w[i]);
            }
        }
    }

    private static Step generated() throws IOException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("step");
        JavaSource source = SourceGenerator.generate(
                        new SourceText("loss.jacobi", LOSS),
                        "",
                        EnumSet.of(Derivative.GRADIENT),
                        Options.defaults(),
                        ImportResolver.NONE,
                        new GeneratedStep("adamw", null, false, Map.of()).formula())
                .get(0);
        Path loss = Files.writeString(folder.resolve("Loss.java"), source.text());
        Path call = Files.writeString(folder.resolve("Call.java"), CALL);
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-proc:none", loss.toString(), call.toString());
        if (status != 0) {
            throw new IllegalStateException("javac refused " + source.text());
        }
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, StepBench.class.getClassLoader());
        return (Step) loader.loadClass("Call").getConstructor().newInstance();
    }

    @Benchmark
    public double generatedStep() {
        return generated.next();
    }

    /** A run of the library in a running JVM, which also takes the gradient's norm in each step. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double libraryStep() {
        return library.minimize(start).loss();
    }

    @Benchmark
    public double handStep() {
        return hand.next();
    }
}

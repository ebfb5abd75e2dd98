package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.optim.GeneratedStep;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of {@code generated-samples} are what the examples generate. Run with -DupdateGolden to write them anew. */
class GeneratedSamplesTest {
    private static final Path SAMPLES = Path.of("generated-samples");

    /** Examples with the entry points that their sample shows. */
    private enum Sample {
        COMPUTATIONAL_GRAPH("seed-exercise/computational-graph.jacobi", "", EnumSet.allOf(Derivative.class)),
        CALL_PRICE(
                "black-scholes-maven/src/main/jacobi/com/acme/pricing/callprice.jacobi",
                "com.acme.pricing",
                EnumSet.of(Derivative.GRADIENT)),
        HUBER("huber/huber.jacobi", "", EnumSet.of(Derivative.GRADIENT, Derivative.HESSIAN_VECTOR_PRODUCT)),
        LOGISTIC(
                "logistic-regression/logistic.jacobi",
                "",
                EnumSet.of(Derivative.GRADIENT, Derivative.HESSIAN_VECTOR_PRODUCT)),
        IMPLIED_VOLATILITY(
                "implied-volatility/impliedVolatility.jacobi",
                "",
                EnumSet.of(Derivative.GRADIENT, Derivative.HESSIAN_VECTOR_PRODUCT)),
        SOFTMAX("softmax-regression/softmaxLoss.jacobi", "", EnumSet.of(Derivative.GRADIENT), "adamw"),
        REACH("robot-arm/reach.jacobi", "", EnumSet.of(Derivative.GRADIENT, Derivative.JVP, Derivative.VJP));

        private final Path file;
        private final String packageName;
        private final Set<Derivative> derivatives;
        private final String optimizer;

        Sample(String file, String packageName, Set<Derivative> derivatives) {
            this(file, packageName, derivatives, null);
        }

        Sample(String file, String packageName, Set<Derivative> derivatives, String optimizer) {
            this.optimizer = optimizer;
            this.file = Path.of("examples").resolve(file);
            this.packageName = packageName;
            this.derivatives = derivatives;
        }

        List<JavaSource> generate() throws IOException {
            SourceText source = new SourceText(file.getFileName().toString(), Files.readString(file));
            StepFormula step = optimizer == null ? null : new GeneratedStep(optimizer, null, false, Map.of()).formula();
            return SourceGenerator.generate(
                    source, packageName, derivatives, Options.defaults(), ImportResolver.NONE, step);
        }
    }

    @ParameterizedTest
    @EnumSource
    void samplesAreWhatTheExamplesGenerate(Sample sample) throws IOException {
        for (JavaSource source : sample.generate()) {
            Path golden = SAMPLES.resolve(source.path());
            if (System.getProperty("updateGolden") != null) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, source.text());
            }
            assertThat(golden).hasContent(source.text());
        }
    }

    @Test
    void thereAreNoOtherSamples() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Sample sample : Sample.values()) {
            sample.generate().forEach(source -> expected.add(source.path()));
        }
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .map(file -> SAMPLES.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void samplesCompileForJava8WithoutAWarning(Sample sample, @TempDir Path classes) throws IOException {
        assertThat(compile(sample.generate(), classes)).isEmpty();
    }

    /** What javac says. */
    private static String compile(List<JavaSource> sources, Path classes) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach(source -> files.add(new SourceInMemory(source)));
        List<String> options =
                List.of("--release", "8", "-Xlint:all,-options", "-Xdoclint:all,-missing", "-d", classes.toString());
        boolean compiled = javac.getTask(said, null, null, options, null, files).call();
        assertThat(compiled).as(said.toString()).isTrue();
        return said.toString();
    }

    private static final class SourceInMemory extends SimpleJavaFileObject {
        private final JavaSource source;

        SourceInMemory(JavaSource source) {
            super(URI.create("memory:///" + source.path()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }

    @Test
    void generatedClassesComputeTheBitsOfTheRunTime(@TempDir Path classes) throws Exception {
        compile(Sample.CALL_PRICE.generate(), classes);
        String text = Files.readString(Sample.CALL_PRICE.file);
        CompiledFunction f = Jacobi.compile(text).bind("K", 95);
        double[] x = {100, 0.2, 0.03, 0.5};
        double[] expected = new double[4];
        double value = f.gradient(x, expected);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> type = loader.loadClass("com.acme.pricing.CallPrice");
            Class<?> number = double.class;
            Method gradient = type.getMethod("gradient", number, number, number, number, number, double[].class);
            double[] found = new double[4];
            assertThat(gradient.invoke(null, x[0], x[1], x[2], x[3], 95.0, found))
                    .isEqualTo(value);
            assertThat(found).containsExactly(expected);
        }
    }

    /** The walk quotes each line of the method, in its order. */
    @Test
    void theReadmeWalksThroughTheSampleAsItIs() throws IOException {
        List<String> quoted = Files.readString(SAMPLES.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .filter(line -> !line.startsWith("z[i in N]") && !line.startsWith("return sum"))
                .toList();
        String method = Files.readString(SAMPLES.resolve("LogisticLoss.java"));
        method = method.substring(method.indexOf(quoted.get(0)));
        List<String> lines = method.lines().map(String::strip).toList();
        List<String> left = new ArrayList<>(lines.subList(0, lines.indexOf("return s1;") + 1));
        // Two more checks like the one that is quoted.
        left.removeIf(line -> line.startsWith("checkDifferent") && !line.contains("\"w\""));
        assertThat(quoted).isEqualTo(left);
    }
}

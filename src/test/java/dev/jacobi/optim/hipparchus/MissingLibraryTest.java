package dev.jacobi.optim.hipparchus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.optim.Adam;
import dev.jacobi.optim.Stop;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM without Hipparchus: what needs it says so, and the optimisers run. */
@Timeout(120)
class MissingLibraryTest {

    /** Runs without Hipparchus. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            CompiledFunction f = Jacobi.compile("x^2 + 1");
            double[] start = {1};
            System.out.println(
                    message(() -> LeastSquares.levenbergMarquardt(f).steps(5).minimize(start)));
            System.out.println(message(() -> LeastSquares.gaussNewton(f).minimize(start)));
            System.out.println(message(() -> ConjugateGradient.over(f).minimize(start)));
            System.out.println(
                    Adam.defaults().over(f).stop(Stop.after(3)).minimize(start).steps());
        }

        private static <T> String message(Supplier<T> call) {
            try {
                return "a result: " + call.get();
            } catch (JacobiException e) {
                return e.code() + " " + e.getMessage();
            }
        }
    }

    @Test
    void whatNeedsItSaysSo(@TempDir Path folder) throws Exception {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("hipparchus"))
                .collect(Collectors.joining(File.pathSeparator));
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(printed);
        List<String> methods = List.of("Levenberg-Marquardt", "Gauss-Newton", "conjugate gradients");
        assertThat(lines).as("%s", lines).hasSize(methods.size() + 1);
        for (int i = 0; i < methods.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith("INPUT " + methods.get(i)
                            + " needs Hipparchus, which is not on the class path (org/hipparchus/")
                    .endsWith("; add the dependency org.hipparchus:hipparchus-optim, version 4");
        }
        assertThat(lines.get(methods.size())).isEqualTo("3");
    }
}

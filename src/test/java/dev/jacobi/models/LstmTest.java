package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recurrent network: value and gradient of {@code examples/adbench/lstm.jacobi} are ADBench's. */
class LstmTest {
    static List<Path> own() throws IOException {
        return AdBench.instances(AdBench.OWN, "lstm");
    }

    @ParameterizedTest
    @MethodSource("own")
    void agrees(Path instance) throws IOException {
        check(instance);
    }

    @Test
    void allInstancesAgree() throws IOException {
        List<Path> instances = AdBench.instances(AdBench.SHARED.resolve("lstm"), "lstm");
        assumeThat(instances).isNotEmpty();
        for (Path instance : instances) {
            check(instance);
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void checkpointsGiveTheSameBits(Path instance) throws IOException {
        double[] numbers = AdBench.numbers(instance);
        double[] x = variables(numbers);
        double[] gradient = new double[x.length];
        double[] saved = new double[x.length];
        double value = bound(numbers, Options.defaults()).gradient(x, gradient);
        assertThat(bound(numbers, Options.defaults().checkpoint(true)).gradient(x, saved))
                .isEqualTo(value);
        assertThat(saved).isEqualTo(gradient);
    }

    private static void check(Path instance) throws IOException {
        double[] numbers = AdBench.numbers(instance);
        AdBench.checkGradient(instance, bound(numbers, Options.defaults()), variables(numbers));
    }

    private static double[] variables(double[] numbers) {
        return Arrays.copyOfRange(numbers, 3, state(numbers));
    }

    /** Where the first state begins, behind the variables. */
    private static int state(double[] numbers) {
        int layers = (int) numbers[0];
        int width = (int) numbers[2];
        return 3 + 8 * layers * width + 3 * width;
    }

    private static CompiledFunction bound(double[] numbers, Options options) throws IOException {
        int layers = (int) numbers[0];
        int width = (int) numbers[2];
        int state = state(numbers);
        int sequence = state + 2 * layers * width;
        return Jacobi.with(options)
                .compile(Files.readString(Path.of("examples", "adbench", "lstm.jacobi")))
                .bind("L", layers)
                .bind("B", width)
                .bind("state", Arrays.copyOfRange(numbers, state, sequence))
                .bind("sequence", Arrays.copyOfRange(numbers, sequence, numbers.length));
    }
}

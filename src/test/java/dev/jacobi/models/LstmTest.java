package dev.jacobi.models;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
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

    private static void check(Path instance) throws IOException {
        double[] numbers = AdBench.numbers(instance);
        int layers = (int) numbers[0];
        int width = (int) numbers[2];
        int variables = 8 * layers * width + 3 * width;
        int state = 3 + variables;
        int sequence = state + 2 * layers * width;
        double[] x = Arrays.copyOfRange(numbers, 3, state);
        CompiledFunction lstm = Jacobi.compile(Files.readString(Path.of("examples", "adbench", "lstm.jacobi")))
                .bind("L", layers)
                .bind("B", width)
                .bind("state", Arrays.copyOfRange(numbers, state, sequence))
                .bind("sequence", Arrays.copyOfRange(numbers, sequence, numbers.length));
        AdBench.checkGradient(instance, lstm, x);
    }
}

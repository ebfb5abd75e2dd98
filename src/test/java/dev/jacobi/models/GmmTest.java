package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.RunLimits;
import dev.jacobi.diag.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gaussian mixtures: value and gradient of {@code examples/adbench/gmm.jacobi} are ADBench's. */
class GmmTest {
    static List<Path> own() throws IOException {
        return AdBench.instances(AdBench.OWN, "gmm");
    }

    @ParameterizedTest
    @MethodSource("own")
    void agrees(Path instance) throws IOException {
        check(instance);
    }

    @Test
    void allInstancesAgree() throws IOException {
        List<Path> instances = AdBench.instances(AdBench.SHARED.resolve("gmm"), "gmm");
        assumeThat(instances).isNotEmpty();
        for (Path instance : instances) {
            check(instance);
        }
    }

    private static void check(Path instance) throws IOException {
        double[] numbers = AdBench.numbers(instance);
        int d = (int) numbers[0];
        int k = (int) numbers[1];
        int n = (int) numbers[2];
        int variables = k + k * d + k * (d * (d + 1) / 2);
        int points = 3 + variables + n * d;
        double[] x = Arrays.copyOfRange(numbers, 3, 3 + variables);
        CompiledFunction gmm = Jacobi.compile(Files.readString(Path.of("examples", "adbench", "gmm.jacobi")))
                .bind("D", d)
                .bind("x", Arrays.copyOfRange(numbers, 3 + variables, points))
                .bind("gamma", numbers[points])
                .bind("m", numbers[points + 1]);
        AdBench.checkGradient(instance, gmm, x);
    }

    /** Four passes over points, components and the triangle: what is checked is checked outside the loops over points. */
    @Test
    void aGradientTakesAsManyStepsAsOneByHand() throws IOException {
        int d = 32;
        int k = 5;
        int n = 200;
        long passes = (long) n * k * d * d / 2;
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(k + k * d + k * d * (d + 1) / 2, -1, 1).toArray();
        CompiledFunction gmm = Jacobi.with(Options.defaults().limits(RunLimits.steps(4 * passes)))
                .compile(Files.readString(Path.of("examples", "adbench", "gmm.jacobi")))
                .bind("D", d)
                .bind("x", random.doubles(n * d, -1, 1).toArray())
                .bind("gamma", 1)
                .bind("m", 0);
        assertThat(gmm.gradient(x, new double[x.length])).isFinite();
    }
}

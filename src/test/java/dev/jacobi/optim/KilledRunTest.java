package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it trains is gone on from by another, and again, with the bits of one that was left alone. */
@Timeout(300)
class KilledRunTest {
    private static final int KILLS = 4;
    private static final int STEPS = 3000;
    private static final double[] START = {0.5, -0.5, 0.25};

    private static Minimizer run() {
        Random random = new Random(5);
        CompiledFunction loss = Jacobi.with(Options.defaults().strictMath(true))
                .compile(MinimizerTest.LOGISTIC)
                .bind("X", new double[][] {
                    random.doubles(2).toArray(), {1, 2}, {-1, 3}, {2, -2}, {0, 1}, {1, 0}, {-2, -1}
                })
                .bind("y", new double[] {1, -1, 1, 1, -1, 1, -1});
        return AdamW.defaults()
                .alpha(Schedule.cosine(0.02, STEPS).warmUp(100))
                .over(loss)
                .batches("N", 3, 11)
                .clip(0.2)
                .stop(Stop.after(STEPS));
    }

    /** Goes on from the checkpoint, or starts; slowly, so that it is killed before it comes to its end. */
    public static final class Trainer {
        private Trainer() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            Minimizer slow = run().checkpoint(file, 3).listener((step, loss, norm) -> sleep());
            if (Files.exists(file)) {
                slow.resume();
            } else {
                slow.minimize(START);
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void theLastProcessEndsWithTheBitsOfARunThatWasLeftAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.checkpoint");
        long steps = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(file);
            try {
                long reached = steps;
                while (steps == reached) {
                    assertThat(process.isAlive()).as("the trainer").isTrue();
                    Thread.sleep(10);
                    steps = Files.exists(file) ? new Checkpoint(file, 1).read().steps() : 0;
                }
                Thread.sleep(7 * kill);
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("killed, not ended by itself").isNotZero();
        }
        assertThat(steps).isBetween(3L * KILLS, STEPS - 1L);
        Optimum resumed = run().checkpoint(file, 100).resume();
        Optimum alone = run().minimize(START);
        assertThat(resumed.parameters()).containsExactly(alone.parameters());
        assertThat(resumed.loss()).isEqualTo(alone.loss());
        assertThat(resumed.gradientNorm()).isEqualTo(alone.gradientNorm());
        assertThat(resumed.steps()).isEqualTo(STEPS);
    }

    private static Process start(Path file) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Trainer.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}

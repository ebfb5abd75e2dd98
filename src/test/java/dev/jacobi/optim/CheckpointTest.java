package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final CompiledFunction LOSS = MinimizerTest.logistic(40, 3);
    private static final double[] START = {0.1, -0.2, 0.3, 0.4};

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("run.checkpoint");
    }

    /** What a listener throws to end a run where it is. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static StepListener breakAt(long last) {
        return (step, loss, norm) -> {
            if (step == last) {
                throw new Broken();
            }
        };
    }

    static Stream<Arguments> runs() {
        Schedule cosine = Schedule.cosine(0.05, 90).warmUp(10);
        return Stream.of(
                        Adam.defaults().alpha(cosine),
                        AdamW.defaults().alpha(cosine),
                        AdamL2.defaults().alpha(0.05),
                        AmsGrad.defaults().alpha(0.05),
                        Momentum.defaults())
                .flatMap(optimizer -> Stream.of(
                        Arguments.of(optimizer.over(LOSS).stop(Stop.after(100))),
                        Arguments.of(optimizer.over(LOSS).stop(Stop.after(100)).batches("N", 7, 3)),
                        Arguments.of(optimizer
                                .over(LOSS)
                                .stop(Stop.after(100).lossChange(1e-4))
                                .clip(0.1)
                                .batches("N", 20, 3))));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aResumedRunHasTheBitsOfOneThatWasNotInterrupted(Minimizer run) {
        Optimum whole = run.minimize(START);
        Minimizer kept = run.checkpoint(file(), 4);
        for (long last = 5; last < whole.steps(); last += 23) {
            Minimizer broken = kept.listener(breakAt(last));
            ThrowingCallable part = last == 5 ? () -> broken.minimize(START) : broken::resume;
            assertThatThrownBy(part).isInstanceOf(Broken.class);
        }
        assertSame(kept.resume(), whole);
        // The end is written too; who resumes it is there at once.
        assertSame(kept.listener(breakAt(whole.steps() + 1)).resume(), whole);
    }

    private static void assertSame(Optimum found, Optimum expected) {
        assertThat(found.parameters()).containsExactly(expected.parameters());
        assertThat(found.loss()).isEqualTo(expected.loss());
        assertThat(found.gradientNorm()).isEqualTo(expected.gradientNorm());
        assertThat(found.steps()).isEqualTo(expected.steps());
        assertThat(found.reason()).isEqualTo(expected.reason());
    }

    @Test
    void aRunThatCameToItsEndMayGoFurther() {
        for (Minimizer run :
                List.of(Adam.defaults().over(LOSS), Adam.defaults().over(LOSS).batches("N", 7, 3))) {
            Minimizer kept = run.checkpoint(file(), 1000);
            kept.stop(Stop.after(33)).minimize(START);
            Optimum further = kept.stop(Stop.after(60)).resume();
            assertSame(further, run.stop(Stop.after(60)).minimize(START));
        }
    }

    @Test
    void aLossThatIsNoNumberLeavesTheCheckpointAsItWas() throws Exception {
        Minimizer run = Momentum.defaults()
                .alpha(1)
                .beta(0)
                .over(Jacobi.compile("x + sqrt(x)"))
                .checkpoint(file(), 1);
        assertThatThrownBy(() -> run.minimize(new double[] {4}))
                .isInstanceOf(JacobiException.class)
                .hasMessageContainingAll("NaN", "after step 4", "the last checkpoint is as it was");
        Checkpoint.State last = new Checkpoint(file(), 1).read();
        assertThat(last.steps()).isEqualTo(3);
        assertThat(last.loss()).isFinite();
        assertThat(last.memory()[0]).isPositive();
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(run::resume).hasMessageContaining("after step 4");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aCheckpointOfSomethingElseIsRefusedSayingWhat() {
        AdamW adamw = AdamW.defaults().alpha(0.01).decay(0.1);
        Minimizer run =
                adamw.over(LOSS).stop(Stop.after(10)).clip(2).batches("N", 7, 3).checkpoint(file(), 5);
        run.minimize(START);
        assertRefused(again(adamw.decay(0.2).over(LOSS).clip(2).batches("N", 7, 3)), "decay=0.1", "decay=0.2");
        assertRefused(again(adamw.alpha(0.02).over(LOSS).clip(2).batches("N", 7, 3)), "alpha=0.01", "alpha=0.02");
        assertRefused(again(adamw.over(LOSS).clip(3).batches("N", 7, 3)), "clip: 2.0", "clip: 3.0");
        assertRefused(again(adamw.over(LOSS).clip(2).batches("N", 8, 3)), "7 of 40 rows", "8 of 40 rows");
        assertRefused(again(adamw.over(LOSS).clip(2).batches("N", 7, 4)), "seed 3", "seed 4");
        assertRefused(again(adamw.over(LOSS).clip(2)), "batches: none");
        AdamL2 other = AdamL2.defaults().alpha(0.01).decay(0.1);
        assertRefused(again(other.over(LOSS).clip(2).batches("N", 7, 3)), "formulas: ");
        CompiledFunction longer = MinimizerTest.logistic(41, 3);
        assertRefused(again(adamw.over(longer).clip(2).batches("N", 7, 3)), "7 of 40 rows", "7 of 41 rows");
        CompiledFunction wider = MinimizerTest.logistic(40, 4);
        assertRefused(again(adamw.over(wider).clip(2).batches("N", 7, 3)), "does not fit", "4 elements");
        CompiledFunction renamed = ofOtherRows(MinimizerTest.LOGISTIC.replace("y[", "z["), "z");
        assertRefused(again(adamw.over(renamed).clip(2).batches("N", 7, 3)), "[X, y]", "[X, z]");
        CompiledFunction moved = ofOtherRows(MinimizerTest.LOGISTIC, "y");
        assertRefused(again(adamw.over(moved).clip(2).batches("N", 7, 3)), "another loss or of other data");
    }

    private static CompiledFunction ofOtherRows(String text, String labels) {
        double[] ones = new double[40];
        Arrays.fill(ones, 1);
        return Jacobi.compile(text).bind("X", new double[40][3]).bind(labels, ones);
    }

    private ThrowingCallable again(Minimizer other) {
        return other.stop(Stop.after(20)).checkpoint(file(), 5)::resume;
    }

    @Test
    void aDamagedFileIsRefusedWhicheverByteIsWrong() throws Exception {
        Minimizer run = Adam.defaults().over(LOSS).stop(Stop.after(10)).checkpoint(file(), 5);
        run.minimize(START);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] wrong = whole.clone();
            wrong[i] ^= 4;
            Files.write(file(), wrong);
            assertRefused(run::resume, i < 18 ? "not a checkpoint" : i < 20 ? "another version" : "is damaged");
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertRefused(
                    run::resume, length < 18 ? "not a checkpoint" : length < 20 ? "another version" : "is damaged");
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length + 8));
        assertRefused(run::resume, "is damaged");
        String next = new String(whole, StandardCharsets.ISO_8859_1).replaceFirst("checkpoint 1\n", "checkpoint 2\n");
        Files.write(file(), next.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(run::resume, "another version: it begins with 'jacobi checkpoint 2'", "'jacobi checkpoint 1'");
        Files.delete(file());
        assertRefused(run::resume, "there is no checkpoint");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws Exception {
        Files.createDirectory(file());
        Files.writeString(file().resolve("inside"), "kept");
        assertRefused(
                () -> Adam.defaults()
                        .over(LOSS)
                        .stop(Stop.after(3))
                        .checkpoint(file(), 1)
                        .minimize(START),
                "cannot write the checkpoint",
                "run.checkpoint");
        assertThat(file().resolve("inside")).hasContent("kept");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(JacobiException.class)
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(((JacobiException) e).code()).isIn(ErrorCode.INPUT, ErrorCode.ARGUMENT));
    }
}

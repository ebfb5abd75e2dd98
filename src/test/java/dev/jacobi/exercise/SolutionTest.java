package dev.jacobi.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Options;
import dev.jacobi.exercise.Trajectories.Setting;
import dev.jacobi.optim.Adam;
import dev.jacobi.optim.AdamL2;
import dev.jacobi.optim.AdamW;
import dev.jacobi.optim.Minimizer;
import dev.jacobi.optim.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The solution is what the commands and the optimisers say now. Run with {@code -DupdateGolden} to write it anew. */
class SolutionTest {
    private static final Path EXAMPLE = Path.of("examples", "seed-exercise");
    private static Trajectories quadratic;
    private static Trajectories sum;
    private static Trajectories mean;

    @BeforeAll
    static void run() throws IOException {
        Solution.joinFormulas();
        quadratic = Setting.QUADRATIC.of(Losses.quadratic(Losses.STEEPNESS));
        sum = Setting.LOGISTIC.of(Losses.logistic(1));
        mean = Setting.LOGISTIC.of(Losses.logistic(1.0 / Losses.rows()));
    }

    private static void compare(String name, String written) throws IOException {
        if (System.getProperty("updateGolden") != null) {
            Files.writeString(EXAMPLE.resolve(name), written);
        }
        assertThat(Files.readString(EXAMPLE.resolve(name))).isEqualTo(written);
    }

    private static String written(Page page) {
        new Solution(page).write(quadratic, sum, mean);
        return page.text();
    }

    @Test
    void markdown() throws IOException {
        compare("solution.md", written(new MarkdownPage()));
    }

    @Test
    void text() throws IOException {
        compare("solution.txt", written(new TextPage()));
    }

    @Test
    void pictures() throws IOException {
        double[] best = {16 / 16.5, 1 / 1.5};
        compare("paths.svg", Pictures.paths(quadratic, best));
        compare("norms.svg", Pictures.norms(sum, mean));
    }

    /** The steep weight loses less to the penalty than the flat one, in the ratio that the minimum of loss and penalty tells. */
    @Test
    void thePenaltyDecaysTheSteepWeightLess() {
        double[] end = quadratic.penalty().get(Setting.QUADRATIC.steps());
        assertThat(end).containsExactly(new double[] {16 / 16.5, 1 / 1.5}, offset(1e-4));
        assertThat((1 - end[1]) / (1 - end[0])).isCloseTo(16.5 / 1.5, offset(0.01));
    }

    /** Both weights have the same bits in every step, though the gradients of one are 16 times as large; and AdamW does decay them. */
    @Test
    void adamWDecaysBothAlike() {
        for (double[] w : quadratic.adamW()) {
            assertThat(w[0]).isEqualTo(w[1]);
        }
        double undecayed = quadratic.plain().get(Setting.QUADRATIC.steps())[0];
        assertThat(undecayed).isCloseTo(1, offset(1e-4));
        assertThat(quadratic.adamW().get(Setting.QUADRATIC.steps())[0]).isBetween(0.9, 0.92);
    }

    /** From one state, AdamW's step is Adam's less alpha * decay * w, for each weight alike; the penalty in the loss leaves step 1 as it was. */
    @Test
    void inAStepEachWeightLosesTheSamePart() {
        CompiledFunction loss = Losses.quadratic(Losses.STEEPNESS);
        double[] start = {3, -2};
        double[] plain =
                Adam.defaults().over(loss).stop(Stop.after(1)).minimize(start).parameters();
        double[] decayed = AdamW.defaults()
                .decay(0.5)
                .over(loss)
                .stop(Stop.after(1))
                .minimize(start)
                .parameters();
        double[] penalty = AdamL2.defaults()
                .decay(0.5)
                .over(loss)
                .stop(Stop.after(1))
                .minimize(start)
                .parameters();
        for (int i = 0; i < 2; i++) {
            assertThat((plain[i] - decayed[i]) / start[i]).isCloseTo(0.001 * 0.5, offset(1e-12));
            assertThat(penalty[i])
                    .as("the step's length is alpha, penalty or not")
                    .isCloseTo(plain[i], offset(1e-9));
        }
    }

    @Test
    void theScaleOfTheLossMattersToThePenaltyOnly() {
        for (int k = 0; k <= Setting.LOGISTIC.steps(); k++) {
            assertThat(mean.adamW().get(k)).containsExactly(sum.adamW().get(k), offset(1e-5));
        }
        double[] ends = Stream.of(sum, mean)
                .mapToDouble(runs -> Trajectories.norm(runs.penalty().get(Setting.LOGISTIC.steps())))
                .toArray();
        assertThat(ends[0]).isGreaterThan(2.5 * ends[1]);
    }

    /** No row is on the wrong side once the sum is below log 2, what a row on the plane has. */
    @Test
    void aPlanePartsTheRows() throws IOException {
        Minimizer longer =
                Adam.defaults().alpha(Setting.ALPHA).over(Losses.logistic(1)).stop(Stop.after(4000));
        assertThat(longer.minimize(new double[5]).loss()).isLessThan(Math.log(2));
    }

    /** The runs in Jacobi's language, step by step, are those of the optimisers. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 320})
    void theLanguagesRunsAreTheOptimisers(int steps) throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(run("runOfL2", i, steps)).isCloseTo(quadratic.penalty().get(steps)[i], offset(1e-9));
            assertThat(run("runOfAdamW", i, steps)).isCloseTo(quadratic.adamW().get(steps)[i], offset(1e-9));
        }
    }

    private static double run(String function, int weight, int steps) throws IOException {
        double decay = Setting.QUADRATIC.decay();
        double[] at = {Losses.STEEPNESS[weight], Setting.ALPHA, 0.9, 0.999, decay};
        String text = Files.readString(Solution.JOINED);
        return Jacobi.with(Options.defaults())
                .compile(text, function)
                .bind("T", steps)
                .value(at);
    }
}

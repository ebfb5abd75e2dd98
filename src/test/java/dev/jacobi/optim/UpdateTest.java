package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each optimiser beside the same written in plain Java, from the papers, one parameter at a time. */
class UpdateTest {
    private static final int STEPS = 1000;
    static final double[] START = {0.7, -1.3, 2.1, 0.4};

    /** An ill-scaled loss with a coupling, so that no parameter goes its way alone. */
    static final String LOSS = """
            function f(w[D]; a[D], c[D]) =
                sum(d in D: a[d] * (w[d] - c[d])^2) / 2 + log(1 + exp(sum(d in D: w[d])))
            """;

    static final double[] CURVATURES = {100, 1, 0.01, 3};
    static final double[] CENTRES = {1, -2, 3, 0};

    /** What one step makes of a parameter; the state is the parameter's own. */
    interface ByHand {
        double step(double w, double g, int t, double[] state);
    }

    static double loss(double[] w) {
        double sum = 0;
        double squares = 0;
        for (int d = 0; d < w.length; d++) {
            sum += w[d];
            squares += CURVATURES[d] * (w[d] - CENTRES[d]) * (w[d] - CENTRES[d]);
        }
        return squares / 2 + Math.log(1 + Math.exp(sum));
    }

    static double gradient(double[] w, int d) {
        double sum = 0;
        for (double element : w) {
            sum += element;
        }
        return CURVATURES[d] * (w[d] - CENTRES[d]) + 1 / (1 + Math.exp(-sum));
    }

    private static ByHand adam(double alpha, double beta, double gamma, double epsilon) {
        return (w, g, t, state) -> {
            state[0] = beta * state[0] + (1 - beta) * g;
            state[1] = gamma * state[1] + (1 - gamma) * g * g;
            double mean = state[0] / (1 - Math.pow(beta, t));
            double square = state[1] / (1 - Math.pow(gamma, t));
            return w - alpha * mean / (Math.sqrt(square) + epsilon);
        };
    }

    private static ByHand amsGrad(double alpha, double beta, double gamma, double epsilon) {
        return (w, g, t, state) -> {
            state[0] = beta * state[0] + (1 - beta) * g;
            state[1] = gamma * state[1] + (1 - gamma) * g * g;
            state[2] = state[1] > state[2] ? state[1] : state[2];
            double mean = state[0] / (1 - Math.pow(beta, t));
            double square = state[2] / (1 - Math.pow(gamma, t));
            return w - alpha * mean / (Math.sqrt(square) + epsilon);
        };
    }

    private static ByHand momentum(double alpha, double beta) {
        return (w, g, t, state) -> {
            state[0] = beta * state[0] + g;
            return w - alpha * state[0];
        };
    }

    /** With rates at which none swings about the minimum, which would make much of each rounding. */
    static Stream<Arguments> optimizers() {
        ByHand adam = adam(0.02, 0.9, 0.999, 1e-8);
        return Stream.of(
                Arguments.of("adam", Adam.defaults().alpha(0.02), adam),
                Arguments.of(
                        "adam, other settings",
                        Adam.defaults().alpha(0.005).beta(0.5).gamma(0.99).epsilon(0.01),
                        adam(0.005, 0.5, 0.99, 0.01)),
                Arguments.of("adamw", AdamW.defaults().alpha(0.02).decay(0.3), (ByHand)
                        (w, g, t, state) -> adam.step(w, g, t, state) - 0.02 * 0.3 * w),
                Arguments.of("adam with L2", AdamL2.defaults().alpha(0.02).decay(0.3), (ByHand)
                        (w, g, t, state) -> adam.step(w, g + 0.3 * w, t, state)),
                Arguments.of("amsgrad", AmsGrad.defaults().alpha(0.02), amsGrad(0.02, 0.9, 0.999, 1e-8)),
                Arguments.of("momentum", Momentum.defaults().alpha(0.005), momentum(0.005, 0.9)),
                Arguments.of("gradient descent", Momentum.defaults().alpha(0.01).beta(0), momentum(0.01, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void agreesWithItselfWrittenByHand(String name, Optimizer optimizer, ByHand byHand) {
        CompiledFunction loss = Jacobi.compile(LOSS).bind("a", CURVATURES).bind("c", CENTRES);
        Update update = update(optimizer.rule(), START.length);
        update.read(START);
        double[] w = update.parameters();
        double[] g = new double[w.length];
        double[] expected = START.clone();
        double[][] states = new double[w.length][3];
        for (int t = 1; t <= STEPS; t++) {
            loss.gradient(w, g);
            update.step(t, g);
            double[] before = expected.clone();
            for (int d = 0; d < w.length; d++) {
                expected[d] = byHand.step(before[d], gradient(before, d), t, states[d]);
            }
            double error = distance(w, expected) / distance(expected, new double[w.length]);
            assertThat(!(error <= 1e-12)).as("step %d is off by %s", t, error).isFalse();
        }
        assertThat(loss.value(w)).isLessThan(loss.value(START));
    }

    private static Update update(UpdateRule rule, int parameters) {
        return Update.of(rule, StepFormulas.of(rule), parameters);
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    /** In place and into other arrays: the program is one and the same, and so are the bits. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void inPlaceHasTheBitsOfTheFormula(String name, Optimizer optimizer, ByHand byHand) {
        StepFormulas formulas = StepFormulas.of(optimizer.rule());
        assertThat(formulas.inPlace()).isPresent();
        StepFormulas plain = new StepFormulas(
                formulas.update(), Optional.empty(), formulas.rate(), formulas.norm(), formulas.clip());
        Random random = new Random(5);
        double[] start = random.doubles(1001, -1, 1).toArray();
        start[7] = Double.MIN_VALUE;
        start[8] = -0.0;
        Update inPlace = Update.of(optimizer.rule(), formulas, start.length);
        Update copying = Update.of(optimizer.rule(), plain, start.length);
        assertThat(inPlace).isInstanceOf(InPlaceUpdate.class);
        assertThat(copying).isInstanceOf(CopyingUpdate.class);
        inPlace.read(start);
        copying.read(start);
        for (int t = 1; t <= 300; t++) {
            double[] g = random.doubles(start.length, -1, 1).toArray();
            g[9] = 0;
            g[10] = 1e200;
            inPlace.step(t, g);
            copying.step(t, g);
        }
        assertThat(inPlace.written()).containsExactly(copying.written());
        Update resumed = Update.of(optimizer.rule(), formulas, start.length);
        resumed.read(copying.written());
        assertThat(resumed.written()).containsExactly(copying.written());
        assertThat(resumed.parameters()).containsExactly(copying.parameters());
    }

    @Test
    void aRuleThatReadsOtherElementsGetsNewArrays() {
        UpdateRule rule = new UpdateRule(
                "function f(w[N], g[N], alpha) = [i in N: w[N - 1 - i] - alpha * g[i]]",
                Schedule.constant(0.5),
                Map.of());
        Update update = update(rule, 3);
        assertThat(update).isInstanceOf(CopyingUpdate.class);
        update.read(new double[] {1, 2, 3});
        update.step(1, new double[] {2, 4, 6});
        assertThat(update.parameters()).containsExactly(2, 0, -2);
    }

    @Test
    void theFirstStepOfAdamIsASign() {
        Update update = update(Adam.defaults().alpha(0.25).epsilon(0).rule(), 3);
        update.read(new double[] {1, 2, 3});
        update.step(1, new double[] {1e-7, -3, 1e9});
        assertThat(update.parameters())
                .containsExactly(new double[] {0.75, 2.25, 2.75}, org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void aRuleOfTheUsersIsOneMore() {
        UpdateRule rule = new UpdateRule("""
                import "moments"

                function rmsprop(w[N], v[N], g[N], alpha, gamma, epsilon) {
                    square[i in N] = average(v[i], g[i]^2, gamma)
                    return ([i in N: w[i] - alpha * g[i] / (sqrt(square[i]) + epsilon)], square)
                }
                """, Schedule.constant(0.5), Map.of("gamma", 0.75, "epsilon", 0.0));
        Update update = update(rule, 2);
        update.read(new double[] {1, 1});
        update.step(1, new double[] {4, -8});
        assertThat(update.parameters()).containsExactly(0, 2);
        assertThat(update.written()).containsExactly(0, 2, 4, 16);
    }

    @Test
    void whatFitsNoRuleIsNamed() {
        String descent = "function f(w[N], g[N], alpha) = [i in N: w[i] - alpha * g[i]]";
        Schedule rate = Schedule.constant(1);
        assertRefused(new UpdateRule(descent, rate, Map.of("beta", 1.0)), "no setting 'beta'", "[alpha]");
        assertRefused(new UpdateRule(descent, rate, Map.of("alpha", 1.0)), "no setting 'alpha'");
        assertRefused(
                new UpdateRule("function f(w[N], g[N], a) = [i in N: w[i] - a * g[i]]", rate, Map.of()),
                "no value for 'a'");
        assertRefused(new UpdateRule("x^2", rate, Map.of()), "gives 1 arrays", "[x]");
        assertRefused(
                new UpdateRule("function f(w[N], g[N], alpha) = sum(i in N: w[i] - alpha * g[i])", rate, Map.of()),
                "gives 1 numbers",
                "2 parameters");
        assertRefused(new UpdateRule("function f(w[N], g[N]) = w[0", rate, Map.of()), "<formula>:1");
        assertRefused(new UpdateRule(descent, new Schedule("u * t", Map.of()), Map.of()), "no value for 'u'");
    }

    private static void assertRefused(UpdateRule rule, String... parts) {
        assertThatThrownBy(() -> update(rule, 2))
                .isInstanceOf(JacobiException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        List<Runnable> wrong = List.of(
                () -> Adam.defaults().beta(1),
                () -> Adam.defaults().gamma(-0.1),
                () -> AdamW.defaults().decay(-1),
                () -> AdamL2.defaults().decay(Double.NaN),
                () -> AmsGrad.defaults().epsilon(-1e-9),
                () -> Momentum.defaults().alpha(0),
                () -> Schedule.cosine(0.1, 0),
                () -> Schedule.constant(Double.POSITIVE_INFINITY),
                () -> Stop.after(-1));
        for (Runnable setting : wrong) {
            assertThatThrownBy(setting::run).isInstanceOf(JacobiException.class).hasMessageContaining("it must be");
        }
    }

    @Test
    void schedulesGoUpAndDown() {
        assertThat(Schedule.constant(0.3).rate(1)).isEqualTo(0.3);
        assertThat(Schedule.constant(0.3).rate(1000)).isEqualTo(0.3);
        Schedule warm = Schedule.constant(0.5).warmUp(4);
        assertThat(rates(warm, 6)).containsExactly(0.125, 0.25, 0.375, 0.5, 0.5, 0.5);
        Schedule cosine = Schedule.cosine(1, 4).least(0.5);
        assertThat(rates(cosine, 6))
                .containsExactly(
                        new double[] {1, 0.75 + Math.sqrt(2) / 8, 0.75, 0.75 - Math.sqrt(2) / 8, 0.5, 0.5},
                        org.assertj.core.data.Offset.offset(1e-15));
        assertThat(rates(Schedule.cosine(1, 4).least(0.5).warmUp(2), 4))
                .containsExactly(
                        new double[] {0.5, 1, 1, 0.75 + Math.sqrt(2) / 8}, org.assertj.core.data.Offset.offset(1e-15));
        assertThatThrownBy(() -> Schedule.constant(1).least(0.1).rate(1)).hasMessageContaining("no setting 'least'");
    }

    private static double[] rates(Schedule schedule, int steps) {
        double[] rates = new double[steps];
        for (int t = 1; t <= steps; t++) {
            rates[t - 1] = schedule.rate(t);
        }
        return rates;
    }
}

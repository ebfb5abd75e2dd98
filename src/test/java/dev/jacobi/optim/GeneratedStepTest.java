package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.jacobi.ImportResolver;
import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.StepFormula;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.hostile.JavaClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The method {@code step} of generated classes, compiled for Java 8 and run without Jacobi. */
class GeneratedStepTest {
    @TempDir
    private Path classes;

    private static JavaSource generated(String loss, StepFormula step) {
        return SourceGenerator.generate(
                        new SourceText("f.jacobi", loss),
                        "",
                        EnumSet.of(Derivative.GRADIENT),
                        Options.defaults(),
                        ImportResolver.NONE,
                        step)
                .get(0);
    }

    private static GeneratedStep plain(String optimizer) {
        return new GeneratedStep(optimizer, null, false, Map.of());
    }

    static Stream<Arguments> optimizers() {
        Map<String, String> names = Map.of(
                "adam", "adam",
                "adam, other settings", "adam",
                "adamw", "adamw",
                "adam with L2", "adam-l2",
                "amsgrad", "amsgrad",
                "momentum", "momentum",
                "gradient descent", "momentum");
        return UpdateTest.optimizers()
                .map(of -> Arguments.of(names.get((String) of.get()[0]), of.get()[1], of.get()[2]));
    }

    /** The numbers that a step takes behind the data, in its order. */
    private static List<Double> numbers(String optimizer, UpdateRule rule, int t) {
        List<Double> numbers = new ArrayList<>();
        if (!optimizer.equals("momentum")) {
            numbers.add((double) t);
        }
        numbers.add(rule.alpha().settings().get("alpha"));
        for (String name : List.of("beta", "gamma", "epsilon", "decay")) {
            if (rule.settings().containsKey(name)) {
                numbers.add(rule.settings().get(name));
            }
        }
        return numbers;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void agreesWithTheSameWrittenByHand(String name, Optimizer optimizer, UpdateTest.ByHand byHand) throws Exception {
        double[] w = UpdateTest.START.clone();
        int states = name.equals("momentum") ? 1 : name.equals("amsgrad") ? 3 : 2;
        double[] g = new double[w.length];
        double[] expected = w.clone();
        double[][] statesByHand = new double[w.length][3];
        List<Object> arguments = new ArrayList<>(List.of(w));
        for (int i = 0; i < states; i++) {
            arguments.add(new double[w.length]);
        }
        arguments.addAll(List.of(UpdateTest.CURVATURES, UpdateTest.CENTRES));
        JavaSource source = generated(UpdateTest.LOSS, plain(name).formula());
        try (JavaClasses loaded = JavaClasses.compile(List.of(source), classes)) {
            for (int t = 1; t <= 1000; t++) {
                List<Object> all = new ArrayList<>(arguments);
                all.addAll(numbers(name, optimizer.rule(), t));
                all.add(g);
                double value = (double) loaded.call("F", "step", all.toArray());
                double[] before = expected.clone();
                assertThat(value).isCloseTo(UpdateTest.loss(before), offset(1e-9));
                for (int d = 0; d < w.length; d++) {
                    expected[d] = byHand.step(before[d], UpdateTest.gradient(before, d), t, statesByHand[d]);
                }
                double error = UpdateTest.distance(w, expected) / UpdateTest.distance(expected, new double[w.length]);
                assertThat(!(error <= 1e-12))
                        .as("step %d is off by %s", t, error)
                        .isFalse();
            }
        }
    }

    /** Numbers and arrays of variables in one array, names that are taken, a rate from the number of the step, a shortened gradient. */
    @Test
    void packsVariablesAndKeepsTheirNames() throws Exception {
        String loss = "function f(a, w[M, 2], t; m[M], gradient) = "
                + "gradient * (a - 1)^2 + sum(i in M, j in 2: m[i] * w[i, j]^2) + t^2";
        GeneratedStep step = new GeneratedStep("momentum", "constant", true, Map.of("beta", 0.5, "warm", 4.0));
        JavaSource source = generated(loss, step.formula());
        double[] parameters = {3, 1, 2, 3, 4, -1};
        double[] velocity = {1, 1, 1, 1, 1, 1};
        double[] slope = new double[6];
        try (JavaClasses loaded = JavaClasses.compile(List.of(source), classes)) {
            double value = (double)
                    loaded.call("F", "step", parameters, velocity, new double[] {1, 10}, 2.0, 2.0, 0.25, 10.0, slope);
            assertThat(value).isEqualTo(2 * 4 + 1 + 4 + 10 * (9 + 16) + 1);
        }
        double[] g = {8, 2, 4, 60, 80, -2};
        assertThat(slope).isEqualTo(g);
        double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
        double[] start = {3, 1, 2, 3, 4, -1};
        for (int i = 0; i < g.length; i++) {
            double moved = 0.5 + g[i] * (10 / norm);
            assertThat(velocity[i]).isCloseTo(moved, offset(1e-14));
            assertThat(parameters[i]).isCloseTo(start[i] - 0.25 * 2 / 4 * moved, offset(1e-14));
        }
    }

    @Test
    void passesOverTheParametersOnceAndAllocatesNothing() {
        for (String optimizer : GeneratedStep.optimizers()) {
            String text = generated(UpdateTest.LOSS, plain(optimizer).formula()).text();
            String step = text.substring(text.indexOf("double step("));
            String update = step.substring(step.indexOf("void stepUpdate("), step.indexOf("void checkLength("));
            assertThat(update.split("for \\(", -1)).as(update).hasSize(2);
            assertThat(step.replace("throw new ", "")).doesNotContain("new ");
        }
    }

    @Test
    void oneArrayForTwoIsRefused() throws Exception {
        JavaSource source = generated(UpdateTest.LOSS, plain("adam").formula());
        double[] same = new double[4];
        try (JavaClasses loaded = JavaClasses.compile(List.of(source), classes)) {
            assertThatThrownBy(() -> loaded.call(
                            "F",
                            "step",
                            new double[4],
                            same,
                            same,
                            new double[4],
                            new double[4],
                            1.0,
                            0.1,
                            0.9,
                            0.999,
                            1e-8,
                            new double[4]))
                    .hasRootCauseMessage("m and v must be different arrays");
        }
    }

    @Test
    void whatIsNoStepIsNamed() {
        assertRefused(() -> plain("adamx"), "unknown optimizer 'adamx'", "adamw");
        assertRefused(() -> new GeneratedStep("adam", "sine", false, Map.of()), "unknown schedule 'sine'", "cosine");
        assertRefused(() -> new GeneratedStep("adam", null, false, Map.of("beta", Double.NaN)), "beta is NaN");
        assertRefused(
                () -> new GeneratedStep("adam", null, false, Map.of("decay", 1.0)).formula(),
                "no number decay",
                "beta");
        assertRefused(
                () -> generated(
                        "function f(x[2]) = [i in 2: x[i]]", plain("adam").formula()),
                "no function here gives one number");
    }

    @Test
    void aRuleOfTheUsersChangesEachParameterByItself() {
        assertRefused(
                () -> generated(
                        "function f(x) = x^2", step("function s(w[N], g[N], a) = [i in N: w[N - 1 - i] - a * g[i]]")),
                "'s' cannot be the step",
                "the one index only");
        assertRefused(
                () -> generated(
                        "function f(x) = x^2", step("function s(w[N], g[N], a) = [i in N: w[i] - a * g[i] + w[0]]")),
                "the one index only");
        assertRefused(
                () -> generated("function f(x) = x^2", step("function s(w, g, a) = w - a * g")),
                "'s' cannot be the step",
                "each as [N]");
        String text = generated(
                        "function f(x) = x^2", step("function s(w[N], g[N], rate) = [i in N: w[i] - rate * g[i]]"))
                .text();
        assertThat(text).contains("w[i] = w[i] - rate * g[i];");
    }

    private static StepFormula step(String text) {
        return new StepFormula(new SourceText("s.jacobi", text), ImportResolver.NONE);
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(JacobiException.class).hasMessageContainingAll(parts);
    }
}

package dev.jacobi.exercise;

import dev.jacobi.exercise.Trajectories.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The exercise and its solution, written by running commands and optimisers. */
final class Solution {
    private static final String GRAPH = "examples/seed-exercise/computational-graph.jacobi";
    private static final Path SHIPPED = Path.of("src/main/resources/dev/jacobi/optim");
    private static final Path STEPS = Path.of("examples/seed-exercise/adam-steps.jacobi");
    private static final String ADAM = "target/adam.jacobi";

    /** The text with all formulas of part 1.2, once it is joined. */
    static final Path JOINED = Path.of(ADAM);

    private static final String[] RATES = {"0 < beta < 1", "0 < gamma < 1", "g1 != 0"};

    private final Page page;

    Solution(Page page) {
        this.page = page;
    }

    /** Puts the shipped averages and the steps of this exercise into one file, as the reader does by {@code cat}. */
    static void joinFormulas() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(JOINED, Files.readString(SHIPPED.resolve("moments.jacobi")) + Files.readString(STEPS));
    }

    /** Writes all of it. */
    void write(Trajectories quadratic, Trajectories sum, Trajectories mean) {
        page.heading(1, "The exercise, solved by Jacobi");
        page.paragraph(
                "A test of the project writes this page: it runs each command below and puts down what it prints."
                        + " `mvn -q package -DskipTests` builds what the commands need.");
        page.heading(2, "1.1 One graph, forward and backward");
        graph();
        page.heading(2, "1.2 Adam and AdamW");
        page.heading(3, "a) The update");
        update();
        page.heading(3, "b) The first step");
        firstStep();
        page.heading(3, "c) The second step");
        secondStep();
        page.heading(3, "d) More than one epoch");
        page.paragraph("The text's answer is advice, to train for more than one epoch. There is nothing to derive.");
        page.heading(3, "e) A penalty in the loss, or AdamW");
        decay();
        quadratic(quadratic);
        logistic(sum, mean);
    }

    private void graph() {
        source(Path.of(GRAPH));
        page.explained("explain", GRAPH, "x=3", "l=5");
        page.paragraph(
                "So these are the derivatives, here from the code that Jacobi compiles, whose derivatives are simplified first:"
                        + " a last digit may differ.");
        run("evaluate", GRAPH, "x=3", "l=5", "--gradient");
        page.paragraph(
                "Backward mode has both from one pass, forward mode needs one for each. Both need the local derivatives of"
                        + " every step.");
    }

    private void update() {
        page.paragraph(
                "These are the formulas that Jacobi's optimisers run. Everything holds for each weight by itself.");
        source(SHIPPED.resolve("moments.jacobi"));
        source(SHIPPED.resolve("adam.jacobi"));
        page.table(
                List.of("equation", "in the formulas", "what it is for"),
                List.of(
                        List.of(
                                "(1)",
                                "`next`, `move`",
                                "moves the weight; the root gives each weight a rate of its own,"
                                        + " and epsilon keeps it from dividing by 0"),
                        List.of("(2)", "`mean`", "averages the gradient with those before: momentum"),
                        List.of(
                                "(3)",
                                "`square`",
                                "averages its square, which shortens steps where gradients are large"),
                        List.of("(4), (5)", "`unbiased`", "frees both averages from the 0 that they start with")));
    }

    private void firstStep() {
        page.paragraph(
                "The formulas of the steps, with epsilon = 0, are in `adam-steps.jacobi`; they call the shipped ones.");
        page.run("cat " + slashes(SHIPPED.resolve("moments.jacobi")) + " " + slashes(STEPS) + " > " + ADAM, "");
        run("simplify", ADAM, "--function", "firstStep");
        page.paragraph(
                "The averages are `g1` and `g1^2`, and the step goes by alpha against the sign of the gradient:");
        formula("firstClosed");
        equal("firstStep", "firstClosed", RATES);
    }

    private void secondStep() {
        page.paragraph(
                "The average of two gradients, freed from its start, and that of their squares with gamma for the rate:");
        formula("meanClosed");
        equal("mean", "meanClosed", "0 < rate < 1");
        page.paragraph("So the second step leads to:");
        formula("secondClosed");
        equal("secondStep", "secondClosed", RATES);
        page.paragraph(
                "The text has beta in the average of the squares, where gamma belongs. That is another function:");
        equal("secondStep", "secondOfTheText", RATES);
    }

    private void decay() {
        page.paragraph(
                "Yes, it makes a difference. With `lambda / 2 * |w|^2` in the loss the penalty's gradient, `lambda * w[i]`,"
                        + " goes through both averages and is divided by `sqrt(v[i])` like the rest. Its part of a move is"
                        + " `alpha * lambda / sqrt(v[i])` times the average of `w[i]` so far, which is the smaller the larger the weight's"
                        + " gradients are. AdamW takes `alpha * lambda * w[i]` beside Adam's step: each weight loses the same part of"
                        + " itself, `alpha * lambda`, whatever its gradients are.");
        page.paragraph(
                "So AdamW does not see the scale of gradients, and Adam with the penalty does. Below, both gradients of two"
                        + " steps are multiplied by k. AdamW goes where it went without; with the penalty there is a point at which it"
                        + " does not.");
        equal("twoOfAdamW", "twoOfAdamWUnscaled", with("k > 0"));
        equal("twoOfL2", "twoOfL2Unscaled", with("k > 0", "lambda > 0"));
    }

    private void quadratic(Trajectories runs) {
        page.heading(4, "A quadratic, steep in one weight and flat in the other");
        page.paragraph("The loss is `(" + steep() + " * (w[1] - 1)^2 + (w[2] - 1)^2) / 2`, both weights start at 0; "
                + settings(Setting.QUADRATIC) + ".");
        List<List<String>> rows = new ArrayList<>();
        for (int k : new int[] {1, 10, 20, 40, 80, 160, 320}) {
            rows.add(row(
                    k, runs.penalty().get(k), runs.adamW().get(k), runs.plain().get(k)));
        }
        page.table(
                List.of("steps", "penalty: `w[1]`", "`w[2]`", "AdamW: `w[1]`", "`w[2]`", "no decay: `w[1]`", "`w[2]`"),
                rows);
        double[] l2 = runs.penalty().get(Setting.QUADRATIC.steps());
        double[] adamW = runs.adamW().get(Setting.QUADRATIC.steps());
        page.paragraph("After " + Setting.QUADRATIC.steps() + " steps the penalty has taken " + percent(1 - l2[0])
                + " from the steep weight and " + percent(1 - l2[1]) + " from the flat one, AdamW "
                + percent(1 - adamW[0])
                + " from each: its two weights are the same number in every step.");
        page.picture("paths.svg", "Paths of both on the contour lines of the quadratic");
        page.paragraph(
                "With the penalty the run comes to rest at the minimum of loss and penalty, `w[i] = a / (a + lambda)`: "
                        + number(Losses.STEEPNESS[0] / (Losses.STEEPNESS[0] + Setting.QUADRATIC.decay())) + " for a = "
                        + steep() + ", "
                        + number(1 / (1 + Setting.QUADRATIC.decay()))
                        + " for a = 1. AdamW can come to rest only where the loss itself has no"
                        + " slope or `|w[i]| = 1 / lambda`, since a gradient that stays the same is divided by its own size. So here it"
                        + " creeps on to 1, the slower the longer gamma remembers the first gradients.");
        page.paragraph("The same runs in Jacobi's language, a weight at a time:");
        for (String function : List.of("runOfL2", "runOfAdamW")) {
            for (String a : List.of("a=" + steep(), "a=1")) {
                List<String> arguments =
                        new ArrayList<>(List.of("evaluate", ADAM, "--strict-math", "--function", function, a));
                arguments.addAll(Setting.QUADRATIC.arguments());
                run(arguments.toArray(String[]::new));
            }
        }
    }

    private static String settings(Setting setting) {
        return String.join(", ", setting.arguments()).replace("=", " = ").replaceAll(", T.*", "") + ", epsilon = "
                + (setting.epsilon() == 0 ? "0" : String.valueOf(setting.epsilon()));
    }

    private static String steep() {
        return String.valueOf((int) Losses.STEEPNESS[0]);
    }

    private void logistic(Trajectories sum, Trajectories mean) {
        page.heading(4, "Logistic regression");
        page.paragraph(
                "The loss and the data of `examples/logistic-regression`, once as a sum over the rows and once as their mean,"
                        + " which is the same loss divided by their number; all from 0, " + settings(Setting.LOGISTIC)
                        + ". The table has the length of all weights, the constant among them.");
        List<List<double[]>> paths = List.of(sum.penalty(), mean.penalty(), sum.adamW(), mean.adamW(), sum.plain());
        List<List<String>> rows = new ArrayList<>();
        for (int k : new int[] {1, 10, 50, 100, 200, 400}) {
            rows.add(row(k, lengths(k, paths)));
        }
        page.table(List.of("steps", "penalty, sum", "penalty, mean", "AdamW, sum", "AdamW, mean", "no decay"), rows);
        page.picture("norms.svg", "Length of the weights against steps");
        page.paragraph(
                "A plane parts the two kinds of rows, so that without decay the weights grow without end. A lambda for the sum"
                        + " means something else for the mean where it stands in the loss; for AdamW it means the same.");
        page.paragraph(
                "The text ends with: more stable training, better generalisation, AdamW is to be preferred. None of that follows"
                        + " from the formulas. What follows is that the decay of AdamW is set by alpha and lambda alone.");
    }

    private static List<String> row(int steps, double[]... numbers) {
        List<String> row = new ArrayList<>(List.of(String.valueOf(steps)));
        for (double[] some : numbers) {
            for (double number : some) {
                row.add(number(number));
            }
        }
        return row;
    }

    private static double[] lengths(int step, List<List<double[]>> paths) {
        return paths.stream()
                .mapToDouble(path -> Trajectories.norm(path.get(step)))
                .toArray();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private static String[] with(String... more) {
        return Stream.concat(Stream.of(RATES), Stream.of(more)).toArray(String[]::new);
    }

    private void run(String... arguments) {
        page.run(Terminal.typed(arguments), Terminal.run(arguments));
    }

    private void formula(String function) {
        page.formula("simplify", ADAM, "--function", function);
    }

    private void equal(String left, String right, String... assumptions) {
        List<String> arguments =
                new ArrayList<>(List.of("check", "--equal", ADAM, right, "--function", left, "--rules"));
        for (String assumption : assumptions) {
            arguments.add("--assume");
            arguments.add(assumption);
        }
        run(arguments.toArray(String[]::new));
    }

    private void source(Path file) {
        try {
            page.source(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}

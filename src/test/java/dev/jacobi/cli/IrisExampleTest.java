package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show of training on Iris is what comes out. */
class IrisExampleTest {
    private static final Path EXAMPLE = Path.of("examples/iris");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?(E-?\\d+)?");

    /** A loss in another Java or on another kind of machine, whose powers and logarithms may round otherwise in each step. */
    private static final double OTHER_MACHINES = 0.05;

    @TempDir
    private Path folder;

    /** A command line of a README, in words, and what is shown below it. */
    private record Shown(List<String> command, List<String> output) {}

    private static List<Shown> shown(Path readme) throws IOException {
        List<Shown> all = new ArrayList<>();
        String text = Files.readString(readme).replace("\\\n", " ");
        List<String> output = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("    $ ")) {
                output = new ArrayList<>();
                all.add(new Shown(List.of(line.substring(6).strip().split(" +")), output));
            } else if (line.startsWith("    ")) {
                output.add(line.substring(4));
            } else {
                output = new ArrayList<>();
            }
        }
        return all;
    }

    private static boolean isTraining(Shown shown) {
        List<String> command = shown.command();
        return command.get(0).equals("./jacobi") && (command.get(1).equals("train") || command.contains("--params"));
    }

    /** The file in the test's own folder for one that a command names beside none of ours. */
    private String placed(String word) {
        return word.matches("[a-z]+\\.(json|svg|csv|checkpoint)")
                ? folder.resolve(word).toString()
                : word;
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "examples/iris/README.md"})
    void commandsPrintWhatIsShown(String readme) throws IOException {
        parted();
        List<Shown> trainings = shown(Path.of(readme)).stream()
                .filter(IrisExampleTest::isTraining)
                .toList();
        assertThat(trainings).hasSizeGreaterThanOrEqualTo(2);
        for (Shown training : trainings) {
            String[] command =
                    training.command().stream().skip(1).map(this::placed).toArray(String[]::new);
            CommandLineRun run = jacobi(command);
            assertThat(run.exit()).as(run.err()).isZero();
            List<String> printed = run.out().replace(folder + "/", "").lines().toList();
            same(plain(printed), plain(training.output()));
        }
    }

    /** The two files that the README makes with awk. */
    private void parted() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE.resolve("iris.csv"));
        for (boolean rest : new boolean[] {false, true}) {
            List<String> part = IntStream.range(0, lines.size())
                    .filter(i -> i == 0 || ((i + 1) % 5 == 0) == rest)
                    .mapToObj(lines::get)
                    .toList();
            Files.write(folder.resolve(rest ? "rest.csv" : "most.csv"), part);
        }
    }

    /** Without the lines of plots, whose blocks are drawn to an eighth. */
    private static List<String> plain(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("|"))
                .map(String::strip)
                .toList();
    }

    private static void same(List<String> found, List<String> shown) {
        assertThat(words(found)).isEqualTo(words(shown));
        List<Double> numbers = numbers(found);
        List<Double> wanted = numbers(shown);
        assertThat(numbers).hasSameSizeAs(wanted);
        for (int i = 0; i < numbers.size(); i++) {
            double error = Math.abs(numbers.get(i) - wanted.get(i));
            assertThat(error).isLessThanOrEqualTo(OTHER_MACHINES * wanted.get(i));
        }
    }

    private static String words(List<String> lines) {
        return NUMBER.matcher(norms(lines)).replaceAll("#");
    }

    private static List<Double> numbers(List<String> lines) {
        return NUMBER.matcher(norms(lines))
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }

    /** Gradients near a minimum are differences of large terms, which say nothing elsewhere. */
    private static String norms(List<String> lines) {
        return String.join("\n", lines).replaceAll("gradient norm \\S+", "gradient norm");
    }

    @Test
    @Timeout(120)
    void generatedCodeTrainsWithoutJacobi() throws Exception {
        List<Shown> shown = shown(EXAMPLE.resolve("README.md"));
        Shown generate = shown.stream()
                .filter(command -> command.command().contains("generate"))
                .findFirst()
                .orElseThrow();
        Shown program = shown.get(shown.indexOf(generate) + 2);
        assertThat(program.command()).contains("TrainGenerated");
        String classes = folder.resolve("classes").toString();
        String[] command = generate.command().stream()
                .skip(1)
                .map(word -> word.equals("target/iris") ? classes : word)
                .toArray(String[]::new);
        assertThat(jacobi(command).exit()).isZero();
        List<String> sources = new ArrayList<>(List.of("-d", classes, "-cp", classes, "-proc:none"));
        sources.add(EXAMPLE.resolve("src/TrainGenerated.java").toString());
        try (var files = Files.list(folder.resolve("classes"))) {
            files.map(Path::toString).forEach(sources::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, sources.toArray(String[]::new));
        assertThat(status).isZero();
        same(run("-cp", classes, "TrainGenerated", EXAMPLE.toString()), program.output());
    }

    /** What Java prints. */
    private List<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    @Timeout(120)
    void trainingFromJavaHasTheBitsOfTheCommand() throws Exception {
        List<String> printed = run(
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLE.resolve("src/TrainIris.java").toString(),
                EXAMPLE.toString());
        List<Shown> shown = shown(EXAMPLE.resolve("README.md"));
        Shown program = shown.get(shown.size() - 1);
        assertThat(program.command().get(0)).isEqualTo("java");
        same(printed, program.output());
        String[] train =
                shown.get(0).command().stream().skip(1).map(this::placed).toArray(String[]::new);
        assertThat(jacobi(train).exit()).isZero();
        List<String> evaluate = new ArrayList<>(List.of(
                "evaluate",
                EXAMPLE.resolve("softmax.jacobi").toString(),
                "penalty=0.001",
                "--params",
                folder.resolve("softmax.json").toString(),
                "--data",
                EXAMPLE.resolve("iris.csv").toString()));
        for (String option : List.of("--columns", "--classes")) {
            evaluate.add(option);
            evaluate.add(train[List.of(train).indexOf(option) + 1]);
        }
        assertThat(printed.get(0))
                .isEqualTo(
                        "loss " + jacobi(evaluate.toArray(String[]::new)).out().strip());
    }
}

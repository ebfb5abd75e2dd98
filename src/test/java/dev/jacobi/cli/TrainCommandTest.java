package dev.jacobi.cli;

import static dev.jacobi.cli.CommandLineRun.jacobi;
import static dev.jacobi.cli.CommandLineRun.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training at a terminal, on a real set of flowers and on made rows. */
class TrainCommandTest {
    private static final String FLOWERS = "examples/iris/iris.csv";
    private static final String LINE = "function loss(a, b; x[N], y[N]) = sum(i in N: (a + b * x[i] - y[i])^2) / N";
    private static final String[] COLUMNS = {
        "--data",
        FLOWERS,
        "--columns",
        "x=sepal_length,sepal_width,petal_length,petal_width",
        "--classes",
        "label=species"
    };

    @TempDir
    private Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String[] words(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    /** Trains the softmax regression of the example. */
    private static CommandLineRun softmax(String... more) {
        String[] command = {"train", "examples/iris/softmax.jacobi", "--size", "C=3"};
        return jacobi(words(words(command, COLUMNS), more));
    }

    /** Fits a line to rows of a file. */
    private static CommandLineRun line(String file, String... more) {
        return jacobi(words(new String[] {"train", LINE, "--data", file, "--progress", "none"}, more));
    }

    private static void succeeds(CommandLineRun run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    private static void fails(CommandLineRun run, int exit, String message) {
        assertThat(run.err()).contains(message);
        assertThat(run.exit()).isEqualTo(exit);
    }

    @Test
    void flowersComeToTheLeastLossThatNewtonsMethodFinds() throws IOException {
        String saved = file("p.json");
        succeeds(softmax(
                "penalty=0.01",
                "--optimizer",
                "adam",
                "--rate",
                "1",
                "--schedule",
                "cosine",
                "--epochs",
                "5000",
                "--progress",
                "none",
                "--save",
                saved));
        CommandLineRun loss = jacobi(words(
                words(new String[] {"evaluate", "examples/iris/softmax.jacobi", "penalty=0.01"}, COLUMNS),
                "--params",
                saved));
        double least = Double.parseDouble(Files.readString(Path.of("src/test/resources/training/iris_softmax.txt"))
                .strip());
        assertThat(Double.parseDouble(loss.out())).isCloseTo(least, Offset.offset(1e-12));
    }

    @Test
    void aNetworkStartsAtRandomAndLearns() {
        String saved = file("n.json");
        String[] network = words(
                words(new String[] {"train", "examples/iris/network.jacobi"}, COLUMNS),
                "--size",
                "C=3",
                "--size",
                "H=8",
                "--init",
                "normal:0.5",
                "--rate",
                "0.02",
                "--schedule",
                "cosine",
                "--epochs",
                "100",
                "--batch",
                "32",
                "--seed",
                "1",
                "--progress",
                "none");
        succeeds(jacobi(words(network, "--save", saved)));
        CommandLineRun right = jacobi(words(
                words(new String[] {"evaluate", "examples/iris/network.jacobi", "--function", "accuracy"}, COLUMNS),
                "--params",
                saved));
        assertThat(Double.parseDouble(right.out())).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @MethodSource("dev.jacobi.optim.GeneratedStep#optimizers")
    void everyMethodTrains(String method) throws IOException {
        String rows = write("rows.csv", "x,y\n0,1\n1,3\n2,5\n3,7\n");
        CommandLineRun run = line(
                rows,
                "--optimizer",
                method,
                "--rate",
                "0.05",
                "--schedule",
                "cosine",
                "--warm-up",
                "3",
                "--least",
                "0.001",
                "--beta",
                "0.8",
                "--clip",
                "100",
                "--epochs",
                "300");
        succeeds(run);
        assertThat(run.out()).startsWith("4 rows, 2 parameters\n").contains(method + ": 300 epochs, 300 steps\n");
        String end = run.out().replaceAll("(?s).*at epoch 0, (\\S+) at the end.*", "$1");
        assertThat(Double.parseDouble(end)).isLessThan(0.1);
    }

    @Test
    void lbfgsComesToTheLeastLossInFewSteps() throws IOException {
        String saved = file("p.json");
        CommandLineRun run = softmax(
                "penalty=0.01",
                "--optimizer",
                "lbfgs",
                "--memory",
                "20",
                "--gradient-norm",
                "1e-9",
                "--progress",
                "none",
                "--save",
                saved,
                "--curve",
                file("c.svg"));
        succeeds(run);
        assertThat(run.out()).contains("lbfgs: ", ", then the gradient was small\n", " at epoch 0, ");
        CommandLineRun loss = jacobi(words(
                words(new String[] {"evaluate", "examples/iris/softmax.jacobi", "penalty=0.01"}, COLUMNS),
                "--params",
                saved));
        double least = Double.parseDouble(Files.readString(Path.of("src/test/resources/training/iris_softmax.txt"))
                .strip());
        assertThat(Double.parseDouble(loss.out())).isCloseTo(least, Offset.offset(1e-12));
    }

    @Test
    void whatLbfgsDoesWithoutIsNamed() throws IOException {
        String rows = write("rows.csv", "x,y\n0,1\n1,3\n");
        for (String option : List.of(
                "--rate", "--warm-up", "--least", "--beta", "--gamma", "--epsilon", "--decay", "--batch", "--clip")) {
            fails(line(rows, "--optimizer", "lbfgs", option, "1"), 2, option + " is no setting of lbfgs");
        }
        fails(line(rows, "--optimizer", "lbfgs", "--schedule", "constant"), 2, "--schedule is no setting of lbfgs");
        fails(line(rows, "--optimizer", "lbfgs", "--checkpoint", file("c")), 2, "--checkpoint is no setting of lbfgs");
        fails(line(rows, "--optimizer", "adam", "--memory", "5"), 2, "--memory is no setting of adam");
        fails(line(rows, "--optimizer", "lbfgs", "--memory", "0"), 1, "memory is 0");
        CommandLineRun none = line(rows, "--optimizer", "lbfgs", "--epochs", "0");
        succeeds(none);
        assertThat(none.out()).contains("lbfgs: 0 epochs, 0 steps\n");
        CommandLineRun all = jacobi("train", LINE, "--data", rows, "--optimizer", "lbfgs");
        assertThat(all.err()).startsWith("epoch 0 of 100: loss 5, ");
        assertThat(all.out()).contains(", then no step lowered the loss any more\n");
        String slope = all.out().replaceAll("(?s).*\nb = (\\S+).*", "$1");
        assertThat(Double.parseDouble(slope)).isCloseTo(2, Offset.offset(1e-12));
    }

    @Test
    void anUnknownMethodIsAnsweredByTheNamesOfAll() throws IOException {
        CommandLineRun run = line(write("rows.csv", "x,y\n0,1\n"), "--optimizer", "adamx");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "jacobi: unknown --optimizer 'adamx'; expected one of momentum, adam, adamw, adam-l2, amsgrad, lbfgs",
                        "Try 'jacobi train --help'.");
    }

    @Test
    void theSameSeedGivesTheSameBits() throws IOException {
        String[] how = {"penalty=0", "--batch", "32", "--epochs", "5", "--init", "uniform:0.1", "--seed"};
        List<String> saved = new ArrayList<>();
        for (String seed : List.of("3", "3", "4")) {
            String file = file("p" + saved.size() + ".json");
            softmax(words(how, seed, "--save", file, "--progress", "none"));
            saved.add(Files.readString(Path.of(file)));
        }
        assertThat(saved.get(1)).isEqualTo(saved.get(0));
        assertThat(saved.get(2)).isNotEqualTo(saved.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "10", "20"})
    void aResumedTrainingHasTheBitsOfAnUninterruptedOne(String epochs) throws IOException {
        String[] how = {
            "penalty=0.1", "--batch", "32", "--rate", "0.05", "--init", "normal:0.1", "--seed", "7", "--warm-up", "5"
        };
        String whole = file("whole.json");
        succeeds(softmax(words(how, "--epochs", "20", "--save", whole, "--progress", "none")));
        String[] kept = words(how, "--checkpoint", file("c"), "--checkpoint-every", "5", "--progress", "none");
        succeeds(softmax(words(kept, "--epochs", epochs)));
        String resumed = file("resumed.json");
        CommandLineRun run = softmax(words(kept, "--epochs", "20", "--resume", "--save", resumed));
        succeeds(run);
        assertThat(run.out()).contains(" at epoch " + epochs + ", ");
        assertThat(Files.readString(Path.of(resumed))).isEqualTo(Files.readString(Path.of(whole)));
        fails(softmax(words(kept, "--epochs", "20", "--resume", "--clip", "5")), 1, "is of another minimisation");
    }

    @Test
    void savedParametersComeBackBitByBit() throws IOException {
        String awkward = "{\"a\":-0.1234567890123456789e-300,\"b\":-0.0}";
        String start = write("start.json", awkward);
        String rows = write("rows.csv", "x,y\n1,1\n2,3\n");
        String saved = file("saved.json");
        succeeds(line(rows, "--start", start, "--epochs", "0", "--save", saved));
        var values = ParameterFile.read(Path.of(saved));
        assertThat(values.keySet()).containsExactly("a", "b");
        assertThat(Double.doubleToRawLongBits(values.get("a").elements()[0]))
                .isEqualTo(Double.doubleToRawLongBits(-0.1234567890123456789e-300));
        assertThat(Double.doubleToRawLongBits(values.get("b").elements()[0]))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
        String again = file("again.json");
        succeeds(line(rows, "--start", saved, "--epochs", "0", "--save", again));
        assertThat(Files.readString(Path.of(again))).isEqualTo(Files.readString(Path.of(saved)));
    }

    @Test
    void evaluateTakesWhatIsSavedAndTheCommandLineFirst() throws IOException {
        String saved = write("p.json", "{\"w\": [[1, 2], [3, 4]], \"s\": 5, \"other\": [7]}");
        String function = "function f(w[A, B], s) = sum(i in A, j in B: w[i, j]) * s";
        assertThat(jacobi("evaluate", function, "--params", saved).out()).isEqualTo("50\n");
        assertThat(jacobi("evaluate", function, "--params", saved, "s=1").out()).isEqualTo("10\n");
        assertThat(jacobi("evaluate", "2 * s", "--params", saved).out()).isEqualTo("10\n");
        fails(jacobi("evaluate", function, "--params", write("b.json", "{\"s\": 1")), 1, "b.json:1: ");
        fails(jacobi("evaluate", function, "--params", write("c.json", "[1]")), 1, "c.json:1: expected an object");
        fails(jacobi("evaluate", function, "--params", write("d.json", "{\"s\":\n null}")), 1, "d.json:2: 's': ");
        fails(jacobi("evaluate", function, "--params", write("e.json", "{\"w\":[[1],[2,3]]}")), 1, "equal length");
        fails(jacobi("evaluate", function, "--params", write("f.json", "{\"w\":[[1],[2")), 1, "f.json:1: ");
        fails(jacobi("evaluate", function, "--params", write("g.json", "{\"s\":1} 2")), 1, "behind the object");
        fails(jacobi("evaluate", "s", "--params", saved, "--columns", "s=a"), 2, "functions with arrays");
        fails(jacobi("evaluate", function, "--params", saved, "--columns", "w=a"), 2, "need --data");
    }

    @Test
    void classesAreNumberedByNameOrAsGiven() throws IOException {
        String rows = write("rows.csv", "kind,x\npear,1\napple,2\n pear ,3\n");
        String function = "function f(; x[N], int k[N]) = sum(i in N: x[i] * k[i])";
        assertThat(jacobi("evaluate", function, "--data", rows, "--classes", "k=kind")
                        .out())
                .isEqualTo("4\n");
        assertThat(jacobi("evaluate", function, "--data", rows, "--classes", "k=kind:plum,apple,pear")
                        .out())
                .isEqualTo("10\n");
        fails(
                jacobi("evaluate", function, "--data", rows, "--classes", "k=kind:pear"),
                1,
                "rows.csv:3: column 'kind': expected one of pear, found 'apple'");
    }

    @Test
    void jsonLinesAreRowsToo() {
        String rows = "{\"u\":0,\"v\":1,\"k\":\"no\"}\n{\"u\":2,\"v\":3,\"k\":\"yes\"}\n";
        String function = "function f(a; x[N, D], int k[N]) = sum(i in N, d in D: (x[i, d] - a * k[i])^2)";
        String[] how = {"train", function, "--data", "-", "--classes", "k=k", "--progress", "none", "--epochs", "1"};
        CommandLineRun run = withInput(rows, words(how, "--columns", "x=v,u"));
        succeeds(run);
        assertThat(run.out())
                .startsWith("k: 0 no, 1 yes\n2 rows, 1 parameters\n")
                .contains("loss 14 at epoch 0");
        fails(withInput(rows, words(how, "--columns", "x=v,k")), 1, "<stdin>:1: 'k': expected a finite number");
    }

    @Test
    void badRowsAreNamedByFileLineAndColumn() throws IOException {
        fails(line(write("a.csv", "x,z\n1,2\n")), 1, "a.csv:1: no column 'y'; the columns are x, z");
        fails(
                line(write("b.csv", "x,y\n1,2\n3,four\n")),
                1,
                "b.csv:3: column 'y': expected a finite number, found 'four'");
        fails(line(write("c.csv", "x,y\n1,2\n\n3,4\n")), 1, "c.csv:3: the row is empty");
        fails(line(write("d.csv", "x,y\n1,2\n,\n3,4\n")), 1, "d.csv:3: column 'x': there is no value");
        fails(line(write("e.csv", "x,y\n1,nan\n")), 1, "e.csv:2: column 'y': expected a finite number, found 'nan'");
        fails(line(write("f.csv", "x,y\n1\n")), 1, "f.csv:2: the row has 1 fields, the names of columns are 2");
        fails(line(write("j.csv", "x,y\n1,2\n1,5,2\n")), 1, "j.csv:3: the row has 3 fields");
        fails(line(write("g.csv", "x,y\n")), 1, "g.csv: there are no rows");
        fails(line(file("none.csv")), 1, "there is no file");
        String whole = "function f(a; int y[N]) = sum(i in N: (a - y[i])^2)";
        fails(
                jacobi("train", whole, "--data", write("h.csv", "y\n1\n1.5\n")),
                1,
                "h.csv:3: column 'y': expected a whole number, found '1.5'");
        succeeds(line(write("i.csv", "x,y\n1,2\n3,4\n\n\n"), "--epochs", "1"));
    }

    @Test
    void whatIsMissingOrTooMuchIsNamed() throws IOException {
        fails(softmax("--progress", "none"), 1, "no value for 'penalty'; give it as in penalty=2");
        String[] half = {"train", "examples/iris/softmax.jacobi", "penalty=0", "--data", FLOWERS, "--classes"};
        fails(jacobi(words(half, "label=species")), 1, "no value for 'x'; name its columns, as in --columns x=a,b");
        fails(jacobi(words(half, "lable=species")), 1, "did you mean label?");
        String[] full = words(half, "label=species", "--columns", "x=sepal_length,petal_length");
        fails(jacobi(full), 1, "nothing tells the size C; give it, as in --size C=8");
        fails(jacobi(words(full, "--size", "C=3", "--size", "D=5")), 1, "the size D is 2, not 5");
        fails(jacobi(words(full, "--size", "K=3")), 1, "unknown size 'K'");
        fails(jacobi(words(full, "--size", "C=2")), 1, "data 'label' at [100] is 2");
        String rows = write("rows.csv", "x,y\n1,2\n");
        String power = "function f(a; y[N], int k) = sum(i in N: (a - y[i])^k)";
        fails(jacobi("train", power, "--data", rows), 1, "no value for 'k'; give it as in k=2");
        fails(line(rows, "--columns", "x=x,y"), 1, "an array of rank 1 has one column");
        fails(line(rows, "--batch", "2"), 2, "--batch is 2, there are 1 rows");
        fails(line(rows, "--optimizer", "momentum", "--gamma", "0.5"), 2, "--gamma is no setting of momentum");
        fails(line(rows, "--optimizer", "adam", "--decay", "0.5"), 2, "--decay is no setting of adam");
        fails(line(rows, "--init", "normal:x"), 2, "expected 0 or a positive number");
        fails(line(rows, "--init", "ones"), 2, "not 'ones'");
        String two = "function f(a; x[N], y[M]) = sum(i in N: (a - x[i])^2) + sum(i in M: (a - y[i])^2)";
        fails(jacobi("train", two, "--data", rows, "--batch", "1"), 1, "--batch needs one size that counts rows");
        fails(line(rows, "--resume"), 2, "--resume needs --checkpoint FILE");
        fails(line(rows, "--resume", "--checkpoint", file("none")), 1, "there is no checkpoint");
        fails(line(rows, "--save", folder.toString()), 1, "is a folder");
        fails(line(rows, "--start", write("s.json", "{\"a\": 1}")), 1, "has no 'b'; it has a");
        fails(jacobi("train", "x^2", "--data", rows), 1, "a loss over rows has arrays");
        fails(jacobi("train", "function f(x[N]; y[N]) = [i in N: x[i]]", "--data", rows), 1, "one number");
    }

    @Test
    void aLossThatIsNoNumberLeavesTheLastCheckpointAndNothingHalfWritten() throws IOException {
        String rows = write("rows.csv", "x,y\n1,2\n3,4\n");
        write("p.json", "as it was");
        String[] how = {
            "--optimizer",
            "momentum",
            "--rate",
            "1e30",
            "--checkpoint",
            file("c"),
            "--checkpoint-every",
            "1",
            "--save",
            file("p.json"),
            "--curve",
            file("c.svg")
        };
        CommandLineRun run = line(rows, how);
        fails(run, 1, "; the last checkpoint is as it was");
        assertThat(run.err()).contains("after step");
        assertThat(Files.readString(folder.resolve("p.json"))).isEqualTo("as it was");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("rows.csv", "p.json", "c");
        }
        assertThat(line(rows, words(how, "--resume")).err()).isEqualTo(run.err());
        succeeds(line(rows, words(how, "--resume", "--epochs", "1")));
    }

    @Test
    void progressIsShownAsAsked() throws IOException {
        String rows = write("rows.csv", "x,y\n1,2\n3,4\n");
        String[] train = {"train", LINE, "--data", rows, "--epochs", "20"};
        List<String> lines = jacobi(train).err().lines().toList();
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).startsWith("epoch 0 of 20: loss 10, gradient norm ");
        assertThat(jacobi(words(train, "--progress", "bar")).err())
                .startsWith("\r[")
                .contains("100%  epoch 20 of 20  loss ")
                .endsWith("\n");
        assertThat(jacobi(words(train, "--progress", "none")).err()).isEmpty();
    }

    @Test
    void withoutAFileParametersArePrintedAndEarlyEndsAreSaid() throws IOException {
        String rows = write("rows.csv", "x,y\n0,1\n1,3\n");
        CommandLineRun run = line(
                rows,
                "--optimizer",
                "momentum",
                "--rate",
                "0.1",
                "--beta",
                "0",
                "--epochs",
                "9999",
                "--gradient-norm",
                "1e-6",
                "a=0.5");
        succeeds(run);
        assertThat(run.out()).contains(", then the gradient was small\n", "\na = 1.00000", "\nb = 1.99999");
    }

    @Test
    void theCurveIsWrittenAsAPicture() throws IOException {
        String rows = write("rows & more.csv", "x,y\n0,1\n1,3\n");
        CommandLineRun run = line(rows, "--epochs", "7", "--curve", file("new/curve.svg"));
        succeeds(run);
        assertThat(run.out()).contains("wrote the curve to " + file("new/curve.svg"));
        String svg = Files.readString(folder.resolve("new/curve.svg"));
        assertThat(svg).contains("rows &amp; more.csv</title>");
        assertThat(svg.replaceAll("(?s).* points=\"(.*?)\".*", "$1").split(" ")).hasSize(8);
    }
}

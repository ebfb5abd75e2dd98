import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Options;
import dev.jacobi.optim.AdamW;
import dev.jacobi.optim.Optimum;
import dev.jacobi.optim.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Softmax regression on Iris from Java: the first training of the README beside this folder, with the same bits. */
public final class TrainIris {
    private static final List<String> CLASSES = List.of("setosa", "versicolor", "virginica");

    private TrainIris() {}

    /**
     * Trains.
     *
     * @param arguments the folder with {@code iris.csv} and {@code softmax.jacobi}
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(folder.resolve("iris.csv"))) {
            rows = lines.skip(1).map(line -> line.split(",")).toList();
        }
        double[][] x = rows.stream()
                .map(row ->
                        Stream.of(row).limit(4).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        int[] label = rows.stream().mapToInt(row -> CLASSES.indexOf(row[4])).toArray();

        String text = Files.readString(folder.resolve("softmax.jacobi"));
        CompiledFunction loss =
                Jacobi.compile(text).bind("x", x).bind("label", label).bind("penalty", 0.001);
        Optimum best = AdamW.defaults()
                .alpha(0.05)
                .over(loss)
                .batches("N", 32, 1) // 32 rows a step, shuffled by seed 1
                .stop(Stop.after(200 * 5)) // 200 epochs of 5 steps
                .minimize(new double[3 * 4 + 3]); // W, then b

        CompiledFunction accuracy = Jacobi.with(Options.defaults())
                .compile(text, "accuracy")
                .bind("x", x)
                .bind("label", label);
        System.out.println("loss " + best.loss());
        System.out.println("accuracy " + accuracy.value(best.parameters()));
    }
}

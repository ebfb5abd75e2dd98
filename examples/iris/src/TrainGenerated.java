import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Softmax regression on Iris by the classes that Jacobi generated from {@code softmax.jacobi}: nothing of Jacobi is there when this runs. */
public final class TrainGenerated {
    private static final List<String> CLASSES = List.of("setosa", "versicolor", "virginica");
    private static final int STEPS = 1000;

    private TrainGenerated() {}

    /**
     * Trains.
     *
     * @param arguments the folder with {@code iris.csv}
     */
    public static void main(String[] arguments) throws IOException {
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(Path.of(arguments[0], "iris.csv"))) {
            rows = lines.skip(1).map(line -> line.split(",")).toList();
        }
        double[] x = rows.stream()
                .flatMap(row -> Stream.of(row).limit(4))
                .mapToDouble(Double::parseDouble)
                .toArray();
        int[] label = rows.stream().mapToInt(row -> CLASSES.indexOf(row[4])).toArray();

        int weights = 3 * 4;
        double[] parameters = new double[weights + 3]; // W, then b
        double[] m = new double[parameters.length];
        double[] v = new double[parameters.length];
        double[] gradient = new double[parameters.length];
        double[] work = new double[Softmax.workSize(3, 4)];
        for (int t = 1; t <= STEPS; t++) {
            Softmax.step(parameters, m, v, x, label, 0.001, 3, t, 0.05, STEPS, gradient, work);
        }

        double[] W = Arrays.copyOf(parameters, weights);
        double[] b = Arrays.copyOfRange(parameters, weights, parameters.length);
        System.out.println("loss " + Softmax.value(W, b, x, label, 0.001));
        System.out.println("accuracy " + Accuracy.value(W, b, x, label));
    }
}

package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.fail;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.laws.Points.Point;
import dev.jacobi.syntax.Parser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds laws against random programs. {@code -Djacobi.long} multiplies the number of programs by 100, {@code -Djacobi.long=n} by n,
 * {@code -Djacobi.seed=s} moves the seeds; a failing program is shrunk and printed as a test.
 */
final class Laws {
    private static final long SEED = Long.getLong("jacobi.seed", 20261123);

    private Laws() {}

    /** A law about functions: a description of how it is broken, or null where it holds. */
    @FunctionalInterface
    interface Law {
        String violation(FunctionGraph function, List<Point> points);
    }

    /** How many times more than in an everyday run. */
    static int factor() {
        String text = System.getProperty("jacobi.long");
        return text == null ? 1 : text.isEmpty() || text.equals("true") ? 100 : Integer.parseInt(text);
    }

    /** How many random programs to run where an everyday run has so many; {@code -Djacobi.share=n} runs an n-th of them. */
    static int programs(int everyday) {
        return Math.max(1, everyday * factor() / Integer.getInteger("jacobi.share", 1));
    }

    /**
     * @param call how a test calls the law, over {@code function("...")} and {@code point}
     * @param pointsEach about a fifth of the points a program
     */
    static void hold(String call, int programs, int mostSteps, int pointsEach, boolean interior, Law law) {
        for (long seed = SEED; seed < SEED + programs(programs); seed++) {
            check(call, seed, mostSteps, pointsEach, interior, law).ifPresent(report -> fail(report));
        }
    }

    /** What to say where the program of a seed breaks a law: how, and a test with a smaller program that breaks it too. */
    static Optional<String> check(String call, long seed, int mostSteps, int pointsEach, boolean interior, Law law) {
        RandomProgram program = Generator.program(seed, mostSteps);
        List<Point> points =
                interior ? Points.interior(program, seed, pointsEach) : Points.mixed(program, seed, pointsEach);
        return Optional.ofNullable(guarded(law, program, points))
                .map(violation -> report(call, seed, program, points, law, violation));
    }

    private static String guarded(Law law, RandomProgram program, List<Point> points) {
        try {
            return law.violation(program.toFunction(), points);
        } catch (RuntimeException | Error e) {
            return e + " at " + Arrays.stream(e.getStackTrace()).limit(3).toList();
        }
    }

    private static String report(
            String call, long seed, RandomProgram program, List<Point> points, Law law, String violation) {
        List<Point> failing = points.stream()
                .filter(point -> guarded(law, program, List.of(point)) != null)
                .limit(1)
                .toList();
        List<Point> kept = failing.isEmpty() ? points : failing;
        RandomProgram small = Shrinker.shrink(program, candidate -> guarded(law, candidate, kept) != null);
        return "seed " + seed + ": " + violation + "\nshrunk to: " + guarded(law, small, kept) + "\n\n"
                + test(call, small, kept.get(0));
    }

    /** The text of a test. */
    private static String test(String call, RandomProgram program, Point point) {
        return "@Test\nvoid shrunk() {\n    Point point = new Point(" + array(point.x()) + ", " + array(point.data())
                + ", "
                + array(point.seed()) + ");\n    assertThat(" + call + ".violation(Laws.function(\"\"\"\n"
                + program.toText().indent(12) + "            \"\"\"), List.of(point))).isNull();\n}\n";
    }

    private static String array(double[] values) {
        return Arrays.stream(values)
                .mapToObj(v ->
                        Double.isNaN(v) ? "NaN" : Double.isInfinite(v) ? v > 0 ? "INF" : "-INF" : Double.toString(v))
                .collect(Collectors.joining(", ", "new double[] {", "}"));
    }

    /** The last function of a text. */
    static FunctionGraph function(String text) {
        List<FunctionGraph> all = Lowering.lower(
                Parser.parse(new SourceText("test", text), Limits.defaults()),
                Limits.defaults(),
                Map.of(),
                Derivatives.IN_FORMULAS);
        return all.get(all.size() - 1);
    }

    /** The same bits; any NaN is any other. */
    static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }
}

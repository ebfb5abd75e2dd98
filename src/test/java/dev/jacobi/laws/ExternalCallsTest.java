package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.jacobi.CompiledFunction;
import dev.jacobi.ImportResolver;
import dev.jacobi.Linker;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.Points.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random programs whose roots and logarithms are external functions that refuse what is outside their domain, behind conditions. */
public class ExternalCallsTest {
    private static final long SEED = Long.getLong("jacobi.seed", 20261202);

    private static final String GUARDED = "function sqrt(x) = if x >= 0 then root(x) else nan\n"
            + "function log(x) = if x > 0 then logarithm(x) else nan\n";

    /** Methods that throw outside their domain. */
    public static class Strict {
        public static double root(double x) {
            if (!(x >= 0)) {
                throw new IllegalStateException("root of " + x);
            }
            return Math.sqrt(x);
        }

        public static double logarithm(double x) {
            if (!(x > 0)) {
                throw new IllegalStateException("logarithm of " + x);
            }
            return Math.log(x);
        }
    }

    private static final Options OPTIONS = Options.defaults()
            .externals(
                    ExternalFunction.of("root(x)", Strict.class, "root").partials("0.5 / root(x)"),
                    ExternalFunction.of("logarithm(x)", Strict.class, "logarithm")
                            .partials("1 / x"));

    private static FunctionGraph function(String text) {
        List<FunctionGraph> functions =
                Linker.link(new SourceText("test", GUARDED + text), ImportResolver.NONE, OPTIONS);
        return functions.get(functions.size() - 1);
    }

    @Test
    void nothingIsCalledThatTheSourceDoesNotCall() {
        int calling = 0;
        for (long seed = SEED; seed < SEED + Laws.programs(200); seed++) {
            RandomProgram program = Generator.program(seed, 60);
            String text = program.toText();
            if (text.contains("sqrt(") || text.contains("log(")) {
                calling++;
                scalar(function(text), Points.mixed(program, seed, 3), seed, text);
            }
        }
        assertThat(calling).isGreaterThan(Laws.programs(50));
    }

    private static void scalar(FunctionGraph f, List<Point> points, long seed, String text) {
        boolean single = f.results().size() == 1;
        CompiledFunction compiled = Pipeline.compile(f, OPTIONS);
        Stage stage = Pipeline.simplified(f, single ? Derivative.GRADIENT : Derivative.VALUE, OPTIONS);
        for (Point point : points) {
            double[] expected = Interpreter.evaluate(
                    stage.graph(), single ? stage.derivatives() : stage.values(), point.parameters(), false);
            double[] found = new double[expected.length];
            CompiledFunction bound = BitLawsTest.bound(compiled, point);
            try {
                if (single) {
                    bound.gradient(point.x(), found);
                } else {
                    bound.value(point.x(), found);
                }
            } catch (IllegalStateException e) {
                fail("seed " + seed + " at " + point + ": " + e + " in " + text, e);
            }
            assertThat(found).as("seed %d at %s: %s", seed, point, text).containsExactly(expected);
        }
    }

    @Test
    void norInLoops() {
        int calling = 0;
        for (long seed = SEED; seed < SEED + Laws.programs(400); seed++) {
            String text = IndexedGenerator.program(seed, true, false).text();
            FunctionGraph f = function(text);
            boolean calls = f.results().size() == 1 && (text.contains("sqrt(") || text.contains("log("));
            for (Sample sample : IndexedLaws.samples(seed, true)) {
                if (calls) {
                    calling++;
                    loops(f, sample, seed, text);
                }
            }
        }
        assertThat(calling).isGreaterThan(Laws.programs(50));
    }

    private static void loops(FunctionGraph f, Sample sample, long seed, String text) {
        Stage stage = Pipeline.simplified(f, Derivative.VJP, OPTIONS);
        double[] seeds = sample.direction(IndexedShapes.length(stage.values(), sample), 1);
        double[] expected;
        try {
            expected = Interpreter.evaluate(
                    stage.graph(),
                    stage.derivatives(),
                    sample.inputs(sample.variables(), IndexedShapes.cut(seeds, stage.values(), sample)),
                    false);
        } catch (IndexOutOfBoundsException | IllegalStateException e) {
            return;
        }
        double[] found = new double[expected.length];
        try {
            sample.bind(Pipeline.compile(f, OPTIONS)).vjp(sample.x(), seeds, found);
        } catch (JacobiException e) {
            // Data may be refused, or an index, that the derivative does not need.
            assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT);
            return;
        } catch (IllegalStateException e) {
            fail("seed " + seed + ", " + sample + ": " + e + " in " + text, e);
        }
        assertThat(found).as("seed %d, %s: %s", seed, sample, text).containsExactly(expected);
    }
}

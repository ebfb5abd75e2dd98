package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.fail;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.interpret.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Holds laws against random programs with arrays and loops, as {@link Laws} does against scalar ones. */
final class IndexedLaws {
    private static final long SEED = Long.getLong("jacobi.seed", 20261126);
    private static final int[] EXTENTS = {0, 1, 1, 2, 2, 3, 3, 4};
    private static final int MOST_STEPS = 3000;

    private IndexedLaws() {}

    /** A law: a description of how it is broken, or null where it holds. */
    @FunctionalInterface
    interface Law {
        String violation(FunctionGraph function, Sample sample);
    }

    /**
     * @param call how a test calls the law
     * @param wild whether programs have operations with poles and edges, and samples extremes
     */
    static void hold(String call, int programs, boolean wild, Law law) {
        hold(call, programs, wild, false, law);
    }

    /** @param recurrent whether programs have folds and scans */
    static void hold(String call, int programs, boolean wild, boolean recurrent, Law law) {
        for (long seed = SEED; seed < SEED + Laws.programs(programs); seed++) {
            check(call, seed, wild, recurrent, law).ifPresent(report -> fail(report));
        }
    }

    /** Holds a law against programs with integers that may have no value. */
    static void holdPartial(String call, int programs, boolean wild, Law law) {
        for (long seed = SEED; seed < SEED + Laws.programs(programs); seed++) {
            checkPartial(call, seed, wild, law).ifPresent(report -> fail(report));
        }
    }

    /** What to say where the program of a seed breaks a law: how, and a test with a smaller program that breaks it too. */
    static Optional<String> check(String call, long seed, boolean wild, boolean recurrent, Law law) {
        return check(call, seed, IndexedGenerator.program(seed, wild, recurrent), samples(seed, wild), law);
    }

    /** As {@link #check} for a program with integers that may have no value. */
    static Optional<String> checkPartial(String call, long seed, boolean wild, Law law) {
        return check(call, seed, IndexedGenerator.partial(seed, wild), samplesAtEdges(seed, wild), law);
    }

    /** As {@link #check}, with sizes of 0 and 1 whatever the seed. */
    static Optional<String> checkAtEdges(String call, long seed, boolean wild, boolean recurrent, Law law) {
        return check(call, seed, IndexedGenerator.program(seed, wild, recurrent), samplesAtEdges(seed, wild), law);
    }

    private static List<Sample> samplesAtEdges(long seed, boolean wild) {
        List<Sample> samples = new ArrayList<>(samples(seed, wild));
        SplittableRandom random = new SplittableRandom(seed + 1);
        for (int edge = 0; edge < 2; edge++) {
            int other = random.nextInt(4);
            boolean first = random.nextBoolean();
            samples.add(Sample.of(seed, first ? edge : other, first ? other : edge, Sample.Kind.SMALL));
        }
        return samples;
    }

    private static Optional<String> check(
            String call, long seed, IndexedProgram program, List<Sample> samples, Law law) {
        for (Sample sample : samples) {
            String violation = guarded(law, program, sample);
            if (violation != null) {
                return Optional.of(report(call, seed, program, sample, law, violation));
            }
        }
        return Optional.empty();
    }

    static List<Sample> samples(long seed, boolean wild) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = EXTENTS[random.nextInt(EXTENTS.length)];
        int m = EXTENTS[random.nextInt(EXTENTS.length)];
        return List.of(
                Sample.of(seed, 2 + random.nextInt(2), 3, wild ? Sample.Kind.SPECIAL : Sample.Kind.GENERAL),
                Sample.of(seed, n, m, random.nextBoolean() ? Sample.Kind.SMALL : Sample.Kind.GENERAL));
    }

    static String guarded(Law law, IndexedProgram program, Sample sample) {
        FunctionGraph function = Laws.function(program.text());
        try {
            return law.violation(function, sample);
        } catch (JacobiException e) {
            boolean refused =
                    e.code() == ErrorCode.ARGUMENT && e.getMessage().contains(" must be at least 0 and below ");
            return refused && !hasValue(function, sample)
                    ? null
                    : e + " at " + Arrays.stream(e.getStackTrace()).limit(6).toList();
        } catch (RuntimeException | StackOverflowError e) {
            return e + " at " + Arrays.stream(e.getStackTrace()).limit(6).toList();
        }
    }

    /** Whether the interpreter gives the function a value: where it gives none, data may be refused when it is bound. */
    static boolean hasValue(FunctionGraph function, Sample sample) {
        try {
            Interpreter.evaluate(
                    function.graph(), function.results(), sample.inputs(sample.variables(), List.of()), false);
            return true;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String report(
            String call, long seed, IndexedProgram program, Sample sample, Law law, String violation) {
        IndexedProgram small = shrunk(program, sample, law);
        return "seed " + seed + ": " + violation + "\nshrunk to: " + guarded(law, small, sample) + "\n\n"
                + "@Test\nvoid shrunk() {\n    assertThat(" + call + ".violation(Laws.function(\"\"\"\n"
                + small.text().indent(12) + "            \"\"\"), " + sample + ")).isNull();\n}\n";
    }

    /** A program that breaks the law in the same way and has no smaller neighbour that does. */
    static IndexedProgram shrunk(IndexedProgram program, Sample sample, Law law) {
        IndexedProgram small = program;
        String way = way(guarded(law, program, sample));
        int steps = 0;
        for (boolean found = true; found && steps < MOST_STEPS; ) {
            found = false;
            for (IndexedProgram candidate : small.smaller()) {
                steps++;
                if (reads(candidate) && way.equals(way(guarded(law, candidate, sample)))) {
                    small = candidate;
                    found = true;
                    break;
                }
            }
        }
        return small;
    }

    /** What stands before the numbers of a violation; keeping the law is another way than any. */
    private static String way(String violation) {
        return violation == null ? "none" : violation.split("[\\[:]", 2)[0];
    }

    private static boolean reads(IndexedProgram program) {
        try {
            Laws.function(program.text());
            return true;
        } catch (JacobiException e) {
            return false;
        }
    }
}

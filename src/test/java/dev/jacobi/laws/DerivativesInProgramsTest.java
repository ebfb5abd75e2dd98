package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.IndexedLaws.Law;
import dev.jacobi.laws.IndexedProgram.Binding;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Derivatives in the formulas of random programs. */
class DerivativesInProgramsTest {
    private static final long SEED = Long.getLong("jacobi.seed", 20261201);

    private static int compared;

    /** What becomes of a number in a program: {@code #} is a new axis. */
    private static final String[] WRAPPERS = {
        "diff($, a)",
        "(b * grad($, b))",
        "diff($, q[1])",
        "diff(diff($, a), q[0])",
        "sum(# in N: grad($, u)[#])",
        "sum(# in N: diff(u[#] * $, u[#]))",
        "sum(# in M: grad(v[#] * $, v)[#] * v[#])",
        "sum(# in N: diff($, u[#]) * y[#])"
    };

    @Test
    void aBindingIsAVariableOfItsOwn() {
        int programs = Laws.programs(300);
        int tested = 0;
        for (long seed = SEED; seed < SEED + programs; seed++) {
            RandomProgram program = Generator.program(seed, 30);
            SplittableRandom random = new SplittableRandom(seed);
            int first = program.variables() + program.data();
            int binding = first + random.nextInt(program.size());
            if (program.steps().get(binding).type() == Type.REAL) {
                tested++;
                assertThat(hash(byBinding(program, binding)))
                        .as("seed %d, binding %d of %s", seed, binding, program.toText())
                        .isEqualTo(hash(byVariable(program, binding)));
            }
        }
        assertThat(tested).isGreaterThan(programs / 2);
    }

    private static long hash(String text) {
        return Laws.function(text).results().get(0).hash();
    }

    private static List<String> lines(RandomProgram program) {
        List<String> lines = program.toText().lines().toList();
        return lines.subList(1, lines.size() - 2);
    }

    private static String parameters(RandomProgram program) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < program.variables() + program.data(); i++) {
            names.add(i < program.variables() ? "x" + i : "d" + (i - program.variables()));
        }
        return String.join(", ", names);
    }

    private static String result(RandomProgram program, int binding) {
        return "diff(t" + program.results().get(0) + ", t" + binding + ")";
    }

    private static String byBinding(RandomProgram program, int binding) {
        return "function f(" + parameters(program) + ") {\n" + String.join("\n", lines(program)) + "\n return "
                + result(program, binding) + "\n}";
    }

    /** The same by a function that has a variable in the place of the binding. */
    private static String byVariable(RandomProgram program, int binding) {
        int line = binding - program.variables() - program.data();
        List<String> others = new ArrayList<>(lines(program));
        others.remove(line);
        String name = "t" + binding;
        return "function h(" + parameters(program) + ", " + name + ") {\n" + String.join("\n", others) + "\n return "
                + result(program, binding) + "\n}\nfunction f(" + parameters(program) + ") {\n"
                + String.join("\n", lines(program).subList(0, line + 1)) + "\n return h(" + parameters(program) + ", "
                + name + ")\n}";
    }

    @Test
    void compiledDerivativesHaveTheBitsOfTheGraph() {
        hold("IndexedBitLawsTest.source()", 60, true, IndexedBitLawsTest.source());
        hold("IndexedBitLawsTest.simplified(Backend.JANINO)", 60, false, IndexedBitLawsTest.simplified(Backend.JANINO));
        hold("IndexedBitLawsTest.simplified(Backend.JAVAC)", 10, true, IndexedBitLawsTest.simplified(Backend.JAVAC));
    }

    @Test
    void derivativesOfProgramsWithDerivativesAgreeInBothModes() {
        compared = 0;
        hold("transposes()", 60, false, transposes());
        assertThat(compared).isGreaterThan(Laws.programs(50));
    }

    /** The dot-product law, where neither side is far larger than what it is made of. */
    private static Law transposes() {
        return (f, sample) -> {
            Stage forward = Pipeline.source(f, Derivative.JVP, Options.defaults());
            Stage reverse = Pipeline.source(f, Derivative.VJP, Options.defaults());
            double[] v = sample.direction(sample.x().length, 3);
            double[] w = sample.direction(IndexedShapes.length(forward.values(), sample), 4);
            double[] a = roots(forward, forward.derivatives(), sample, Sample.cut(v, sample.variables()));
            double[] b = roots(reverse, reverse.derivatives(), sample, IndexedShapes.cut(w, reverse.values(), sample));
            boolean hasValue = roots(forward, forward.values(), sample, List.of()) != null;
            if (a == null || b == null || !hasValue) {
                return a == b || !hasValue ? null : "only one mode reads outside an array";
            }
            double left = 0;
            double right = 0;
            double size = 0;
            for (int i = 0; i < a.length; i++) {
                left += a[i] * w[i];
                size += Math.abs(a[i] * w[i]);
            }
            for (int j = 0; j < b.length; j++) {
                right += b[j] * v[j];
                size += Math.abs(b[j] * v[j]);
            }
            compared++;
            boolean finite = Double.isFinite(left) && Double.isFinite(right);
            return !finite || Math.abs(left - right) <= 1e-9 * size + 1e-12
                    ? null
                    : "forward " + left + ", reverse " + right;
        };
    }

    /** The values of nodes, or null where they need an element outside an array. */
    private static double[] roots(Stage stage, List<Node> roots, Sample sample, List<double[]> seeds) {
        try {
            return Interpreter.evaluate(stage.graph(), roots, sample.inputs(sample.variables(), seeds), false);
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static void hold(String call, int programs, boolean wild, Law law) {
        for (long seed = SEED; seed < SEED + Laws.programs(programs); seed++) {
            IndexedProgram plain = IndexedGenerator.program(seed, wild, false);
            IndexedProgram program = wrapped(plain, seed);
            for (Sample sample : IndexedLaws.samples(seed, wild)) {
                // What has no value has no derivative, which may still not need what is missing.
                if (hasValue(plain.text(), sample) && IndexedLaws.guarded(law, program, sample) != null) {
                    IndexedProgram small = IndexedLaws.shrunk(program, sample, law);
                    assertThat(IndexedLaws.guarded(law, small, sample))
                            .as("%s, seed %d, %s:\n%s", call, seed, sample, small.text())
                            .isNull();
                }
            }
        }
    }

    private static boolean hasValue(String text, Sample sample) {
        try {
            values(text, sample);
            return true;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** A program with some of its numbers differentiated. */
    private static IndexedProgram wrapped(IndexedProgram program, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Binding> bindings = new ArrayList<>();
        for (Binding binding : program.bindings()) {
            Term body = random.nextInt(3) == 0 ? wrapped(binding.body(), random) : binding.body();
            bindings.add(new Binding(binding.name(), binding.axes(), body));
        }
        List<Term> results = new ArrayList<>();
        for (Term result : program.results()) {
            boolean number = result.sort() == Term.Sort.NUMBER;
            results.add(number ? byBindings(wrapped(result, random), bindings, random) : result);
        }
        return new IndexedProgram(bindings, results);
    }

    private static Term wrapped(Term term, SplittableRandom random) {
        String pattern = WRAPPERS[random.nextInt(WRAPPERS.length)];
        return Term.number(pattern.replace("#", "w" + random.nextInt(1 << 30)), term);
    }

    /** A derivative by a binding, where there is one of a number or of numbers along one axis. */
    private static Term byBindings(Term term, List<Binding> bindings, SplittableRandom random) {
        if (bindings.isEmpty() || random.nextBoolean()) {
            return term;
        }
        Binding binding = bindings.get(random.nextInt(bindings.size()));
        if (binding.axes().isEmpty()) {
            return Term.number("diff($, " + binding.name() + ")", term);
        }
        boolean single = !binding.axes().contains(",");
        String range = binding.axes().replaceAll("[\\[\\]]|^\\[\\w+ in ", "").replaceFirst("^\\w+ in ", "");
        String axis = "w" + random.nextInt(1 << 30);
        return single
                ? Term.number("sum(" + axis + " in " + range + ": grad($, " + binding.name() + ")[" + axis + "])", term)
                : term;
    }

    @Test
    void gradientsInLoopsAreTheDerivativesByElements() {
        int elements = 0;
        for (long seed = SEED; seed < SEED + Laws.programs(60); seed++) {
            IndexedProgram program = IndexedGenerator.program(seed, false, false);
            Term number = program.results().get(0);
            if (number.sort() != Term.Sort.NUMBER) {
                continue;
            }
            List<Term> reverse =
                    new ArrayList<>(List.of(Term.array("[e in N: grad(sin(u[e] * $) + u[0]^2 * u[e], u)[e]]", number)));
            List<Term> forward =
                    new ArrayList<>(List.of(Term.array("[e in N: diff(sin(u[e] * $) + u[0]^2 * u[e], u[e])]", number)));
            for (Binding binding : program.bindings()) {
                if (!binding.axes().isEmpty()) {
                    String range = binding.axes().substring(0, binding.axes().length() - 1);
                    reverse.add(Term.array(range + ", e in 3: grad($, q)[e]]", binding.body()));
                    forward.add(Term.array(range + ", e in 3: diff($, q[e])]", binding.body()));
                }
            }
            elements += same(
                    new IndexedProgram(program.bindings(), reverse).text(),
                    new IndexedProgram(program.bindings(), forward).text(),
                    seed);
        }
        assertThat(elements).isGreaterThan(Laws.programs(300));
    }

    /** Compares values, how many. */
    private static int same(String one, String other, long seed) {
        Sample sample = IndexedLaws.samples(seed, false).get(0);
        double[] expected = values(one, sample);
        double[] found = values(other, sample);
        double largest =
                Arrays.stream(expected).filter(Double::isFinite).map(Math::abs).reduce(1, Math::max);
        for (int i = 0; i < expected.length; i++) {
            boolean near = Math.abs(expected[i] - found[i]) <= 1e-10 * largest
                    || expected[i] == found[i]
                    || Double.isNaN(expected[i]) && Double.isNaN(found[i]);
            assertThat(near)
                    .as("seed %d, %d of %s and %s: %s", seed, i, Arrays.toString(expected), Arrays.toString(found), one)
                    .isTrue();
        }
        return expected.length;
    }

    private static double[] values(String text, Sample sample) {
        FunctionGraph f = Laws.function(text);
        return Interpreter.evaluate(f.graph(), f.results(), sample.inputs(sample.variables(), List.of()), false);
    }
}

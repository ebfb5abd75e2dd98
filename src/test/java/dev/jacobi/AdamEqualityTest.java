package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Parts b) and c) of the exercise: the formulas of Adam that ship, unrolled, against the closed forms; as proofs, and in numbers. */
class AdamEqualityTest {
    private static final Path SHIPPED = Path.of("src/main/resources/dev/jacobi/optim/moments.jacobi");
    private static final Path STEPS = Path.of("examples/seed-exercise/adam-steps.jacobi");
    private static final List<String> ASSUMED = List.of("0 < beta < 1", "0 < gamma < 1", "g1 != 0");

    private static String text() throws IOException {
        return Files.readString(SHIPPED) + Files.readString(STEPS);
    }

    private static FunctionGraph function(String name) throws IOException {
        return Linker.link(new SourceText("adam", text()), ImportResolver.NONE, Options.defaults()).stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Equivalence ask(String left, String right, List<String> assumptions) throws IOException {
        return Equivalence.between(function(left), function(right), assumptions);
    }

    @Test
    void theFirstStepIsAlphaTimesTheSign() throws IOException {
        Equivalence answer = ask("firstStep", "firstClosed", ASSUMED);
        assertThat(answer).isInstanceOf(Equivalence.Equal.class);
        assertThat(((Equivalence.Equal) answer).where()).isEmpty();
        assertThat(((Equivalence.Equal) answer).rules())
                .contains("root-of-square: sqrt(x^2) = abs(x)", "sign: sign(x) = x / abs(x) where x != 0");
    }

    @Test
    void theSecondStepIsItsClosedForm() throws IOException {
        Equivalence answer = ask("secondStep", "secondClosed", ASSUMED);
        assertThat(answer).isInstanceOf(Equivalence.Equal.class);
        assertThat(((Equivalence.Equal) answer).where()).isEmpty();
    }

    /** The slip of the text: beta where gamma belongs. */
    @Test
    void theSecondStepIsNotThatOfTheText() throws IOException {
        Equivalence answer = ask("secondStep", "secondOfTheText", ASSUMED);
        assertThat(answer).isInstanceOf(Equivalence.Different.class);
        Equivalence.Different different = (Equivalence.Different) answer;
        assertThat(different.point().get("beta")).isBetween(0.0, 1.0);
        assertThat(different.point().get("gamma")).isBetween(0.0, 1.0);
        double right = value("secondStep", different);
        double wrong = value("secondOfTheText", different);
        assertThat(right).isCloseTo(different.left(), offset(1e-12));
        assertThat(wrong).isCloseTo(different.right(), offset(1e-12));
        assertThat(Math.abs(right - wrong)).isGreaterThan(1e-6);
    }

    private static double value(String name, Equivalence.Different at) throws IOException {
        double[] x =
                function(name).variables().stream().mapToDouble(at.point()::get).toArray();
        return Jacobi.with(Options.defaults()).compile(text(), name).value(x);
    }

    @Test
    void theClosedFormsInNumbers() throws IOException {
        CompiledFunction step = Jacobi.with(Options.defaults()).compile(text(), "secondStep");
        CompiledFunction closed = Jacobi.with(Options.defaults()).compile(text(), "secondClosed");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            double[] x = {
                random.nextDouble(-5, 5), random.nextDouble(0.001, 1), random.nextDouble(0.05, 0.95),
                random.nextDouble(0.05, 0.95), random.nextDouble(0.1, 4), random.nextDouble(-4, 4)
            };
            assertThat(Math.abs(step.value(x) - closed.value(x)) <= 1e-13 * (5 + Math.abs(x[1])))
                    .as(Arrays.toString(x))
                    .isTrue();
        }
    }
}

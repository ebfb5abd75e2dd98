package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal, not equal, not decided: identities, near misses, and what a careless simplifier would take for equal. */
class EquivalenceTest {
    private static final Path ROWS = Path.of("src/test/resources/equality/identities.txt");

    record Row(String left, String right, String answer, List<String> assumptions) {

        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.subList(3, cells.size()));
        }

        Equivalence ask(boolean swapped) {
            Formula a = Formula.parse(swapped ? right : left);
            Formula b = Formula.parse(swapped ? left : right);
            return a.equivalence(b, assumptions.toArray(String[]::new));
        }
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(ROWS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::of);
    }

    static Stream<Row> rowsThatDiffer() throws IOException {
        return rows().filter(row -> row.answer().equals("not equal"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Timeout(20)
    void answers(Row row) {
        assertThat(text(row.ask(false))).isEqualTo(row.answer());
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Timeout(20)
    void theOrderDoesNotMatter(Row row) {
        assertThat(text(row.ask(true)).replaceAll(" where .*", ""))
                .isEqualTo(row.answer().replaceAll(" where .*", ""));
    }

    private static String text(Equivalence answer) {
        if (answer instanceof Equivalence.Equal equal) {
            return equal.where().isEmpty() ? "equal" : "equal where " + String.join(", ", equal.where());
        }
        if (answer instanceof Equivalence.Different different) {
            boolean both = Double.isFinite(different.left()) && Double.isFinite(different.right());
            return both ? "not equal" : "no value";
        }
        return "not decided";
    }

    /** The compiled formulas, which share nothing with the search, differ there too. */
    @ParameterizedTest
    @MethodSource("rowsThatDiffer")
    void witnessesConvinceCompiledCode(Row row) {
        Equivalence.Different different = (Equivalence.Different) row.ask(false);
        double left = value(row.left(), different);
        double right = value(row.right(), different);
        assertThat(left).isCloseTo(different.left(), withPercentage(1e-9));
        assertThat(right).isCloseTo(different.right(), withPercentage(1e-9));
        assertThat(Math.abs(left - right) > 1e-9 * Math.max(Math.abs(left), Math.abs(right)))
                .isTrue();
        for (String assumption : row.assumptions()) {
            assertThat(value("if " + assumption + " then 1 else 0", different)).isEqualTo(1);
        }
    }

    private static double value(String formula, Equivalence.Different different) {
        Formula parsed = Formula.parse(formula);
        double[] x =
                parsed.variables().stream().mapToDouble(different.point()::get).toArray();
        return parsed.compile().value(x);
    }

    @Test
    void theRowsAreMany() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(150);
        assertThat(rowsThatDiffer()).hasSizeGreaterThan(25);
    }

    @Test
    void theSameQuestionHasTheSameAnswer() throws IOException {
        for (Row row : rows().limit(60).toList()) {
            assertThat(row.ask(false)).isEqualTo(row.ask(false));
        }
    }

    @Test
    void rulesAreNamed() {
        Equivalence answer = Formula.parse("sqrt(x^2)").equivalence(Formula.parse("x"), "x >= 0");
        assertThat(((Equivalence.Equal) answer).rules())
                .containsExactly("root-of-square: sqrt(x^2) = abs(x)", "abs-of-positive: abs(x) = x where x >= 0");
        assertThat(Formula.parse("x + y").equivalence(Formula.parse("y + x")))
                .isEqualTo(new Equivalence.Equal(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x == 1", "x > 0 or x < -1", "x > ", "x > 0 > ", "sum(i in 0..<2: x) > 0", "1; 2"})
    void assumptionsThatAreNone(String assumption) {
        Formula x = Formula.parse("x");
        assertThatThrownBy(() -> x.equivalence(x.plus(x), assumption)).isInstanceOf(JacobiException.class);
    }

    @Test
    void anAssumptionMayComeInParts() {
        Formula root = Formula.parse("sqrt((1 - b)^2)");
        Formula plain = Formula.parse("1 - b");
        List.of("0 < b < 1", "0 < b and b < 1", "not (b >= 1)", "1 - b > 0", "log(1 - b) > -1e10", "b + 1 < 2")
                .forEach(assumption -> assertThat(root.equivalence(plain, assumption))
                        .as(assumption)
                        .isInstanceOf(Equivalence.Equal.class));
    }

    /** Deep and wide formulas end in an answer soon, on a small stack too. */
    @ParameterizedTest
    @ValueSource(strings = {"x + ", "x * ", "sin(x) + ", "1 / x + ", "sqrt(x) * ", "y^2 - x * "})
    @Timeout(30)
    void longFormulasEnd(String part) throws InterruptedException {
        String text = part.repeat(1500) + "y";
        Equivalence[] answers = new Equivalence[1];
        Thread small = new Thread(
                null,
                () -> answers[0] = Formula.parse(text).equivalence(Formula.parse(text + " + 0 * y")),
                "small",
                512 * 1024);
        small.start();
        small.join();
        assertThat(answers[0]).isNotNull().isNotInstanceOf(Equivalence.Different.class);
    }

    @Test
    void nestedFormulasEnd() {
        for (String function : List.of("sin", "exp", "log", "sqrt", "abs", "tanh", "max", "softplus")) {
            String second = function.equals("max") ? ", y" : "";
            String text = (function + "(").repeat(300) + "x" + (second + ")").repeat(300);
            Equivalence answer = Formula.parse(text).equivalence(Formula.parse(text + " + 0 * x"));
            assertThat(answer).as(function.toLowerCase(Locale.ROOT)).isNotInstanceOf(Equivalence.Different.class);
        }
    }
}

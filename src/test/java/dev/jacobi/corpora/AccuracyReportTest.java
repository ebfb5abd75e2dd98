package dev.jacobi.corpora;

import dev.jacobi.diag.Derivative;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes docs/accuracy.md: how far values and derivatives are from their references. */
@EnabledIfSystemProperty(named = AccuracyReportTest.TABLE, matches = ".+")
class AccuracyReportTest {
    /** The property that names the table of references of the operations; without it nothing is written. */
    static final String TABLE = "accuracy.table";

    private static final Path REPORT = Path.of("docs", "accuracy.md");

    @Test
    void report() throws IOException {
        StringBuilder out = new StringBuilder(head());
        OperationAccuracy.measure(Path.of(System.getProperty(TABLE)))
                .forEach((formula, accuracy) -> row(
                        out,
                        "`" + formula + "`",
                        String.valueOf(accuracy.value().count()),
                        accuracy.value().cells(),
                        accuracy.derivative().cells()));
        out.append(corporaHead());
        corpora()
                .forEach((name, check) -> Checks.run(name, check).accuracy().forEach((what, accuracy) -> {
                    String entries =
                            accuracy.ulps().count() + " | " + accuracy.shares().count();
                    String shares = Spread.cell(accuracy.shares().quantile(0.999)) + " | "
                            + Spread.cell(accuracy.shares().most());
                    row(out, name, label(what), entries, accuracy.ulps().cells(), shares);
                }));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, out, StandardCharsets.UTF_8);
    }

    private static Map<String, BiConsumer<Json, Tally>> corpora() {
        Map<String, BiConsumer<Json, Tally>> all = new LinkedHashMap<>();
        all.put("feynman", Checks::formula);
        all.put("srsd-feynman", Checks::formula);
        all.put("fpbench", Checks::formula);
        all.put("herbie", Checks::formula);
        all.put("odebench", OdebenchTest::system);
        all.put("derivative-facts", DerivativeFactsTest::fact);
        all.put("rubi-antiderivatives", RubiTest::pair);
        all.put("optimisation-problems", OptimisationTest::problem);
        return all;
    }

    private static void row(StringBuilder out, String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String label(Derivative what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    private static String head() {
        return """
                # Accuracy

                Errors in ulps: units of the last place of the double nearest to the reference. The columns say what half of the errors, 99.9 % of
                them, and all of them are at most. Written by the command in [CONTRIBUTING.md](../CONTRIBUTING.md), on JDK PLATFORM.

                ## Operations
                At random points over many orders of magnitude and near the edges of the domain, the ranges of
                `src/test/resources/special/operations.py`, which makes the references (25 digits, by mpmath). `Math` as by default, which may be
                another on another JDK; derivatives are all first partial derivatives. Not listed, since they are exact and so are their derivatives:
                negation, `abs`, `sign`, `floor`, `ceil`, `round`, `min`, `max`, `clamp`, `relu` and conditionals.

                An integer power is the product of its factors, and rounds once a product. The large errors of derivatives are those of an exponential
                whose argument was rounded, which multiplies the rounding by the argument's size: `y - 1` in the derivative of `pow`, squares in those of
                `erf`, `erfc`, `erfinv` and `norminv`, a difference in that of `logaddexp`.

                | operation | points | value: half | 99.9 % | all | derivative: half | 99.9 % | all |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """.replace("PLATFORM", Runtime.version().feature() + " (" + System.getProperty("os.arch") + ")");
    }

    private static String corporaHead() {
        return """

                ## Corpora
                Formulas that others wrote, at the points of the corpora, with references of 30 digits, computed with `StrictMath`. Of fewer than 1000
                entries, 99.9 % are all. A formula may be ill-conditioned at its point, or cancel every digit as it is written, so that ulps say more of
                the formula than of the compiler. The last two columns are therefore shares of what plain evaluation in doubles may lose there: 32 times
                the loss that the corpus measured for it, and never less than 1e-13; where the corpus measured none, or a loss of every digit, a running
                error bound of the formula. A share above 1 fails the tests. Entries whose reference is 0 have no ulps.

                | corpus | what | entries with ulps | with bounds | half | 99.9 % | all | share of the bound: 99.9 % | all |
                |---|---|---:|---:|---:|---:|---:|---:|---:|
                """;
    }
}

package dev.jacobi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.corpora.CorpusTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Changed texts of the corpora, and of formulas with arrays, for as long as {@code -Dfuzz.minutes} says, each a formula or an FPCore that a server is given. */
@EnabledIfSystemProperty(named = Budget.MINUTES, matches = "[0-9]+")
class ParserFuzzTest {
    private static final int MOST_FINDINGS = 20;

    private record Target(Reader reader, Mutator mutator) {}

    @Test
    void changedTextsAreReadOrRefused() {
        Budget budget = Budget.start("texts");
        List<Target> targets = List.of(
                new Target(Reader.FORMULA, new Mutator(budget.seed(), CorpusTexts.formulas(), Words.OF_FORMULAS)),
                new Target(Reader.FORMULA, new Mutator(budget.seed(), ArrayTexts.all(), Words.OF_FORMULAS)),
                new Target(Reader.FPCORE, new Mutator(budget.seed(), CorpusTexts.fpCores(), Words.OF_FPCORE)));
        Watch watch = new Watch();
        List<String> findings = new ArrayList<>();
        while (budget.lasts() && findings.size() < MOST_FINDINGS) {
            for (Target target : targets) {
                String text = target.mutator.next();
                watch.defect(target.reader, text)
                        .ifPresent(defect -> findings.add(budget.finding(report(watch, target.reader, text, defect))));
                budget.tried();
            }
        }
        budget.end(findings.size());
        assertThat(findings).isEmpty();
    }

    private static String report(Watch watch, Reader reader, String text, String defect) {
        String small = TextShrinker.shrink(
                text,
                shorter -> watch.defect(reader, shorter).map(Watch::kind).equals(Optional.of(Watch.kind(defect))));
        return defect + "\n\n@Test\nvoid shrunk() {\n    assertThat(Reader." + reader + ".defect("
                + TextShrinker.literal(small) + ")).isEmpty();\n}\n";
    }
}

package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Arithmetic;
import dev.jacobi.fuzz.Budget;
import dev.jacobi.graph.Raising;
import dev.jacobi.laws.Laws.Law;
import dev.jacobi.simplify.Grade;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * New random programs for as long as {@code -Dfuzz.minutes} says, each as a text through the whole pipeline and held against one law
 * after the other.
 */
@EnabledIfSystemProperty(named = Budget.MINUTES, matches = "[0-9]+")
class ProgramFuzzTest {
    private static final int MOST_FINDINGS = 20;

    private record Target(String call, int mostSteps, int pointsEach, boolean interior, Law law) {}

    // @formatter:off
    private static final List<Target> TARGETS = List.of(
            new Target("BitLawsTest.source(Arithmetic.IEEE, false)", 300, 3, false,
                    BitLawsTest.source(Arithmetic.IEEE, false)),
            new Target("BitLawsTest.source(Arithmetic.IEEE, true)", 100, 3, false,
                    BitLawsTest.source(Arithmetic.IEEE, true)),
            new Target("BitLawsTest.simplified(Arithmetic.DEFAULT)", 300, 3, false,
                    BitLawsTest.simplified(Arithmetic.DEFAULT)),
            new Target("BitLawsTest.simplified(Arithmetic.REAL)", 100, 3, false,
                    BitLawsTest.simplified(Arithmetic.REAL)),
            new Target("BitLawsTest.simplified(Arithmetic.FAST)", 100, 3, false,
                    BitLawsTest.simplified(Arithmetic.FAST)),
            new Target("BitLawsTest.javac(false)", 100, 3, false,
                    BitLawsTest.javac(false)),
            new Target("BitLawsTest.ieeeKeepsBits()", 300, 6, false,
                    BitLawsTest.ieeeKeepsBits()),
            new Target("BitLawsTest.valueBits()", 120, 4, false,
                    BitLawsTest.valueBits()),
            new Target("BitLawsTest.textIsGraph()", 300, 1, false,
                    BitLawsTest.textIsGraph()),
            new Target("DerivativeLawsTest.reverseEqualsForward()", 200, 4, false,
                    DerivativeLawsTest.reverseEqualsForward()),
            new Target("DerivativeLawsTest.sameNaNs()", 200, 4, false,
                    DerivativeLawsTest.sameNaNs()),
            new Target("DerivativeLawsTest.dotProduct()", 200, 8, true,
                    DerivativeLawsTest.dotProduct()),
            new Target("DerivativeLawsTest.hessianIsDerivativeOfGradient()", 60, 6, true,
                    DerivativeLawsTest.hessianIsDerivativeOfGradient()),
            new Target("SimplifierLawsTest.sameFunction(Grade.REAL)", 120, 6, true,
                    SimplifierLawsTest.sameFunction(Grade.REAL)),
            new Target("SimplifierLawsTest.defaultDerivatives()", 100, 6, true,
                    SimplifierLawsTest.defaultDerivatives()),
            new Target("SimplifierLawsTest.domain(Grade.REAL)", 120, 6, false,
                    SimplifierLawsTest.domain(Grade.REAL)),
            new Target("SimplifierLawsTest.idempotent(Grade.IEEE)", 120, 1, true,
                    SimplifierLawsTest.idempotent(Grade.IEEE)));
    // @formatter:on

    @Test
    void newProgramsKeepTheLaws() {
        Budget budget = Budget.start("programs");
        List<String> findings = new ArrayList<>();
        for (long i = 0; budget.lasts() && findings.size() < MOST_FINDINGS; i++) {
            Target target = TARGETS.get((int) (i % TARGETS.size()));
            Laws.check(
                            target.call,
                            budget.seed() + i,
                            target.mostSteps,
                            target.pointsEach,
                            target.interior,
                            readAgain(target.law))
                    .ifPresent(report -> findings.add(budget.finding(report)));
            budget.tried();
        }
        budget.end(findings.size());
        assertThat(findings).isEmpty();
    }

    /** The law, about the function that is read from the program's text. */
    private static Law readAgain(Law law) {
        return (f, points) -> law.violation(Laws.function(TreePrinter.print(Raising.raise(f))), points);
    }
}

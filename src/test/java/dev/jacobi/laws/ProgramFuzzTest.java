package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Backend;
import dev.jacobi.fuzz.Budget;
import dev.jacobi.graph.Raising;
import dev.jacobi.laws.Laws.Law;
import dev.jacobi.simplify.Grade;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * New random programs for as long as {@code -Dfuzz.minutes} says, scalar ones and ones with arrays and loops by turns, each as a text
 * through the whole pipeline and held against one law after the other; those with arrays at several sizes, 0 and 1 among them.
 */
@EnabledIfSystemProperty(named = Budget.MINUTES, matches = "[0-9]+")
class ProgramFuzzTest {
    private static final int MOST_FINDINGS = 20;

    /** A law about programs with arrays and loops. */
    private record IndexedTarget(String call, boolean wild, IndexedLaws.Law law) {}

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

    private static final List<IndexedTarget> INDEXED = List.of(
            new IndexedTarget("IndexedBitLawsTest.source()", true, IndexedBitLawsTest.source()),
            new IndexedTarget("IndexedBitLawsTest.simplified(Backend.JANINO)", true,
                    IndexedBitLawsTest.simplified(Backend.JANINO)),
            new IndexedTarget("IndexedBitLawsTest.simplified(Backend.JANINO)", false,
                    IndexedBitLawsTest.simplified(Backend.JANINO)),
            new IndexedTarget("IndexedBitLawsTest.simplified(Backend.JAVAC)", true,
                    IndexedBitLawsTest.simplified(Backend.JAVAC)),
            new IndexedTarget("IndexedBitLawsTest.matrices(Backend.JANINO)", true,
                    IndexedBitLawsTest.matrices(Backend.JANINO)),
            new IndexedTarget("IndexedMatrixLawsTest.jacobians()", true, IndexedMatrixLawsTest.jacobians()),
            new IndexedTarget("IndexedMatrixLawsTest.hessians(600)", false, IndexedMatrixLawsTest.hessians(600)),
            new IndexedTarget("SparseLawsTest.jacobians()", true, SparseLawsTest.jacobians()),
            new IndexedTarget("SparseLawsTest.hessians()", false, SparseLawsTest.hessians()),
            new IndexedTarget("IndexedDerivativeLawsTest.values()", true, IndexedDerivativeLawsTest.values()),
            new IndexedTarget("IndexedDerivativeLawsTest.bothModes()", false, IndexedDerivativeLawsTest.bothModes()),
            new IndexedTarget("IndexedDerivativeLawsTest.bothModes()", true, IndexedDerivativeLawsTest.bothModes()),
            new IndexedTarget("IndexedDerivativeLawsTest.transposes()", false, IndexedDerivativeLawsTest.transposes()),
            new IndexedTarget("IndexedDerivativeLawsTest.secondOrder()", false,
                    IndexedDerivativeLawsTest.secondOrder()));
    // @formatter:on

    @Test
    void newProgramsKeepTheLaws() {
        Budget budget = Budget.start("programs");
        List<String> findings = new ArrayList<>();
        for (long i = 0; budget.lasts() && findings.size() < MOST_FINDINGS; i++) {
            scalar(i, budget.seed() + i).ifPresent(report -> findings.add(budget.finding(report)));
            budget.tried();
            indexed(i, budget.seed() + i).ifPresent(report -> findings.add(budget.finding(report)));
            budget.tried();
        }
        budget.end(findings.size());
        assertThat(findings).isEmpty();
    }

    private static Optional<String> scalar(long turn, long seed) {
        Target target = TARGETS.get((int) (turn % TARGETS.size()));
        Law law = readAgain(target.law);
        return Laws.check(target.call, seed, target.mostSteps, target.pointsEach, target.interior, law);
    }

    private static Optional<String> indexed(long turn, long seed) {
        IndexedTarget target = INDEXED.get((int) (turn % INDEXED.size()));
        return turn / INDEXED.size() % 3 == 2
                ? IndexedLaws.checkPartial(target.call, seed, target.wild, target.law)
                : IndexedLaws.checkAtEdges(target.call, seed, target.wild, false, target.law);
    }

    /** The law, about the function that is read from the program's text. */
    private static Law readAgain(Law law) {
        return (f, points) -> law.violation(Laws.function(TreePrinter.print(Raising.raise(f))), points);
    }
}

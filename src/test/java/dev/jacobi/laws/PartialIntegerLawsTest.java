package dev.jacobi.laws;

import dev.jacobi.diag.Backend;
import org.junit.jupiter.api.Test;

/** The laws of loops over random programs with integers that may have no value, in branches and loops that do not need them then. */
class PartialIntegerLawsTest {

    @Test
    void compiledCodeGivesTheBitsOfItsGraph() {
        IndexedLaws.holdPartial("IndexedBitLawsTest.source()", 40, true, IndexedBitLawsTest.source());
        IndexedLaws.holdPartial(
                "IndexedBitLawsTest.simplified(Backend.JANINO)",
                40,
                false,
                IndexedBitLawsTest.simplified(Backend.JANINO));
    }

    @Test
    void derivativesAreThoseWithoutLoops() {
        IndexedLaws.holdPartial("IndexedDerivativeLawsTest.values()", 100, true, IndexedDerivativeLawsTest.values());
        IndexedLaws.holdPartial(
                "IndexedDerivativeLawsTest.bothModes()", 60, false, IndexedDerivativeLawsTest.bothModes());
        IndexedLaws.holdPartial(
                "IndexedDerivativeLawsTest.transposes()", 60, false, IndexedDerivativeLawsTest.transposes());
    }
}

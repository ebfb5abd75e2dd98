package dev.jacobi.laws;

import org.junit.jupiter.api.Test;

/** What must agree to the last bit, over random programs with folds and scans: compiled code and the interpreter. */
class RecurrenceBitLawsTest {
    @Test
    void compiledIeeeCodeGivesTheBitsOfTheUnsimplifiedGraph() {
        IndexedBitLawsTest.hold("source()", 80, true, true, 40, IndexedBitLawsTest.source());
    }
}

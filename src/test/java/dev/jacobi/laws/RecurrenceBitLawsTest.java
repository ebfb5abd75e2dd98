package dev.jacobi.laws;

import dev.jacobi.diag.Backend;
import org.junit.jupiter.api.Test;

/** What must agree to the last bit, over random programs with folds and scans: compiled code and the interpreter. */
class RecurrenceBitLawsTest {
    @Test
    void compiledIeeeCodeGivesTheBitsOfTheUnsimplifiedGraph() {
        hold("source()", 20, true, IndexedBitLawsTest.source());
    }

    @Test
    void compiledDefaultCodeGivesTheBitsOfTheSimplifiedGraph() {
        hold("simplified(Backend.JANINO)", 15, false, IndexedBitLawsTest.simplified(Backend.JANINO));
        hold("simplified(Backend.JANINO)", 15, true, IndexedBitLawsTest.simplified(Backend.JANINO));
    }

    @Test
    void codeCompiledByJavacGivesTheBitsOfTheSimplifiedGraph() {
        hold("simplified(Backend.JAVAC)", 5, true, IndexedBitLawsTest.simplified(Backend.JAVAC));
    }

    private static void hold(String call, int programs, boolean wild, IndexedLaws.Law law) {
        IndexedBitLawsTest.hold(call, programs, wild, true, programs / 2, law);
    }
}

package com.acme.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
    private static final Model LOGISTIC = new Model("top / (1 + exp(shift - rate * x))");

    private static Points pasture() throws IOException {
        return Points.read("rat42.csv");
    }

    /** Both starts that NIST gives for Rat42, and what it certifies: 11 digits. */
    @ParameterizedTest
    @CsvSource({"100, 1, 0.1", "75, 2.5, 0.07"})
    void logisticCurveHasTheCertifiedFit(double top, double shift, double rate) throws IOException {
        Fitted fitted = LOGISTIC.fit(pasture(), Map.of("top", top, "shift", shift, "rate", rate));
        assertNear(new double[] {7.2462237576E+01, 2.6180768402E+00, 6.7359200066E-02}, fitted.parameters(), 1e-8);
        assertNear(new double[] {1.7340283401E+00, 8.8295217536E-02, 3.4465663377E-03}, fitted.standardErrors(), 1e-7);
        assertEquals(8.0565229338E+00, fitted.sumOfSquares(), 1e-10 * 8);
    }

    /** The other references are mpmath 1.3's: a root of the gradient with 40 digits, and the covariance there. */
    @Test
    void gompertzCurveHasTheReferencesFit() throws IOException {
        Fitted fitted = new Model("top * exp(-exp(shift - rate * x))")
                .fit(pasture(), Map.of("top", 100.0, "shift", 1.0, "rate", 0.1));
        assertNear(new double[] {82.83218959735786, 1.223713711955977, 0.03707491156845078}, fitted.parameters(), 1e-7);
        assertNear(
                new double[] {5.697507741056571, 0.07518329368770138, 0.004352637256532636},
                fitted.standardErrors(),
                1e-6);
        assertEquals(21.79399001824258, fitted.sumOfSquares(), 1e-10 * 22);
        assertEquals(15.9596870049218, fitted.akaike(), 1e-9);
    }

    @Test
    void predictionHasTheErrorThatTheParametersLeave() throws IOException {
        Fitted.Prediction prediction = LOGISTIC.fit(pasture(), Map.of("top", 100.0, "shift", 1.0, "rate", 0.1))
                .at(100);
        assertEquals(71.30147880777923, prediction.value(), 1e-7);
        assertEquals(1.428652275443128, prediction.standardError(), 1e-6);
    }

    @Test
    void parametersAreWhatIsNotX() {
        assertEquals(List.of("b", "a"), new Model("exp(b * x) + a * x").parameters());
    }

    @Test
    void mistakeIsToldWithItsPlace() {
        JacobiException failure = assertThrows(JacobiException.class, () -> new Model("top / (1 + exq(shift - x))"));
        assertEquals(ErrorCode.NAME, failure.code());
        assertEquals(12, failure.column());
        assertTrue(failure.getMessage().contains("did you mean exp"), failure.getMessage());
    }

    @Test
    void missingStartIsNamed() {
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class, () -> LOGISTIC.fit(pasture(), Map.of("top", 1.0, "rate", 1.0)));
        assertEquals("parameter 'shift' has no start; the model has [top, shift, rate]", failure.getMessage());
    }

    @Test
    void modelWithoutParametersIsRefused() {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> new Model("x^2"));
        assertEquals("'x^2' has no parameter to fit", failure.getMessage());
    }

    private static void assertNear(double[] expected, double[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            assertTrue(error <= tolerance * Math.abs(expected[i]), "parameter " + i + " is " + actual[i]);
        }
    }
}

package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.JacobiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second side of {@code and} and {@code or} is asked only where the first does not decide; the first always is. */
class ConnectivesTest {

    @ParameterizedTest
    @CsvSource({
        // x has two elements, both 1: the element 5 and a quotient by k, 0, are not there.
        "x[0] > 0 or x[5] > 0, 3",
        "x[5] > 0 or x[0] > 0, fails",
        "x[0] < 0 or x[5] > 0, fails",
        "x[0] < 0 and x[5] > 0, 7",
        "x[5] > 0 and x[0] < 0, fails",
        "x[div(1; k)] > 0 or x[5] > 0, fails",
        "x[5] > 0 or x[div(1; k)] > 0, fails",
        "k == 0 or x[div(1; k)] > 0 or x[5] > 0, 3",
        "k != 0 and (x[div(1; k)] > 0 or x[5] > 0), 7",
        "not (k == 0 or x[div(1; k)] > 0) or x[1] > 0, 3",
        "max(i in 6: if i < 2 or x[i] > 0 then x[0] else 0) > 0, fails",
        "max(i in 6: if i > 1 or x[i] > 0 then x[0] else 0) > 0, 3"
    })
    void fromLeftToRight(String condition, String expected) {
        String text = "function f(b, x[N]; int k) = if " + condition.replace(';', ',') + " then 3 * b else 7 * b";
        CompiledFunction f = Jacobi.compile(text).bind("k", 0);
        double[] gradient = new double[3];
        String found;
        try {
            double value = f.gradient(new double[] {1, 1, 1}, gradient);
            assertThat(gradient).containsExactly(value, 0, 0);
            found = Integer.toString((int) value);
        } catch (JacobiException e) {
            found = "fails";
        }
        assertThat(found).isEqualTo(expected);
        Sample sample = Sample.of(10189133660161L, 2, 2, Sample.Kind.SMALL);
        String program =
                IndexedProgram.text("    x[i in N] = u[i]\n", "(if " + condition.replace(';', ',') + " then a else b)");
        assertThat(IndexedBitLawsTest.source().violation(Laws.function(program), sample))
                .isNull();
    }
}

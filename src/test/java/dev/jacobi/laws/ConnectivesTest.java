package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second side of {@code and} and {@code or} is asked only where the first does not decide; the first always is. */
public class ConnectivesTest {

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

    /** A method that refuses what is not positive. */
    public static double refusing(double x) {
        if (!(x > 0)) {
            throw new IllegalStateException("refused");
        }
        return x;
    }

    private static final Options OPTIONS = Options.defaults()
            .externals(ExternalFunction.of("refusing(x)", ConnectivesTest.class, "refusing")
                    .partials("1"));

    /** With x all 1 and k 0. */
    private static final Map<String, Boolean> SIDES = Map.of(
            "x[k] > 0", true,
            "x[k] > 1", false,
            "refusing(x[1]) > 0", true,
            "not (refusing(x[k]) > 0)", false);

    private static final List<String> FAILING =
            List.of("x[k + 5] > 0", "div(1, k) > 0", "mod(1, k) < 2", "refusing(-x[0]) > 0", "x[mod(1, k)] > 0");

    /** Elements, integers and calls on both sides, under a condition of nothing, of an element, and of a loop. */
    @ParameterizedTest
    @ValueSource(strings = {"and", "or"})
    void eachSideThatIsAskedIsNeededAndNoOther(String connective) {
        List<String> sides = new ArrayList<>(FAILING);
        sides.addAll(new TreeSet<>(SIDES.keySet()));
        for (String first : sides) {
            for (String second : sides) {
                Boolean left = SIDES.get(first);
                boolean decides = left != null && left == connective.equals("or");
                Boolean whole = left == null || decides ? left : SIDES.get(second);
                String condition = "(" + first + " " + connective + " " + second + ")";
                String plain = "if " + condition + " then 3 * b else 7 * b";
                String expected = whole == null ? "fails" : whole ? "3" : "7";
                assertThat(found(plain)).as(plain).isEqualTo(expected);
                String step = "sum(i in N: if i > 0 and " + condition + " then 3 * b else 3.5 * b)";
                assertThat(found(step)).as(step).isEqualTo(whole == null ? "fails" : whole ? "6" : "7");
                String never = "if x[0] > 1 and " + condition + " then 3 * b else 7 * b";
                assertThat(found(never)).as(never).isEqualTo("7");
            }
        }
    }

    private static String found(String body) {
        CompiledFunction f = Jacobi.with(OPTIONS)
                .compile("function f(b, x[N]; int k) = " + body)
                .bind("k", 0);
        double[] gradient = new double[3];
        try {
            double value = f.gradient(new double[] {1, 1, 1}, gradient);
            assertThat(gradient).containsExactly(value, 0, 0);
            return Integer.toString((int) value);
        } catch (JacobiException | IllegalStateException e) {
            return "fails";
        }
    }
}

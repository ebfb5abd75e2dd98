package dev.jacobi.hostile;

import static dev.jacobi.hostile.Hostile.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java takes 255 parameters, and a double counts twice: above 120 numbers a generated method takes arrays. */
class ParametersTest {

    private static String sumOfSines(int variables, boolean data) {
        String names = joined(variables, ", ", i -> "v" + i);
        return "function f(" + names + (data ? "; k) = k*(" : ") = 1*(")
                + joined(variables, " + ", i -> "sin(v" + i + ")*" + (i + 1)) + ")";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 119, 120, 121, 122, 126, 127, 128, 254, 255, 256})
    void generatedMethodsTakeAnyNumber(int variables, @TempDir Path directory) throws Exception {
        EnumSet<Derivative> all = EnumSet.of(Derivative.GRADIENT, Derivative.JVP, Derivative.HESSIAN_VECTOR_PRODUCT);
        SourceText text = new SourceText("f", sumOfSines(variables, false));
        List<JavaSource> sources = SourceGenerator.generate(text, "p", all, Options.defaults());
        double[] x = new double[variables];
        Arrays.setAll(x, i -> i / 100.0);
        double[] g = new double[variables];
        double expected = Jacobi.compile(text.text()).gradient(x, g);
        try (JavaClasses java = JavaClasses.compile(sources, directory)) {
            double[] found = new double[variables];
            Object[] arguments = new Object[] {x, found};
            if (variables <= 120) {
                arguments = new Object[variables + 1];
                for (int i = 0; i < variables; i++) {
                    arguments[i] = x[i];
                }
                arguments[variables] = found;
            }
            assertThat(java.call("p.F", "gradient", arguments)).isEqualTo(expected);
            assertThat(found).containsExactly(g);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {119, 120, 121})
    void dataCountsToo(int variables, @TempDir Path directory) throws Exception {
        SourceText text = new SourceText("f", sumOfSines(variables, true));
        List<JavaSource> sources =
                SourceGenerator.generate(text, "p", EnumSet.of(Derivative.GRADIENT), Options.defaults());
        boolean arrays = sources.get(0).text().contains("double[] data");
        assertThat(arrays).isEqualTo(variables + 1 > 120);
        JavaClasses.compile(sources, directory).close();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aFunctionOfFiveThousandVariables(Backend backend) {
        CompiledFunction f = Jacobi.with(Options.defaults().backend(backend)).compile(sumOfSines(5_000, false));
        double[] x = new double[5_000];
        double[] g = new double[5_000];
        f.gradient(x, g);
        assertThat(g[4_999]).isEqualTo(5_000);
    }

    /** What {@code as} binds to: all variables in an array. */
    public interface Flat {
        double value(double[] x);

        double gradient(double[] x, double[] g);
    }

    @Test
    void aTypedInterfaceTakesFiveThousandVariablesInAnArray() {
        Flat flat = Jacobi.compile(sumOfSines(5_000, false)).as(Flat.class);
        double[] g = new double[5_000];
        assertThat(flat.gradient(new double[5_000], g)).isEqualTo(flat.value(new double[5_000]));
        assertThat(g[4_999]).isEqualTo(5_000);
    }
}

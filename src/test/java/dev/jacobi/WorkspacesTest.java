package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is added up in the caller's own array, as one would by hand, needs no workspace. */
class WorkspacesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neighbours      | function f(x[n]) = sum(i in n - 1: 100 * (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)",
                "gathered        | function f(x[n]; int k[p]) = sum(i in p: (x[k[i]] - 1)^2) + sum(j in n: x[j]^2)",
                "columns         | function f(x[n, 3]; int k[p]) = sum(i in p: x[k[i], 0] * sin(x[k[i], 2]) - x[k[i], 1])",
                "short loops     | function f(x[n, 3]; int k[p], y[p, 3]) = sum(i in p, c in 3: (x[k[i], c] - y[i, c])^2)",
                "a choice in one | function f(x[n]; y[n, 2]) = sum(i in n, c in 2: y[i, c] * (if c == 0 then sin(x[i]) else x[i]^2))",
            })
    void gradientsThatNeedNone(String name, String formula) {
        String java = source(formula, Derivative.GRADIENT);
        assertThat(java).as(name).contains("gradient[").doesNotContain("work");
    }

    @Test
    void aGradientIsAddedUpAlongMemory() {
        String java = source(
                "function f(U[M, R], V[N, R]; int m[P], int n[P]) = sum(p in P: sum(r in R: U[m[p], r] * V[n[p], r])^2)",
                Derivative.GRADIENT);
        assertThat(java.indexOf("for (int p")).isPositive().isLessThan(java.indexOf("for (int r"));
        assertThat(java).doesNotContain("work");
    }

    @Test
    void bundleAdjustmentWritesItsProductInTheResult() throws IOException {
        String java = source(Files.readString(Path.of("examples/adbench/ba.jacobi")), Derivative.VJP);
        java = java.substring(java.indexOf("void vjp("));
        assertThat(java).contains("xBar[cam[i] * 11 + 10] +=").doesNotContain("for (int c");
        assertThat(java.lines().filter(line -> line.contains("for (int i = 0; i < p")))
                .as("one pass over the observations")
                .hasSize(1);
    }

    @Test
    void theOrderOfAdditionsStaysUnderIeee() {
        Options options = Options.defaults().arithmetic(Arithmetic.IEEE);
        String java = source("function f(x[n]) = sum(i in n - 1: (x[i + 1] - x[i]^2)^2)", Derivative.GRADIENT, options);
        assertThat(java).contains("work");
    }

    private static String source(String formula, Derivative derivative) {
        return source(formula, derivative, Options.defaults());
    }

    /** The source of the file's last function. */
    private static String source(String text, Derivative derivative, Options options) {
        List<JavaSource> sources =
                SourceGenerator.generate(new SourceText("f.jacobi", text), "", EnumSet.of(derivative), options);
        return sources.get(sources.size() - 1).text();
    }
}

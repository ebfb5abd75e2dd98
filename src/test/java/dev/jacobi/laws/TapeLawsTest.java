package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Backend;
import dev.jacobi.graph.FunctionGraph;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What steps keep for their adjoints has the bits of what these would compute: where loops over one range meet, forwards and backwards. */
class TapeLawsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fold(t in N, s = a: tanh(s * u[t]) + fold(h in N, r = s: tanh(r * u[h] + s)))",
                "fold(t in N, s[i in N] = u[i]: tanh(s[N - 1 - i] * b) * exp(s[N - 1 - i]))[0]",
                "sum(j in M: v[j] * fold(t in N, s = a * v[j]: exp(-s * s) + log(1 + s^2) * u[t]))",
                "fold(t in N, s = a: if s > 0 then exp(-s) * tanh(s) else sin(s) + tanh(s) * exp(s))",
                "fold(t in M, s[i in N, j in N] = u[i] * u[j]: tanh(s[j, i]) + exp(-s[i, j]^2) * v[t])[0, N - 1]",
                "fold(t in N, s[i in N] = u[i]: tanh(sum(j in N: s[j] * exp(s[i] - s[j]))))[N - 1]",
                "fold(t in N, s[i in N] = u[i]: scan(h in N, r[j in N] = s[j]: tanh(r[N - 1 - j] + s[h] * u[t]) * exp(-r[j]^2))[N - 1 - i, i])[0]",
                "fold(t in N, s[i in N] = u[i]: fold(h in N, r[j in N] = s[N - 1 - j]: tanh(r[j] + s[h] * u[t]) * exp(-r[j]^2))[N - 1 - i])[0]",
                "sum(t in N: scan(h in N, s = a: exp(-s * u[h]))[N - 1 - t] * scan(h in N, s = b: exp(-s * u[h]))[t])",
                "fold(t in N, s = a: exp(-prod(i in N: tanh(u[i] * s))) + solve(z = s: z + 0.3 * sin(z) - s * u[t]))",
                "fold(t in N - 1, s[l in M, j in N] = v[l] * u[j]: scan(h in M, z[g in N] = u[t] * u[g]: tanh(z[g] + a * s[h, g]) * sigmoid(b * s[h, N - 1 - g]))[l, j])[0, 0]",
                "sum(i in N: fold(t in N - 1, s[l in M, j in N] = v[l] * u[j]: scan(h in M, z[g in N] = u[t] * u[g]: tanh(z[N - 1 - g] + a * s[M - 1 - h, g]) * sigmoid(b * s[h, g]))[M - 1 - l, j])[M - 1, i])",
                "fold(t in N, s = a: fold(j in N, r = s: fold(h in N, w = r * u[j]: tanh(w + u[h]) * exp(-s * r))))",
            })
    void compiledCodeHasTheBitsOfItsGraph(String result) {
        FunctionGraph f = Laws.function(IndexedProgram.text("", result));
        for (int n : new int[] {0, 1, 3}) {
            for (Sample.Kind kind : List.of(Sample.Kind.GENERAL, Sample.Kind.SPECIAL)) {
                Sample sample = Sample.of(20261128L + n, n, Math.max(1, n - 1), kind);
                assertThat(IndexedBitLawsTest.simplified(Backend.JANINO).violation(f, sample))
                        .as("n = %s, %s", n, kind)
                        .isNull();
            }
        }
    }
}

package dev.jacobi.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Equivalence;
import dev.jacobi.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each identity as the equation that it states; a new one is here as soon as it stands in {@link Identity}. */
class IdentityTest {
    @ParameterizedTest
    @EnumSource(Identity.class)
    void theProofOfAnIdentityUsesIt(Identity identity) {
        Equivalence answer = ask(identity, identity.guards().toArray(String[]::new));
        assertThat(answer).isInstanceOf(Equivalence.Equal.class);
        Equivalence.Equal equal = (Equivalence.Equal) answer;
        assertThat(equal.where()).isEmpty();
        assertThat(equal.rules()).contains(identity.toString());
    }

    /** Values of compiled code, which shares nothing with the proofs, at points that the guards allow. */
    @ParameterizedTest
    @EnumSource(Identity.class)
    void bothSidesHaveTheSameValues(Identity identity) {
        ToDoubleFunction<double[]> before = compiled(identity.before());
        ToDoubleFunction<double[]> after = compiled(identity.after());
        List<ToDoubleFunction<double[]>> guards = guards(identity);
        SplittableRandom random = new SplittableRandom(3);
        int compared = 0;
        for (int i = 0; i < 300; i++) {
            double[] x = random.doubles(3, -3, 3).toArray();
            if (holds(guards, x)) {
                double left = before.applyAsDouble(x);
                double right = after.applyAsDouble(x);
                compared++;
                // Differences of the definitions cancel: 1 + x is known to a few ulps of 1, and its logarithm so.
                assertThat(Math.abs(left - right) <= 1e-12 * (1 + Math.abs(left)))
                        .as("%s at %s: %s and %s", identity, Arrays.toString(x), left, right)
                        .isTrue();
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    /** Without its guards an identity is claimed under conditions, or both sides are without a value where the guards do not hold. */
    @ParameterizedTest
    @EnumSource(Identity.class)
    void guardsAreNeeded(Identity identity) {
        if (ask(identity) instanceof Equivalence.Equal equal && equal.where().isEmpty()) {
            ToDoubleFunction<double[]> before = compiled(identity.before());
            ToDoubleFunction<double[]> after = compiled(identity.after());
            SplittableRandom random = new SplittableRandom(4);
            for (int i = 0; i < 300; i++) {
                double[] x = random.doubles(3, -3, 3).toArray();
                assertThat(Double.isNaN(before.applyAsDouble(x)))
                        .as("%s at %s", identity, Arrays.toString(x))
                        .isEqualTo(Double.isNaN(after.applyAsDouble(x)));
            }
        }
    }

    @Test
    void labelsAreUnique() {
        TreeSet<String> labels = new TreeSet<>();
        for (Identity identity : Identity.values()) {
            assertThat(labels.add(identity.label())).isTrue();
        }
    }

    private static Equivalence ask(Identity identity, String... assumptions) {
        return Formula.parse(identity.before()).equivalence(Formula.parse(identity.after()), assumptions);
    }

    private static boolean holds(List<ToDoubleFunction<double[]>> guards, double[] xyz) {
        return guards.stream().allMatch(guard -> guard.applyAsDouble(xyz) == 1);
    }

    private static List<ToDoubleFunction<double[]>> guards(Identity identity) {
        return identity.guards().stream()
                .map(guard -> compiled("if " + guard + " then 1 else 0"))
                .toList();
    }

    /** The values of a formula at (x, y, z). */
    private static ToDoubleFunction<double[]> compiled(String text) {
        Formula formula = Formula.parse(text);
        CompiledFunction function = formula.compile();
        int[] places = formula.variables().stream().mapToInt("xyz"::indexOf).toArray();
        return xyz -> function.value(
                Arrays.stream(places).mapToDouble(place -> xyz[place]).toArray());
    }
}

package dev.jacobi.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every function and its strict twin against references.csv, within a bound stated for each. */
class ReferenceTest {

    /**
     * Bounds in the unit of {@link References}: what was measured over 190,000 further points, rounded up, so
     * that another JVM's Math, good to 1 ulp, passes as well.
     */
    private static final Map<String, Double> BOUNDS = Map.ofEntries(
            Map.entry("asinh", 2.0),
            Map.entry("acosh", 2.0),
            Map.entry("atanh", 2.0),
            Map.entry("cosh", 2.5),
            Map.entry("tanh", 2.0),
            Map.entry("log2", 2.0),
            Map.entry("sigmoid", 2.0),
            Map.entry("softplus", 2.0),
            Map.entry("logaddexp", 2.0),
            Map.entry("xlogy", 2.0),
            Map.entry("mod", 1.0),
            Map.entry("erf", 1.0),
            Map.entry("erfc", 2.5),
            Map.entry("normpdf", 2.0),
            Map.entry("normcdf", 2.5),
            Map.entry("norminv", 2.5),
            Map.entry("erfinv", 4.0),
            Map.entry("sinPi", 2.0),
            Map.entry("gamma", 6.0),
            Map.entry("lgamma", 2.5),
            Map.entry("lgammaNegative", 4.0),
            Map.entry("digamma", 3.0),
            Map.entry("digammaNegative", 4.0),
            Map.entry("trigamma", 6.0),
            Map.entry("polygamma", 1.0),
            Map.entry("polygammaLarge", 1.0),
            Map.entry("polygammaNegative", 1.5));

    @ParameterizedTest
    @ValueSource(strings = {"dev.jacobi.special", "dev.jacobi.special.strict"})
    void everyFunctionIsWithinItsBound(String inPackage) {
        Map<String, References.Worst> measured = References.measure(inPackage, References.read());
        assertThat(measured.keySet()).isEqualTo(BOUNDS.keySet());
        for (Map.Entry<String, References.Worst> entry : measured.entrySet()) {
            double bound = BOUNDS.get(entry.getKey());
            if (!(entry.getValue().error() <= bound)) {
                fail("%s is off by more than %s: %s", entry.getKey(), bound, entry.getValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.jacobi.special", "dev.jacobi.special.strict"})
    void everyFunctionButTheExactOnesIsInTheTable(String inPackage) {
        // logsum is a sum that may cancel: SpecialValuesTest holds it to the bits of its definition.
        List<String> exact = List.of("sign", "power", "logsum");
        for (String name : References.methods(inPackage).keySet()) {
            assertThat(BOUNDS.containsKey(name) || exact.contains(name))
                    .as(name)
                    .isTrue();
        }
    }
}

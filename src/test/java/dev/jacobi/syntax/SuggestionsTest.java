package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final Collection<String> KNOWN =
            List.of("sqrt", "sin", "sinh", "cos", "exp", "expm1", "log", "normcdf", "sigma", "x", "rate");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "sqr, sqrt",
                "sqtr, sqrt",
                "sqrtt, sqrt",
                "Exp, exp",
                "EXP, exp",
                "normcfd, normcdf",
                "nomrcfd, normcdf",
                "sinn, sin",
                "simga, sigma",
                "x1, x",
                "y, -",
                "tan, -",
                "abc, -",
                "rote, rate",
                "sq, -",
                "'', -",
                "logarithm, -"
            })
    void theNearestNameIsFound(String found, String nearest) {
        assertThat(Suggestions.nearest(found, KNOWN)).isEqualTo(nearest);
    }

    @Test
    void tiesGoToTheFirstInTheAlphabet() {
        assertThat(Suggestions.nearest("ab", List.of("az", "ay", "bb"))).isEqualTo("ay");
        assertThat(Suggestions.nearest("ab", List.of("bb", "ay", "az"))).isEqualTo("ay");
        assertThat(Suggestions.nearest("a", List.of())).isNull();
    }

    @Test
    void aVeryLongNameIsNearNothing() {
        String name = "a".repeat(1_000_000);
        assertThat(Suggestions.nearest(name, List.of(name + "b"))).isNull();
    }
}

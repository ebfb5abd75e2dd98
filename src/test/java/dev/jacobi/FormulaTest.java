package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x^2/log(x)        | 2 * x / log(x) - x / log(x)^2
            sqrt(x)           | 1 / (2 * sqrt(x))
            tanh(x)           | 1 / cosh(x)^2
            log(3*x)          | 1 / x
            sin(x)/x          | cos(x) / x - sin(x) / x^2
            x^3               | 3 * x^2
            1/x               | -(1 / x^2)
            exp(2*x)          | 2 * exp(2 * x)
            (x+1)*(x-1)       | 2 * x
            7                 | 0
            abs(x)            | sign(x)
            relu(x)           | if x > 0 then 1 else 0
            """)
    void derivativesReadAsAMathematicianWouldWriteThem(String formula, String derivative) {
        Formula f = Formula.parse(formula.equals("7") ? "0 * x + 7" : formula);
        assertThat(f.differentiate("x").simplify()).hasToString(derivative);
    }

    @Test
    void theBuilderMakesTheFormulaThatTheParserMakes() {
        Formula x = Formula.variable("x");
        Formula l = Formula.variable("l");
        Formula built = x.power(2).dividedBy(x.log()).plus(l);
        assertThat(built).hasToString(Formula.parse("x^2 / log(x) + l").toString());
        assertThat(built.variables()).containsExactly("x", "l");
        assertThat(built.compile().value(new double[] {3, 5})).isEqualTo(9 / Math.log(3) + 5);
        assertThat(x.apply("atan2", l)).hasToString("atan2(x, l)");
    }

    @Test
    void aBuilderLoopStaysLinear() {
        Formula x = Formula.variable("x");
        Formula e = x;
        for (int i = 0; i < 20_000; i++) {
            e = e.times(x).plus(1);
        }
        assertThat(e.compile().value(new double[] {0})).isEqualTo(1);
    }

    @Test
    void substitutionReplacesAVariableEverywhere() {
        Formula f = Formula.parse("x^2 + x * y").substitute("x", Formula.parse("y + z"));
        assertThat(f.variables()).containsExactly("y", "z");
        assertThat(f.compile().value(new double[] {2, 3})).isEqualTo(25 + 10);
    }

    @Test
    void higherOrdersDifferentiateWhatTheLowerGave() {
        Formula third = Formula.parse("sin(x) * x")
                .differentiate("x")
                .differentiate("x")
                .differentiate("x");
        double x = 0.7;
        assertThat(third.compile().value(new double[] {x}))
                .isCloseTo(-3 * Math.sin(x) - x * Math.cos(x), org.assertj.core.data.Offset.offset(1e-14));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Formula.parse("x").differentiate("y"))
                .hasMessage("there is no variable 'y'; the variables are [x]");
        assertThatThrownBy(() -> Formula.variable("2x")).hasMessageContaining("no name");
        assertThatThrownBy(() -> Formula.parse("function f(x) = (x, x)")).hasMessageContaining("2");
    }

    @Test
    void latexIsWritten() {
        assertThat(Formula.parse("x^2/log(x)").toLatex()).isEqualTo("\\frac{x^{2}}{\\log\\left(x\\right)}");
    }

    @Test
    void sharedPartsPrintInLinearSize() {
        Formula x = Formula.variable("x");
        for (int i = 0; i < 60; i++) {
            x = x.times(x);
        }
        assertThat(x.toString().length()).isLessThan(4_000);
        assertThat(x.differentiate("x").simplify().toString().length()).isLessThan(10_000);
    }

    @Test
    void whatIsMadeOfAFormulaStaysWithinItsLimits() {
        Limits server = Limits.server();
        Limits few = new Limits(server.text(), server.tokens(), server.nesting(), 10, 100, 60, 100, 10_000);
        Options options = Options.defaults().limits(few);
        Formula f = Formula.parse("sin(x)^2 * exp(x / y)", options);
        assertThat(f.differentiate("x").simplify().differentiate("y").variables())
                .containsExactly("x", "y");
        Formula third = f.differentiate("x");
        assertThatThrownBy(() -> third.differentiate("x").differentiate("x"))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("60 nodes");
        assertThatThrownBy(() -> f.substitute("y", f)
                        .substitute("y", f)
                        .substitute("y", f)
                        .substitute("y", f)
                        .differentiate("x"))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("60 nodes");
        assertThatThrownBy(() -> Formula.parse("x" + " + x".repeat(5000), options))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("characters of text");
        assertThatThrownBy(() -> f.plus(f.differentiate("x"))
                        .times(Formula.parse("gamma(y)^x"))
                        .differentiate("y")
                        .differentiate("y"))
                .as("also with a formula that has none")
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("60 nodes");
    }
}

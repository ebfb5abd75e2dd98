package dev.jacobi.hostile;

import static dev.jacobi.hostile.Hostile.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known to break in Janino (reports #113, #151, #174, #201, and what was measured), held against the code that we emit. */
@Timeout(60)
class JaninoTrapsTest {

    /** #151: a double that is set in the branches only has no place in the stack map before them. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void valuesOfBranchesAreDeclaredWithAValue(Backend backend) {
        String text = "function f(x, y) {\n a = if x < y then sin(x)*sin(x) else (if y < 0 then exp(x) else y*y)\n"
                + " b = if a < y then a*log(a) else cos(a)\n return a*b + (if x > b then a else b)^2\n}";
        CompiledFunction f = Jacobi.with(Options.defaults().backend(backend)).compile(text);
        double[] g = new double[2];
        f.gradient(new double[] {0.5, 1.5}, g);
        assertThat(g).doesNotContain(Double.NaN);
        assertThat(f.source(Derivative.GRADIENT)).doesNotContainPattern("double [a-z0-9_]+;");
    }

    /** #174: a branch with values on the operand stack writes all locals into the stack map: a select is a statement of its own. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void bytesOfAClassGrowLinearlyWithItsSelects(Backend backend) throws Exception {
        int small = classBytes(selects(100), backend);
        int large = classBytes(selects(800), backend);
        assertThat(large).isLessThan(10 * small);
        assertThat(large / 800).isLessThan(150);
    }

    private static String selects(int count) {
        return "function f(x, y) = "
                + joined(count, " + ", i -> "(x + y*" + i + ") * (if x < " + i + " then sin(x*" + i + ") else y)");
    }

    /** The least limit under which the value compiles. */
    private static int classBytes(String text, Backend backend) throws Exception {
        int fails = 0;
        int passes = 1 << 20;
        while (passes - fails > 512) {
            int middle = (fails + passes) / 2;
            Limits d = Limits.defaults();
            Limits limits = new Limits(
                    d.text(),
                    d.tokens(),
                    d.nesting(),
                    d.variables(),
                    d.nodes(),
                    d.derivativeNodes(),
                    d.constants(),
                    middle);
            Options options = Options.defaults().backend(backend).limits(limits);
            if (Hostile.code(() -> Hostile.value(text, options)) == null) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        return passes;
    }

    /** Janino's loader asks its parent first, so that a second class of one name would run the first. */
    @Test
    void everyClassHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            CompiledFunction f = Jacobi.compile("x + " + i);
            assertThat(f.value(new double[] {1})).isEqualTo(1 + i);
            assertThat(f.gradient(new double[] {1}, new double[1])).isEqualTo(1 + i);
            for (Derivative derivative : new Derivative[] {Derivative.VALUE, Derivative.GRADIENT}) {
                names.add(f.source(derivative).replaceAll("(?s).*?public final class (\\w+) .*", "$1"));
            }
        }
        assertThat(names).hasSize(100);
    }

    /** #201: Janino's parser recurses, so that no emitted expression is deep. */
    @ParameterizedTest
    @ValueSource(strings = {"sin(", "(y + ", "(x * ", "-(y - ", "max(x, ", "(if x < y then x else ", "1 / (x + "})
    void noEmittedExpressionIsDeep(String level) {
        String text = level.repeat(300) + "x" + ")".repeat(300);
        CompiledFunction f = Jacobi.compile(text);
        for (Derivative derivative : new Derivative[] {Derivative.VALUE, Derivative.GRADIENT}) {
            assertThat(depth(f.source(derivative))).isLessThanOrEqualTo(40);
        }
    }

    private static int depth(String source) {
        int depth = 0;
        int deepest = 0;
        for (char c : source.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    @Test
    void noSumIsLongInOneExpression() {
        CompiledFunction f = Jacobi.compile(joined(5_000, " + ", i -> "v" + i));
        int longest = f.source().lines().mapToInt(String::length).max().orElse(0);
        assertThat(longest).isLessThan(2_000);
        Hostile.onSmallStack(() -> f.value(new double[5_000]));
    }

    /** Its time grows with the square of the locals of a method, and the code of a method ends at 64 KB: methods are short. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void fewLocalsInEachMethod(Backend backend) {
        String text = Hostile.steps(20_000, i -> "sin(y" + i + ") * y" + i / 2 + " + x");
        CompiledFunction f = Jacobi.with(Options.defaults().backend(backend)).compile(text);
        int most = 0;
        for (String method : f.source().split("[(]double\\[\\] x, ")) {
            most = Math.max(most, method.split("\n +double ").length);
        }
        assertThat(most).isLessThan(600);
        f.value(new double[] {0.5, 0.25});
    }

    /**
     * A large index of an array is a constant of the class: a workspace of 80,000 places, and the constants that a server's formula may
     * not have, once filled the constant pool.
     */
    @Test
    @Timeout(300)
    @EnabledIfSystemProperty(named = "jacobi.long", matches = ".*")
    void theGradientOfAHundredThousandOperationsCompiles() {
        double[] g = Hostile.gradient(Hostile.steps(50_000, i -> "y" + i + " * y + x"), Options.defaults());
        assertThat(g).doesNotContain(Double.NaN);
    }

    @Test
    void indicesAreNoConstantsOfTheClass() {
        String text = "function f(x, y) = (" + joined(40_000, ", ", i -> i % 2 == 0 ? "x" : "y") + ")";
        CompiledFunction f =
                Jacobi.with(Options.defaults().backend(Backend.JAVAC)).compile(text);
        double[] out = new double[40_000];
        f.value(new double[] {1, 2}, out);
        assertThat(out[32_766]).isEqualTo(1);
        assertThat(out[32_767]).isEqualTo(2);
        assertThat(out[32_768]).isEqualTo(1);
        assertThat(out[39_999]).isEqualTo(2);
        assertThat(f.source()).doesNotContain("[32768]", "[39999]").contains("[32767]");
    }

    @Test
    void theLanguageIsTheOneThatBothCompilersTake() {
        String source =
                Jacobi.compile("if x < y then erf(x) else lgamma(y) + asinh(x)").source(Derivative.GRADIENT);
        assertThat(source).doesNotContainPattern("\\bvar\\b|->|::|\\brecord\\b|\"|<\\w+>|\\bswitch\\b|\\bnew\\b");
    }

    /** To implement it, Janino needs the erased method. */
    public interface Generic<T> {
        double value(T x);
    }

    /** A method of a generic interface that is none of ours. */
    public interface OfGeneric extends ToDoubleFunction<double[]> {
        double value(double[] x);
    }

    @ParameterizedTest
    @ValueSource(classes = {Generic.class, OfGeneric.class})
    void genericInterfacesAreRefusedBeforeJaninoSeesThem(Class<?> type) throws Exception {
        assertThat(Hostile.code(() -> Jacobi.compile("x").as(type))).isEqualTo(ErrorCode.ARGUMENT);
    }
}

package dev.jacobi.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Derivative;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lengths of compiled methods, read from the class files: HotSpot leaves a method of 8000 bytes or more to its interpreter for ever. */
class MethodLengthTest {
    @Test
    void longChainsAreCutIntoMethodsThatHotSpotCompiles() {
        StringBuilder text = new StringBuilder("function f(x, y) {\n    t0 = x\n");
        for (int i = 1; i <= 1_500; i++) {
            text.append("    t")
                    .append(i)
                    .append(" = sin(t")
                    .append(i - 1)
                    .append(") * y + x / ")
                    .append(i)
                    .append('\n');
        }
        assertThat(longestMethod(text + "    return t1500\n}")).isBetween(1000, 7999);
    }

    @Test
    void longBranchesAreCutToo() {
        StringBuilder then = new StringBuilder("x");
        StringBuilder otherwise = new StringBuilder("y");
        for (int i = 1; i <= 150; i++) {
            then.append(" + exp(x * y / ").append(i).append(")");
            otherwise.append(" - hypot(x, ").append(i).append(" * y)");
        }
        String both = "function f(x, y) = if x < y then (" + then + ")^2 else (" + otherwise + ")^3";
        assertThat(longestMethod(both)).isBetween(500, 7999);
    }

    @Test
    void conditionsOfManyPartsStayShort() {
        StringBuilder condition = new StringBuilder("x < y");
        for (int i = 1; i <= 800; i++) {
            condition
                    .append(i % 2 == 0 ? " and x + " : " or y * ")
                    .append(i)
                    .append(" < x / ")
                    .append(i);
        }
        assertThat(longestMethod("function f(x, y) = if " + condition + " then x*y else x/y"))
                .isBetween(500, 7999);
    }

    private static int longestMethod(String text) {
        CompiledFunction f = Jacobi.compile(text);
        int longest = 0;
        for (Derivative derivative : new Derivative[] {Derivative.VALUE, Derivative.GRADIENT, Derivative.HESSIAN}) {
            String source = f.source(derivative);
            String name = source.replaceAll("(?s).*?public final class (\\w+) .*", "$1");
            Map<String, byte[]> classes = new JaninoCompiler()
                    .compile("dev.jacobi.runtime.generated." + name, source, new KernelLoader.Base(), Map.of());
            for (byte[] bytes : classes.values()) {
                longest = Math.max(longest, ClassCheck.check(bytes, Set.of()));
            }
        }
        return longest;
    }
}

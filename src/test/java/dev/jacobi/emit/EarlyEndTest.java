package dev.jacobi.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import org.junit.jupiter.api.Test;

/** Loops over steps that end when nothing changes any more. */
class EarlyEndTest {
    private static String source(String text) {
        CompiledFunction f = Jacobi.compile(text);
        f.value(new double[f.variables().size()], new double[1]);
        return f.source();
    }

    @Test
    void aSolveEndsWhenItHasFoundTheRoot() {
        assertThat(source("function f(x) = solve(u = 1: u^2 - x - 1)"))
                .containsPattern("i\\d* < 100 && \\(\\w+ < 2\\.0\\)");
    }

    @Test
    void aFoldEndsWhereEachStateStaysFromThenOn() {
        String ends = "function f(x) {\n (s, d) = fold(t in 1000, s = x, d = 0: if d < 1 then s / 2 else s, "
                + "if d < 1 then (if s < 1 then 1 else 0) else d)\n return s\n}";
        assertThat(source(ends)).containsPattern("i\\d* < 1000 && ");
        assertThat(Jacobi.compile(ends).value(new double[] {100})).isEqualTo(100.0 / 256);
        String other = ends.replace("else s,", "else s + 1,");
        assertThat(source(other)).doesNotContain("&& (");
    }

    @Test
    void aLoopThatDoesMoreDoesNotEnd() {
        String text = "function f(x) = sum(i in 100: x * i) + solve(u = 1: u^2 - x - 1)";
        assertThat(Jacobi.compile(text).value(new double[] {3})).isEqualTo(3 * 4950 + 2);
    }
}

package dev.jacobi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fuzzer finds is told shortly, and changed texts are the same for the same seed. */
class TextShrinkerTest {

    @Test
    void onlyWhatFailsIsLeft() {
        assertThat(TextShrinker.shrink("function f(x) = sin(x @ 1)", text -> text.contains("@")))
                .isEqualTo("@");
        assertThat(TextShrinker.shrink("a(b)c(d)e", text -> text.contains("(") && text.endsWith("e")))
                .isEqualTo("(e");
        assertThat(TextShrinker.shrink("x + y", text -> true)).isEmpty();
    }

    @Test
    void aLiteralIsJava() {
        assertThat(TextShrinker.literal("a\"\\\n\r\u2028\0")).isEqualTo("\"a\\\"\\\\\\n\\r\\u2028\\u0000\"");
    }

    @Test
    void aSeedRepeatsItsTexts() {
        List<String> texts = List.of("x^2 / log(x)", "sin(y)*1.5");
        Mutator one = new Mutator(7, texts, Words.OF_FORMULAS);
        Mutator other = new Mutator(7, texts, Words.OF_FORMULAS);
        for (int i = 0; i < 1000; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void whatIsReadOrRefusedIsNoDefect() {
        assertThat(Reader.FORMULA.defect("x^2 / log(x)")).isEmpty();
        assertThat(Reader.FORMULA.defect("x ^^ @")).isEmpty();
        assertThat(Reader.FPCORE.defect("(FPCore (x) (+ x 1))")).isEmpty();
        assertThat(Reader.FPCORE.defect("(FPCore (x")).isEmpty();
    }
}

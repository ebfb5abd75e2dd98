package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.syntax.SourceFile.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewlineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a +\n b",
                "a *\n b",
                "a ^\n\n b",
                "a <\n b",
                "a and\n b",
                "a or // why\n b",
                "(a\n + b)",
                "f(a\n,\nb\n;\nc\n)",
                "if a\n then b\n else c",
                "if a then\n b else\n c",
                "a ?\n b :\n c",
                "if a\n\n// why\n then b\n else c",
                "if a\n then if b\n then c\n else d\n else e",
                "\n\na\n\n",
                "a + /*\n*/ b",
                "not\n a",
                "-\n a",
                "((a\n))\n",
                "sum(\ni\nin\nN\n,\nj in 0\n..<\ni\n:\na\n+ b\n)",
                "[\ni in N:\na\n]",
                "a[\nb\n,\nc\n]",
                "(a\n[b])"
            })
    void anExpressionGoesOn(String text) {
        String oneLine = text.replaceAll("//.*", "").replace("\n", " ");
        assertThat(Trees.nodes(Trees.expr(text))).isEqualTo(Trees.nodes(Trees.expr(oneLine)));
        Function function = Trees.file("function g(a, b, c, d, e) {\n x = " + text + "\n return x\n}")
                .functions()
                .get(0);
        assertThat(Trees.nodes(function.bindings().get(0).value())).isEqualTo(Trees.nodes(Trees.expr(oneLine)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n+ b",
                "a\n* b",
                "a\n? b : c",
                "a ? b\n: c",
                "a\nand b",
                "a\n(b)",
                "a\nb",
                "a\n[b]",
                "a /*\n*/ b"
            })
    void anExpressionEnds(String text) {
        assertThat(Trees.messages(text)).hasSize(1);
    }

    @Test
    void aBodyIsOneStatementALine() {
        Function function = Trees.file("function g(a)\n{\n\n x\n = a\n (y, z) =\n g(\n x)\n\n return (y,\n z) }")
                .functions()
                .get(0);
        assertThat(function.bindings()).hasSize(2);
        assertThat(function.bindings().get(1).names()).hasSize(2);
        assertThat(function.results()).hasSize(2);
    }

    @Test
    void anArrayIsBoundOnItsLine() {
        Function function = Trees.file(
                        "function g(a)\n{\nz[\ni\nin N] =\n a\ny[i in N] = z[i]\nreturn [i in N:\n y[i]]\n}")
                .functions()
                .get(0);
        assertThat(function.bindings())
                .extracting(binding -> TreePrinter.print(binding.value()))
                .containsExactly("[i in N: a]", "[i in N: z[i]]");
        assertThat(Trees.messages("function g(a) {\n z\n[i in N] = a\n return a\n}"))
                .hasSize(2);
    }

    @Test
    void aHeaderMayTakeSeveralLines() {
        Function function = Trees.file("function g(\n  a,\n  b[N,\n N\n * 2];\n  int\n c\n)\n  =\n  a")
                .functions()
                .get(0);
        assertThat(function.variables()).hasSize(2);
        assertThat(function.data()).hasSize(1);
    }

    @Test
    void aCarriageReturnEndsALineToo() {
        assertThat(Trees.file("function g(a) {\r x = a\r\n return x\r}")
                        .functions()
                        .get(0)
                        .bindings())
                .hasSize(1);
    }
}

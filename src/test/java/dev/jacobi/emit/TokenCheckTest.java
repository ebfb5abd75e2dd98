package dev.jacobi.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.Jacobi;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text planted in what the emitter wrote is refused, wherever it is planted. */
class TokenCheckTest {
    private static final String KERNEL = Jacobi.compile(
                    "function f(x, y; k) = if x < y then sin(x)^k else erf(y) * 1e-300 - k / 3")
            .source(Derivative.GRADIENT);
    private static final String NAME = KERNEL.replaceAll("(?s).*?public final class (\\w+) .*", "$1");

    private static void assertRefused(ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        JacobiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void whatTheEmitterWritesPasses() {
        TokenCheck.kernel(KERNEL, NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3);",
                "Runtime",
                "new ",
                "Class",
                "throw ",
                "// x",
                "/* x */",
                "\\u000a",
                "\"",
                "'",
                "@",
                "#",
                "$",
                "\t",
                "\r",
                "\0",
                "\u00e9",
                "\u2028",
                "\u202e",
                "native ",
                "synchronized ",
                "try",
                "extends Object",
                "x_1",
                "tt1",
                "Kernel0",
                "getClass2()",
                "::System"
            })
    void plantedTextIsRefusedAtEveryPlace(String planted) {
        for (int at = 0; at <= KERNEL.length(); at = at == 0 ? 1 : at + 7) {
            boolean apart = at == 0 || at == KERNEL.length() || " \n;(){}".indexOf(KERNEL.charAt(at - 1)) >= 0;
            if (apart || "\\\"'@#$\t\r\0\u00e9\u2028\u202e".indexOf(planted.charAt(0)) >= 0) {
                String text = KERNEL.substring(0, at) + planted + " " + KERNEL.substring(at);
                assertRefused(() -> TokenCheck.kernel(text, NAME));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\u002a/", "\r", "\t", "\0", "\u00e9", "\u2028", "\u001b", "x */ y", "/** x */"})
    void sourcesForABuildHoldNoEscapeAndNoEndOfACommentInALine(String planted) {
        TokenCheck.library("/**\n * text\n */\nclass A {\n}\n");
        assertRefused(() -> TokenCheck.library("/**\n * " + planted + "\n */\nclass A {\n}\n"));
    }
}

package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.ImportResolver;
import dev.jacobi.Jacobi;
import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text of strangers in comments, documentation and names of files: it never becomes code, nor moves a terminal's cursor. */
class TextInCommentsTest {
    private static final String CODE = "static { System.exit(3); }";

    /** Unicode escapes for the end of a comment, a line end and a quote, behind one to six backslashes and with one to three u. */
    private static List<String> hostileTexts() {
        List<String> texts = new ArrayList<>(List.of(
                "{@code",
                "} } }",
                "{@link java.lang.System#exit}",
                "<script>",
                "</pre>",
                "@throws x",
                "&#42;&#47;",
                "\u2028" + CODE,
                "\u2029" + CODE,
                "\u0085" + CODE,
                "\0",
                "\u202e" + CODE,
                "\u001b[2J",
                "\r" + CODE,
                "\r\n" + CODE,
                "\n" + CODE,
                "\ud800",
                "* /",
                "*\\/" + CODE,
                "/*",
                "//",
                "\"",
                "'",
                "%n%s$L$S$T",
                "\\"));
        for (int backslashes = 1; backslashes <= 6; backslashes++) {
            for (String u : List.of("u", "uu", "uuu")) {
                for (String hex : List.of("002a\\u002f", "002A/", "000a", "000d", "0022", "0027", "005c", "zzzz", "")) {
                    texts.add("\\".repeat(backslashes) + u + hex + CODE);
                    texts.add("*" + "\\".repeat(backslashes) + u + hex + CODE);
                }
            }
        }
        return texts;
    }

    private static List<JavaSource> generate(String name, String text, String packageName) {
        return SourceGenerator.generate(
                new SourceText(name, text),
                packageName,
                EnumSet.of(Derivative.GRADIENT),
                Options.defaults(),
                ImportResolver.NONE);
    }

    @Test
    void documentationStaysDocumentation(@TempDir Path directory) throws Exception {
        List<JavaSource> sources = new ArrayList<>();
        List<String> texts = hostileTexts();
        for (int i = 0; i < texts.size(); i++) {
            String formula = "/** " + texts.get(i) + " */ function f(x) = x^2 // "
                    + texts.get(i).replaceAll("[\r\n]", "");
            sources.addAll(generate("f", formula, "p" + i));
        }
        assertThat(sources).hasSizeGreaterThan(300).allSatisfy(source -> {
            assertThat(source.text().chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127 && c != '\\');
        });
        try (JavaClasses java = JavaClasses.compile(sources, directory)) {
            for (JavaSource source : sources) {
                assertThat(java.call(source.packageName() + ".F", "value", 3.0)).isEqualTo(9.0);
            }
        }
    }

    @Test
    void commentsAreNowhereInGeneratedCode() {
        for (String text : hostileTexts()) {
            String line = text.replaceAll("[\r\n]", "");
            String formula = "function f(x) = x^2 // sentinel " + line + "\n/* sentinel " + line + " */";
            if (line.contains("*/")) {
                continue;
            }
            assertThat(generate("f", formula, "").get(0).text()).doesNotContain("sentinel", "System");
            assertThat(Jacobi.compile(formula).source()).doesNotContain("sentinel", "System");
        }
    }

    @Test
    void outsideACommentItIsAMistakeWithASafeMessage() {
        for (String text : hostileTexts()) {
            for (String formula : List.of("x + " + text, text + " + x", "function f(x) = " + text, "f(x)" + text)) {
                try {
                    assertThat(Jacobi.compile(formula).source()).doesNotContain("System");
                } catch (JacobiException e) {
                    Hostile.assertSafe(e.getMessage());
                }
            }
        }
    }

    @Test
    void messagesAboutHugeTextsAreShort() {
        for (String text : List.of(
                "x + " + "y".repeat(1_000_000) + "(",
                "@".repeat(1_000_000),
                "x\n+".repeat(100_000),
                "f(x) ".repeat(100_000),
                "function f(" + "a".repeat(1_000_000) + ") = " + "a".repeat(1_000_000) + "b")) {
            try {
                Jacobi.compile(text);
                throw new AssertionError("compiled");
            } catch (JacobiException e) {
                Hostile.assertSafe(e.getMessage());
            }
        }
    }

    @Test
    void namesOfFilesAreShownSafely() {
        try {
            generate("a\u001b[2J\n\u202eb", "function f(x) = y", "");
            throw new AssertionError("generated");
        } catch (JacobiException e) {
            Hostile.assertSafe(e.getMessage());
        }
    }

    @Test
    void aPackageOfAnotherShapeIsRefused() {
        for (String name : List.of("a.b;", "a/b", "..", "a..b", "a.class", "a b", "a\u00e9\n", "\\u0041")) {
            try {
                assertThat(generate("f", "function f(x) = x", name).get(0).path())
                        .doesNotContain("..");
            } catch (JacobiException e) {
                Hostile.assertSafe(e.getMessage());
            }
        }
    }
}

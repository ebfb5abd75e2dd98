package dev.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports. */
class LinkerTest {

    private static double value(Map<String, String> files, String text, double x) {
        ImportResolver resolver = path -> files.containsKey(path) ? new SourceText(path, files.get(path)) : null;
        return Jacobi.with(Options.defaults()).imports(resolver).compile(text).value(new double[] {x});
    }

    @Test
    void aFileSeesTheFunctionsOfThoseItImportsAndItsOwnHideThem() {
        Map<String, String> files = Map.of(
                "a", "import \"b\"\nfunction f(x) = g(x) + 1\nfunction h(x) = 100",
                "b", "function g(x) = 10 * x");
        assertThat(value(files, "import \"a\"\nfunction main(x) = f(x)", 2)).isEqualTo(21);
        assertThat(value(files, "import \"a\"\nfunction h(x) = x\nfunction main(x) = h(x)", 2))
                .isEqualTo(2);
        assertThatThrownBy(() -> value(files, "import \"a\"\nfunction main(x) = g(x)", 2))
                .hasMessageContaining("unknown function 'g'");
    }

    @Test
    void mistakesStandWhereTheyAre() {
        Map<String, String> files = Map.of("a", "import \"a\"\nfunction f(x) = x", "bad", "function f(x) = y");
        assertThatThrownBy(() -> value(files, "import \"a\"\nfunction main(x) = f(x)", 2))
                .hasMessageContaining("a:1:1: 'a' imports itself, directly or through others");
        assertThatThrownBy(() -> value(files, "import \"bad\"\nfunction main(x) = f(x)", 2))
                .hasMessageContaining("bad:1:17: unknown name 'y'");
        assertThatThrownBy(() -> Jacobi.compile("import \"a\"\nfunction main(x) = x"))
                .hasMessageContaining("<formula>:1:1: cannot find 'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/passwd", "sub/../../outside", "c:/x", "link"})
    void nothingOutsideTheRootIsRead(String path, @TempDir Path folder) throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(folder.resolve("outside.jacobi"), "function f(x) = x");
        Files.createSymbolicLink(root.resolve("link.jacobi"), folder.resolve("outside.jacobi"));
        SourceText text = new SourceText("main", "import \"" + path + "\"\nfunction main(x) = f(x)");
        assertThatThrownBy(() -> Linker.link(text, ImportResolver.below(root), Options.defaults()))
                .hasMessageContaining("main:1:1: cannot find '" + path + "'");
    }

    @Test
    void filesBelowTheRootAreFoundWithOrWithoutTheirExtension(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(root.resolve("sub/geometry.jacobi"), "function area(r) = pi * r^2");
        for (String path : new String[] {"sub/geometry", "sub/geometry.jacobi"}) {
            SourceText text = new SourceText("main", "import \"" + path + "\"\nfunction main(x) = area(x)");
            assertThat(Linker.link(text, ImportResolver.below(root), Options.defaults()))
                    .hasSize(1);
        }
    }
}

package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.editors.Grammar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The grammar for editors knows what every formula knows. */
class GrammarFunctionsTest {
    private static final Grammar GRAMMAR = Grammar.read();

    private static void assertFunctions(Set<String> names, String kind) {
        assertThat(names).isNotEmpty().allSatisfy(name -> {
            assertThat(GRAMMAR.scopeOf(name, name + "(x)")).isEqualTo("support.function." + kind + ".jacobi");
            assertThat(GRAMMAR.scopeOf(name, name + " + x")).as("a variable").isEqualTo("none");
        });
        Set<String> listed = GRAMMAR.expressions().stream()
                .map(Pattern::pattern)
                .filter(text -> text.contains("|" + names.iterator().next() + "|")
                        || text.contains("(?:" + names.iterator().next()))
                .flatMap(text -> Pattern.compile("[A-Za-z0-9_]{2,}")
                        .matcher(text.replace("\\b", " "))
                        .results())
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).as("no name that the language does not know").isSubsetOf(names);
    }

    @Test
    void operations() {
        Set<String> names = new TreeSet<>(Builtins.operations().keySet());
        names.add("div");
        assertFunctions(names, "builtin");
    }

    @Test
    void thePrelude() throws IOException {
        try (InputStream text = Builtins.class.getResourceAsStream("prelude.jacobi")) {
            String prelude = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            assertFunctions(
                    Pattern.compile("(?m)^function (\\w+)")
                            .matcher(prelude)
                            .results()
                            .map(result -> result.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    "prelude");
        }
    }

    @Test
    void derivatives() {
        assertFunctions(new TreeSet<>(DerivativeCalls.NAMES), "derivative");
    }

    @Test
    void constants() {
        assertThat(Builtins.constants().keySet())
                .allSatisfy(
                        name -> assertThat(GRAMMAR.scopeOf(name, "x + " + name)).isEqualTo("constant.language.jacobi"));
    }
}

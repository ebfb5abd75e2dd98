package dev.jacobi.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Limits;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says of tests and limits is so. */
class SecurityPageTest {
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("SECURITY.md"));
    }

    @Test
    void theTestsBehindItsPromisesAreThere() throws IOException {
        List<Path> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.filter(Files::isRegularFile).forEach(tests::add);
        }
        List<MatchResult> named = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`")
                .matcher(page)
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThan(30);
        for (MatchResult name : named) {
            List<Path> found = tests.stream()
                    .filter(file -> file.endsWith(name.group(1) + ".java"))
                    .toList();
            assertThat(found).as(name.group()).hasSize(1);
            if (name.group(2) != null) {
                String source = Files.readString(found.get(0));
                assertThat(Pattern.compile("void " + name.group(2) + "\\(")
                                .matcher(source)
                                .find())
                        .as(name.group())
                        .isTrue();
            }
        }
    }

    @Test
    void theLimitsAreThoseOfTheCode() throws ReflectiveOperationException {
        List<String> rows = new ArrayList<>();
        for (RecordComponent each : Limits.class.getRecordComponents()) {
            rows.add("| " + each.getName() + " | " + shown(each, Limits.defaults()) + " | "
                    + shown(each, Limits.server()) + " |");
        }
        assertThat(Arrays.asList(page.split("\n"))).containsSubsequence(rows);
    }

    /** In groups of three digits. */
    private static String shown(RecordComponent limit, Limits limits) throws ReflectiveOperationException {
        return limit.getAccessor().invoke(limits).toString().replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
    }
}

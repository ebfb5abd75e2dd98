package dev.jacobi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room may use which, and what else the house keeps to. */
class RoomsTest {
    private static final String BASE = "dev.jacobi";

    /** The base package itself: what a user sees. */
    private static final String API = "api";

    /** From left to right; each room may use those to its left. Rooms of one line may not use each other. */
    private static final List<Set<String>> ROOMS = List.of(
            Set.of("diag"),
            Set.of("special"),
            Set.of("op"),
            Set.of("syntax"),
            Set.of("graph"),
            Set.of("interpret", "calculus", "simplify", "algebra"),
            Set.of("program"),
            Set.of("emit"),
            Set.of("runtime"),
            Set.of(API),
            Set.of("explain", "optim", "cli", "maven", "processor"));

    /** Rooms that may use one of their own line all the same. */
    private static final Map<String, Set<String>> ALSO =
            Map.of("cli", Set.of("explain", "optim"), "maven", Set.of("optim"));

    /** So that a file fits into a head. */
    private static final int MOST_LINES = 450;

    private static final Path SOURCES = Path.of("src/main/java");

    /** All but the one class that the plugin tools generate, for the goal help. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("HelpMojo"))
            .importPackages(BASE);

    @Test
    void everyRoomUsesOnlyRoomsToItsLeft() {
        List<String> violations = new ArrayList<>();
        Set<String> left = new HashSet<>();
        for (Set<String> line : ROOMS) {
            for (String room : line) {
                Set<String> forbidden = allRooms();
                forbidden.removeAll(left);
                forbidden.remove(room);
                forbidden.removeAll(ALSO.getOrDefault(room, Set.of()));
                violations.addAll(noClasses()
                        .that(resideInAPackage(pattern(room)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                forbidden.stream().map(RoomsTest::pattern).toArray(String[]::new)))
                        .allowEmptyShould(true)
                        .evaluate(MAIN)
                        .getFailureReport()
                        .getDetails());
            }
            left.addAll(line);
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyClassLivesInARoom() {
        Set<String> found = MAIN.stream().map(RoomsTest::room).collect(Collectors.toCollection(TreeSet::new));
        assertThat(allRooms()).containsAll(found);
        assertThat(found).contains("diag", "op", "graph", API, "maven");
    }

    @Test
    void theOracleSharesNoCodeWithTheCompiler() {
        noClasses()
                .that(resideInAPackage(pattern("interpret")))
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage(
                        pattern("simplify"), pattern("program"), pattern("emit"), pattern("runtime")))
                .check(MAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "com.palantir.javapoet.., emit",
        "org.codehaus.janino.., runtime",
        "org.codehaus.commons.., runtime",
        "javax.tools.., runtime processor",
        "javax.annotation.processing.., processor",
        "javax.lang.model.type.., processor",
        "javax.lang.model.util.., processor",
        "org.apache.maven.., maven",
        "org.codehaus.plexus.., maven",
        "javax.inject.., maven",
        "picocli.., cli",
        "de.siegmar.fastcsv.., cli",
        "com.fasterxml.jackson.., cli",
        "org.hipparchus.., optim.hipparchus"
    })
    void aLibraryIsUsedInItsRoomsOnly(String library, String rooms) {
        String[] patterns =
                Arrays.stream(rooms.split(" ")).map(RoomsTest::pattern).toArray(String[]::new);
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(patterns)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(MAIN);
    }

    @Test
    void optimisersDoWithoutTheLibraryThatOnlyTheirNeighboursNeed() {
        noClasses()
                .that(resideInAPackage(BASE + ".optim"))
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + ".optim.hipparchus"))
                .check(MAIN);
    }

    @Test
    void theMainCodeUsesNoOtherLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(
                        BASE + "..",
                        "java..",
                        "javax.annotation.processing..",
                        "javax.lang.model..",
                        "javax.tools..",
                        "com.palantir.javapoet..",
                        "org.codehaus.janino..",
                        "org.codehaus.commons..",
                        "org.apache.maven..",
                        "org.codehaus.plexus..",
                        "javax.inject..",
                        "picocli..",
                        "de.siegmar.fastcsv..",
                        "com.fasterxml.jackson..",
                        "org.hipparchus..",
                        // Primitive types and arrays of them.
                        "")))
                .check(MAIN);
    }

    @Test
    void noNameIsEmpty() {
        Pattern empty = Pattern.compile(".*(Util|Helper|Manager|Context).*");
        assertThat(MAIN.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(n -> empty.matcher(n).matches()))
                .as("name a class after what it is")
                .isEmpty();
    }

    @Test
    void noResultDependsOnTheLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "format", String.class, Object[].class)
                .check(MAIN);
    }

    @Test
    void filesAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES) {
                    tooLong.add(SOURCES.relativize(file) + " has " + lines + " lines");
                }
            }
        }
        assertThat(tooLong).as("files of more than " + MOST_LINES + " lines").isEmpty();
    }

    private static Set<String> allRooms() {
        return ROOMS.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String pattern(String room) {
        return room.equals(API) ? BASE : BASE + "." + room + "..";
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? API : Arrays.asList(name.split("\\.")).get(2);
    }
}

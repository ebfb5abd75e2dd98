package dev.jacobi.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.SourceWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** What a second build does. */
class IncrementalTest extends ProjectTest {
    private static final FileTime EARLY = FileTime.fromMillis(1_000_000);

    private Path state() {
        return temp.resolve("state/generate_main.state");
    }

    private String key() throws Exception {
        return Files.readAllLines(state()).get(1);
    }

    @Test
    void nothingIsDoneWhereNothingChanged() throws Exception {
        formula("f.jacobi", "function f(x, y) = sin(x)");
        mojo.execute();
        assertThat(warnings).hasSize(1);
        Files.setLastModifiedTime(output.resolve("F.java"), EARLY);
        Files.setLastModifiedTime(state(), EARLY);
        nextBuild("main");
        generate("main").execute();
        assertThat(Files.getLastModifiedTime(output.resolve("F.java"))).isEqualTo(EARLY);
        assertThat(Files.getLastModifiedTime(state()))
                .as("it was not even looked for changes")
                .isEqualTo(EARLY);
        assertThat(infos).isEmpty();
        assertThat(warnings).isEmpty();
        assertThat(project.getCompileSourceRoots()).containsExactly(output.toString());
    }

    @Test
    void whatADeletedOrRenamedFileGaveIsRemoved() throws Exception {
        Path file = formula("com/acme/f.jacobi", "function f(x) = sin(x)\nfunction g(x) = cos(x)");
        Path old = formula("old.jacobi", "function old(x) = x");
        mojo.execute();
        Files.delete(old);
        Files.writeString(file, "function f(x) = sin(x)\nfunction h(x) = cos(x)");
        mojo.execute();
        assertThat(output.resolve("com/acme")).isDirectoryNotContaining("glob:**G.java");
        assertThat(output.resolve("com/acme/H.java")).exists();
        assertThat(output.resolve("Old.java")).doesNotExist();
        assertThat(infos).endsWith("Generated 1 class", "Removed 2 classes");
        Files.delete(file);
        Files.delete(file.getParent());
        mojo.execute();
        assertThat(output).as("of the last formulas, too, with their folders").isEmptyDirectory();
    }

    @Test
    void whatSomeoneTookOverIsNotRemoved() throws Exception {
        Path file = formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        Files.writeString(output.resolve("F.java"), "class F { /* by hand */ }");
        Files.delete(file);
        mojo.execute();
        assertThat(output.resolve("F.java")).hasContent("class F { /* by hand */ }");
    }

    @Test
    void whatIsNotAsItWasWrittenIsWrittenAgain() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        String right = Files.readString(output.resolve("F.java"));
        Files.writeString(output.resolve("F.java"), SourceWriter.MARKER + "\nbroken");
        mojo.execute();
        assertThat(output.resolve("F.java")).hasContent(right);
        Files.delete(output.resolve("F.java"));
        mojo.execute();
        assertThat(output.resolve("F.java")).hasContent(right);
    }

    @Test
    void anImportedFileIsAnInput() throws Exception {
        formula("parts/square.jacobi", "function square(x) = x * x");
        formula("f.jacobi", "import \"parts/square\"\nfunction f(x) = square(x)");
        mojo.excludes = List.of("parts/**");
        mojo.execute();
        formula("parts/square.jacobi", "function square(x) = 3 * x * x");
        mojo.execute();
        assertThat(output.resolve("F.java")).content().contains("3.0");
    }

    @Test
    void anotherFolderGetsAllAndTheFirstIsCleared() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        Path other = temp.resolve("other");
        mojo.outputDirectory = other.toFile();
        mojo.execute();
        assertThat(other.resolve("F.java")).exists();
        assertThat(output.resolve("F.java")).doesNotExist();
    }

    @Test
    void aBrokenStateIsNone() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        String whole = Files.readString(state());
        for (String broken :
                List.of("", "jacobi build state 2\n", whole.substring(0, whole.length() - 1), "\0\u00ff")) {
            Files.writeString(state(), broken);
            mojo.execute();
            assertThat(state()).hasContent(whole);
        }
    }

    @Test
    void aProjectThatWasCopiedLeavesTheFirstAlone() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        assertThat(Files.readString(state())).doesNotContain(temp.toString());
    }

    @Test
    void eachExecutionHasItsOwnState() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        formula("g.jacobi", "function g(x) = cos(x)");
        nextBuild("a/../b", "c");
        GenerateMojo first = generate("a/../b");
        first.includes = List.of("f.jacobi");
        first.execute();
        GenerateMojo second = generate("c");
        second.includes = List.of("g.jacobi");
        second.execute();
        assertThat(output.resolve("F.java")).exists();
        assertThat(output.resolve("G.java")).exists();
        assertThat(temp.resolve("state")).isDirectoryContaining("glob:**generate_a%2F..%2Fb.state");

        nextBuild("c");
        second = generate("c");
        second.includes = List.of("g.jacobi");
        second.execute();
        assertThat(output.resolve("F.java")).as("of an execution that is gone").doesNotExist();
        assertThat(output.resolve("G.java")).exists();
    }

    @Test
    void aFormulaMayMoveFromOneExecutionToAnother() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        for (List<String> owner : List.of(List.of("a"), List.of("b"), List.of("a"))) {
            nextBuild("a", "b");
            for (String id : List.of("a", "b")) {
                GenerateMojo goal = generate(id);
                goal.includes = List.of(owner.contains(id) ? "f.jacobi" : "none.jacobi");
                goal.execute();
            }
            assertThat(output.resolve("F.java")).exists();
        }
    }

    @Test
    void anotherNameOfAnExecutionTakesNothingAway() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        formula("g.jacobi", "function g(x) = cos(x)");
        mojo.execute();
        nextBuild("renamed");
        GenerateMojo renamed = generate("renamed");
        renamed.includes = List.of("f.jacobi");
        renamed.execute();
        assertThat(output.resolve("F.java")).as("generated by both").exists();
        assertThat(output.resolve("G.java")).doesNotExist();
        assertThat(state()).doesNotExist();
    }

    @Test
    void aGoalTakesNothingFromTheOther() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        nextBuild();
        generate("main").execute();
        Path tests = Files.createDirectories(temp.resolve("tests"));
        Files.writeString(tests.resolve("t.jacobi"), "function t(x) = sin(x)");
        generateTest(tests, temp.resolve("test-output")).execute();
        assertThat(output.resolve("F.java"))
                .as("of a goal that no execution has")
                .exists();
        assertThat(temp.resolve("test-output/T.java")).exists();
        nextBuild("test-main");
        generate("test-main").execute();
        assertThat(temp.resolve("test-output/T.java"))
                .as("of generate-test, main")
                .exists();
    }

    @Test
    void twoGoalsOfOneExecutionMayNotGenerateOneClass() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        GenerateTestMojo test = generateTest(sources, output);
        test.derivatives = List.of("hessian");
        assertThatThrownBy(test::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The executions main (generate) and main (generate-test) both generate F.java");
    }

    @Test
    void twoExecutionsMayNotGenerateOneClass() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        nextBuild("a", "b");
        generate("a").execute();
        GenerateMojo second = generate("b");
        second.derivatives = List.of("hessian");
        String before = Files.readString(output.resolve("F.java"));
        assertThatThrownBy(second::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The executions a (generate) and b (generate) both generate F.java");
        assertThat(output.resolve("F.java")).hasContent(before);
    }

    /** So that no parameter of later days is forgotten. */
    @Test
    void everyParameterButThoseOfTheRunItselfIsAnInput() throws Exception {
        formula("g.jacobi", "function g(x) = cos(x)");
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        List<String> keys = new ArrayList<>(List.of(key()));
        for (Class<?> type : List.of(GenerationMojo.class, FormulasMojo.class)) {
            for (Field field : type.getDeclaredFields()) {
                if (!List.of("project", "execution", "stateDirectory", "buildContext", "skip", "failOnMissingSources")
                        .contains(field.getName())) {
                    nextBuild("main");
                    GenerateMojo changed = generate("main");
                    change(field, changed);
                    changed.execute();
                    assertThat(keys).as(field.getName()).doesNotContain(key());
                    keys.add(key());
                }
            }
        }
        assertThat(keys).hasSizeGreaterThan(14);
    }

    private static void change(Field field, GenerateMojo goal) throws IllegalAccessException {
        switch (field.getName()) {
            case "derivatives" -> goal.derivatives = List.of("hessian");
            case "arithmetic" -> goal.arithmetic = "real";
            case "encoding" -> goal.encoding = "US-ASCII";
            case "packageName" -> goal.packageName = "com.acme";
            case "optimizer" -> goal.optimizer = "momentum";
            case "schedule" -> goal.schedule = "cosine";
            case "settings" -> goal.settings = Map.of("beta", 0.5);
            case "externals" -> goal.externals = List.of("j(x) = com.acme.J.j");
            case "includes" -> goal.includes = List.of("f.jacobi");
            case "excludes" -> goal.excludes = List.of("f.jacobi");
            case "solveTolerance" -> goal.solveTolerance = 1e-9;
            case "solveIterations" -> goal.solveIterations = 99;
            default -> {
                assertThat(field.getType()).as(field.getName()).isEqualTo(boolean.class);
                field.setBoolean(goal, true);
            }
        }
    }
}

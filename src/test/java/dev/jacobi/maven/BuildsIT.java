package dev.jacobi.maven;

import static dev.jacobi.maven.UserProject.compiler;
import static dev.jacobi.maven.UserProject.coordinates;
import static dev.jacobi.maven.UserProject.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.maven.UserProject.Build;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in builds of its users', from a repository that holds it as it will be published. */
class BuildsIT {
    private static final String VERSION = System.getProperty("jacobi.version");
    private static final String GENERATED = "target/generated-sources/jacobi";

    @TempDir
    Path temp;

    private static void succeeds(Build build) {
        assertThat(build.exitCode()).as(build.toString()).isZero();
    }

    /** What stands between two texts of the README. */
    private static String readme(String from, String to) throws IOException {
        Matcher part = Pattern.compile(Pattern.quote(from) + "(.*?)" + Pattern.quote(to), Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(part.find())
                .as("the README has a part between " + from + " and " + to)
                .isTrue();
        return part.group(1);
    }

    @Test
    void aProjectMadeFromTheReadmeBuildsAndASecondBuildDoesNothing() throws Exception {
        UserProject project = new UserProject(temp.resolve("readme"));
        project.pom(coordinates("readme"), readme("plugin into the pom:\n```xml", "```"));
        String formula = "src/main/jacobi/com/acme/pricing/callprice.jacobi";
        project.write(formula, readme("`" + formula + "`\n```", "```"));
        project.write("src/main/jacobi/old.jacobi", "function old(x) = x");
        project.write("src/main/java/com/acme/pricing/Price.java", """
                package com.acme.pricing;

                public class Price {
                    public static double delta(double spot) {
                        double[] gradient = new double[4];
                        CallPrice.gradient(spot, 0.2, 0.05, 1, 100, gradient);
                        return gradient[0];
                    }
                }
                """);
        Build first = project.build("compile");
        succeeds(first);
        assertThat(first.linesWith("Generated 2 classes")).hasSize(1);
        assertThat(project.file("target/classes/com/acme/pricing/CallPrice.class"))
                .exists();

        Map<Path, Long> before = project.times("target/classes", GENERATED, "target/jacobi");
        Build second = project.build("compile");
        succeeds(second);
        assertThat(second.linesWith("Nothing to compile")).as(second.toString()).hasSize(1);
        assertThat(second.linesWith("Generated")).isEmpty();
        assertThat(project.times("target/classes", GENERATED, "target/jacobi")).isEqualTo(before);

        Files.delete(project.file("src/main/jacobi/old.jacobi"));
        Build third = project.build("compile");
        succeeds(third);
        assertThat(third.linesWith("Removed 1 class")).hasSize(1);
        assertThat(project.file("target/classes/Old.class")).doesNotExist();
    }

    /** Tests import formulas of the project; one module uses classes of the other; all in a folder with an odd name, in another place of the world. */
    @Test
    void twoModulesBuildSideBySideAndGiveTheSameBytesEverywhere() throws Exception {
        SortedMap<String, String> here = reactor("plain", Map.of());
        SortedMap<String, String> there = reactor(
                "gr\u00f6\u00dfer als \u6570 & co",
                Map.of("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kolkata"));
        assertThat(there).isEqualTo(here);
        assertThat(here).containsOnlyKeys("com/acme/A.java", "com/acme/deep/I.java");
    }

    private SortedMap<String, String> reactor(String name, Map<String, String> environment) throws Exception {
        UserProject root = new UserProject(temp.resolve(name));
        String parent = "<parent><groupId>com.acme</groupId><artifactId>root</artifactId><version>1</version></parent>";
        root.pom(
                coordinates("root")
                        + "<packaging>pom</packaging><modules><module>a</module><module>b</module></modules>",
                plugin("<goal>generate</goal><goal>generate-test</goal>"));
        UserProject a = new UserProject(root.file("a"));
        a.pom(parent + "<artifactId>a</artifactId>", "");
        a.write("src/main/jacobi/com/acme/a.jacobi", "function a(x) = sin(x)^2 + 1e-3 * x");
        a.write("src/main/jacobi/com/acme/deep/i.jacobi", "function i(x) = x^2");
        UserProject b = new UserProject(root.file("b"));
        b.pom(
                parent + "<artifactId>b</artifactId><dependencies><dependency><groupId>com.acme</groupId>"
                        + "<artifactId>a</artifactId><version>1</version></dependency></dependencies>",
                "");
        b.write("src/main/jacobi/square.jacobi", "function square(x) = x * x");
        b.write("src/test/jacobi/com/acme/check.jacobi", "import \"square\"\nfunction check(x) = square(x) - 1");
        b.write("src/main/java/B.java", "class B { double b = com.acme.A.value(1); }");
        b.write("src/test/java/C.java", "class C { double c = com.acme.Check.value(1) + Square.value(2); }");
        Build build = root.build(environment, "-T2", "test-compile");
        succeeds(build);
        assertThat(build.linesWith("not marked as @threadSafe")).isEmpty();
        assertThat(build.linesWith("There are no formulas in"))
                .as("of module a for its tests")
                .hasSize(1);
        assertThat(b.file("target/test-classes/com/acme/Check.class")).exists();
        return a.contents(GENERATED);
    }

    @Test
    void allMistakesOfAllFilesAreSaidAtOnceWithTheirPlaces() throws Exception {
        UserProject project = new UserProject(temp.resolve("wrong"));
        project.pom(coordinates("wrong"), plugin("<goal>generate</goal>"));
        Path a = project.write("src/main/jacobi/a.jacobi", "function a(x) =\n  x + z");
        Path b = project.write("src/main/jacobi/b.jacobi", "function b(x) = 2x\nfunction c(x) = sim(x)");
        project.write("src/main/jacobi/good.jacobi", "function good(x) = x");
        Build build = project.build("compile");
        assertThat(build.exitCode()).isNotZero();
        assertThat(build.linesWith("[ERROR] " + a + ":2:7: "))
                .as(build.toString())
                .hasSize(1);
        assertThat(build.linesWith("[ERROR] " + b + ":1:18: ")).hasSize(1);
        assertThat(project.file(GENERATED)).doesNotExist();
    }

    /** Another version looks at all anew, and writes what differs. */
    @Test
    void anUpgradeWritesWhatTheNewVersionWritesOtherwise() throws Exception {
        String old = "0.0.1-old";
        publishAs(old);
        UserProject project = new UserProject(temp.resolve("upgrade"));
        project.write("src/main/jacobi/f.jacobi", "function f(x) = sin(x)");
        project.pom(coordinates("upgrade"), plugin(old, "<goal>generate</goal>", ""));
        succeeds(project.build("generate-sources"));
        SortedMap<String, String> state = project.contents("target/jacobi");
        Map<Path, Long> before = project.times(GENERATED);
        project.pom(coordinates("upgrade"), plugin("<goal>generate</goal>"));
        succeeds(project.build("generate-sources"));
        assertThat(project.contents("target/jacobi")).isNotEqualTo(state);
        assertThat(project.times(GENERATED)).as("what both write alike").isEqualTo(before);
    }

    /** Puts a jar that differs in one entry beside the one just built. */
    private static void publishAs(String version) throws IOException {
        Path artifacts = Path.of(System.getProperty("target.repository"), "dev/jacobi/jacobi");
        Path folder = Files.createDirectories(artifacts.resolve(version));
        Path built = artifacts.resolve(VERSION);
        String name = "jacobi-" + version;
        Files.copy(
                built.resolve("jacobi-" + VERSION + ".jar"),
                folder.resolve(name + ".jar"),
                StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem jar = FileSystems.newFileSystem(folder.resolve(name + ".jar"))) {
            Files.writeString(jar.getPath("META-INF/older"), "yes");
            Path descriptor = jar.getPath("META-INF/maven/plugin.xml");
            Files.writeString(descriptor, Files.readString(descriptor).replace(VERSION, version));
        }
        String pom = Files.readString(built.resolve("jacobi-" + VERSION + ".pom"));
        Files.writeString(folder.resolve(name + ".pom"), pom.replaceFirst(Pattern.quote(VERSION), version));
    }

    /** The library on the class path brings no processor, and so no warning of javac's. */
    @Test
    void theCompilerPluginRunsTheAnnotationProcessor() throws Exception {
        UserProject project = new UserProject(temp.resolve("processor"));
        String library =
                "<dependencies><dependency><groupId>dev.jacobi</groupId><artifactId>jacobi</artifactId><version>"
                        + VERSION + "</version></dependency></dependencies>";
        project.write("src/main/java/com/acme/Old.java", "package com.acme;\n\n@Deprecated\npublic class Old {}\n");
        project.pom(coordinates("processor") + library, compiler(""));
        succeeds(project.build("compile"));
        String paths = readme("Maven with\n```xml", "```");
        project.pom(coordinates("processor") + library, compiler(paths.replace("0.1.0-SNAPSHOT", VERSION)));
        project.write("src/main/java/com/acme/Reach.java", """
                package com.acme;

                import dev.jacobi.JacobiFormula;

                public interface Reach {
                    @JacobiFormula("speed^2 * sin(2 * angle) / 9.81")
                    double value(double speed, double angle);
                }
                """);
        succeeds(project.build("compile"));
        assertThat(project.file("target/classes/com/acme/ReachJacobi.class")).exists();
    }

    @Test
    void helpNamesEveryParameter() throws Exception {
        UserProject project = new UserProject(temp.resolve("help"));
        project.pom(coordinates("help"), plugin("<goal>generate</goal>"));
        Build build = project.build("jacobi:help", "-Ddetail");
        succeeds(build);
        List<String> said = build.lines().stream().map(String::strip).toList();
        for (String parameter : List.of(
                "sourceDirectory",
                "outputDirectory",
                "includes",
                "excludes",
                "encoding",
                "packageName",
                "skip",
                "failOnWarning",
                "failOnMissingSources",
                "derivatives",
                "arithmetic",
                "optimizer")) {
            assertThat(said).as(parameter).anyMatch(line -> line.startsWith(parameter));
            assertThat(said).as(parameter).anyMatch(line -> line.startsWith("User property: jacobi." + parameter));
        }
    }
}

package dev.jacobi.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What a repository asks of the pom, and what the pom says of the packages. */
class PomTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /** Which the build makes from room {@code special}. */
    private static final String STRICT_TWINS = "dev.jacobi.special.strict";

    /** What is documented for users, and what semantic versioning covers. */
    private static final Set<String> PUBLIC =
            Set.of("dev.jacobi", "dev.jacobi.diag", "dev.jacobi.optim", "dev.jacobi.optim.hipparchus");

    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    /** The text of an element, or the value of an expression, within the project. */
    private static String text(String path) throws XPathExpressionException {
        XPath expressions = XPathFactory.newInstance().newXPath();
        return expressions.evaluate(path, pom.getDocumentElement()).strip();
    }

    /** The list of Maven Central's requirements, and what else a user looks for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "modelVersion",
                "groupId",
                "artifactId",
                "version",
                "packaging",
                "name",
                "description",
                "url",
                "inceptionYear",
                "organization/name",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organization",
                "developers/developer/organizationUrl",
                "scm/connection",
                "scm/developerConnection",
                "scm/url",
                "issueManagement/url"
            })
    void saysWhatARepositoryAsksFor(String element) throws Exception {
        assertThat(text(element)).isNotEmpty();
    }

    /** Central does not resolve what others are built from: no repositories of its own, no snapshots below it. */
    @Test
    void needsNothingThatIsNotPublished() throws Exception {
        assertThat(text("count(repositories | pluginRepositories | parent)")).isEqualTo("0");
        assertThat(text("count(//dependency/version[contains(., 'SNAPSHOT')])")).isEqualTo("0");
        assertThat(text("count(//dependency[not(version)] | //build/plugins/plugin[not(version)]"
                        + "[not(artifactId = /project/build/plugins/plugin/artifactId)])"))
                .as("dependencies and plugins without a version")
                .isEqualTo("0");
    }

    /** A new package is either public, and then promised, or kept out of the documentation. */
    @Test
    void documentsThePublicPackagesOnly() throws Exception {
        String excluded = text("profiles/profile[id = 'release']//excludePackageNames");
        Set<String> documented = packages();
        documented.add(STRICT_TWINS);
        assertThat(documented).contains(excluded.split(":"));
        documented.removeAll(Set.of(excluded.split(":")));
        assertThat(documented).isEqualTo(PUBLIC);
    }

    private static Set<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

package dev.jacobi.maven;

import java.io.File;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Generates Java sources for a project's tests, as goal {@code generate} does for the project. These formulas may import those of the project. */
@Mojo(name = "generate-test", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class GenerateTestMojo extends FormulasMojo {
    /** The folder that is searched for files of formulas, at any depth. */
    @Parameter(property = "jacobi.testSourceDirectory", defaultValue = "${project.basedir}/src/test/jacobi")
    File sourceDirectory;

    /** The source root that the generated classes go to; it is compiled with the project's tests. */
    @Parameter(
            property = "jacobi.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/jacobi")
    File outputDirectory;

    /** The folder of the project's own formulas, which may be imported. */
    @Parameter(property = "jacobi.sourceDirectory", defaultValue = "${project.basedir}/src/main/jacobi")
    File mainSourceDirectory;

    /** Whether the project's tests are neither compiled nor run, so that nothing is generated for them. */
    @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
    boolean testsSkipped;

    @Override
    boolean isSkipped() {
        return testsSkipped || super.isSkipped();
    }

    @Override
    Roots roots() {
        return new Roots(sourceDirectory, mainSourceDirectory, outputDirectory);
    }

    @Override
    void addSourceRoot(String path) {
        project.addTestCompileSourceRoot(path);
    }
}

package dev.jacobi.maven;

import java.io.File;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Generates Java sources from the formulas of a project: one class a function, which depends on nothing but the JDK. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends FormulasMojo {
    /** The folder that is searched for files of formulas, at any depth. */
    @Parameter(property = "jacobi.sourceDirectory", defaultValue = "${project.basedir}/src/main/jacobi")
    File sourceDirectory;

    /** The source root that the generated classes go to; it is compiled with the project. */
    @Parameter(
            property = "jacobi.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/jacobi")
    File outputDirectory;

    @Override
    Roots roots() {
        return new Roots(sourceDirectory, null, outputDirectory);
    }

    @Override
    void addSourceRoot(String path) {
        project.addCompileSourceRoot(path);
    }
}

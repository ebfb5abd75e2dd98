package dev.jacobi.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project in a folder of its own, and goals in it as Maven configures them. */
abstract class ProjectTest {
    @TempDir
    Path temp;

    final List<String> infos = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    MavenProject project;
    Path sources;
    Path output;
    GenerateMojo mojo;

    @BeforeEach
    void makeProject() throws IOException {
        sources = Files.createDirectories(temp.resolve("sources"));
        output = temp.resolve("output");
        nextBuild("main");
        mojo = generate("main");
    }

    /** As Maven starts anew, of a project that has these executions of the goal. */
    final void nextBuild(String... executions) throws IOException {
        project = new MavenProject();
        project.setFile(Files.writeString(temp.resolve("pom.xml"), "").toFile());
        Plugin plugin = plugin();
        for (String id : executions) {
            PluginExecution execution = new PluginExecution();
            execution.setId(id);
            execution.addGoal("generate");
            plugin.addExecution(execution);
        }
        project.getModel().setBuild(new Build());
        project.getBuild().addPlugin(plugin);
        infos.clear();
        warnings.clear();
        errors.clear();
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.jacobi");
        plugin.setArtifactId("jacobi");
        return plugin;
    }

    final GenerateMojo generate(String id) {
        GenerateMojo goal = new GenerateMojo();
        configure(goal, "generate", id);
        goal.sourceDirectory = sources.toFile();
        goal.outputDirectory = output.toFile();
        return goal;
    }

    final GenerateTestMojo generateTest(Path testSources, Path testOutput) {
        GenerateTestMojo goal = new GenerateTestMojo();
        configure(goal, "generate-test", "main");
        goal.sourceDirectory = testSources.toFile();
        goal.outputDirectory = testOutput.toFile();
        goal.mainSourceDirectory = sources.toFile();
        return goal;
    }

    private void configure(FormulasMojo goal, String name, String id) {
        goal.project = project;
        goal.execution = new MojoExecution(plugin(), name, id);
        goal.stateDirectory = new File(temp.toFile(), "state");
        goal.buildContext = new DefaultBuildContext(new org.sonatype.plexus.build.incremental.DefaultBuildContext());
        goal.includes = List.of("**/*.jacobi");
        goal.derivatives = List.of("gradient");
        goal.arithmetic = "default";
        goal.encoding = "UTF-8";
        goal.setLog(recorder());
    }

    private Log recorder() {
        return new SystemStreamLog() {
            @Override
            public void info(CharSequence text) {
                infos.add(text.toString());
            }

            @Override
            public void warn(CharSequence text) {
                warnings.add(text.toString());
            }

            @Override
            public void error(CharSequence text) {
                errors.add(text.toString());
            }
        };
    }

    final Path formula(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

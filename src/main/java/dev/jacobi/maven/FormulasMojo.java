package dev.jacobi.maven;

import dev.jacobi.JavaSource;
import dev.jacobi.StepFormula;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/** From which files, when, and to where: what both goals do. */
abstract class FormulasMojo extends GenerationMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    /** Where it is kept what each execution has written, and from what. */
    @Parameter(defaultValue = "${project.build.directory}/jacobi", readonly = true, required = true)
    File stateDirectory;

    @Inject
    BuildContext buildContext;

    /** Which files below the source directory, as patterns of Ant's. */
    @Parameter(property = "jacobi.includes", defaultValue = "**/*.jacobi")
    List<String> includes;

    /** Which of these not. They may be imported all the same. */
    @Parameter(property = "jacobi.excludes")
    List<String> excludes = List.of();

    /** Whether a warning fails the build, such as that of a variable that is not used. */
    @Parameter(property = "jacobi.failOnWarning", defaultValue = "false")
    boolean failOnWarning;

    /** Whether the build fails where there are no formulas; else it is warned. */
    @Parameter(property = "jacobi.failOnMissingSources", defaultValue = "false")
    boolean failOnMissingSources;

    /** Whether to do nothing. */
    @Parameter(property = "jacobi.skip", defaultValue = "false")
    boolean skip;

    /**
     * Folders of an execution.
     *
     * @param imported another folder, whose formulas may be imported, or null
     */
    record Roots(File sources, File imported, File output) {}

    abstract Roots roots();

    abstract void addSourceRoot(String path);

    boolean isSkipped() {
        return skip;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            getLog().info("Skipped");
            return;
        }
        try {
            generate();
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("Cannot generate from " + roots().sources() + ": " + e, e);
        } catch (JacobiException e) {
            throw new MojoFailureException(e.getMessage(), e);
        }
        addSourceRoot(roots().output().getAbsolutePath());
    }

    private void generate() throws IOException, MojoExecutionException, MojoFailureException {
        Path root = roots().sources().toPath().toAbsolutePath().normalize();
        Path output = roots().output().toPath().toAbsolutePath().normalize();
        Path imported = roots().imported() == null
                ? null
                : roots().imported().toPath().toAbsolutePath().normalize();
        FormulaFolder folder = new FormulaFolder(root, imported, charset());
        List<String> names = folder.names(includes, excludes);
        if (names.isEmpty()) {
            missing(root);
        }
        Fingerprint inputs =
                new Fingerprint().addGenerator().add("names", names).add("failOnWarning", failOnWarning);
        addTo(inputs);
        folder.addTo(inputs);
        String key = inputs.hex();
        BuildState state = new BuildState(project.getBasedir().toPath(), stateFile());
        if (state.isUpToDate(key, output)) {
            claim(output, state.outputs());
        } else {
            generate(folder, names);
            report(folder, root);
            claim(output, folder.sources().stream().map(JavaSource::path).toList());
            changed(state.replace(key, output, folder.sources()));
        }
        changed(new BuildState.Changes(0, state.removeDead(statePrefix(execution.getGoal()), liveStates())));
    }

    private void generate(FormulaFolder folder, List<String> names) throws IOException, MojoExecutionException {
        Set<Derivative> wanted = wanted();
        Options options = options();
        StepFormula step = step();
        for (String name : names) {
            folder.generate(name, packageName, wanted, options, step);
        }
    }

    private Charset charset() throws MojoExecutionException {
        try {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MojoExecutionException(
                    "Parameter encoding: '" + encoding + "' is no encoding that Java knows", e);
        }
    }

    private void missing(Path root) throws MojoFailureException {
        String message = "There are no formulas in " + root + ", which is searched for " + String.join(", ", includes);
        if (project.getPackaging().equals("pom")) {
            // A parent, which gives its modules the plugin.
            getLog().debug(message);
        } else if (failOnMissingSources) {
            throw new MojoFailureException(message);
        } else {
            getLog().warn(message);
        }
    }

    /** All that is wrong with all files, on the log and, in an IDE, at the places. */
    private void report(FormulaFolder folder, Path root) throws MojoFailureException {
        buildContext.removeMessages(root.toFile());
        folder.warnings().forEach(warning -> report(warning, BuildContext.SEVERITY_WARNING));
        folder.errors().forEach(error -> report(error, BuildContext.SEVERITY_ERROR));
        if (!folder.errors().isEmpty()) {
            throw new MojoFailureException(
                    "Errors in the formulas of " + root + ": " + folder.errors().size());
        }
        if (failOnWarning && !folder.warnings().isEmpty()) {
            throw new MojoFailureException("Warnings of the formulas of " + root + ", with failOnWarning: "
                    + folder.warnings().size());
        }
    }

    private void report(Finding finding, int severity) {
        if (severity == BuildContext.SEVERITY_ERROR) {
            getLog().error(finding.text());
        } else {
            getLog().warn(finding.text());
        }
        // Without an IDE this would only log it again, in another form.
        if (!(buildContext instanceof DefaultBuildContext) || buildContext.isIncremental()) {
            String message = finding.diagnostic().message();
            buildContext.addMessage(finding.file().toFile(), finding.line(), finding.column(), message, severity, null);
        }
    }

    /** Fails where another execution of this build generates one of these classes into the same folder. */
    private void claim(Path output, Collection<String> paths) throws MojoFailureException {
        String id = execution.getExecutionId() + " (" + execution.getGoal() + ")";
        for (String path : paths) {
            String file = "jacobi:" + output.resolve(path);
            Object other = project.getContextValue(file);
            if (other != null && !other.equals(id)) {
                throw new MojoFailureException("The executions " + other + " and " + id + " both generate " + path
                        + " into " + output + "; give one another outputDirectory, or exclude the file from one");
            }
            project.setContextValue(file, id);
        }
    }

    private void changed(BuildState.Changes changes) {
        if (changes.written() > 0) {
            getLog().info("Generated " + changes.written() + (changes.written() == 1 ? " class" : " classes"));
        }
        if (changes.removed() > 0) {
            getLog().info("Removed " + changes.removed() + (changes.removed() == 1 ? " class" : " classes"));
        }
        if (changes.any()) {
            buildContext.refresh(roots().output());
        }
    }

    private Path stateFile() {
        return stateDirectory
                .toPath()
                .toAbsolutePath()
                .resolve(stateName(execution.getGoal(), execution.getExecutionId()));
    }

    private static String stateName(String goal, String id) {
        return statePrefix(goal)
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("*", "%2A")
                + BuildState.SUFFIX;
    }

    /** The goal and a sign that no goal has, so that neither goal takes a file of the other for its own. */
    private static String statePrefix(String goal) {
        return goal + "_";
    }

    /** The files of all executions that the project has. */
    private Set<String> liveStates() {
        Set<String> names = new HashSet<>();
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        if (plugin != null) {
            for (PluginExecution other : plugin.getExecutions()) {
                other.getGoals().forEach(goal -> names.add(stateName(goal, other.getId())));
            }
        }
        return names;
    }
}

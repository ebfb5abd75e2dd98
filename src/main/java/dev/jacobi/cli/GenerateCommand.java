package dev.jacobi.cli;

import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.SourceWriter;
import dev.jacobi.StepFormula;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "generate", description = "Writes Java sources: one class a function, which depends on nothing.")
final class GenerateCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of functions; - for standard input.")
    private List<String> files;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The source root to write to. Nothing is written outside it.")
    private Path output;

    @Option(
            names = "--derivatives",
            split = ",",
            paramLabel = "KIND",
            defaultValue = "gradient",
            description = {
                "Methods beside value: gradient, jacobian, hessian, jvp, vjp, hessian-vector-product.",
                "Default: ${DEFAULT-VALUE}."
            })
    private List<String> derivatives;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The package of files that declare none.")
    private String packageName;

    @Option(
            names = "--arithmetic",
            paramLabel = "KIND",
            defaultValue = "default",
            description = "What simplification may change: default, ieee, real, fast.")
    private Arithmetic arithmetic;

    @Option(
            names = "--checkpoint",
            description =
                    "In reverse mode through folds of T steps, save about 2 sqrt(T) states and compute the others again.")
    private boolean checkpoint;

    @Option(names = "--strict-math", description = "Call StrictMath: the same bits on every machine.")
    private boolean strict;

    @Mixin
    private StepOptions step;

    @Mixin
    private ExternalOptions externals;

    @Mixin
    private SolveOptions solving;

    @Override
    public Integer call() throws IOException {
        Options options = solving.addTo(externals.addTo(
                Options.defaults().arithmetic(arithmetic).strictMath(strict).checkpoint(checkpoint)));
        Set<Derivative> kinds = kinds();
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw new ParameterException(spec.commandLine(), "'" + packageName + "' is no package name");
        }
        Map<String, JavaSource> sources = generate(kinds, options, step.formula());
        Set<Path> written = Set.copyOf(SourceWriter.write(output, List.copyOf(sources.values())));
        for (String path : sources.keySet()) {
            Path file = output.resolve(path);
            boolean changed = written.contains(file.toAbsolutePath().normalize());
            spec.commandLine().getOut().println((changed ? "wrote " : "unchanged ") + file);
        }
        return Main.SUCCESS;
    }

    /** The sources of all files by path; or every mistake of every file. */
    private Map<String, JavaSource> generate(Set<Derivative> kinds, Options options, StepFormula step)
            throws IOException {
        Map<String, JavaSource> sources = new LinkedHashMap<>();
        List<Diagnostic> mistakes = new ArrayList<>();
        for (String file : files) {
            try {
                SourceText text = Source.file(file, main.in());
                for (JavaSource source :
                        SourceGenerator.generate(text, packageName, kinds, options, Source.imports(file), step)) {
                    if (sources.put(source.path(), source) != null) {
                        throw new JacobiException(
                                ErrorCode.NAME, file + ": " + source.path() + " would be written twice");
                    }
                }
                SourceGenerator.warnings(text, options)
                        .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning.render()));
            } catch (JacobiException e) {
                mistakes.addAll(e.diagnostics());
            } catch (IOException e) {
                mistakes.add(new Diagnostic(ErrorCode.INPUT, null, null, Failures.describe(e), null));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new JacobiException(mistakes);
        }
        return sources;
    }

    private Set<Derivative> kinds() {
        Set<Derivative> kinds = EnumSet.of(Derivative.VALUE);
        for (String name : derivatives) {
            try {
                kinds.add(Derivative.valueOf(name.strip().replace('-', '_').toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "unknown derivative '" + name + "'; known: value, gradient, jacobian, hessian, jvp, vjp,"
                                + " hessian-vector-product");
            }
        }
        return kinds;
    }
}

package dev.jacobi.cli;

import dev.jacobi.diag.Options;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command on one function. */
abstract class FormulaCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FORMULA", description = "An expression, a file, or - for standard input.")
    private String formula;

    @Option(
            names = "--function",
            paramLabel = "NAME",
            description = "The function of a file with several. Default: the last.")
    private String function;

    @Mixin
    private ExternalOptions externals;

    @Mixin
    private SolveOptions solving;

    /** Does the command's work and gives its exit code. */
    abstract int run(Source source) throws IOException;

    @Override
    public final Integer call() throws IOException {
        Source source = Source.read(formula, function, main.in(), solving.addTo(externals.addTo(Options.defaults())));
        try {
            return source.function().hasArrays() ? runArrays(source) : run(source);
        } catch (RuntimeException e) {
            throw ExternalFailures.explained(
                    e, source.function(), source.options().externals());
        }
    }

    /** Does the work for a function with arrays or loops. */
    abstract int runArrays(Source source) throws IOException;

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final InputStream in() {
        return main.in();
    }

    final boolean isAtTerminal() {
        return main.isAtTerminal();
    }

    final CommandSpec spec() {
        return spec;
    }
}

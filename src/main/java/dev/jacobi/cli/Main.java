package dev.jacobi.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code jacobi}. */
@Command(
        name = "jacobi",
        description = "Derivatives of formulas: in symbols, in numbers, and as Java source.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:a mistake in a formula or in data", "2:wrong usage"},
        footer = {
            "",
            "A FORMULA is an expression, a file, or - for standard input;",
            "a formula that begins with a minus comes after --."
        },
        subcommands = {
            DifferentiateCommand.class,
            SimplifyCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            GraphCommand.class,
            ImportCommand.class,
            GenerateCompletion.class
        })
public final class Main implements Runnable {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;

    private final InputStream in;
    private final boolean terminal;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--error-format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How mistakes are written to standard error: ${COMPLETION-CANDIDATES}.")
    private ErrorFormat errorFormat;

    private Main(InputStream in, boolean terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        System.exit(run(isTerminal(), System.in, System.out, System.err, args));
    }

    /** Whether standard error is a terminal: the script that starts this knows it, Java only of input and output together. */
    private static boolean isTerminal() {
        String known = System.getProperty("jacobi.terminal");
        boolean terminal = known == null ? System.console() != null : Boolean.parseBoolean(known);
        return terminal && !"dumb".equals(System.getenv("TERM"));
    }

    /** Runs a command line, not at a terminal, and gives its exit code. */
    public static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
        return run(false, in, out, err, args);
    }

    private static int run(boolean terminal, InputStream in, OutputStream out, OutputStream err, String... args) {
        PrintWriter writer = writer(out);
        PrintWriter errors = writer(err);
        Main main = new Main(in, terminal);
        CommandLine commandLine = new CommandLine(main)
                .setOut(writer)
                .setErr(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, failed, parsed) -> Failures.report(e, errors, main.errorFormat))
                .setParameterExceptionHandler((e, arguments) -> Failures.reportUsage(e, arguments));
        int code = commandLine.execute(args);
        writer.flush();
        errors.flush();
        return code;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /** The standard input. */
    InputStream in() {
        return in;
    }

    /** Whether standard error is a terminal. */
    boolean isAtTerminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}

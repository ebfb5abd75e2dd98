package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Writes what went wrong to standard error and chooses the exit code. */
final class Failures {
    private Failures() {}

    /** A command failed while it ran. */
    static int report(Exception failure, PrintWriter err, ErrorFormat format) {
        if (failure instanceof ParameterException usage) {
            return reportUsage(usage);
        }
        if (failure instanceof JacobiException mistakes) {
            report(mistakes.diagnostics(), err, format);
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            report(List.of(diagnostic(ErrorCode.INPUT, describe(failure))), err, format);
        } else {
            report(List.of(diagnostic(ErrorCode.INTERNAL, "a defect of Jacobi: " + failure)), err, format);
            failure.printStackTrace(err);
        }
        return Main.FAILURE;
    }

    private static Diagnostic diagnostic(ErrorCode code, String message) {
        return new Diagnostic(code, null, null, message, null);
    }

    /** An operating system's complaint often names nothing but the file. */
    static String describe(Exception failure) {
        if (failure instanceof UncheckedIOException wrapper) {
            return describe(wrapper.getCause());
        }
        if (failure instanceof CharacterCodingException) {
            return "the input is not UTF-8 text";
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof FileSystemException problem && problem.getReason() == null) {
            return problem.getClass().getSimpleName() + ": " + problem.getFile();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static void report(List<Diagnostic> diagnostics, PrintWriter err, ErrorFormat format) {
        if (format == ErrorFormat.JSON) {
            err.println(json(diagnostics));
            return;
        }
        for (Diagnostic diagnostic : diagnostics) {
            err.println((diagnostic.source() == null ? "jacobi: " : "") + diagnostic.render());
        }
    }

    private static String json(List<Diagnostic> diagnostics) {
        return JsonText.object(json -> {
            json.writeArrayFieldStart("errors");
            for (Diagnostic diagnostic : diagnostics) {
                json.writeStartObject();
                json.writeStringField("code", diagnostic.code().name());
                if (diagnostic.source() != null) {
                    json.writeStringField("file", diagnostic.source().name());
                    json.writeNumberField("line", diagnostic.line());
                    json.writeNumberField("column", diagnostic.column());
                }
                json.writeStringField("message", diagnostic.message());
                writeIfPresent(json, "suggestion", diagnostic.suggestion());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void writeIfPresent(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** The command line itself is wrong. */
    static int reportUsage(ParameterException failure, String... arguments) {
        CommandLine commandLine = failure.getCommandLine();
        PrintWriter err = commandLine.getErr();
        Ansi ansi = commandLine.getColorScheme().ansi();
        err.println(ansi.string("@|bold,red jacobi:|@ ") + failure.getMessage());
        if (beginsWithMinus(commandLine, arguments)) {
            err.println("A formula that begins with a minus comes after --, as in: jacobi simplify -- '-x - x'");
        } else if (!UnmatchedArgumentException.printSuggestions(failure, err) && !isOfValue(failure)) {
            err.println("Usage: " + commandLine.getHelp().synopsis(0).strip());
        }
        err.println("Try 'jacobi " + (isMain(commandLine) ? "" : commandLine.getCommandName() + " ") + "--help'.");
        return Main.USAGE;
    }

    /** Whether a value is wrong, as the message says, rather than which arguments there are: picocli has classes of its own for these. */
    private static boolean isOfValue(ParameterException failure) {
        return failure.getClass() == ParameterException.class && !isMain(failure.getCommandLine());
    }

    private static boolean isMain(CommandLine commandLine) {
        return commandLine.getParent() == null;
    }

    /** Whether an argument that is no option begins with a minus, as -x^2 does. */
    private static boolean beginsWithMinus(CommandLine commandLine, String[] arguments) {
        List<String> options = Arrays.asList(arguments);
        int end = options.indexOf("--");
        return options.subList(0, end < 0 ? options.size() : end).stream()
                .anyMatch(argument -> argument.matches("-[^-].*")
                        && commandLine.getCommandSpec().findOption(argument.substring(0, 2)) == null);
    }
}

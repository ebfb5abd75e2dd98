package dev.jacobi.cli;

import dev.jacobi.FpCore;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Turns FPCore, the format of FPBench and Herbie, into functions.",
            "What cannot be said as a formula is refused: loops, arrays, calls of other FPCores."
        })
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of FPCores; - for standard input.")
    private List<String> files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write to, usually of the extension .jacobi. Default: standard output.")
    private Path output;

    @Option(names = "--force", description = "Replace the output where it exists and says something else.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        String text = FpCore.toJacobi(sources(), Limits.defaults());
        if (output == null) {
            spec.commandLine().getOut().print(text);
        } else {
            write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Main.SUCCESS;
    }

    /** The texts of all files; or a mistake for each that cannot be read. */
    private List<SourceText> sources() {
        List<SourceText> sources = new ArrayList<>();
        List<Diagnostic> mistakes = new ArrayList<>();
        for (String file : files) {
            try {
                sources.add(Source.file(file, main.in()));
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

    /** Writes by a temporary file and one move, so that the output is whole or not there. */
    private void write(byte[] bytes) throws IOException {
        boolean exists = Files.exists(output);
        if (exists && Files.isRegularFile(output) && Arrays.equals(Files.readAllBytes(output), bytes)) {
            spec.commandLine().getOut().println("unchanged " + output);
            return;
        }
        if (exists && !(force && Files.isRegularFile(output))) {
            String cure = Files.isRegularFile(output) ? "exists already; --force replaces it" : "is not a regular file";
            throw new JacobiException(ErrorCode.INPUT, output + " " + cure);
        }
        Path file = output.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        spec.commandLine().getOut().println("wrote " + output);
    }
}

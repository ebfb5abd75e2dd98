package dev.jacobi.cli;

import dev.jacobi.cli.Reading.Column;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.interpret.Unsolved;
import dev.jacobi.op.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", description = "Computes values and derivatives at a point, or for each row of a file.")
final class EvaluateCommand extends FormulaCommand {
    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = {
                "Values of variables and data: numbers, or expressions of constants such as pi/2;",
                "arrays in brackets, as in X=[[1,2],[3,4]]."
            })
    private List<String> values = List.of();

    @Option(names = "--gradient", description = "Also the gradient (a function with one result).")
    private boolean gradient;

    @Option(names = "--jacobian", description = "Also the Jacobian, a row for each result.")
    private boolean jacobian;

    @Option(names = "--hessian", description = "Also the Hessian (a function with one result).")
    private boolean hessian;

    @Option(names = "--interpret", description = "Interpret the formula instead of compiling it.")
    private boolean interpret;

    @Option(names = "--strict-math", description = "Use StrictMath: the same bits on every machine.")
    private boolean strict;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = {
                "A point in each row: CSV whose first line names the columns, or JSON lines; - for standard input.",
                "Other columns are passed over. Values on the command line hold for all rows.",
                "Of a function with arrays, a column is an array of rank 1: all its rows are one point.",
                "A matrix has its columns by --columns."
            })
    private String file;

    @Mixin
    private ColumnOptions columns;

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = {
                "Values by name from a JSON object, as jacobi train saves them; names that the function lacks are passed over.",
                "Values on the command line come first."
            })
    private Path parameters;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Output: ${COMPLETION-CANDIDATES}. Default: text for a point, csv for rows.")
    private Format format;

    /** How numbers are written. */
    enum Format {
        TEXT,
        CSV,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run(Source source) throws IOException {
        FunctionGraph function = source.differentiable();
        if (!columns.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "--columns and --classes are for functions with arrays");
        }
        Assignments given = Assignments.parse(values, function, spec().commandLine());
        given.add(function, saved());
        Set<Derivative> wanted = wanted(function);
        Calculation calculation = interpret
                ? new InterpretedCalculation(function, strict)
                : new CompiledCalculation(source.compile(Options.defaults().strictMath(strict)));
        AnswerWriter writer = new AnswerWriter(function);
        Format shown = format != null ? format : file == null ? Format.TEXT : Format.CSV;
        if (file == null) {
            Point point = given.point(function);
            writeHeader(writer, shown, wanted);
            write(writer, shown, Answers.at(point, calculation, wanted));
        } else {
            rows(function, given, shown, answersOf(calculation, wanted), writer, wanted);
        }
        return Main.SUCCESS;
    }

    @Override
    int runArrays(Source source) throws IOException {
        FunctionGraph function = source.differentiable();
        if (format == Format.CSV) {
            throw ArrayEvaluation.notYet("--format csv");
        }
        Set<Derivative> wanted = wanted(function);
        if ((gradient || hessian) && function.results().get(0).type() == Type.ARRAY) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "only a function with one number as its result has a gradient and a Hessian; use --jacobian");
        }
        Map<String, ArrayValue> given = ArrayPoint.values(function, values);
        saved().forEach((name, value) -> {
            if (Point.names(function).contains(name)) {
                given.putIfAbsent(name, value);
            }
        });
        if (file != null) {
            List<Parameter> open = function.parameters().stream()
                    .filter(parameter -> !given.containsKey(parameter.name()))
                    .toList();
            given.putAll(new ArrayColumns(columns, Reading.NUMBER).read(open, file, in()));
        } else if (!columns.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "--columns and --classes need --data");
        }
        ArrayPoint point = ArrayPoint.of(function, given);
        ArrayEvaluation answers = interpret
                ? ArrayEvaluation.interpreted(function, point, strict, wanted)
                : ArrayEvaluation.compiled(
                        function, point, source.compile(Options.defaults().strictMath(strict)), wanted);
        out().print(format == Format.JSON ? answers.json() : answers.text());
        if (Arrays.stream(answers.numbers()).anyMatch(Double::isNaN)) {
            Unsolved.of(function, point, strict).forEach(unsolved -> err().println(unsolved.line("warning: ")));
        }
        return Main.SUCCESS;
    }

    private Map<String, ArrayValue> saved() throws IOException {
        return parameters == null ? Map.of() : ParameterFile.read(parameters);
    }

    private interface AnswersOf {
        Answers at(Point point);
    }

    private static AnswersOf answersOf(Calculation calculation, Set<Derivative> wanted) {
        return point -> Answers.at(point, calculation, wanted);
    }

    private Set<Derivative> wanted(FunctionGraph function) {
        Set<Derivative> wanted = EnumSet.noneOf(Derivative.class);
        if ((gradient || hessian) && function.results().size() > 1) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "a function with " + function.results().size()
                            + " results has no gradient and no Hessian; use --jacobian");
        }
        if (gradient) {
            wanted.add(Derivative.GRADIENT);
        }
        if (jacobian) {
            wanted.add(Derivative.JACOBIAN);
        }
        if (hessian) {
            wanted.add(Derivative.HESSIAN);
        }
        return wanted;
    }

    private void rows(
            FunctionGraph function,
            Assignments given,
            Format shown,
            AnswersOf answers,
            AnswerWriter writer,
            Set<Derivative> wanted)
            throws IOException {
        List<String> names = Point.names(function);
        List<Integer> read = new ArrayList<>();
        double[] point = new double[names.size()];
        for (int i = 0; i < point.length; i++) {
            if (given.contains(names.get(i))) {
                point[i] = given.get(names.get(i));
            } else {
                read.add(i);
            }
        }
        double[] row = new double[read.size()];
        try (Rows rows = Rows.open(
                file, in(), Column.numbers(read.stream().map(names::get).toList()), true)) {
            writeHeader(writer, shown, wanted);
            while (rows.next(row)) {
                for (int i = 0; i < row.length; i++) {
                    point[read.get(i)] = row[i];
                }
                write(writer, shown, answers.at(Point.of(function, point)));
            }
        }
    }

    private void writeHeader(AnswerWriter writer, Format shown, Set<Derivative> wanted) {
        if (shown == Format.CSV) {
            out().print(writer.csvHeader(wanted));
        }
    }

    private void write(AnswerWriter writer, Format shown, Answers answers) {
        out().print(
                        switch (shown) {
                            case TEXT -> writer.text(answers);
                            case CSV -> writer.csvRow(answers);
                            case JSON -> writer.json(answers);
                        });
    }
}

package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.FunctionGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes answers: as text, as a line of JSON, or as a row of CSV. Columns are called {@code value}, {@code gradient.x}, ... */
final class AnswerWriter {
    private final List<String> variables;
    private final List<String> results;

    AnswerWriter(FunctionGraph function) {
        this.variables = function.variables();
        this.results = ResultNames.of(function);
    }

    /** An only value as a bare number; else a line a number, matrices as tables. */
    String text(Answers answers) {
        if (answers.derivatives().isEmpty() && results.size() == 1) {
            return Numbers.format(answers.values()[0]) + "\n";
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < results.size(); i++) {
            out.append(results.get(i))
                    .append(" = ")
                    .append(Numbers.format(answers.values()[i]))
                    .append('\n');
        }
        answers.derivatives().forEach((derivative, numbers) -> {
            out.append(name(derivative)).append(":\n");
            if (derivative == Derivative.GRADIENT) {
                for (int j = 0; j < numbers.length; j++) {
                    out.append("  ").append(variables.get(j)).append(" = ");
                    out.append(Numbers.format(numbers[j])).append('\n');
                }
            } else {
                appendTable(out, rowNames(derivative), numbers);
            }
        });
        return out.toString();
    }

    private List<String> rowNames(Derivative derivative) {
        return derivative == Derivative.HESSIAN ? variables : results;
    }

    private static String name(Derivative derivative) {
        return derivative.name().toLowerCase(Locale.ROOT);
    }

    /** A matrix with the names of its rows and columns; numbers aligned on the right. */
    private void appendTable(StringBuilder out, List<String> rows, double[] numbers) {
        int n = variables.size();
        String[][] cells = new String[rows.size() + 1][n + 1];
        int[] widths = new int[n + 1];
        for (int i = 0; i < cells.length; i++) {
            for (int j = 0; j <= n; j++) {
                String head = i > 0 ? rows.get(i - 1) : j > 0 ? variables.get(j - 1) : "";
                cells[i][j] = i > 0 && j > 0 ? Numbers.format(numbers[(i - 1) * n + j - 1]) : head;
                widths[j] = Math.max(widths[j], cells[i][j].length());
            }
        }
        for (String[] row : cells) {
            out.append("  ").append(row[0]).append(" ".repeat(widths[0] - row[0].length()));
            for (int j = 1; j <= n; j++) {
                out.append("  ").append(" ".repeat(widths[j] - row[j].length())).append(row[j]);
            }
            out.append('\n');
        }
    }

    /** One object on one line. */
    String json(Answers answers) {
        return JsonText.object(json -> {
                    if (results.size() == 1) {
                        JsonText.number(json, "value", answers.values()[0]);
                    } else {
                        json.writeObjectFieldStart("values");
                        writeRow(json, results, answers.values(), 0);
                        json.writeEndObject();
                    }
                    for (Map.Entry<Derivative, double[]> entry :
                            answers.derivatives().entrySet()) {
                        json.writeObjectFieldStart(name(entry.getKey()));
                        writeDerivative(json, entry.getKey(), entry.getValue());
                        json.writeEndObject();
                    }
                })
                + "\n";
    }

    private void writeDerivative(JsonGenerator json, Derivative derivative, double[] numbers) throws IOException {
        if (derivative == Derivative.GRADIENT) {
            writeRow(json, variables, numbers, 0);
            return;
        }
        List<String> rows = rowNames(derivative);
        for (int i = 0; i < rows.size(); i++) {
            json.writeObjectFieldStart(rows.get(i));
            writeRow(json, variables, numbers, i * variables.size());
            json.writeEndObject();
        }
    }

    private static void writeRow(JsonGenerator json, List<String> names, double[] numbers, int from)
            throws IOException {
        for (int j = 0; j < names.size(); j++) {
            JsonText.number(json, names.get(j), numbers[from + j]);
        }
    }

    /** The first line of CSV. */
    String csvHeader(Set<Derivative> derivatives) {
        List<String> columns = new ArrayList<>(results);
        for (Derivative derivative : derivatives) {
            if (derivative == Derivative.GRADIENT) {
                variables.forEach(variable -> columns.add("gradient." + variable));
            } else {
                rowNames(derivative)
                        .forEach(row -> variables.forEach(
                                variable -> columns.add(name(derivative) + "." + row + "." + variable)));
            }
        }
        return csv(columns);
    }

    String csvRow(Answers answers) {
        List<String> cells = new ArrayList<>();
        addCells(cells, answers.values());
        answers.derivatives().values().forEach(numbers -> addCells(cells, numbers));
        return csv(cells);
    }

    private static void addCells(List<String> cells, double[] numbers) {
        for (double number : numbers) {
            cells.add(Numbers.format(number));
        }
    }

    /** Names and numbers need no quotes. */
    private static String csv(List<String> cells) {
        return String.join(",", cells) + "\n";
    }
}

package com.acme.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a CSV file: a label, and numbers.
 *
 * @param columns the names of the columns with numbers, D of them
 * @param X the numbers, row by row: N * D
 * @param y 1 for each row with the label that is looked for, -1 for the others: N
 */
public record Table(List<String> columns, double[] X, double[] y) {
    /**
     * Reads a file with a line of names at its top and no quotes.
     *
     * @param label the column of the labels; all others hold numbers
     * @param positive the label that is looked for
     * @throws IOException where the file cannot be read, or is not like that; the message tells the line
     */
    public static Table read(Path file, String label, String positive) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names =
                lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split(","));
        int labels = names.indexOf(label);
        if (labels < 0) {
            throw new IOException(file + ": there is no column '" + label + "'; the columns are " + names);
        }
        double[] X = new double[(lines.size() - 1) * (names.size() - 1)];
        double[] y = new double[lines.size() - 1];
        int filled = 0;
        for (int row = 0; row < y.length; row++) {
            String[] cells = lines.get(row + 1).split(",", -1);
            if (cells.length != names.size()) {
                throw new IOException(place(file, row) + cells.length + " cells, the first line has " + names.size());
            }
            for (int column = 0; column < cells.length; column++) {
                if (column == labels) {
                    y[row] = cells[column].equals(positive) ? 1 : -1;
                } else {
                    X[filled++] = number(cells[column], place(file, row) + names.get(column) + " is ");
                }
            }
        }
        List<String> numbers = new ArrayList<>(names);
        numbers.remove(labels);
        return new Table(List.copyOf(numbers), X, y);
    }

    private static String place(Path file, int row) {
        return file + ":" + (row + 2) + ": ";
    }

    private static double number(String cell, String place) throws IOException {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IOException(place + "'" + cell + "', which is no number", e);
        }
    }
}

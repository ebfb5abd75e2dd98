package com.acme.fitting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Measured points.
 *
 * @param x where they were measured
 * @param y what was measured, of the same length
 */
public record Points(double[] x, double[] y) {
    /** Reads a file with two columns and a line of names above them, which lies beside this class. */
    public static Points read(String name) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Points.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                if (cells.length != 2) {
                    throw new IOException(name + " has a line of " + cells.length + " cells, not 2: " + line);
                }
                rows.add(new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])});
            }
        }
        return new Points(
                rows.stream().mapToDouble(row -> row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray());
    }
}

package dev.jacobi.cli;

import dev.jacobi.cli.Reading.Column;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows of numbers by the names of their columns, from CSV or JSON lines. */
interface Rows extends Closeable {
    /**
     * Reads the next row.
     *
     * @param values receives the values of the wanted columns, in their order
     * @return false at the end
     * @throws JacobiException with row and column, where a value is missing or no number
     */
    boolean next(double[] values) throws IOException;

    /** How many bytes may stand before the first that tells CSV from JSON. */
    int SNIFFED = 4096;

    /**
     * Opens a file, or standard input for -; JSON lines begin with a brace.
     *
     * @param wanted the columns to read; others are passed over
     * @param gaps whether empty lines of CSV are passed over; otherwise they stand at the end only
     */
    static Rows open(String file, InputStream in, List<Column> wanted, boolean gaps) throws IOException {
        boolean standard = file.equals("-");
        String name = standard ? "<stdin>" : file;
        BufferedInputStream bytes = new BufferedInputStream(standard ? in : Files.newInputStream(Path.of(file)));
        boolean json = firstCharacter(bytes) == '{';
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                bytes, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
        return json ? new JsonRows(name, reader, wanted) : CsvRows.open(name, reader, wanted, gaps);
    }

    private static int firstCharacter(BufferedInputStream bytes) throws IOException {
        bytes.mark(SNIFFED);
        int first = ' ';
        for (int i = 0; i < SNIFFED - 1 && (first <= ' ' || first == 0xEF || first == 0xBB || first == 0xBF); i++) {
            first = bytes.read();
            if (first < 0) {
                break;
            }
        }
        bytes.reset();
        return first;
    }

    /** A mistake in a row. */
    static JacobiException mistake(String name, long line, String message) {
        return new JacobiException(ErrorCode.INPUT, name + ":" + line + ": " + message);
    }
}

package dev.jacobi.cli;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.jacobi.cli.Reading.Column;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.syntax.Suggestions;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** Rows of a CSV file whose first line names the columns. */
final class CsvRows implements Rows {
    private final String name;
    private final CloseableIterator<CsvRecord> records;
    private final List<Column> wanted;
    private final int[] columns;

    /** How many fields each row has. */
    private final int width;

    private CsvRows(String name, CloseableIterator<CsvRecord> records, List<Column> wanted, int[] columns, int width) {
        this.name = name;
        this.records = records;
        this.wanted = wanted;
        this.columns = columns;
        this.width = width;
    }

    static CsvRows open(String name, Reader reader, List<Column> wanted, boolean gaps) {
        CloseableIterator<CsvRecord> records = CsvReader.builder()
                .skipEmptyLines(gaps)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)
                .iterator();
        CsvRecord first = next(name, records);
        while (first != null && isEmpty(first)) {
            first = next(name, records);
        }
        List<String> header = first == null
                ? List.of()
                : first.getFields().stream().map(CsvRows::heading).toList();
        int[] columns = new int[wanted.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(name, header, wanted.get(i).name());
        }
        return new CsvRows(name, records, wanted, columns, header.size());
    }

    /** A column's name without spaces, and without the byte order mark that some programs begin a file with. */
    private static String heading(String field) {
        return field.replace("\uFEFF", "").strip();
    }

    private static int column(String name, List<String> header, String wanted) {
        int column = header.indexOf(wanted);
        if (column < 0) {
            String message = name + ":1: no column '" + wanted + "'; the columns are " + String.join(", ", header);
            String nearest = Suggestions.nearest(wanted, header);
            throw new JacobiException(List.of(new Diagnostic(ErrorCode.INPUT, null, null, message, nearest)));
        }
        if (header.lastIndexOf(wanted) != column) {
            throw Rows.mistake(name, 1, "there are two columns '" + wanted + "'");
        }
        return column;
    }

    private static CsvRecord next(String name, CloseableIterator<CsvRecord> records) {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new JacobiException(ErrorCode.INPUT, name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean next(double[] values) {
        CsvRecord row = next(name, records);
        if (row == null || isEmpty(row) && endsAfter(row)) {
            return false;
        }
        if (row.getFieldCount() != width) {
            throw Rows.mistake(
                    name,
                    row.getStartingLineNumber(),
                    "the row has " + row.getFieldCount() + " fields, the names of columns are " + width);
        }
        for (int i = 0; i < columns.length; i++) {
            Column wish = wanted.get(i);
            String column = "column '" + wish.name() + "': ";
            if (row.getField(columns[i]).isBlank()) {
                throw Rows.mistake(name, row.getStartingLineNumber(), column + "there is no value");
            }
            String field = row.getField(columns[i]);
            Double number = wish.reading().number(field);
            if (number == null) {
                String expected = "expected " + wish.reading().expected() + ", found '" + field + "'";
                throw Rows.mistake(name, row.getStartingLineNumber(), column + expected);
            }
            values[i] = number;
        }
        return true;
    }

    private static boolean isEmpty(CsvRecord row) {
        return row.getFieldCount() == 1 && row.getField(0).isBlank();
    }

    /** Whether nothing but empty lines follows, as at the end of a file; elsewhere a row is missing. */
    private boolean endsAfter(CsvRecord empty) {
        for (CsvRecord row = empty; row != null; row = next(name, records)) {
            if (!isEmpty(row)) {
                throw Rows.mistake(name, empty.getStartingLineNumber(), "the row is empty");
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

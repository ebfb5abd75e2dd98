package com.acme.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    @Test
    void labelsMayStandInAnyColumn() throws IOException {
        Table table = Table.read(file("a,kind,b\n1,yes,2\n3,no,-4e1\n"), "kind", "yes");
        assertEquals(List.of("a", "b"), table.columns());
        assertArrayEquals(new double[] {1, 2, 3, -40}, table.X());
        assertArrayEquals(new double[] {1, -1}, table.y());
    }

    @Test
    void mistakesAreToldWithTheirLine() throws IOException {
        assertFails("rows.csv:3: b is 'x', which is no number", "a,b,kind\n1,2,yes\n3,x,no\n");
        assertFails("rows.csv:2: 2 cells, the first line has 3", "a,b,kind\n1,2\n");
        assertFails("rows.csv: there is no column 'kind'; the columns are [a, b]", "a,b\n1,2\n");
    }

    private void assertFails(String message, String text) throws IOException {
        Path file = file(text);
        IOException failure = assertThrows(IOException.class, () -> Table.read(file, "kind", "yes"));
        assertEquals(folder.resolve(message).toString(), failure.getMessage());
    }
}

package dev.jacobi.diag;

import java.util.Arrays;

/** A formula's text with the name that messages give it; knows its lines. Lines and columns count from 1. */
public final class SourceText {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /** A text under the name that messages give it. */
    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /** What messages call this text: a file's path, or {@code <formula>}. */
    public String name() {
        return name;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The line that holds the offset. A line ends at LF, CR LF or CR. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of the offset in its line, in characters. */
    public int column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }

    /** At most {@code length} characters of a line, from an offset of the text on, without the line's end. */
    public String excerpt(int from, int length) {
        int end = from;
        while (end < text.length() && end - from < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(from, end);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}

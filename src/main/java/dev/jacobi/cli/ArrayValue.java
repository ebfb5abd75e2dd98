package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

/**
 * A number or an array on the command line, {@code [[1, 2], [3, 4]]}.
 *
 * @param shape the extents; empty for a number
 * @param elements the numbers, row-major
 */
record ArrayValue(int[] shape, double[] elements) {

    static ArrayValue of(double number) {
        return new ArrayValue(new int[0], new double[] {number});
    }

    /** Reads the value of a parameter: a number, an expression of constants, or nested lists of them in brackets. */
    static ArrayValue parse(String name, String text) {
        if (!text.strip().startsWith("[")) {
            return of(Assignments.value(name, text));
        }
        Reader reader = new Reader(name, text);
        StringTokenizer tokens = new StringTokenizer(text, "[],", true);
        while (tokens.hasMoreTokens()) {
            reader.take(tokens.nextToken().strip());
        }
        return reader.value();
    }

    /** Reads brackets, commas and numbers one after the other. */
    private static final class Reader {
        private final String name;
        private final String text;
        /** The extents as far as lists have been closed; the number of items of each open list. */
        private final List<Integer> extents = new ArrayList<>();

        private final List<Integer> counts = new ArrayList<>();
        private final List<Double> elements = new ArrayList<>();
        private int rank = -1;
        private boolean afterItem;
        private boolean afterComma;

        Reader(String name, String text) {
            this.name = name;
            this.text = text;
        }

        void take(String token) {
            switch (token) {
                case "" -> {}
                case "[" -> open();
                case "]" -> close();
                case "," -> {
                    require(afterItem && !counts.isEmpty());
                    afterItem = false;
                    afterComma = true;
                }
                default -> {
                    require(!afterItem && !counts.isEmpty() && (rank < 0 || rank == counts.size()));
                    rank = counts.size();
                    elements.add(Assignments.value(name, token));
                    endItem();
                }
            }
        }

        private void open() {
            require(!afterItem && (rank < 0 || counts.size() < rank) && (elements.isEmpty() || !counts.isEmpty()));
            counts.add(0);
            if (extents.size() < counts.size()) {
                extents.add(-1);
            }
            afterComma = false;
        }

        private void close() {
            require(!counts.isEmpty() && !afterComma);
            int depth = counts.size() - 1;
            int count = counts.remove(depth);
            require(extents.get(depth) < 0 || extents.get(depth) == count);
            extents.set(depth, count);
            endItem();
        }

        private void endItem() {
            afterItem = true;
            afterComma = false;
            int depth = counts.size() - 1;
            if (depth >= 0) {
                counts.set(depth, counts.get(depth) + 1);
            }
        }

        ArrayValue value() {
            require(counts.isEmpty());
            int[] shape = extents.stream().mapToInt(Integer::intValue).toArray();
            int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            require(length == elements.size());
            return new ArrayValue(
                    shape, elements.stream().mapToDouble(Double::doubleValue).toArray());
        }

        private void require(boolean regular) {
            if (!regular) {
                throw new JacobiException(
                        ErrorCode.ARGUMENT,
                        "the value of '" + name + "' must be lists of equal length, as in [[1, 2], [3, 4]]; found '"
                                + text + "'");
            }
        }
    }

    /** The integers that the elements are. */
    int[] integers(String name) {
        int[] integers = new int[elements.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) elements[i];
            if (integers[i] != elements[i]) {
                throw new JacobiException(
                        ErrorCode.ARGUMENT, "'" + name + "' is integer data, found " + Numbers.format(elements[i]));
            }
        }
        return integers;
    }

    /** In brackets, as it is read. */
    String text() {
        StringBuilder out = new StringBuilder();
        int length = elements.length;
        for (int i = 0; i < length; i++) {
            out.append(i == 0 ? "" : ", ").append("[".repeat(edges(i)));
            out.append(Numbers.format(elements[i])).append("]".repeat(edges(i + 1)));
        }
        return length == 0 ? "[".repeat(shape.length) + "]".repeat(shape.length) : out.toString();
    }

    /** How many lists begin, or have ended, before an element. */
    private int edges(int element) {
        int edges = 0;
        int length = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            length *= shape[d];
            edges += element % length == 0 ? 1 : 0;
        }
        return edges;
    }
}

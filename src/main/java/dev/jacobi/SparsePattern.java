package dev.jacobi;

import java.util.Arrays;

/**
 * Where the entries of a sparse matrix are, row by row, and which packed entries make them.
 *
 * @param rowStart where each row begins in {@code column}; one more at the end
 * @param column the columns, ascending in each row
 * @param packed how many packed entries there are
 * @param slots the place of each packed entry, or -1 for one that is not wanted; null where each has its own, in order
 * @param upper the places that are copies of others; null where there are none
 * @param lower the places that those copy
 */
record SparsePattern(
        int rows, int columns, int[] rowStart, int[] column, int packed, int[] slots, int[] upper, int[] lower) {

    /** The pattern of packed entries by row and column; those of column -1 are not wanted. */
    static SparsePattern of(int rows, int columns, int[] rowOf, int[] columnOf) {
        if (isInOrder(rowOf, columnOf)) {
            int[] rowStart = new int[rows + 1];
            for (int row : rowOf) {
                rowStart[row + 1]++;
            }
            accumulate(rowStart);
            return new SparsePattern(rows, columns, rowStart, columnOf, columnOf.length, null, null, null);
        }
        int[] first = new int[rows + 1];
        for (int e = 0; e < rowOf.length; e++) {
            if (columnOf[e] >= 0) {
                first[rowOf[e] + 1]++;
            }
        }
        accumulate(first);
        // By row, and in each by column, then by number.
        long[] sorted = new long[first[rows]];
        int[] next = Arrays.copyOf(first, rows);
        for (int e = 0; e < rowOf.length; e++) {
            if (columnOf[e] >= 0) {
                sorted[next[rowOf[e]]++] = (long) columnOf[e] << 32 | e;
            }
        }
        int[] rowStart = new int[rows + 1];
        int[] column = new int[sorted.length];
        int[] slots = new int[rowOf.length];
        Arrays.fill(slots, -1);
        int count = 0;
        for (int row = 0; row < rows; row++) {
            Arrays.sort(sorted, first[row], first[row + 1]);
            for (int i = first[row]; i < first[row + 1]; i++) {
                int at = (int) (sorted[i] >>> 32);
                if (count == rowStart[row] || column[count - 1] != at) {
                    column[count++] = at;
                }
                slots[(int) sorted[i]] = count - 1;
            }
            rowStart[row + 1] = count;
        }
        return new SparsePattern(
                rows, columns, rowStart, Arrays.copyOf(column, count), rowOf.length, slots, null, null);
    }

    /** From the lengths of rows to where they begin. */
    private static void accumulate(int[] rowStart) {
        for (int row = 1; row < rowStart.length; row++) {
            rowStart[row] = Math.addExact(rowStart[row], rowStart[row - 1]);
        }
    }

    private static boolean isInOrder(int[] rowOf, int[] columnOf) {
        for (int e = 0; e < rowOf.length; e++) {
            boolean after =
                    e == 0 || rowOf[e] > rowOf[e - 1] || rowOf[e] == rowOf[e - 1] && columnOf[e] > columnOf[e - 1];
            if (columnOf[e] < 0 || !after) {
                return false;
            }
        }
        return true;
    }

    /** The pattern of a symmetric matrix by the packed entries that are not above the diagonal. */
    static SparsePattern symmetric(int n, int[] rowOf, int[] columnOf) {
        int[] wanted = columnOf.clone();
        for (int e = 0; e < wanted.length; e++) {
            wanted[e] = rowOf[e] >= columnOf[e] ? columnOf[e] : -1;
        }
        SparsePattern half = of(n, n, rowOf, wanted);
        int[] rowStart = new int[n + 1];
        for (int row = 0; row < n; row++) {
            for (int i = half.rowStart[row]; i < half.rowStart[row + 1]; i++) {
                rowStart[row + 1]++;
                rowStart[half.column[i] + 1] += half.column[i] == row ? 0 : 1;
            }
        }
        accumulate(rowStart);
        int[] column = new int[rowStart[n]];
        int[] moved = new int[half.column.length];
        int[] upper = new int[column.length - moved.length];
        int[] lower = new int[upper.length];
        int[] next = Arrays.copyOf(rowStart, n);
        int copies = 0;
        // A row's own entries come before those that later rows mirror into it.
        for (int row = 0; row < n; row++) {
            for (int i = half.rowStart[row]; i < half.rowStart[row + 1]; i++) {
                moved[i] = next[row]++;
                column[moved[i]] = half.column[i];
                if (half.column[i] < row) {
                    upper[copies] = next[half.column[i]]++;
                    lower[copies] = moved[i];
                    column[upper[copies++]] = row;
                }
            }
        }
        int[] slots = new int[wanted.length];
        for (int e = 0; e < slots.length; e++) {
            int slot = half.slots == null ? e : half.slots[e];
            slots[e] = slot < 0 ? -1 : moved[slot];
        }
        return new SparsePattern(n, n, rowStart, column, slots.length, slots, upper, lower);
    }
}

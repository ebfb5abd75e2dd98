package dev.jacobi;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All data of a function, and the same with fewer rows, each as a kernel takes it: sizes before integers. */
final class BatchLayout {
    private final Arguments whole;
    private final Arguments batch;
    private final int total;

    /** Whether loops depend on integer data, so that how long they are must be found for each batch. */
    private final boolean dataRanges;

    private final Rows[] reals;
    private final Rows[] integers;

    /**
     * A data array as a matrix of pieces, {@code outer} by its rows; one without rows has one.
     *
     * @param from where it starts in all data
     * @param to where it starts in a batch
     * @param piece how many elements lie side by side
     */
    private record Rows(boolean selected, int from, int to, int outer, int piece) {}

    /**
     * Of batches of {@code count} rows.
     *
     * @param whole what a kernel takes for all rows
     * @param size the number of the size that counts rows
     */
    BatchLayout(FunctionGraph function, Arguments whole, int size, int count) {
        this.whole = whole;
        this.total = whole.ints()[size];
        this.dataRanges = Walk.upward(function.graph(), function.results()).stream()
                .anyMatch(node -> node.is(Op.AXIS) && !node.args().stream().allMatch(Bounds::isOfSizes));
        int[] sizes = whole.ints().clone();
        sizes[size] = count;
        Sizes all = Sizes.known(function.sizes(), whole.ints());
        Sizes some = Sizes.known(function.sizes(), sizes);
        List<Rows> places = new ArrayList<>();
        int data = lay(function, false, 0, size, all, some, places);
        this.reals = places.toArray(Rows[]::new);
        places.clear();
        int ints = lay(function, true, function.sizes().size(), size, all, some, places);
        this.integers = places.toArray(Rows[]::new);
        this.batch = new Arguments(
                whole.given(),
                whole.n(),
                Bound.length(some, function.results()),
                new double[data],
                Arrays.copyOf(sizes, ints));
    }

    /** Finds the places of all data that is integers or is not; gives where they end in a batch. */
    private static int lay(
            FunctionGraph function, boolean integers, int start, int size, Sizes all, Sizes some, List<Rows> places) {
        int from = start;
        int to = start;
        for (Parameter parameter : function.parameters()) {
            Node node = parameter.node();
            if (parameter.role() != Role.DATA || node.is(Op.INTEGERS) != integers) {
                continue;
            }
            List<Node> extents = Loops.extents(node);
            int axis = axis(extents, size);
            int outer = axis < 0 ? 1 : all.product(extents.subList(0, axis));
            int piece = all.product(extents.subList(axis + 1, extents.size()));
            places.add(new Rows(axis >= 0, from, to, outer, piece));
            from += Bound.length(all, List.of(node));
            to += Bound.length(some, List.of(node));
        }
        return to;
    }

    /** Which extent is a size, or -1. */
    static int axis(List<Node> extents, int size) {
        int axis = 0;
        while (axis < extents.size()
                && !(extents.get(axis).is(Op.SIZE) && extents.get(axis).index() == size)) {
            axis++;
        }
        return axis == extents.size() ? -1 : axis;
    }

    /** How many elements the variables have. */
    int given() {
        return whole.given();
    }

    /** What a kernel takes, with these rows. */
    Arguments select(int[] rows) {
        for (Rows places : reals) {
            copy(places, whole.data(), batch.data(), rows);
        }
        for (Rows places : integers) {
            copy(places, whole.ints(), batch.ints(), rows);
        }
        if (dataRanges) {
            Arrays.fill(batch.workSizes(), 0);
        }
        return batch;
    }

    /** Copies the chosen pieces between two arrays of one type, of doubles or of integers. */
    private <T> void copy(Rows places, T from, T to, int[] rows) {
        int piece = places.piece;
        if (!places.selected) {
            System.arraycopy(from, places.from, to, places.to, piece);
            return;
        }
        for (int o = 0; o < places.outer; o++) {
            for (int r = 0; r < rows.length; r++) {
                int source = places.from + (o * total + rows[r]) * piece;
                System.arraycopy(from, source, to, places.to + (o * rows.length + r) * piece, piece);
            }
        }
    }
}

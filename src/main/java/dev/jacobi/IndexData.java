package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.PlainIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** The integer data of a function that is used as plain indices, and which of it has been checked. Immutable. */
final class IndexData {
    private final FunctionGraph function;
    private final List<PlainIndex> indices;
    private final BitSet checked;

    private IndexData(FunctionGraph function, List<PlainIndex> indices, BitSet checked) {
        this.function = function;
        this.indices = indices;
        this.checked = checked;
    }

    static IndexData of(FunctionGraph function) {
        return new IndexData(function, PlainIndex.of(function), new BitSet());
    }

    /** This where data of a number is to be checked again. */
    IndexData without(int data) {
        BitSet left = (BitSet) checked.clone();
        for (int i = 0; i < indices.size(); i++) {
            left.set(i, left.get(i) && indices.get(i).data().index() != data);
        }
        return new IndexData(function, indices, left);
    }

    /**
     * This after checking what is bound and whose sizes are known.
     *
     * @param bound the integer data by number, null where it is not bound
     * @throws JacobiException where an element is outside the array that it is an index of
     */
    IndexData checked(int[][] bound, Sizes sizes) {
        BitSet done = (BitSet) checked.clone();
        for (int i = checked.nextClearBit(0); i < indices.size(); i = checked.nextClearBit(i + 1)) {
            PlainIndex index = indices.get(i);
            int[] values = bound[index.data().index()];
            if (values != null && isKnown(index, sizes)) {
                checkUnlessPartial(index, values, sizes);
                done.set(i);
            }
        }
        return new IndexData(function, indices, done);
    }

    private static boolean isKnown(PlainIndex index, Sizes sizes) {
        return sizes.isKnown(index.extent())
                && Loops.extents(index.data()).stream().allMatch(sizes::isKnown)
                && index.loops().stream().allMatch(axis -> axis.args().stream().allMatch(sizes::isKnown));
    }

    /** An extent that has no value fails where it is used. */
    private void checkUnlessPartial(PlainIndex index, int[] values, Sizes sizes) {
        try {
            check(index, values, sizes);
        } catch (ArithmeticException e) {
            return;
        }
    }

    private void check(PlainIndex index, int[] values, Sizes sizes) {
        boolean runs = index.loops().stream().allMatch(axis -> sizes.value(axis.arg(0)) < sizes.value(axis.arg(1)));
        int extent = sizes.value(index.extent());
        for (int i = 0; i < values.length && runs; i++) {
            if (values[i] < 0 || values[i] >= extent) {
                List<Integer> shape =
                        Loops.extents(index.data()).stream().map(sizes::value).toList();
                throw new JacobiException(
                        ErrorCode.ARGUMENT,
                        "data '" + function.nameOf(index.data()) + "'" + place(i, shape) + " is " + values[i]
                                + "; as an index of " + nameOf(index.array()) + " it must be at least 0 and below "
                                + extent);
            }
        }
    }

    private static String place(int at, List<Integer> shape) {
        List<Integer> place = new ArrayList<>();
        int rest = at;
        for (int d = shape.size() - 1; d >= 0; d--) {
            place.add(0, rest % shape.get(d));
            rest /= shape.get(d);
        }
        return shape.isEmpty()
                ? ""
                : place.stream().map(String::valueOf).collect(Collectors.joining(", ", " at [", "]"));
    }

    private String nameOf(Node array) {
        String name = array.isParameter()
                ? function.nameOf(array)
                : function.origin().bindings().stream()
                        .filter(named -> named.node() == array)
                        .map(Origin.Named::name)
                        .findFirst()
                        .orElse(null);
        return name == null ? "an array" : "'" + name + "'";
    }
}

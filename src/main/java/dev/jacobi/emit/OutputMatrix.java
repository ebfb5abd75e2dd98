package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * How outputs share an array as the blocks of a matrix do, or the entries of packed rows. All integers are of sizes.
 *
 * @param shapes what the array holds, one after the other
 * @param places where each output is, by its number
 */
public record OutputMatrix(List<List<Node>> shapes, List<Place> places) {

    /**
     * Where an output is: its element at {@code (i.., j..)} at {@code offset + flat(i..) * stride + flat(j..)}.
     *
     * @param leading how many indices come before the stride
     */
    public record Place(Node offset, Node stride, int leading) {}

    /** How many indices of an output come before the stride; that is, between which of its elements others stand. */
    int apart(int number) {
        return places.get(number).leading;
    }

    /** Whether the elements of an output of some dimensions stand evenly apart, so that their row-major places tell where. */
    public boolean isEven(int number, int rank) {
        int leading = places.get(number).leading;
        return leading == 0 || leading == 1 && rank == 1;
    }

    /**
     * The place of an element of an output in the array.
     *
     * @param texts what stands for an integer of sizes, near a wish for its name
     */
    String place(int number, List<String> indices, List<String> extents, BiFunction<Node, String, String> texts) {
        Place place = places.get(number);
        int leading = place.leading;
        List<String> terms = new ArrayList<>();
        if (!place.offset.isInteger(0)) {
            terms.add(texts.apply(place.offset, "at" + number));
        }
        if (leading > 0) {
            String row = Layout.flat(indices.subList(0, leading), extents.subList(0, leading));
            boolean one = place.stride.isInteger(1);
            terms.add(
                    one ? row : (leading == 1 ? row : "(" + row + ")") + " * " + texts.apply(place.stride, "columns"));
        }
        if (leading < indices.size()) {
            terms.add(Layout.flat(indices.subList(leading, indices.size()), extents.subList(leading, extents.size())));
        }
        return terms.isEmpty() ? "0" : String.join(" + ", terms);
    }
}

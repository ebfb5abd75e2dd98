package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import java.util.List;

/**
 * What one array of a method holds: things one after the other, each with the extents of an array, none of a single number, or null
 * where it is elsewhere.
 *
 * @param array the name of the array
 */
public record Section(String array, List<List<Node>> shapes) {

    /** The length of what stands before a thing, and of as many numbers before all. */
    String lengthBefore(int index, int first, IntegerWriter integers) {
        int numbers = first;
        StringBuilder text = new StringBuilder();
        for (List<Node> shape : shapes.subList(0, index)) {
            if (shape != null && shape.isEmpty()) {
                numbers++;
            } else if (shape != null) {
                text.append(text.length() == 0 ? "" : " + ").append(product(shape, integers));
            }
        }
        boolean only = text.length() > 0 && numbers == 0;
        return only ? text.toString() : numbers + (text.length() == 0 ? "" : " + " + text);
    }

    private static String product(List<Node> shape, IntegerWriter integers) {
        return String.join(" * ", shape.stream().map(integers::text).toList());
    }

    /** The length of all, as Java computes it without overflow. */
    String length(IntegerWriter integers) {
        int numbers = 0;
        StringBuilder text = new StringBuilder();
        for (List<Node> shape : shapes) {
            if (shape != null && shape.isEmpty()) {
                numbers++;
            } else if (shape != null) {
                text.append(text.length() == 0 ? "" : " + ");
                text.append(shape.size() > 1 || shapes.size() > 1 ? "(long) " : "")
                        .append(product(shape, integers));
            }
        }
        boolean only = text.length() > 0 && numbers == 0;
        return only ? text.toString() : (text.length() == 0 ? "" : text + " + ") + numbers;
    }
}

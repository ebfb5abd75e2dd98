package dev.jacobi.emit;

import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one array of a method holds: things one after the other, each with the extents of an array, none of a single number, or null
 * where it is elsewhere.
 *
 * @param array the name of the array
 */
public record Section(String array, List<List<Node>> shapes) {

    /** Parameters one after the other. */
    static Section ofParameters(String array, List<Node> parameters) {
        return new Section(
                array,
                parameters.stream()
                        .map(node -> node.is(Op.PARAMETER) ? List.<Node>of() : Loops.extents(node))
                        .toList());
    }

    /** The first thing that begins where this one does: what is between has no place here. */
    int firstAtPlaceOf(int index) {
        int same = index;
        while (same > 0 && shapes.get(same - 1) == null) {
            same--;
        }
        return same;
    }

    /** The length of the things from one to another, after something. */
    String length(int from, int to, String before, IntegerWriter integers) {
        int numbers = numbers(from, to);
        List<String> terms = new ArrayList<>(arrays(from, to, integers, ""));
        if (!before.equals("0")) {
            terms.add(0, before);
        }
        if (terms.size() == 1 && terms.get(0).chars().allMatch(Character::isDigit)) {
            return Integer.toString(numbers + Integer.parseInt(terms.get(0)));
        }
        if (numbers > 0 || terms.isEmpty()) {
            terms.add(Integer.toString(numbers));
        }
        return String.join(" + ", terms);
    }

    /** How many of the things from one to another are single numbers. */
    int numbers(int from, int to) {
        return (int) shapes.subList(from, to).stream()
                .filter(shape -> shape != null && shape.isEmpty())
                .count();
    }

    /** The lengths of the arrays from one thing to another; those of equal length are taken together. */
    List<String> arrays(int from, int to, IntegerWriter integers, String cast) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (List<Node> shape : shapes.subList(from, to)) {
            if (shape != null && !shape.isEmpty()) {
                counts.merge(product(shape, integers), 1, Integer::sum);
            }
        }
        List<String> lengths = new ArrayList<>();
        counts.forEach((product, count) -> lengths.add(cast + (count == 1 ? product : count + " * " + product)));
        return lengths;
    }

    private static String product(List<Node> shape, IntegerWriter integers) {
        return String.join(" * ", shape.stream().map(integers::text).toList());
    }

    /** The length of all, as Java computes it without overflow. */
    String length(IntegerWriter integers) {
        int numbers = numbers(0, shapes.size());
        boolean single =
                shapes.size() == 1 && (shapes.get(0) == null || shapes.get(0).size() <= 1);
        String text = String.join(" + ", arrays(0, shapes.size(), integers, single ? "" : "(long) "));
        return !text.isEmpty() && numbers == 0 ? text : (text.isEmpty() ? "" : text + " + ") + numbers;
    }
}

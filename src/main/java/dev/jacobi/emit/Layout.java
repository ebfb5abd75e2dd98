package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Node;
import java.util.List;

/** Where the parameters, outputs and buffers of a program with loops are, in the arrays that its method takes. */
interface Layout {

    /** The declarations that the other texts rely on. */
    CodeBlock declarations();

    /** A parameter that is a single number. */
    String number(Node parameter);

    /** An element of an array parameter. */
    String element(Node array, String place);

    /** A size. */
    String size(Node size);

    /** An element of an output, or the output itself where it is a single number. */
    String output(int number, List<String> indices, List<String> extents);

    /** An element of what a buffer holds; with no extents, at a place. */
    String buffer(Node node, List<String> indices, List<String> extents);

    /** How many indices of what a buffer holds come before the last between which other things stand. */
    default int apart(Node node) {
        return 0;
    }

    /** What fails because of an index of an array. */
    CodeBlock failure(Node array, String index, String extent);

    /** An integer of sizes that is more than a size: a variable that is declared at the top. */
    String constant(String text);

    /**
     * The row-major place of indices of an array, not all of which are surely inside.
     *
     * @param fails whether to fail outside; otherwise the place is negative there
     */
    String checked(Node array, List<Index> indices, boolean fails);

    /**
     * One index of an element.
     *
     * @param inside whether it surely is below the extent and not negative
     */
    record Index(String text, String extent, boolean inside) {}

    /** A name for the variable of a loop inside those with the open variables. */
    default String loopVariable(Node axis, List<String> open, JavaNames names) {
        return names.temporary("i");
    }

    /** A name for the local variable of a node. */
    default String local(Node node, String prefix, JavaNames names) {
        return names.temporary(prefix);
    }

    /** What stands above the variable of a node: what the user calls it, where that may be said. */
    default CodeBlock comment(Node node) {
        return CodeBlock.of("");
    }

    /** Says that the method {@code element} is called, for reals or for integers. */
    void useLenient(boolean reals);

    /** The row-major place of indices by the method {@code place}: negative where one is outside. */
    static String place(List<Index> indices) {
        String place = "0";
        for (Index index : indices) {
            place = "place(" + place + ", " + index.text() + ", " + index.extent() + ")";
        }
        return place;
    }

    /** The row-major place of indices. */
    static String flat(List<String> indices, List<String> extents) {
        String place = indices.isEmpty() ? "0" : indices.get(0);
        for (int d = 1; d < indices.size(); d++) {
            place = (d > 1 ? "(" + place + ")" : place) + " * " + extents.get(d) + " + " + indices.get(d);
        }
        return place;
    }
}

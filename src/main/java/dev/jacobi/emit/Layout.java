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

    /** What fails because of an index. */
    CodeBlock failure(String index);

    /** An integer of sizes that is more than a size: a variable that is declared at the top. */
    String constant(String text);

    /** Says that the method {@code place} is called. */
    void useChecks();

    /** Says that the method {@code element} is called, for reals or for integers. */
    void useLenient(boolean reals);

    /** The row-major place of indices. */
    static String flat(List<String> indices, List<String> extents) {
        String place = indices.isEmpty() ? "0" : indices.get(0);
        for (int d = 1; d < indices.size(); d++) {
            place = (d > 1 ? "(" + place + ")" : place) + " * " + extents.get(d) + " + " + indices.get(d);
        }
        return place;
    }
}

package dev.jacobi.graph;

import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * Where a function's nodes come from.
 *
 * @param source the text, or null for a function that was not parsed
 * @param tree the function as parsed, or null
 * @param bindings the function's named intermediates, in order
 * @param places where each node of the function first stands in the text
 */
public record Origin(SourceText source, SourceFile.Function tree, List<Named> bindings, Map<Node, Span> places) {

    /** A function that was built, not parsed. */
    public static final Origin BUILT = new Origin(null, null, List.of(), Map.of());

    /** A named intermediate. */
    public record Named(String name, Node node) {}

    /** {@code file:line:column} of a node, or null where it has no place. */
    public String place(Node node) {
        Span span = places.get(node);
        return span == null
                ? null
                : source.name() + ":" + source.line(span.start()) + ":" + source.column(span.start());
    }
}

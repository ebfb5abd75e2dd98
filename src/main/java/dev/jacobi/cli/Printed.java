package dev.jacobi.cli;

import dev.jacobi.explain.Signs;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.syntax.LatexPrinter;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.TreePrinter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node as text to read: a bare expression where that is short, else a function whose intermediates have names, those that the user
 * gave among them.
 */
record Printed(Function tree) {
    private static final int LINE = 160;

    /**
     * The text of a node of a function's graph.
     *
     * @param name what the function is called where one is needed
     * @param images what simplification made of the function's nodes
     */
    static Printed of(FunctionGraph function, String name, Node node, Map<Node, Node> images) {
        Function plain = raise(function, name, node, Map.of());
        if (plain.bindings().isEmpty()
                && TreePrinter.print(plain.results().get(0)).length() <= LINE) {
            return new Printed(plain);
        }
        Map<Node, String> names = new HashMap<>();
        function.origin()
                .bindings()
                .forEach(named -> names.putIfAbsent(images.getOrDefault(named.node(), named.node()), named.name()));
        return new Printed(raise(function, name, node, names));
    }

    private static Function raise(FunctionGraph function, String name, Node node, Map<Node, String> names) {
        return written(Raising.raise(function.with(name, List.of(node)), names));
    }

    /** A tree with its signs where people write them. */
    static Function written(Function tree) {
        return new Function(
                tree.span(),
                tree.documentation(),
                tree.name(),
                tree.nameSpan(),
                tree.variables(),
                tree.data(),
                tree.bindings().stream()
                        .map(binding ->
                                new Binding(binding.span(), binding.names(), Signs.pullForward(binding.value())))
                        .toList(),
                tree.results().stream().map(Signs::pullForward).toList());
    }

    boolean isExpression() {
        return tree.bindings().isEmpty();
    }

    /** The expression, or the function as text of the language. */
    String text() {
        return isExpression() ? TreePrinter.print(tree.results().get(0)) : TreePrinter.print(tree);
    }

    String latex() {
        return isExpression() ? LatexPrinter.print(tree.results().get(0)) : LatexPrinter.print(tree);
    }
}

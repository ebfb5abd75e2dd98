package dev.jacobi.graph;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes graphs in the DOT language of Graphviz: what the results need, in the order of ids, edges from argument to
 * user. Parameters are boxes, constants plain text, and results have a double outline.
 */
public final class Dot {
    private final FunctionGraph function;
    private final Map<Node, String> labels;
    private final Map<Node, String> names = new HashMap<>();
    /** The results, each with the places at which it is returned. */
    private final Map<Node, List<String>> results = new HashMap<>();

    private final StringBuilder out = new StringBuilder();

    private Dot(FunctionGraph function, Map<Node, String> labels) {
        this.function = function;
        this.labels = labels;
        for (int i = 0; i < function.results().size(); i++) {
            results.computeIfAbsent(function.results().get(i), node -> new ArrayList<>())
                    .add("result " + i);
        }
        function.origin().bindings().forEach(named -> names.putIfAbsent(named.node(), named.name()));
    }

    /** The graph of a function. */
    public static String print(FunctionGraph function) {
        return print(function, Map.of());
    }

    /**
     * The graph of a function, with a further line in the label of each node that {@code labels} holds: a value, an
     * adjoint.
     */
    public static String print(FunctionGraph function, Map<Node, String> labels) {
        return new Dot(function, labels).print();
    }

    private String print() {
        out.append("digraph ");
        if (function.name() != null) {
            out.append(quoted(List.of(function.name()))).append(' ');
        }
        // Edges into a node are drawn in the order in which they stand here, so that a - b is told from b - a.
        out.append("{\n    graph [rankdir=LR, ordering=in];\n    node [shape=ellipse];\n");
        List<Node> nodes = Walk.upward(function.graph(), function.results());
        nodes.forEach(this::appendNode);
        nodes.forEach(this::appendEdges);
        return out.append("}\n").toString();
    }

    private void appendNode(Node node) {
        out.append("    n").append(node.id()).append(" [label=").append(quoted(lines(node)));
        if (node.isParameter()) {
            out.append(", shape=box");
        } else if (node.op().isLeaf()) {
            out.append(", shape=plaintext");
        }
        out.append(results.containsKey(node) ? ", peripheries=2];\n" : "];\n");
    }

    private void appendEdges(Node node) {
        for (int i = 0; i < node.arity(); i++) {
            out.append("    n")
                    .append(node.arg(i).id())
                    .append(" -> n")
                    .append(node.id())
                    .append(";\n");
        }
    }

    private List<String> lines(Node node) {
        List<String> lines = new ArrayList<>();
        String operation = operation(node);
        lines.add(names.containsKey(node) ? names.get(node) + " = " + operation : operation);
        if (function.results().size() > 1) {
            lines.addAll(results.getOrDefault(node, List.of()));
        }
        if (labels.containsKey(node)) {
            lines.add(labels.get(node));
        }
        return lines;
    }

    private String operation(Node node) {
        return switch (node.op()) {
            case CONSTANT -> TreePrinter.print(new Expr.Number(new Span(0, 0), node.constant()));
            case TRUTH -> String.valueOf(node.truth());
            case PARAMETER, ARRAY, INTEGERS -> function.nameOf(node);
            case SIZE -> function.sizes().get(node.index());
            case INTEGER -> String.valueOf(node.integer());
            case POWER -> "^" + node.integer();
            case POLYGAMMA -> node.op().symbol() + " " + node.integer();
            case CALL -> node.external().name();
            default -> node.op().symbol();
        };
    }

    /** The lines as one quoted string of DOT. */
    private static String quoted(List<String> lines) {
        return "\""
                + String.join("\n", lines)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "")
                        .replace("\n", "\\n")
                + "\"";
    }
}

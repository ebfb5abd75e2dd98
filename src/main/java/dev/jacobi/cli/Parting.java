package dev.jacobi.cli;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the first node at which two computations of a function part. */
final class Parting {
    /** Deriving every node's derivative is quadratic. */
    private static final int MOST_NODES = 500;

    private static final int LONGEST = 100;

    private final FunctionGraph function;
    private final Node root;
    private final List<Node> nodes;

    /** What the difference between two numbers of a node may be. */
    @FunctionalInterface
    interface Tolerance {
        double at(Node node);
    }

    Parting(FunctionGraph function, Node root) {
        this.function = function;
        this.root = root;
        this.nodes = Walk.upward(function.graph(), List.of(root)).stream()
                .filter(node -> node.type() == Type.REAL && !node.op().isLeaf())
                .toList();
    }

    /** The first node whose values differ; the root where none does by itself. */
    String ofValues(NodeValues left, NodeValues right, Point point) {
        return first(nodes, nodes, left, right, point, node -> 0);
    }

    /**
     * The first node whose derivative differs.
     *
     * @param leftOf how the first computation derives a node
     * @param rightOf how the second does
     */
    String ofDerivatives(
            Function<Node, Node> leftOf,
            Function<Node, Node> rightOf,
            NodeValues left,
            NodeValues right,
            Point point,
            Tolerance tolerance) {
        if (nodes.size() > MOST_NODES) {
            return describe(root);
        }
        List<Node> lefts = nodes.stream().map(leftOf).toList();
        List<Node> rights = nodes.stream().map(rightOf).toList();
        return first(lefts, rights, left, right, point, tolerance);
    }

    private String first(
            List<Node> lefts, List<Node> rights, NodeValues left, NodeValues right, Point point, Tolerance tolerance) {
        double[] a = left.of(function.graph(), lefts, point);
        double[] b = right.of(function.graph(), rights, point);
        for (int i = 0; i < a.length; i++) {
            if (!Comparison.within(a[i], b[i], tolerance.at(nodes.get(i)))) {
                return describe(nodes.get(i));
            }
        }
        return describe(root);
    }

    /** The node's formula, and its place where it has one. */
    String describe(Node node) {
        String text = Printed.of(function, "node", node, Map.of())
                .text()
                .lines()
                .findFirst()
                .orElse("");
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        String place = function.origin().place(node);
        return shown + (place == null ? "" : " at " + place);
    }

    /** A node's derivative in forward mode. */
    Function<Node, Node> forward(Node variable) {
        return node -> Derivatives.derivative(function.graph(), node, variable);
    }

    /** A node's derivative in reverse mode. */
    Function<Node, Node> reverse(Node variable) {
        return node ->
                Derivatives.gradient(function.graph(), node, List.of(variable)).get(0);
    }
}

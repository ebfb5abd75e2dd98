package dev.jacobi.simplify;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Saves divisions in derivatives: {@code a * (b / c)} becomes {@code b * (a / c)} where {@code a / c} is computed anyway and
 * {@code b / c} for this product only. Both adjoints of a quotient have this shape. Differs where an intermediate of one side overflows
 * or underflows. And hyperbolic cosines: {@code (1 / cosh(x))^2}, the derivative of {@code t = tanh(x)}, becomes {@code (1 - t) * (1 + t)}
 * where t is computed anyway, unless t is so near to 1 that its rounding would show. A pass of its own rather than rules, since it asks what
 * else is computed.
 */
final class Sharing {
    /** Up to here {@code 1 - t^2} is less than three times as sensitive to t as t itself: as near as with a cosine. */
    private static final double STEEP = 0.75;

    private final Graph graph;
    private final Map<Node, Integer> uses = new HashMap<>();
    private final Set<Node> needed;
    private final Set<Node> kept;
    private final Map<Node, Node> images = new HashMap<>();

    private Sharing(Graph graph, List<Node> order, List<Node> roots, Set<Node> kept) {
        this.graph = graph;
        this.needed = new HashSet<>(order);
        this.kept = kept;
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Node node : order) {
            for (int i = 0; i < node.arity(); i++) {
                uses.merge(node.arg(i), 1, Integer::sum);
            }
        }
    }

    /**
     * The images with those of the roots rewritten.
     *
     * @param kept nodes that stay as they are
     */
    static Map<Node, Node> share(Graph graph, List<Node> roots, Map<Node, Node> images, Set<Node> kept) {
        List<Node> simplified = roots.stream().map(images::get).toList();
        List<Node> order = Walk.upward(graph, simplified);
        Sharing sharing = new Sharing(graph, order, simplified, kept);
        for (Node node : order) {
            sharing.images.put(node, kept.contains(node) ? node : sharing.image(node));
        }
        Map<Node, Node> shared = new HashMap<>(images);
        shared.replaceAll((node, image) -> sharing.images.getOrDefault(image, image));
        return shared;
    }

    private Node image(Node node) {
        if (node.is(Op.MUL)) {
            Node swapped = swapped(node.arg(0), node.arg(1));
            swapped = swapped != null ? swapped : swapped(node.arg(1), node.arg(0));
            if (swapped != null) {
                return swapped;
            }
        }
        if (node.op().isLeaf()) {
            return node;
        }
        Node same = graph.like(node, Substitution.arguments(node, images));
        return isSquareOfReciprocal(node) && node.arg(0).arg(1).is(Op.COSH) ? slope(node, same) : same;
    }

    private static boolean isSquareOfReciprocal(Node node) {
        return node.is(Op.POWER)
                && node.integer() == 2
                && node.arg(0).is(Op.DIV)
                && node.arg(0).arg(0).isConstant(1);
    }

    /** The derivative of a hyperbolic tangent, from its value where there is one. */
    private Node slope(Node square, Node image) {
        Node x = square.arg(0).arg(1).arg(0);
        Node tanh = graph.find(Op.TANH, x);
        if (tanh == null || !needed.contains(tanh) && !kept.contains(tanh)) {
            return image;
        }
        Node t = kept.contains(tanh) ? tanh : graph.apply(Op.TANH, images.get(x));
        Node one = graph.constant(1);
        Node product = graph.multiply(graph.subtract(one, t), graph.add(one, t));
        return graph.select(graph.apply(Op.LT, graph.apply(Op.ABS, t), graph.constant(STEEP)), product, image);
    }

    private Node swapped(Node a, Node quotient) {
        if (!quotient.is(Op.DIV) || uses.get(quotient) != 1 || a.is(Op.DIV)) {
            return null;
        }
        Node other = graph.find(Op.DIV, a, quotient.arg(1));
        return other == null || !needed.contains(other)
                ? null
                : graph.multiply(images.get(quotient.arg(0)), imageOf(other));
    }

    /** The image of a node that may come later in the order: a quotient's image is that of its parts. */
    private Node imageOf(Node quotient) {
        return graph.divide(images.get(quotient.arg(0)), images.get(quotient.arg(1)));
    }
}

package dev.jacobi.program;

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
 * Replaces operations by simpler ones with the same bits, so that their parts can be shared or run faster: integer powers by products,
 * division by a power of two by multiplication, sigmoids and softpluses of one argument by their common exponential.
 */
final class Expansion {
    private final Graph g;
    /** The arguments, signs aside, of sigmoids and softpluses that share an exponential with another. */
    private final Set<Node> shared;

    private Expansion(Graph graph, List<Node> order) {
        this.g = graph;
        this.shared = sharedArguments(order);
    }

    /** The image of every node below the roots. */
    static Map<Node, Node> expand(Graph graph, List<Node> roots) {
        Map<Node, Node> images = expanded(graph, roots);
        List<Node> expanded = roots.stream().map(images::get).toList();
        Map<Node, Node> decided = Decisions.decide(graph, expanded);
        images.replaceAll((node, image) -> decided.getOrDefault(image, image));
        return images;
    }

    private static Map<Node, Node> expanded(Graph graph, List<Node> roots) {
        List<Node> order = Walk.upward(graph, roots);
        Expansion expansion = new Expansion(graph, order);
        Map<Node, Node> images = new HashMap<>();
        for (Node node : order) {
            Node[] args = Substitution.arguments(node, images);
            images.put(node, expansion.image(node, args));
        }
        return images;
    }

    private static Set<Node> sharedArguments(List<Node> order) {
        Set<Node> once = new HashSet<>();
        Set<Node> shared = new HashSet<>();
        for (Node node : order) {
            if ((node.is(Op.SIGMOID) || node.is(Op.SOFTPLUS)) && !once.add(unsigned(node.arg(0)))) {
                shared.add(unsigned(node.arg(0)));
            }
        }
        return shared;
    }

    private static Node unsigned(Node node) {
        return node.is(Op.NEG) ? node.arg(0) : node;
    }

    private Node image(Node node, Node[] args) {
        return switch (node.op()) {
            case DETACH -> args[0];
            case NEG -> negation(args[0]);
            case POWER -> power(args[0], node.integer());
            case DIV ->
                isPowerOfTwo(args[1]) ? g.multiply(args[0], g.constant(1 / args[1].constant())) : g.like(node, args);
            case RELU -> g.apply(Op.MAX, args[0], g.constant(0));
            case CLAMP -> g.apply(Op.MIN, g.apply(Op.MAX, args[0], args[1]), args[2]);
            case SIGMOID -> shared.contains(unsigned(node.arg(0))) ? sigmoid(args[0]) : g.like(node, args);
            case SOFTPLUS -> shared.contains(unsigned(node.arg(0))) ? softplus(args[0]) : g.like(node, args);
            default -> g.like(node, args);
        };
    }

    /** Of a product, the factor that fewer loops compute is negated. */
    private Node negation(Node x) {
        if (!x.is(Op.MUL)) {
            return g.negate(x);
        }
        Node fewer = x.arg(0).axes().size() < x.arg(1).axes().size() ? x.arg(0) : x.arg(1);
        Node other = fewer == x.arg(0) ? x.arg(1) : x.arg(0);
        return fewer.axes().size() < other.axes().size() ? g.multiply(g.negate(fewer), other) : g.negate(x);
    }

    /** The product by binary powering from the lowest bit: the definition of an integer power. */
    private Node power(Node x, int exponent) {
        if (exponent == 0) {
            return g.constant(1);
        }
        Node result = null;
        Node square = x;
        for (int n = Math.abs(exponent); n != 0; n >>= 1) {
            if ((n & 1) != 0) {
                result = result == null ? square : g.multiply(result, square);
            }
            if (n > 1) {
                square = g.multiply(square, square);
            }
        }
        return exponent < 0 ? g.divide(g.constant(1), result) : result;
    }

    /** Whether the reciprocal is exact and both are normal numbers. */
    private static boolean isPowerOfTwo(Node node) {
        if (!node.isConstant()) {
            return false;
        }
        int exponent = Math.getExponent(node.constant());
        return Math.abs(exponent) < Double.MAX_EXPONENT && Math.abs(node.constant()) == Math.scalb(1.0, exponent);
    }

    private Node sigmoid(Node x) {
        Node e = exponential(x);
        Node numerator = g.select(g.apply(Op.LE, g.constant(0), x), g.constant(1), e);
        return g.divide(numerator, g.add(g.constant(1), e));
    }

    private Node softplus(Node x) {
        return g.add(g.apply(Op.MAX, x, g.constant(0)), g.apply(Op.LOG1P, exponential(x)));
    }

    private Node exponential(Node x) {
        return g.apply(Op.EXP, g.negate(g.apply(Op.ABS, unsigned(x))));
    }
}

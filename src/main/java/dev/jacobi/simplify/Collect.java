package dev.jacobi.simplify;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form in which people write: every product as a coefficient times powers of distinct factors, every sum as coefficients times
 * distinct terms. For reading only (grade TEXT): it reassociates freely. Products are never multiplied out.
 */
final class Collect {
    /** Longer products and sums are left as they are, so that flattening stays linear in the graph. */
    private static final int LONGEST = 32;

    private final Graph graph;
    private final Map<Node, Product> products = new HashMap<>();
    private final Map<Node, Sum> sums = new HashMap<>();
    private final LoopProducts loops;

    private Collect(Graph graph) {
        this.graph = graph;
        this.loops = new LoopProducts(graph);
    }

    /** The images with the images of the roots collected. */
    static Map<Node, Node> collect(Graph graph, List<Node> roots, Map<Node, Node> images) {
        List<Node> simplified = roots.stream().map(images::get).toList();
        Collect collect = new Collect(graph);
        Map<Node, Node> built = new HashMap<>();
        for (Node node : Walk.upward(graph, simplified)) {
            Node[] args = Substitution.arguments(node, built);
            built.put(node, collect.rebuild(node, args));
        }
        Map<Node, Node> collected = new HashMap<>(images);
        collected.replaceAll((node, image) -> built.getOrDefault(image, image));
        return collected;
    }

    private Node rebuild(Node node, Node[] args) {
        if (Recurrence.isRunning(node)) {
            return graph.like(node, args);
        }
        Product product = switch (node.op()) {
            case NEG -> product(args[0]).times(-1);
            case MUL -> product(args[0]).times(product(args[1]));
            case DIV -> product(args[0]).times(product(args[1]).power(-1));
            case POWER -> product(args[0]).power(node.integer());
            case SUM -> loops.ofSum(graph.like(node, args), product(args[args.length - 1]));
            default -> null;
        };
        if (node.is(Op.SUM) && args[args.length - 1].isConstant(0)) {
            return graph.constant(0);
        }
        if (product != null && product.isUsable(LONGEST)) {
            Product weights = loops.softmax(product);
            product = weights == null ? product : weights;
            Sum negated =
                    product.coefficient() == -1 && product.soleFactor() != null ? sums.get(product.soleFactor()) : null;
            return negated == null ? built(product) : built(negated.times(-1));
        }
        Sum sum = switch (node.op()) {
            case ADD -> sum(args[0]).plus(sum(args[1]));
            case SUB -> sum(args[0]).plus(sum(args[1]).times(-1));
            default -> null;
        };
        if (sum != null && sum.isUsable(LONGEST)) {
            return built(sum);
        }
        return node.op().takesInteger() ? graph.apply(node.op(), node.integer(), args[0]) : graph.like(node, args);
    }

    private Product product(Node node) {
        boolean number = node.isConstant() && Double.isFinite(node.constant()) && node.constant() != 0;
        return number ? Product.of(node.constant()) : products.getOrDefault(node, Product.of(node));
    }

    private Sum sum(Node node) {
        Sum known = sums.get(node);
        if (known != null) {
            return known;
        }
        Product product = product(node);
        return Sum.of(product.coefficient(), built(new Product(1, product.factors())));
    }

    private Node built(Product product) {
        Node node = product.build(graph);
        products.putIfAbsent(node, product);
        return node;
    }

    private Node built(Sum sum) {
        Node node = sum.build(graph, (coefficient, term) -> built(product(term).times(coefficient)));
        if (sum.isProper()) {
            sums.putIfAbsent(node, sum);
        }
        return node;
    }
}

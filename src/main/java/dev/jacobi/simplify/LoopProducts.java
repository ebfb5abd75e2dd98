package dev.jacobi.simplify;

import dev.jacobi.graph.Failing;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.LogSums;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums over axes as factors, in the form in which people write them; for {@link Collect}. */
final class LoopProducts {
    private final Graph graph;
    private final Failing failing;

    LoopProducts(Graph graph) {
        this.graph = graph;
        this.failing = new Failing(graph);
    }

    /** A sum over axes of a product: what does not vary with the axes stands before it. */
    Product ofSum(Node sum, Product body) {
        List<Node> axes = sum.boundAxes();
        Map<Node, Integer> before = new LinkedHashMap<>();
        Map<Node, Integer> inside = new LinkedHashMap<>();
        body.factors().forEach((factor, exponent) -> {
            // Where the loop does not run, nothing fails.
            boolean varies = factor.axes().stream().anyMatch(axes::contains) || failing.mayFail(factor);
            (varies ? inside : before).put(factor, exponent);
        });
        Product left = new Product(1, inside);
        Product outer = new Product(body.coefficient(), before);
        if (inside.isEmpty() && axes.stream().allMatch(LoopProducts::isCounted)) {
            // Each term is 1: the sum is the number of terms.
            for (Node axis : axes) {
                outer = outer.times(Product.of(graph.apply(Op.TO_REAL, axis.arg(1))));
            }
            return outer;
        }
        Node[] args = sum.args().toArray(Node[]::new);
        args[axes.size()] = left.build(graph);
        return outer.times(Product.of(graph.like(sum, args)));
    }

    private static boolean isCounted(Node axis) {
        return axis.arg(0).isInteger(0) && axis.arg(1).is(Op.SIZE);
    }

    /**
     * {@code exp(a - m) / sum(exp(x - m))}, where m stands for the largest x, as {@code exp(a - logsumexp(x))}: the weights of softmax.
     * Null where a product has no such factors.
     */
    Product softmax(Product product) {
        for (Node divisor : product.factors().keySet()) {
            Node sum = LogSums.sum(divisor);
            Node m = product.factors().get(divisor) < 0 ? largest(sum) : null;
            for (Node factor : product.factors().keySet()) {
                boolean shifted = m != null && product.factors().get(factor) > 0 && factor.is(Op.EXP);
                if (shifted
                        && factor.arg(0).is(Op.SUB)
                        && LogSums.largest(factor.arg(0).arg(1)) == m) {
                    Node log = graph.apply(Op.LOGSUM, m, sum);
                    Node weight =
                            graph.apply(Op.EXP, graph.subtract(factor.arg(0).arg(0), log));
                    return product.times(Product.of(factor).power(-1))
                            .times(Product.of(divisor))
                            .times(Product.of(weight));
                }
            }
        }
        return null;
    }

    /** The number that counts as the largest exponent of a sum of exponentials; null where there is none. */
    private static Node largest(Node sum) {
        boolean shifted =
                sum.is(Op.SUM) && sum.body().is(Op.EXP) && sum.body().arg(0).is(Op.SUB);
        return shifted ? LogSums.largest(sum.body().arg(0).arg(1)) : null;
    }
}

package dev.jacobi.simplify;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A coefficient times integer powers of distinct factors; no exponent is 0. */
record Product(double coefficient, Map<Node, Integer> factors) {
    /** Parameters and their elements first, in their order, then what is made from them, oldest first: near to how people write. */
    private static final Comparator<Node> ORDER =
            Comparator.<Node>comparingInt(Product::place).thenComparingInt(Node::id);

    /** Reciprocals of integers up to this are written as divisors: x/3, not 0.333x. */
    private static final double LARGEST_DIVISOR = 1e6;

    /** The language's largest integer exponent. */
    private static final int LARGEST_EXPONENT = 64;

    private static int place(Node factor) {
        Node parameter = factor.is(Op.READ) ? factor.arg(0) : factor;
        return parameter.isParameter() ? (parameter.role().ordinal() << 28) + parameter.index() : Integer.MAX_VALUE;
    }

    static Product of(double coefficient) {
        return new Product(coefficient, Map.of());
    }

    static Product of(Node factor) {
        return new Product(1, Map.of(factor, 1));
    }

    boolean isUsable(int longest) {
        boolean writable = factors.values().stream().allMatch(exponent -> Math.abs(exponent) <= LARGEST_EXPONENT);
        return writable && factors.size() <= longest && Double.isFinite(coefficient) && coefficient != 0;
    }

    /** The factor where there is just one, to the power 1; null otherwise. */
    Node soleFactor() {
        Map.Entry<Node, Integer> first =
                factors.size() == 1 ? factors.entrySet().iterator().next() : null;
        return first != null && first.getValue() == 1 ? first.getKey() : null;
    }

    Product times(double number) {
        return new Product(coefficient * number, factors);
    }

    Product times(Product other) {
        Map<Node, Integer> all = new LinkedHashMap<>(factors);
        other.factors.forEach((factor, exponent) -> all.merge(factor, exponent, Integer::sum));
        all.values().removeIf(exponent -> exponent == 0);
        return new Product(coefficient * other.coefficient, all);
    }

    Product power(int exponent) {
        Map<Node, Integer> all = new LinkedHashMap<>();
        factors.forEach((factor, e) -> all.put(factor, bounded((long) e * exponent)));
        return new Product(Math.pow(coefficient, exponent), all);
    }

    /** Exponents too large to write stay too large, but do not overflow. */
    private static int bounded(long exponent) {
        return (int) Math.max(-2L * LARGEST_EXPONENT, Math.min(2L * LARGEST_EXPONENT, exponent));
    }

    Node build(Graph g) {
        double above = Math.abs(coefficient);
        double below = 1;
        double reciprocal = Math.rint(1 / above);
        if (above != Math.rint(above) && reciprocal <= LARGEST_DIVISOR && 1 / reciprocal == above) {
            above = 1;
            below = reciprocal;
        }
        Node numerator = side(g, above, 1);
        Node denominator = side(g, below, -1);
        Node quotient = denominator.isConstant(1) ? numerator : g.divide(numerator, denominator);
        if (coefficient > 0) {
            return quotient;
        }
        return quotient.isConstant() ? g.constant(-quotient.constant()) : g.negate(quotient);
    }

    /** The product of the factors whose exponents have this sign. */
    private Node side(Graph g, double number, int sign) {
        Node product = number == 1 ? null : g.constant(number);
        for (Node factor : factors.keySet().stream().sorted(ORDER).toList()) {
            int exponent = factors.get(factor) * sign;
            if (exponent > 0) {
                Node power = exponent == 1 ? factor : g.power(factor, exponent);
                product = product == null ? power : g.multiply(product, power);
            }
        }
        return product == null ? g.constant(1) : product;
    }
}

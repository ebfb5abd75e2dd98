package dev.jacobi.simplify;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Coefficients times distinct terms; the number itself is the coefficient of the term 1. No coefficient is 0. */
record Sum(Map<Node, Double> terms) {

    /** Makes the node of a coefficient times a term. */
    @FunctionalInterface
    interface TermBuilder {
        Node build(double coefficient, Node term);
    }

    static Sum of(double coefficient, Node term) {
        return new Sum(Map.of(term, coefficient));
    }

    boolean isUsable(int longest) {
        return terms.size() <= longest && terms.values().stream().allMatch(Double::isFinite);
    }

    /** Whether this is more than a product. */
    boolean isProper() {
        return terms.size() > 1;
    }

    Sum plus(Sum other) {
        Map<Node, Double> all = new LinkedHashMap<>(terms);
        other.terms.forEach((term, coefficient) -> all.merge(term, coefficient, Double::sum));
        all.values().removeIf(coefficient -> coefficient == 0);
        return new Sum(all);
    }

    Sum times(double number) {
        Map<Node, Double> all = new LinkedHashMap<>();
        terms.forEach((term, coefficient) -> all.put(term, coefficient * number));
        return new Sum(all);
    }

    /** A positive term comes first where there is one, so that no sum begins with a minus without need. */
    Node build(Graph g, TermBuilder product) {
        List<Node> order = new ArrayList<>(terms.keySet());
        order.sort((a, b) -> Boolean.compare(terms.get(a) < 0, terms.get(b) < 0));
        Node sum = null;
        for (Node term : order) {
            double coefficient = terms.get(term);
            if (sum == null) {
                sum = product.build(coefficient, term);
            } else if (coefficient > 0) {
                sum = g.add(sum, product.build(coefficient, term));
            } else {
                sum = g.subtract(sum, product.build(-coefficient, term));
            }
        }
        return sum == null ? g.constant(0) : sum;
    }
}

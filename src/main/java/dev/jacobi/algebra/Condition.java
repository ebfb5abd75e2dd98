package dev.jacobi.algebra;

import dev.jacobi.graph.Node;

/** A comparison of two numbers of a graph. */
public record Condition(Node left, String symbol, Node right) {

    static Condition of(Node left, Relation relation, Node right) {
        return new Condition(left, relation.symbol(), right);
    }

    Relation relation() {
        for (Relation relation : Relation.values()) {
            if (relation.symbol().equals(symbol)) {
                return relation;
            }
        }
        throw new IllegalStateException("no relation " + symbol);
    }

    /** The sign that the left side minus the right has. */
    Sign sign() {
        return relation().sign();
    }
}

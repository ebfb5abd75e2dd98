package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;

/**
 * A tangent or an adjoint: a number that is there under a condition. Where the condition fails there is nothing, which is not the same
 * as a zero: nothing is multiplied with it, so that no infinity of a branch not taken can make a NaN. What is never there is null.
 *
 * @param value the number, meaningful only where {@code present} holds
 * @param isZeroElsewhere whether the value is 0 where it is absent, so that it may be added without asking
 */
record Dual(Node value, Node present, boolean isZeroElsewhere) {

    Dual(Node value, Node present) {
        this(value, present, false);
    }

    static Dual always(Graph g, Node value) {
        return new Dual(value, g.truth(true));
    }

    /** The sum, present where either is; null counts as absent. */
    static Dual sum(Graph g, Dual a, Dual b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        Node either = g.or(a.present, b.present);
        if (a.isAddable() && b.isAddable()) {
            return new Dual(g.add(a.value, b.value), either, true);
        }
        if (a.present == b.present) {
            return new Dual(g.add(a.value, b.value), either);
        }
        if (a.present == g.not(b.present)) {
            return new Dual(g.select(a.present, a.value, b.value), either);
        }
        if (b.present.isTruth(true)) {
            return sum(g, b, a);
        }
        Node withB = g.select(b.present, g.add(a.value, b.value), a.value);
        return new Dual(a.present.isTruth(true) ? withB : g.select(a.present, withB, b.value), either);
    }

    private boolean isAddable() {
        return isZeroElsewhere || present.isTruth(true);
    }

    /** This, present only where a condition holds as well, which is asked where this is present. */
    Dual where(Graph g, Node condition) {
        return condition.isTruth(true) ? this : new Dual(value, g.and(present, condition));
    }

    /** This, present only where a condition holds as well, without which it is not asked whether this is present. */
    Dual under(Graph g, Node condition) {
        return new Dual(value, g.and(condition, present));
    }

    /** This times a partial derivative, present where both are; null counts as absent. */
    Dual times(Graph g, Partial partial) {
        if (partial == null) {
            return null;
        }
        Node where = partial.when() == null ? present : g.and(present, partial.when());
        return where.isTruth(false) ? null : new Dual(product(g, value, partial.factor()), where);
    }

    /** Minus this. */
    Dual negated(Graph g) {
        return new Dual(g.negate(value), present, isZeroElsewhere);
    }

    private static Node product(Graph g, Node a, Node b) {
        if (a.isConstant(1)) {
            return b;
        }
        return b.isConstant(1) ? a : b.isConstant(-1) ? g.negate(a) : g.multiply(a, b);
    }

    /** The derivative that a user sees: the number where present, 0 elsewhere. */
    static Node orZero(Graph g, Dual dual) {
        if (dual != null && dual.isZeroElsewhere) {
            return dual.value;
        }
        return dual == null ? g.constant(0) : g.select(dual.present, dual.value, g.constant(0));
    }
}

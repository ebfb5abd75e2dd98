package dev.jacobi.op;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What an operation computes. Truth is 1 and falsehood 0; {@code n} is the integer that belongs to the node itself. */
@FunctionalInterface
public interface Meaning {
    double of(double x, double y, double z, int n);

    static Meaning of(DoubleUnaryOperator f) {
        return (x, y, z, n) -> f.applyAsDouble(x);
    }

    static Meaning of(DoubleBinaryOperator f) {
        return (x, y, z, n) -> f.applyAsDouble(x, y);
    }

    /** A relation between two numbers, or a connective of conditions. */
    static Meaning ofRelation(Relation f) {
        return (x, y, z, n) -> f.holds(x, y) ? 1 : 0;
    }

    /** A truth about two numbers. */
    @FunctionalInterface
    interface Relation {
        boolean holds(double x, double y);
    }
}

package dev.jacobi.simplify;

import java.util.function.DoublePredicate;

/** A side condition of a rule: what must hold for the nodes and numbers that the pattern's names stand for. */
public record Guard(String text, Test test) {

    /** Decides over a match. */
    @FunctionalInterface
    interface Test {
        boolean holds(Match match);
    }

    static Guard constant(String name, String text, DoublePredicate test) {
        return new Guard(name + " " + text, match -> test.test(match.node(name).constant()));
    }

    static Guard negative(String name) {
        return constant(name, "is negative", value -> value < 0);
    }

    /** The quotient of two constants is exact, so that dividing loses nothing. */
    static Guard divides(String divisor, String dividend) {
        return new Guard(divisor + " divides " + dividend, match -> {
            double quotient =
                    match.node(dividend).constant() / match.node(divisor).constant();
            return quotient == Math.rint(quotient)
                    && quotient * match.node(divisor).constant()
                            == match.node(dividend).constant();
        });
    }

    /** The product of two constants neither overflows nor underflows, so that it may stand where each stood alone. */
    static Guard normalProduct(String a, String b) {
        return new Guard(a + " * " + b + " is a normal number", match -> {
            double product = Math.abs(match.node(a).constant() * match.node(b).constant());
            return product >= Double.MIN_NORMAL && product <= Double.MAX_VALUE;
        });
    }

    /** Neither the sum nor the difference of two constants overflows. */
    static Guard finiteSum(String a, String b) {
        return new Guard(
                a + " + " + b + " is finite",
                match -> Double.isFinite(Math.abs(match.node(a).constant())
                        + Math.abs(match.node(b).constant())));
    }

    /** A node that is no constant: two constants that meet might overflow. */
    static Guard varies(String name) {
        return new Guard(name + " is no constant", match -> !match.node(name).isConstant());
    }

    static Guard even(String name) {
        return new Guard(name + " is even", match -> match.integer(name) % 2 == 0);
    }

    static Guard odd(String name) {
        return new Guard(name + " is odd", match -> match.integer(name) % 2 != 0);
    }

    static Guard above(String name, int bound) {
        return new Guard(name + " > " + bound, match -> match.integer(name) > bound);
    }

    static Guard below(String name, int bound) {
        return new Guard(name + " < " + bound, match -> match.integer(name) < bound);
    }
}

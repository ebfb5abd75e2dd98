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

    static Guard nonzero(String name) {
        return constant(name, "is not 0", value -> value != 0);
    }

    static Guard negative(String name) {
        return constant(name, "is negative", value -> value < 0);
    }

    /** The quotient of two constants is exact, so that dividing loses nothing. */
    static Guard divides(String divisor, String dividend) {
        return new Guard(divisor + " divides " + dividend, match -> {
            double quotient = match.node(dividend).constant() / match.node(divisor).constant();
            return quotient == Math.rint(quotient) && quotient * match.node(divisor).constant() == match.node(dividend).constant();
        });
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

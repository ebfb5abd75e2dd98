package dev.jacobi.algebra;

/** Which signs a number may have: a set of negative, zero and positive. */
record Sign(int possible) {
    private static final int BELOW = 1;
    private static final int AT = 2;
    private static final int ABOVE = 4;

    /** No sign: there is no such number. */
    static final Sign NONE = new Sign(0);

    static final Sign NEGATIVE = new Sign(BELOW);
    static final Sign ZERO = new Sign(AT);
    static final Sign POSITIVE = new Sign(ABOVE);
    static final Sign NOT_POSITIVE = new Sign(BELOW | AT);
    static final Sign NOT_NEGATIVE = new Sign(AT | ABOVE);
    static final Sign NOT_ZERO = new Sign(BELOW | ABOVE);
    static final Sign ANY = new Sign(BELOW | AT | ABOVE);

    static Sign of(int signum) {
        return signum > 0 ? POSITIVE : signum < 0 ? NEGATIVE : ZERO;
    }

    boolean has(Sign part) {
        return (possible & part.possible) != 0;
    }

    /** Whether a number with this sign has the other one too. */
    boolean implies(Sign other) {
        return (possible & ~other.possible) == 0;
    }

    Sign and(Sign other) {
        return new Sign(possible & other.possible);
    }

    Sign or(Sign other) {
        return new Sign(possible | other.possible);
    }

    Sign negate() {
        return new Sign((has(NEGATIVE) ? ABOVE : 0) | (has(ZERO) ? AT : 0) | (has(POSITIVE) ? BELOW : 0));
    }

    Sign times(Sign other) {
        int product = has(ZERO) || other.has(ZERO) ? AT : 0;
        product |= has(POSITIVE) && other.has(POSITIVE) || has(NEGATIVE) && other.has(NEGATIVE) ? ABOVE : 0;
        product |= has(POSITIVE) && other.has(NEGATIVE) || has(NEGATIVE) && other.has(POSITIVE) ? BELOW : 0;
        return new Sign(product);
    }

    Sign plus(Sign other) {
        if (has(POSITIVE) && other.has(NEGATIVE) || has(NEGATIVE) && other.has(POSITIVE)) {
            return ANY;
        }
        int sum = has(POSITIVE) || other.has(POSITIVE) ? ABOVE : 0;
        sum |= has(NEGATIVE) || other.has(NEGATIVE) ? BELOW : 0;
        sum |= has(ZERO) && other.has(ZERO) ? AT : 0;
        return new Sign(sum);
    }

    Sign power(int exponent) {
        if (exponent % 2 != 0) {
            return this;
        }
        return new Sign((has(ZERO) ? AT : 0) | (has(NOT_ZERO) ? ABOVE : 0));
    }
}

package dev.jacobi.algebra;

/** How much work a proof may take: counted, so that the same question always gets the same answer. */
final class Effort {
    /** Some seconds at most, on the slowest kind of work. */
    private static final long MOST_STEPS = 1_000_000;

    private static final int MOST_BITS = 4_000;

    private long steps;

    /** A proof that would take too much work. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted(String message) {
            super(message, null, false, false);
        }
    }

    void spend(long count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new Exhausted("the proof takes too many steps");
        }
    }

    void checkSize(Rational number) {
        if (number.bits() > MOST_BITS) {
            throw new Exhausted("the proof leads to too large numbers");
        }
    }
}

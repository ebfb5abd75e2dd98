package dev.jacobi.algebra;

/** A quotient of polynomials without a common divisor; the denominator is primitive. Made by a {@link Field}. */
record Quotient(Polynomial numerator, Polynomial denominator) {
    static final Quotient ZERO = of(Polynomial.ZERO);
    static final Quotient ONE = of(Polynomial.ONE);

    static Quotient of(Polynomial polynomial) {
        return new Quotient(polynomial, Polynomial.ONE);
    }

    static Quotient of(Rational number) {
        return of(Polynomial.of(number));
    }

    static Quotient of(long number) {
        return of(Rational.of(number));
    }

    static Quotient of(Atom atom) {
        return of(Polynomial.ofAtom(atom.id()));
    }

    boolean isZero() {
        return numerator.isZero();
    }

    boolean isConstant() {
        return numerator.isConstant() && denominator.isConstant();
    }

    /** The number that a constant is. */
    Rational constant() {
        return numerator.constant();
    }
}

package dev.jacobi.algebra;

/** Arithmetic of quotients. A divisor is never zero where what is proved has a value; one that is zero everywhere ends the proof. */
final class Field {
    private final Ring ring;
    private final Atoms atoms;

    Field(Ring ring, Atoms atoms) {
        this.ring = ring;
        this.atoms = atoms;
    }

    Quotient plus(Quotient a, Quotient b) {
        if (a.denominator().equals(b.denominator())) {
            return of(a.numerator().plus(b.numerator()), a.denominator());
        }
        Polynomial common = ring.gcd(a.denominator(), b.denominator());
        Polynomial left = ring.divide(a.denominator(), common);
        Polynomial right = ring.divide(b.denominator(), common);
        Polynomial sum = ring.times(a.numerator(), right).plus(ring.times(b.numerator(), left));
        return of(sum, ring.times(a.denominator(), right));
    }

    Quotient minus(Quotient a, Quotient b) {
        return plus(a, negate(b));
    }

    Quotient negate(Quotient a) {
        return new Quotient(a.numerator().negate(), a.denominator());
    }

    Quotient times(Quotient a, Quotient b) {
        return of(ring.times(a.numerator(), b.numerator()), ring.times(a.denominator(), b.denominator()));
    }

    Quotient over(Quotient a, Quotient b) {
        return of(ring.times(a.numerator(), b.denominator()), ring.times(a.denominator(), b.numerator()));
    }

    Quotient scale(Quotient a, Rational number) {
        return new Quotient(a.numerator().scale(number), number.signum() == 0 ? Polynomial.ONE : a.denominator());
    }

    Quotient power(Quotient base, int exponent) {
        Quotient positive = exponent < 0 ? over(Quotient.ONE, base) : base;
        Quotient power = Quotient.ONE;
        for (int i = 0; i < Math.abs(exponent); i++) {
            power = times(power, positive);
        }
        return power;
    }

    /** The quotient in lowest terms, its numerator and denominator reduced. */
    Quotient of(Polynomial numerator, Polynomial denominator) {
        Polynomial above = atoms.reduce(numerator);
        Polynomial below = atoms.reduce(denominator);
        if (below.isZero()) {
            throw new Effort.Exhausted("a formula divides by zero everywhere");
        }
        if (above.isZero()) {
            return Quotient.ZERO;
        }
        Polynomial roots = rootsToMultiply(below);
        if (!roots.isOne()) {
            above = atoms.reduce(ring.times(above, roots));
            below = atoms.reduce(ring.times(below, roots));
        }
        Polynomial common = ring.gcd(above, below);
        above = ring.divide(above, common);
        below = ring.divide(below, common);
        Rational content = below.content();
        return new Quotient(above.scale(Rational.ONE.over(content)), below.scale(Rational.ONE.over(content)));
    }

    /** What makes roots that are factors of a denominator whole. */
    private Polynomial rootsToMultiply(Polynomial denominator) {
        Monomial common = denominator.commonMonomial();
        Monomial factor = Monomial.ONE;
        for (int i = 0; i < common.size(); i++) {
            Atom atom = atoms.atom(common.atom(i));
            if (atoms.isRoot(atom.id())) {
                factor = factor.times(Monomial.of(atom.id(), atom.degree() - common.exponent(i)));
            }
        }
        return Polynomial.of(factor, Rational.ONE);
    }
}

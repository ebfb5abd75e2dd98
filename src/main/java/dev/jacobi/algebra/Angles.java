package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.math.BigInteger;

/** Sines and cosines of sums and multiples by those of units. */
final class Angles {
    private static final BigInteger TWELVE = BigInteger.valueOf(12);

    private final Algebra algebra;
    private final Field field;

    Angles(Algebra algebra) {
        this.algebra = algebra;
        this.field = algebra.field();
    }

    /** Both functions of one angle. */
    record Pair(Quotient cosine, Quotient sine) {
        static final Pair OF_ZERO = new Pair(Quotient.ONE, Quotient.ZERO);
    }

    Pair of(Quotient angle) {
        Pair pair = Pair.OF_ZERO;
        for (Multiples.Term term : algebra.multiples().terms(angle)) {
            pair = sum(pair, ofTerm(term));
        }
        return pair;
    }

    private Pair sum(Pair a, Pair b) {
        if (a == Pair.OF_ZERO) {
            return b;
        }
        algebra.use(Identity.SINE_OF_SUM);
        algebra.use(Identity.COSINE_OF_SUM);
        return new Pair(
                field.minus(field.times(a.cosine(), b.cosine()), field.times(a.sine(), b.sine())),
                field.plus(field.times(a.sine(), b.cosine()), field.times(a.cosine(), b.sine())));
    }

    private Pair ofTerm(Multiples.Term term) {
        int id = term.direction().denominator().isOne()
                ? term.direction().numerator().atom()
                : -1;
        Atom atom = id < 0 ? null : algebra.atoms().atom(id);
        Rational twelfths = term.coefficient().times(Rational.of(12));
        if (atom != null && atom.is(Op.CONSTANT) && twelfths.isInteger()) {
            algebra.use(Identity.SINE_OF_HALF_TURNS);
            algebra.use(Identity.COSINE_OF_HALF_TURNS);
            return ofTwelfths(twelfths.numerator().mod(TWELVE.add(TWELVE)).intValue());
        }
        Multiples.Multiple multiple = algebra.multiples().of(term);
        boolean whole = multiple.unit().equals(term.direction());
        Pair unit = whole && atom != null ? ofArc(atom) : null;
        return power(unit == null ? ofUnit(multiple.unit()) : unit, multiple.count());
    }

    private Pair ofUnit(Quotient unit) {
        return new Pair(
                Quotient.of(algebra.atoms().of(Op.COS, unit)),
                Quotient.of(algebra.atoms().of(Op.SIN, unit)));
    }

    /** The functions of an arc; null for what is none. */
    private Pair ofArc(Atom atom) {
        Roots roots = new Roots(algebra);
        if (atom.is(Op.ASIN)) {
            algebra.use(Identity.SINE_OF_ARC_SINE);
            algebra.use(Identity.COSINE_OF_ARC_SINE);
            Quotient x = atom.argument();
            return new Pair(roots.squareRoot(field.minus(Quotient.ONE, field.times(x, x))), x);
        }
        if (atom.is(Op.ATAN)) {
            algebra.use(Identity.SINE_OF_ARC_TANGENT);
            algebra.use(Identity.COSINE_OF_ARC_TANGENT);
            Quotient x = atom.argument();
            Quotient root = roots.squareRoot(field.plus(Quotient.ONE, field.times(x, x)));
            return new Pair(field.over(Quotient.ONE, root), field.over(x, root));
        }
        return null;
    }

    private Pair power(Pair unit, int count) {
        Pair signed = count < 0 ? new Pair(unit.cosine(), field.negate(unit.sine())) : unit;
        Pair pair = Pair.OF_ZERO;
        for (int i = 0; i < Math.abs(count); i++) {
            pair = sum(pair, signed);
        }
        return pair;
    }

    /** The functions of so many twelfths of a half turn: sums of a third's and a quarter's. */
    private Pair ofTwelfths(int count) {
        Rational half = Rational.ONE.over(Rational.of(2));
        Quotient rootOfTwo = algebra.root(Polynomial.of(Rational.of(2)));
        Quotient rootOfThree = algebra.root(Polynomial.of(Rational.of(3)));
        Pair third = new Pair(Quotient.of(half), field.scale(rootOfThree, half));
        Pair quarter = new Pair(field.scale(rootOfTwo, half), field.scale(rootOfTwo, half));
        Pair twelfth = sum(third, new Pair(quarter.cosine(), field.negate(quarter.sine())));
        return power(twelfth, count);
    }
}

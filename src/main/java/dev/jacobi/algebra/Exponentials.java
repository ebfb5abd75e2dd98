package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.math.BigInteger;
import java.util.List;

/** Exponentials of sums as products, and of logarithms as powers. */
final class Exponentials {
    /** Larger powers are not multiplied out. */
    private static final int MOST = 64;

    private final Algebra algebra;
    private final Field field;

    Exponentials(Algebra algebra) {
        this.algebra = algebra;
        this.field = algebra.field();
    }

    Quotient exp(Quotient argument) {
        Quotient result = Quotient.ONE;
        List<Multiples.Term> terms = algebra.multiples().terms(argument);
        if (terms.size() > 1) {
            algebra.use(Identity.EXP_OF_SUM);
        }
        for (Multiples.Term term : terms) {
            result = field.times(result, ofTerm(term));
        }
        return result;
    }

    private Quotient ofTerm(Multiples.Term term) {
        int atom = term.direction().denominator().isOne()
                ? term.direction().numerator().atom()
                : -1;
        Rational exponent = term.coefficient();
        boolean isRoot = exponent.times(Rational.of(6)).isInteger()
                && exponent.numerator().abs().compareTo(BigInteger.valueOf(MOST)) <= 0;
        boolean isLog = atom >= 0 && algebra.atoms().atom(atom).is(Op.LOG);
        if (isLog && isRoot) {
            algebra.use(Identity.EXP_OF_LOG);
            return powerOf(algebra.atoms().atom(atom).argument(), term.coefficient());
        }
        Multiples.Multiple multiple = algebra.multiples().of(term);
        if (multiple.count() != 1) {
            algebra.use(Identity.EXP_OF_SUM);
        }
        return field.power(Quotient.of(algebra.atoms().of(Op.EXP, multiple.unit())), multiple.count());
    }

    /** A power of an absolute value by whole numbers, halves, thirds or sixths. */
    private Quotient powerOf(Quotient argument, Rational exponent) {
        Roots roots = new Roots(algebra);
        Quotient base = roots.abs(argument);
        int divisor = exponent.denominator().intValue();
        base = divisor % 2 == 0 ? roots.squareRoot(base) : base;
        base = divisor % 3 == 0 ? roots.cubeRoot(base) : base;
        return field.power(base, exponent.numerator().intValue());
    }
}

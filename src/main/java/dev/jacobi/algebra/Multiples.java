package dev.jacobi.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Arguments of exponentials and angles as integer multiples of units: of x/6 where x/2 and x/3 occur. When a new argument needs a smaller
 * unit, earlier answers are in too large ones, and {@link #isRefined} says so.
 */
final class Multiples {
    private static final int MOST = 60;

    private final Ring ring;
    private final Field field;
    private final Map<Quotient, BigInteger> parts = new HashMap<>();
    private boolean refined;

    Multiples(Ring ring, Field field) {
        this.ring = ring;
        this.field = field;
    }

    /** A number times what has no numerical factor. */
    record Term(Rational coefficient, Quotient direction) {}

    /** An integer times a unit. */
    record Multiple(int count, Quotient unit) {}

    boolean isRefined() {
        boolean was = refined;
        refined = false;
        return was;
    }

    /** The terms of a sum; whole parts of quotients are terms of their own. */
    List<Term> terms(Quotient sum) {
        List<Term> terms = new ArrayList<>();
        Polynomial rest = sum.numerator();
        Polynomial divisor = sum.denominator();
        TreeMap<Monomial, Rational> fraction = new TreeMap<>();
        while (!rest.isZero()) {
            Monomial whole = rest.leading().over(divisor.leading());
            Rational coefficient = rest.leadingCoefficient();
            Polynomial lead = Polynomial.of(rest.leading(), coefficient);
            if (whole == null) {
                fraction.put(rest.leading(), coefficient);
                rest = rest.minus(lead);
                continue;
            }
            Rational number = coefficient.over(divisor.leadingCoefficient());
            terms.add(new Term(number, Quotient.of(Polynomial.of(whole, Rational.ONE))));
            rest = rest.minus(ring.times(divisor, Polynomial.of(whole, number)));
        }
        fraction.forEach((monomial, coefficient) -> {
            Quotient direction = field.of(Polynomial.of(monomial, Rational.ONE), divisor);
            Rational content = direction.numerator().content();
            terms.add(new Term(coefficient.times(content), field.scale(direction, Rational.ONE.over(content))));
        });
        return terms;
    }

    /** The term in units of its direction. */
    Multiple of(Term term) {
        BigInteger known = parts.getOrDefault(term.direction(), BigInteger.ONE);
        BigInteger wanted = term.coefficient().denominator();
        BigInteger all = known.divide(known.gcd(wanted)).multiply(wanted);
        refined |= !all.equals(known);
        parts.put(term.direction(), all);
        BigInteger count =
                term.coefficient().times(new Rational(all, BigInteger.ONE)).numerator();
        if (count.abs().compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new Effort.Exhausted("an exponent or an angle is too large a multiple of another");
        }
        return new Multiple(count.intValue(), field.scale(term.direction(), Rational.of(BigInteger.ONE, all)));
    }
}

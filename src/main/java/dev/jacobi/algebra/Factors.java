package dev.jacobi.algebra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes polynomials apart into factors that have no common divisors. The factors come from the polynomials that were asked for: when a new
 * one shows that an old factor has a divisor, earlier answers are too coarse, and {@link #isRefined} says so.
 */
final class Factors {
    private final Ring ring;
    private final List<Polynomial> base = new ArrayList<>();
    private boolean refined;

    Factors(Ring ring) {
        this.ring = ring;
    }

    /** A number times powers of factors, which are primitive. */
    record Product(Rational number, Map<Polynomial, Integer> powers) {}

    /** Whether factors were taken apart since this was last asked. */
    boolean isRefined() {
        boolean was = refined;
        refined = false;
        return was;
    }

    Product of(Quotient quotient) {
        Map<Polynomial, Integer> powers = new LinkedHashMap<>();
        Polynomial above = quotient.numerator();
        if (above.isZero()) {
            return new Product(Rational.ZERO, powers);
        }
        split(above, 1, powers);
        split(quotient.denominator(), -1, powers);
        powers.values().removeIf(exponent -> exponent == 0);
        return new Product(above.content().over(quotient.denominator().content()), powers);
    }

    private void split(Polynomial polynomial, int sign, Map<Polynomial, Integer> powers) {
        Monomial common = polynomial.commonMonomial();
        for (int i = 0; i < common.size(); i++) {
            powers.merge(Polynomial.ofAtom(common.atom(i)), sign * common.exponent(i), Integer::sum);
        }
        Deque<Polynomial> open =
                new ArrayDeque<>(List.of(polynomial.over(common).primitive()));
        while (!open.isEmpty()) {
            Polynomial rest = divideByKnown(open.pop(), sign, powers);
            if (rest.isConstant()) {
                continue;
            }
            Polynomial repeated =
                    ring.gcd(rest, rest.derivativeBy(rest.atoms().last()).primitive());
            if (repeated.isConstant()) {
                base.add(rest);
                powers.merge(rest, sign, Integer::sum);
            } else {
                open.push(ring.divide(rest, repeated).primitive());
                open.push(repeated);
            }
        }
    }

    private Polynomial divideByKnown(Polynomial polynomial, int sign, Map<Polynomial, Integer> powers) {
        Polynomial rest = polynomial;
        for (int i = 0; i < base.size() && !rest.isConstant(); i++) {
            Polynomial common = ring.gcd(rest, base.get(i));
            if (!common.isConstant() && !common.equals(base.get(i))) {
                base.add(ring.divide(base.get(i), common).primitive());
                base.set(i, common);
                refined = true;
            }
            Polynomial divided = common.isConstant() ? null : ring.divide(rest, base.get(i));
            while (divided != null) {
                powers.merge(base.get(i), sign, Integer::sum);
                rest = divided;
                divided = rest.isConstant() ? null : ring.divide(rest, base.get(i));
            }
        }
        return rest.primitive();
    }
}

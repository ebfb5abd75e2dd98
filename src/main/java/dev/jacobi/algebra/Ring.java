package dev.jacobi.algebra;

import java.util.Map;
import java.util.TreeMap;

/** Products, quotients, common divisors and roots of polynomials, the atoms taken as independent; each step is counted. */
final class Ring {
    private static final int MOST_TERMS = 3_000;

    private final Effort effort;

    Ring(Effort effort) {
        this.effort = effort;
    }

    Polynomial times(Polynomial a, Polynomial b) {
        effort.spend((long) a.terms().size() * b.terms().size());
        TreeMap<Monomial, Rational> product = new TreeMap<>();
        for (Map.Entry<Monomial, Rational> s : a.terms().entrySet()) {
            for (Map.Entry<Monomial, Rational> t : b.terms().entrySet()) {
                Rational coefficient = s.getValue().times(t.getValue());
                effort.checkSize(coefficient);
                Polynomial.add(product, s.getKey().times(t.getKey()), coefficient);
            }
        }
        if (product.size() > MOST_TERMS) {
            throw new Effort.Exhausted("the proof leads to sums of too many terms");
        }
        return new Polynomial(product);
    }

    Polynomial power(Polynomial base, int exponent) {
        Polynomial power = Polynomial.ONE;
        for (int i = 0; i < exponent; i++) {
            power = times(power, base);
        }
        return power;
    }

    /** The quotient, or null where the divisor does not divide without a remainder. */
    Polynomial divide(Polynomial dividend, Polynomial divisor) {
        Polynomial rest = dividend;
        TreeMap<Monomial, Rational> quotient = new TreeMap<>();
        while (!rest.isZero()) {
            Monomial monomial = rest.leading().over(divisor.leading());
            if (monomial == null) {
                return null;
            }
            Rational coefficient = rest.leadingCoefficient().over(divisor.leadingCoefficient());
            quotient.put(monomial, coefficient);
            rest = rest.minus(times(divisor, Polynomial.of(monomial, coefficient)));
            effort.spend(rest.terms().size());
        }
        return new Polynomial(quotient);
    }

    /** The greatest common divisor, primitive. */
    Polynomial gcd(Polynomial a, Polynomial b) {
        if (a.isZero() || b.isZero()) {
            return a.isZero() ? b.primitive() : a.primitive();
        }
        Monomial common = a.commonMonomial().common(b.commonMonomial());
        Polynomial divisor = gcdWithoutMonomials(
                a.over(a.commonMonomial()).primitive(),
                b.over(b.commonMonomial()).primitive());
        return times(divisor, Polynomial.of(common, Rational.ONE));
    }

    /** By pseudo-remainders in the last atom; its coefficients have one atom less, so that this ends after as many calls as atoms. */
    private Polynomial gcdWithoutMonomials(Polynomial a, Polynomial b) {
        if (a.isConstant() || b.isConstant()) {
            return Polynomial.ONE;
        }
        if (a.equals(b)) {
            return a;
        }
        int atom = a.atoms().last();
        int other = b.atoms().last();
        if (atom != other) {
            // What divides both has no more of the last atom than the one without it.
            return atom > other ? gcd(contentIn(a, atom), b) : gcd(a, contentIn(b, other));
        }
        Polynomial contentA = contentIn(a, atom);
        Polynomial contentB = contentIn(b, atom);
        Polynomial p = divide(a, contentA);
        Polynomial q = divide(b, contentB);
        if (p.degreeIn(atom) < q.degreeIn(atom)) {
            Polynomial swapped = p;
            p = q;
            q = swapped;
        }
        while (!q.isZero()) {
            Polynomial rest = pseudoRemainder(p, q, atom);
            p = q;
            q = rest.isZero() ? rest : primitiveIn(rest, atom);
        }
        Polynomial main = p.degreeIn(atom) == 0 ? Polynomial.ONE : primitiveIn(p, atom);
        return times(main, gcd(contentA, contentB)).primitive();
    }

    /** The common divisor of the coefficients of an atom's powers. */
    private Polynomial contentIn(Polynomial p, int atom) {
        Polynomial content = Polynomial.ZERO;
        for (Polynomial coefficient : p.coefficientsOf(atom).values()) {
            content = gcd(content, coefficient);
            if (content.isOne()) {
                break;
            }
        }
        return content;
    }

    private Polynomial primitiveIn(Polynomial p, int atom) {
        return divide(p, contentIn(p, atom)).primitive();
    }

    private Polynomial pseudoRemainder(Polynomial dividend, Polynomial divisor, int atom) {
        int degree = divisor.degreeIn(atom);
        Polynomial lead = divisor.coefficientsOf(atom).get(degree);
        Polynomial rest = dividend;
        while (!rest.isZero() && rest.degreeIn(atom) >= degree) {
            int difference = rest.degreeIn(atom) - degree;
            Polynomial factor = times(
                    rest.coefficientsOf(atom).get(rest.degreeIn(atom)),
                    Polynomial.of(Monomial.of(atom, difference), Rational.ONE));
            rest = times(rest, lead).minus(times(divisor, factor));
        }
        return rest;
    }

    /** The polynomial of which this is the square, its first coefficient positive; or null. */
    Polynomial squareRoot(Polynomial square) {
        if (square.isZero()) {
            return square;
        }
        Polynomial root = Polynomial.ZERO;
        Polynomial rest = square;
        Polynomial first = null;
        while (!rest.isZero()) {
            Polynomial next = first == null ? rootOfLeading(rest) : overTwice(rest, first);
            if (next == null
                    || root.terms().containsKey(next.leading())
                    || root.terms().size() > 50) {
                return null;
            }
            rest = rest.minus(times(root.plus(root).plus(next), next));
            root = root.plus(next);
            first = first == null ? next : first;
        }
        return root;
    }

    private static Polynomial rootOfLeading(Polynomial p) {
        Rational coefficient = Numbers.squareRoot(p.leadingCoefficient());
        Monomial monomial = Monomial.ONE;
        for (int i = 0; i < p.leading().size(); i++) {
            if (p.leading().exponent(i) % 2 != 0) {
                return null;
            }
            monomial =
                    monomial.times(Monomial.of(p.leading().atom(i), p.leading().exponent(i) / 2));
        }
        return coefficient == null ? null : Polynomial.of(monomial, coefficient);
    }

    private static Polynomial overTwice(Polynomial rest, Polynomial first) {
        Monomial monomial = rest.leading().over(first.leading());
        return monomial == null
                ? null
                : Polynomial.of(
                        monomial,
                        rest.leadingCoefficient()
                                .over(first.leadingCoefficient().times(Rational.of(2))));
    }
}

package dev.jacobi.algebra;

import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sum of rational coefficients times products of atoms; no coefficient is 0. Never changed once made. */
record Polynomial(NavigableMap<Monomial, Rational> terms) {
    static final Polynomial ZERO = new Polynomial(new TreeMap<>());
    static final Polynomial ONE = of(Rational.ONE);

    static Polynomial of(Rational number) {
        return of(Monomial.ONE, number);
    }

    static Polynomial of(Monomial monomial, Rational coefficient) {
        TreeMap<Monomial, Rational> terms = new TreeMap<>();
        if (coefficient.signum() != 0) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    static Polynomial ofAtom(int atom) {
        return of(Monomial.of(atom, 1), Rational.ONE);
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isConstant() {
        return isZero() || terms.size() == 1 && terms.firstKey().size() == 0;
    }

    /** The number that a constant is. */
    Rational constant() {
        return isZero() ? Rational.ZERO : terms.get(Monomial.ONE);
    }

    boolean isOne() {
        return isConstant() && constant().equals(Rational.ONE);
    }

    /** The atom that this is, or -1. */
    int atom() {
        boolean single = terms.size() == 1 && leading().degree() == 1;
        return single && leadingCoefficient().equals(Rational.ONE) ? leading().atom(0) : -1;
    }

    Monomial leading() {
        return terms.lastKey();
    }

    Rational leadingCoefficient() {
        return terms.lastEntry().getValue();
    }

    Polynomial plus(Polynomial other) {
        TreeMap<Monomial, Rational> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
        return new Polynomial(sum);
    }

    /** Adds a term where the terms of a polynomial come together. */
    static void add(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
        sum.merge(monomial, coefficient, (a, b) -> {
            Rational total = a.plus(b);
            return total.signum() == 0 ? null : total;
        });
    }

    Polynomial minus(Polynomial other) {
        return plus(other.negate());
    }

    Polynomial negate() {
        return scale(Rational.of(-1));
    }

    Polynomial scale(Rational number) {
        if (number.signum() == 0 || number.equals(Rational.ONE)) {
            return number.signum() == 0 ? ZERO : this;
        }
        TreeMap<Monomial, Rational> scaled = new TreeMap<>(terms);
        scaled.replaceAll((monomial, coefficient) -> coefficient.times(number));
        return new Polynomial(scaled);
    }

    /** The number that leaves coprime integers, the first of them positive. */
    Rational content() {
        BigInteger numerators = BigInteger.ZERO;
        BigInteger denominators = BigInteger.ONE;
        for (Rational coefficient : terms.values()) {
            numerators = numerators.gcd(coefficient.numerator());
            BigInteger d = coefficient.denominator();
            denominators = denominators.divide(denominators.gcd(d)).multiply(d);
        }
        Rational content = Rational.of(numerators, denominators);
        return leadingCoefficient().signum() < 0 ? content.negate() : content;
    }

    /** Divided by its content. */
    Polynomial primitive() {
        return isZero() ? this : scale(Rational.ONE.over(content()));
    }

    /** The largest product of atoms that divides all terms. */
    Monomial commonMonomial() {
        Monomial common = null;
        for (Monomial monomial : terms.keySet()) {
            common = common == null ? monomial : common.common(monomial);
        }
        return common == null ? Monomial.ONE : common;
    }

    /** Each term divided by a product that divides all. */
    Polynomial over(Monomial divisor) {
        TreeMap<Monomial, Rational> quotient = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> quotient.put(monomial.over(divisor), coefficient));
        return new Polynomial(quotient);
    }

    TreeSet<Integer> atoms() {
        TreeSet<Integer> atoms = new TreeSet<>();
        for (Monomial monomial : terms.keySet()) {
            for (int i = 0; i < monomial.size(); i++) {
                atoms.add(monomial.atom(i));
            }
        }
        return atoms;
    }

    int degreeIn(int atom) {
        return terms.keySet().stream().mapToInt(m -> m.exponentOf(atom)).max().orElse(0);
    }

    /** The coefficients of the powers of an atom. */
    TreeMap<Integer, Polynomial> coefficientsOf(int atom) {
        TreeMap<Integer, Polynomial> coefficients = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> {
            Polynomial made =
                    coefficients.computeIfAbsent(monomial.exponentOf(atom), n -> new Polynomial(new TreeMap<>()));
            made.terms.put(monomial.without(atom), coefficient);
        });
        return coefficients;
    }

    /** The derivative by an atom, as if the others did not depend on it. */
    Polynomial derivativeBy(int atom) {
        TreeMap<Monomial, Rational> derivative = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> {
            int exponent = monomial.exponentOf(atom);
            if (exponent > 0) {
                derivative.put(monomial.over(Monomial.of(atom, 1)), coefficient.times(Rational.of(exponent)));
            }
        });
        return new Polynomial(derivative);
    }
}

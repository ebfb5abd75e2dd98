package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known about the signs of polynomials, and what follows from it. */
final class Facts {
    /** How deep one sign is asked for in the search for another. */
    private static final int DEEPEST = 2;

    private final Ring ring;
    private final Atoms atoms;
    private final Map<Polynomial, Sign> facts = new LinkedHashMap<>();
    private boolean contradictory;

    Facts(Ring ring, Atoms atoms) {
        this.ring = ring;
        this.atoms = atoms;
    }

    /** Learns the sign of a polynomial. */
    void add(Polynomial polynomial, Sign sign) {
        if (polynomial.isConstant()) {
            contradictory |= !Sign.of(polynomial.constant().signum()).implies(sign);
            return;
        }
        Polynomial primitive = polynomial.primitive();
        Sign known = polynomial.content().signum() < 0 ? sign.negate() : sign;
        contradictory |= sign(primitive).and(known).equals(Sign.NONE);
        facts.merge(primitive, known, Sign::and);
        Monomial monomial = primitive.commonMonomial();
        if (!known.has(Sign.ZERO)) {
            for (int i = 0; i < monomial.size(); i++) {
                addNotZero(atoms.atom(monomial.atom(i)));
            }
        }
    }

    private void addNotZero(Atom atom) {
        facts.merge(Polynomial.ofAtom(atom.id()), Sign.NOT_ZERO, Sign::and);
        if (atoms.isRoot(atom.id()) && !atom.argument().isConstant()) {
            facts.merge(atom.argument().numerator().primitive(), Sign.NOT_ZERO, Sign::and);
        }
    }

    /** Learns the sign of a quotient. */
    void add(Quotient quotient, Sign sign) {
        add(quotient.denominator(), Sign.NOT_ZERO);
        Sign sum = sign(quotient.numerator().plus(quotient.denominator()));
        boolean sameSign =
                sign.implies(Sign.NOT_NEGATIVE) && !quotient.denominator().isConstant();
        if (sameSign && (sum.equals(Sign.POSITIVE) || sum.equals(Sign.NEGATIVE))) {
            add(quotient.numerator(), sign.times(sum));
            add(quotient.denominator(), sum);
        }
        add(
                sign.equals(Sign.NOT_ZERO)
                        ? quotient.numerator()
                        : ring.times(quotient.numerator(), quotient.denominator()),
                sign);
    }

    /** Whether no point has all that is known. */
    boolean isContradictory() {
        return contradictory;
    }

    List<Polynomial> polynomials() {
        return new ArrayList<>(facts.keySet());
    }

    Sign sign(Quotient quotient) {
        Sign denominator = sign(quotient.denominator()).and(Sign.NOT_ZERO);
        return sign(quotient.numerator()).times(denominator);
    }

    /** The signs that a polynomial may have. */
    Sign sign(Polynomial polynomial) {
        return sign(polynomial, 0);
    }

    private Sign sign(Polynomial polynomial, int depth) {
        if (polynomial.isConstant()) {
            return Sign.of(polynomial.constant().signum());
        }
        Monomial common = polynomial.commonMonomial();
        Polynomial rest = polynomial.over(common).primitive();
        Sign content = Sign.of(polynomial.content().signum());
        Sign known = facts.getOrDefault(polynomial.primitive(), Sign.ANY).times(content);
        return known.and(content.times(sign(common, depth)).times(ofFactors(rest, depth)));
    }

    /** The sign of a polynomial that no atom divides. */
    private Sign ofFactors(Polynomial polynomial, int depth) {
        Polynomial rest = polynomial;
        Sign sign = Sign.POSITIVE;
        for (Map.Entry<Polynomial, Sign> fact : facts.entrySet()) {
            Polynomial divided = fact.getKey().terms().size() > 1 ? ring.divide(rest, fact.getKey()) : null;
            while (divided != null && !rest.isConstant()) {
                sign = sign.times(fact.getValue().and(ofTerms(fact.getKey(), depth)));
                rest = divided;
                divided = ring.divide(rest, fact.getKey());
            }
        }
        return sign.times(rest.isConstant() ? Sign.of(rest.constant().signum()) : ofSum(rest, depth));
    }

    private Sign ofSum(Polynomial sum, int depth) {
        Sign sign = ofTerms(sum, depth);
        if (!sign.equals(Sign.ANY) || depth >= DEEPEST) {
            return sign;
        }
        Polynomial root = ring.squareRoot(sum.leadingCoefficient().signum() > 0 ? sum : sum.negate());
        if (root != null) {
            return sign(root, depth + 1)
                    .power(2)
                    .times(Sign.of(sum.leadingCoefficient().signum()));
        }
        Sign found = withRoot(sum, depth);
        found = found.equals(Sign.ANY) ? shifted(sum, depth) : found;
        return found.equals(Sign.ANY) ? quadratic(sum, depth) : found;
    }

    private Sign ofTerms(Polynomial sum, int depth) {
        Sign sign = Sign.ZERO;
        for (Map.Entry<Monomial, Rational> term : sum.terms().entrySet()) {
            sign = sign.plus(
                    sign(term.getKey(), depth).times(Sign.of(term.getValue().signum())));
        }
        return sign;
    }

    private Sign sign(Monomial monomial, int depth) {
        Sign sign = Sign.POSITIVE;
        for (int i = 0; i < monomial.size(); i++) {
            sign = sign.times(ofAtom(atoms.atom(monomial.atom(i)), depth).power(monomial.exponent(i)));
        }
        return sign;
    }

    private Sign ofAtom(Atom atom, int depth) {
        Sign known = facts.getOrDefault(Polynomial.ofAtom(atom.id()), Sign.ANY);
        return known.and(
                switch (atom.op()) {
                    case EXP, CONSTANT -> Sign.POSITIVE;
                    case SQRT, ABS ->
                        depth < DEEPEST
                                        && !sign(atom.argument().numerator(), depth + 1)
                                                .has(Sign.ZERO)
                                ? Sign.POSITIVE
                                : Sign.NOT_NEGATIVE;
                    case CBRT -> depth < DEEPEST ? sign(atom.argument().numerator(), depth + 1) : Sign.ANY;
                    case LOG -> atom.argument().isConstant() ? Sign.POSITIVE : Sign.ANY;
                    default -> Sign.ANY;
                });
    }

    /** {@code a sqrt(q) + b} has the sign of a where {@code a^2 q > b^2}, of b where that is less; so has {@code a abs(p) + b}. */
    private Sign withRoot(Polynomial sum, int depth) {
        for (int id : sum.atoms()) {
            Atom atom = atoms.atom(id);
            if (atom.degree() == 2 && !atom.is(Op.SIN)) {
                Polynomial a = sum.coefficientsOf(id).get(1);
                Polynomial b = sum.coefficientsOf(id).getOrDefault(0, Polynomial.ZERO);
                Polynomial difference =
                        ring.times(ring.times(a, a), atom.value()).minus(ring.times(b, b));
                Sign larger = sign(atoms.reduce(difference), depth + 1);
                Sign sign = ofRootAndRest(sign(a, depth + 1), sign(b, depth + 1), larger);
                if (!sign.equals(Sign.ANY)) {
                    return sign;
                }
            }
        }
        return Sign.ANY;
    }

    /** Of a root times a and b, by the sign of the difference of their squares. */
    private static Sign ofRootAndRest(Sign a, Sign b, Sign larger) {
        boolean opposite = a.implies(Sign.NOT_NEGATIVE) && b.implies(Sign.NOT_POSITIVE)
                || a.implies(Sign.NOT_POSITIVE) && b.implies(Sign.NOT_NEGATIVE);
        if (larger.equals(Sign.ZERO) && opposite) {
            return Sign.ZERO;
        }
        // Where both may be equally large, they may cancel.
        Sign factor = larger.has(Sign.ZERO) ? Sign.NOT_NEGATIVE : Sign.POSITIVE;
        if (larger.implies(Sign.NOT_NEGATIVE)) {
            return a.times(factor);
        }
        return larger.implies(Sign.NOT_POSITIVE) ? b.times(factor) : Sign.ANY;
    }

    /** Where a fact is linear in an atom, that atom is a number of known sign and a rest: y is x and something positive where y > x. */
    private Sign shifted(Polynomial sum, int depth) {
        for (Map.Entry<Polynomial, Sign> fact : facts.entrySet()) {
            Polynomial p = fact.getKey();
            boolean useful = p.terms().size() > 1 && !fact.getValue().equals(Sign.NOT_ZERO);
            for (int atom : useful ? p.atoms() : Set.<Integer>of()) {
                Polynomial slope =
                        p.degreeIn(atom) == 1 ? p.coefficientsOf(atom).get(1) : Polynomial.ZERO;
                if (slope.isConstant() && !slope.isZero() && sum.degreeIn(atom) > 0) {
                    Sign sign = withShift(sum, atom, p, fact.getValue(), depth);
                    if (!sign.equals(Sign.ANY)) {
                        return sign;
                    }
                }
            }
        }
        return Sign.ANY;
    }

    private Sign withShift(Polynomial sum, int atom, Polynomial fact, Sign known, int depth) {
        Polynomial slack = Polynomial.ofAtom(atoms.slack(fact).id());
        TreeMap<Integer, Polynomial> parts = fact.coefficientsOf(atom);
        Polynomial rest = parts.getOrDefault(0, Polynomial.ZERO);
        Polynomial image =
                slack.minus(rest).scale(Rational.ONE.over(parts.get(1).constant()));
        Polynomial shifted = Polynomial.ZERO;
        for (Map.Entry<Integer, Polynomial> term : sum.coefficientsOf(atom).entrySet()) {
            shifted = shifted.plus(ring.times(term.getValue(), ring.power(image, term.getKey())));
        }
        Facts with = new Facts(ring, atoms);
        facts.forEach((polynomial, sign) -> {
            if (!polynomial.equals(fact)) {
                with.facts.put(polynomial, sign);
            }
        });
        with.facts.put(slack, known);
        return with.sign(atoms.reduce(shifted), depth + 1);
    }

    /** {@code a v^2 + b v + c} has the sign of a where {@code b^2 - 4 a c} is negative. */
    private Sign quadratic(Polynomial sum, int depth) {
        for (int atom : sum.atoms()) {
            if (sum.degreeIn(atom) == 2) {
                TreeMap<Integer, Polynomial> by = sum.coefficientsOf(atom);
                Polynomial b = by.getOrDefault(1, Polynomial.ZERO);
                Polynomial product = ring.times(by.get(2), by.getOrDefault(0, Polynomial.ZERO));
                Polynomial discriminant = ring.times(b, b).minus(product.scale(Rational.of(4)));
                Sign lead = sign(by.get(2), depth + 1);
                Sign below = sign(atoms.reduce(discriminant), depth + 1);
                if (!lead.has(Sign.ZERO) && below.implies(Sign.NOT_POSITIVE)) {
                    return below.has(Sign.ZERO) ? lead.times(Sign.NOT_NEGATIVE) : lead;
                }
            }
        }
        return Sign.ANY;
    }
}

package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Logarithms as sums over factors: where a product is positive, its logarithm is the sum of those of the factors' absolute values. */
final class Logarithms {
    private static final Rational HALF = Rational.ONE.over(Rational.of(2));
    private static final Rational THIRD = Rational.ONE.over(Rational.of(3));

    private final Algebra algebra;
    private final Field field;

    Logarithms(Algebra algebra) {
        this.algebra = algebra;
        this.field = algebra.field();
    }

    /** A number times the logarithm of the absolute value of a quotient. */
    private record Part(Rational weight, Quotient argument) {}

    Quotient log(Quotient argument) {
        if (argument.isZero()) {
            throw new Effort.Exhausted("a formula takes the logarithm of zero everywhere");
        }
        Quotient sum = Quotient.ZERO;
        Deque<Part> open = new ArrayDeque<>(List.of(new Part(Rational.ONE, argument)));
        while (!open.isEmpty()) {
            Part part = open.pop();
            Factors.Product product = algebra.factors().of(part.argument());
            note(product);
            for (Map.Entry<BigInteger, Integer> prime :
                    Numbers.factors(product.number().abs()).entrySet()) {
                Polynomial number = Polynomial.of(new Rational(prime.getKey(), BigInteger.ONE));
                Rational weight = part.weight().times(Rational.of(prime.getValue()));
                sum = field.plus(sum, field.scale(Quotient.of(algebra.atoms().of(Op.LOG, number)), weight));
            }
            for (Map.Entry<Polynomial, Integer> factor : product.powers().entrySet()) {
                Rational weight = part.weight().times(Rational.of(factor.getValue()));
                sum = field.plus(sum, ofFactor(factor.getKey(), weight, open));
            }
        }
        return sum;
    }

    private void note(Factors.Product product) {
        boolean hasNumber = !product.number().abs().equals(Rational.ONE);
        if (product.powers().size() + (hasNumber ? 1 : 0) > 1) {
            algebra.use(Identity.LOG_OF_PRODUCT);
        }
        if (product.powers().values().stream().anyMatch(exponent -> exponent != 1)) {
            algebra.use(Identity.LOG_OF_POWER);
        }
    }

    private Quotient ofFactor(Polynomial factor, Rational weight, Deque<Part> open) {
        Atom atom = factor.atom() < 0 ? null : algebra.atoms().atom(factor.atom());
        if (atom != null && atom.is(Op.EXP)) {
            algebra.use(Identity.LOG_OF_EXP);
            return field.scale(atom.argument(), weight);
        }
        if (atom != null && algebra.atoms().isRoot(atom.id())) {
            algebra.use(Identity.LOG_OF_ROOT);
            Rational exponent = atom.is(Op.ABS) ? Rational.ONE : atom.is(Op.CBRT) ? THIRD : HALF;
            open.push(new Part(weight.times(exponent), atom.argument()));
            return Quotient.ZERO;
        }
        return field.scale(Quotient.of(algebra.atoms().of(Op.LOG, factor)), weight);
    }
}

package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.math.BigInteger;
import java.util.Map;

/** Square roots, cube roots and absolute values, factor by factor. */
final class Roots {
    private final Algebra algebra;
    private final Field field;

    Roots(Algebra algebra) {
        this.algebra = algebra;
        this.field = algebra.field();
    }

    Quotient abs(Quotient argument) {
        Factors.Product product = algebra.factors().of(argument);
        Quotient result = Quotient.of(product.number().abs());
        if (product.powers().size() > 1) {
            algebra.use(Identity.ABS_OF_PRODUCT);
        }
        for (Map.Entry<Polynomial, Integer> factor : product.powers().entrySet()) {
            result = field.times(result, absOfPower(factor.getKey(), factor.getValue()));
        }
        return result;
    }

    private Quotient absOfPower(Polynomial factor, int exponent) {
        Quotient power = field.power(Quotient.of(factor), exponent);
        if (exponent % 2 == 0) {
            algebra.use(Identity.ABS_SQUARED);
            return power;
        }
        Sign sign = algebra.facts().sign(factor);
        if (sign.implies(Sign.NOT_NEGATIVE)) {
            algebra.use(Identity.ABS_OF_POSITIVE);
            return power;
        }
        if (sign.implies(Sign.NOT_POSITIVE)) {
            algebra.use(Identity.ABS_OF_NEGATIVE);
            return field.negate(power);
        }
        Atom atom = algebra.atoms().of(Op.ABS, factor);
        return field.power(Quotient.of(atom), exponent);
    }

    /** The root of what is not negative. */
    Quotient squareRoot(Quotient argument) {
        if (argument.isZero()) {
            return argument;
        }
        Factors.Product product = algebra.factors().of(argument);
        Quotient result = rootOfNumber(product.number().abs());
        // The factors of unknown sign stay under one root, with the sign of all.
        Polynomial together = Polynomial.of(Rational.of(product.number().signum()));
        int roots = 0;
        for (Map.Entry<Polynomial, Integer> entry : product.powers().entrySet()) {
            Polynomial factor = entry.getKey();
            int exponent = entry.getValue();
            Sign sign = algebra.facts().sign(factor);
            if (exponent % 2 == 0) {
                algebra.use(Identity.ROOT_OF_SQUARE);
                result = field.times(result, abs(field.power(Quotient.of(factor), exponent / 2)));
                continue;
            }
            boolean negative = sign.implies(Sign.NOT_POSITIVE) && !sign.implies(Sign.NOT_NEGATIVE);
            Polynomial positive = negative ? factor.negate() : factor;
            int half = Math.floorDiv(exponent, 2);
            roots++;
            if (negative || sign.implies(Sign.NOT_NEGATIVE)) {
                together = negative ? together.negate() : together;
                result = field.times(result, field.power(Quotient.of(positive), half));
                result = field.times(result, rootOfFactor(positive));
            } else {
                result = field.times(result, abs(field.power(Quotient.of(factor), half)));
                together = algebra.ring().times(together, factor);
            }
        }
        if (roots > 1 || roots == 1 && !product.number().abs().equals(Rational.ONE)) {
            algebra.use(Identity.ROOT_OF_PRODUCT);
        }
        if (together.isConstant() && together.constant().signum() < 0) {
            throw new Effort.Exhausted("a formula takes the root of what is negative everywhere");
        }
        return together.isOne() ? result : field.times(result, algebra.root(together));
    }

    private Quotient rootOfFactor(Polynomial factor) {
        int atom = factor.atom();
        if (atom >= 0 && algebra.atoms().atom(atom).is(Op.EXP)) {
            algebra.use(Identity.EXP_OF_SUM);
            Quotient argument = algebra.atoms().atom(atom).argument();
            return new Exponentials(algebra)
                    .exp(field.scale(argument, Rational.of(1).over(Rational.of(2))));
        }
        return algebra.root(factor);
    }

    private Quotient rootOfNumber(Rational number) {
        Quotient result = Quotient.ONE;
        for (Map.Entry<BigInteger, Integer> prime : Numbers.factors(number).entrySet()) {
            Rational base = new Rational(prime.getKey(), BigInteger.ONE);
            int half = Math.floorDiv(prime.getValue(), 2);
            result = field.times(result, field.power(Quotient.of(base), half));
            if (prime.getValue() % 2 != 0) {
                Rational exact = Numbers.squareRoot(base);
                result = field.times(result, exact == null ? algebra.root(Polynomial.of(base)) : Quotient.of(exact));
            }
        }
        return result;
    }

    Quotient cubeRoot(Quotient argument) {
        if (argument.isZero()) {
            return argument;
        }
        Factors.Product product = algebra.factors().of(argument);
        Quotient result = Quotient.of(product.number().signum());
        int roots = 0;
        for (Map.Entry<BigInteger, Integer> prime :
                Numbers.factors(product.number().abs()).entrySet()) {
            roots++;
            result = field.times(
                    result,
                    cubeRootOfPower(Polynomial.of(new Rational(prime.getKey(), BigInteger.ONE)), prime.getValue()));
        }
        for (Map.Entry<Polynomial, Integer> factor : product.powers().entrySet()) {
            roots++;
            result = field.times(result, cubeRootOfPower(factor.getKey(), factor.getValue()));
        }
        if (roots > 1) {
            algebra.use(Identity.CUBE_ROOT_OF_PRODUCT);
        }
        return result;
    }

    private Quotient cubeRootOfPower(Polynomial base, int exponent) {
        Quotient whole = field.power(Quotient.of(base), Math.floorDiv(exponent, 3));
        int rest = Math.floorMod(exponent, 3);
        return rest == 0
                ? whole
                : field.times(whole, field.power(Quotient.of(algebra.atoms().of(Op.CBRT, base)), rest));
    }
}

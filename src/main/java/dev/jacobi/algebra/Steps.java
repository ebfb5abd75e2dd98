package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.math.BigInteger;

/** Functions whose value at x + 1 follows from that at x: whole numbers leave their arguments. */
final class Steps {
    private static final int MOST = 30;

    private final Algebra algebra;
    private final Field field;

    Steps(Algebra algebra) {
        this.algebra = algebra;
        this.field = algebra.field();
    }

    Quotient of(Op op, Quotient argument) {
        Rational constant = argument.denominator().isOne()
                ? argument.numerator().terms().getOrDefault(Monomial.ONE, Rational.ZERO)
                : Rational.ZERO;
        BigInteger whole = floor(constant);
        boolean closed = argument.isConstant();
        if (closed && op == Op.GAMMA && constant.isInteger()) {
            // Gamma has a pole at 0; 1 is the whole number to start from.
            whole = whole.subtract(BigInteger.ONE);
        }
        int steps = whole.abs().bitLength() < 31 ? whole.intValue() : 0;
        Quotient start = field.minus(argument, Quotient.of(steps));
        if (op == Op.GAMMA) {
            return gamma(start, steps);
        }
        if (closed) {
            return Quotient.of(op == Op.CEIL && !constant.isInteger() ? steps + 1L : steps);
        }
        if (steps != 0) {
            algebra.use(op == Op.CEIL ? Identity.CEIL_STEP : Identity.FLOOR_STEP);
        }
        return field.plus(Quotient.of(algebra.atoms().of(op, start)), Quotient.of(steps));
    }

    private Quotient gamma(Quotient start, int steps) {
        if (Math.abs(steps) > MOST) {
            throw new Effort.Exhausted("an argument of gamma is too many steps from another");
        }
        Quotient value = start.equals(Quotient.ONE)
                ? Quotient.ONE
                : Quotient.of(algebra.atoms().of(Op.GAMMA, start));
        if (steps != 0) {
            algebra.use(Identity.GAMMA_STEP);
        }
        for (int i = 0; i < Math.abs(steps); i++) {
            Quotient factor = field.plus(start, Quotient.of(steps > 0 ? i : -1 - i));
            value = steps > 0 ? field.times(value, factor) : field.over(value, factor);
        }
        return value;
    }

    private static BigInteger floor(Rational number) {
        BigInteger[] parts = number.numerator().divideAndRemainder(number.denominator());
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}

package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;

/** Functions of one argument on enclosures that have values. */
final class IntervalFunctions {
    /** How far outside the domain an argument must lie. */
    private static final double OUTSIDE = 1e-9;

    private IntervalFunctions() {}

    static Enclosure of(Op op, int integer, Enclosure x) {
        if (!x.isValue()) {
            return Enclosure.UNKNOWN;
        }
        return switch (op) {
            case NEG -> Intervals.negate(x);
            case NOT -> Enclosure.truth(x.isFalse());
            case DETACH -> x;
            case ABS -> abs(x);
            case POWER -> power(x, integer);
            case SIN, COS -> wave(op, x);
            case TAN -> Intervals.of(Op.DIV, wave(Op.SIN, x), wave(Op.COS, x));
            case COSH -> increasing(op, abs(x));
            case NORMPDF -> decreasing(op, abs(x));
            case ACOS, ERFC -> decreasing(op, x);
            case GAMMA, LGAMMA, POLYGAMMA -> ofNumber(op, integer, x);
            case SQRT, CBRT, EXP, EXPM1, LOG, LOG1P, LOG2, LOG10, ASIN, ATAN, SINH, TANH, ASINH, ACOSH, ATANH ->
                increasing(op, x);
            case SIGMOID, SOFTPLUS, ERF, ERFINV, NORMCDF, NORMINV, SIGN, FLOOR, CEIL, ROUND, RELU -> increasing(op, x);
            default -> Enclosure.UNKNOWN;
        };
    }

    static Enclosure abs(Enclosure x) {
        double high = Math.max(-x.low(), x.high());
        return new Enclosure(x.contains(0) ? 0 : Math.min(Math.abs(x.low()), Math.abs(x.high())), high);
    }

    static Enclosure power(Enclosure x, int exponent) {
        if (exponent < 0) {
            return Intervals.of(Op.DIV, Enclosure.exactly(1), power(x, -exponent));
        }
        Enclosure base = exponent % 2 == 0 ? abs(x) : x;
        if (base.isExact()) {
            Enclosure product = Enclosure.exactly(1);
            for (int i = 0; i < exponent; i++) {
                product = Intervals.product(product, base);
            }
            return product;
        }
        return Enclosure.rounded(value(Op.POWER, exponent, base.low()), value(Op.POWER, exponent, base.high()));
    }

    private static Enclosure increasing(Op op, Enclosure x) {
        if (!isInDomain(op, x)) {
            return outside(op, x);
        }
        double low = value(op, 0, x.low());
        double high = value(op, 0, x.high());
        if (op == Op.SQRT) {
            return x.isExact() && Math.fma(low, low, -x.low()) == 0
                    ? Enclosure.exactly(low)
                    : Enclosure.nearest(low, high);
        }
        return op.has(Trait.EXACT) ? Enclosure.of(low, high) : Enclosure.rounded(low, high);
    }

    private static Enclosure decreasing(Op op, Enclosure x) {
        return isInDomain(op, x) ? Enclosure.rounded(value(op, 0, x.high()), value(op, 0, x.low())) : outside(op, x);
    }

    private static boolean isInDomain(Op op, Enclosure x) {
        return op.domain().contains(x.low()) && op.domain().contains(x.high());
    }

    /** No value where all of the argument lies outside the domain. */
    private static Enclosure outside(Op op, Enclosure x) {
        boolean all =
                x.high() < op.domain().low() - OUTSIDE || x.low() > op.domain().high() + OUTSIDE;
        return all ? Enclosure.NONE : Enclosure.UNKNOWN;
    }

    /** A function whose slope is at most 1. */
    private static Enclosure wave(Op op, Enclosure x) {
        double middle = value(op, 0, x.middle());
        double radius = Math.nextUp(x.high() - x.low()) + 0x1p-50;
        return Enclosure.of(Math.max(-1, middle - radius), Math.min(1, middle + radius));
    }

    /** Of exact positive numbers only. */
    private static Enclosure ofNumber(Op op, int integer, Enclosure x) {
        if (!x.isExact() || x.low() <= 0) {
            return Enclosure.UNKNOWN;
        }
        double value = value(op, integer, x.low());
        return Enclosure.rounded(value - 1e-14, value + 1e-14);
    }

    private static double value(Op op, int integer, double x) {
        return op.meaning(false).of(x, 0, 0, integer);
    }
}

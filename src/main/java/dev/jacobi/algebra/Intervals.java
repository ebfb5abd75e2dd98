package dev.jacobi.algebra;

import dev.jacobi.op.Op;

/** Operations of two arguments on enclosures that have values. */
final class Intervals {
    private Intervals() {}

    static Enclosure of(Op op, Enclosure a, Enclosure b) {
        if (!a.isValue() || !b.isValue()) {
            return Enclosure.UNKNOWN;
        }
        return switch (op) {
            case ADD -> sum(a, b);
            case SUB -> sum(a, negate(b));
            case MUL -> product(a, b);
            case DIV -> quotient(a, b);
            case MIN, MAX, LOGADDEXP -> corners(op, a, b, op != Op.LOGADDEXP);
            case HYPOT -> hypot(a, b);
            case POW -> power(a, b);
            case XLOGY -> b.low() > 0 ? product(a, IntervalFunctions.of(Op.LOG, 0, b)) : Enclosure.UNKNOWN;
            case ATAN2, MOD, REM -> ofNumbers(op, a, b);
            case LT -> compare(a.high() < b.low(), a.low() >= b.high());
            case LE -> compare(a.high() <= b.low(), a.low() > b.high());
            case EQ ->
                compare(a.isExact() && b.isExact() && a.low() == b.low(), a.high() < b.low() || b.high() < a.low());
            default -> Enclosure.UNKNOWN;
        };
    }

    static Enclosure negate(Enclosure a) {
        return new Enclosure(-a.high(), -a.low());
    }

    private static Enclosure compare(boolean surely, boolean surelyNot) {
        return surely || surelyNot ? Enclosure.truth(surely) : Enclosure.UNKNOWN;
    }

    private static Enclosure sum(Enclosure a, Enclosure b) {
        double sum = a.low() + b.low();
        if (a.isExact() && b.isExact() && isExactSum(a.low(), b.low(), sum)) {
            return Enclosure.exactly(sum);
        }
        return Enclosure.nearest(sum, a.high() + b.high());
    }

    /** By the error of the sum, which is a number itself. */
    private static boolean isExactSum(double x, double y, double sum) {
        double part = sum - x;
        return x - (sum - part) + (y - part) == 0;
    }

    static Enclosure product(Enclosure a, Enclosure b) {
        if (!a.isValue() || !b.isValue()) {
            return Enclosure.UNKNOWN;
        }
        if (a.isExact() && b.isExact()) {
            double product = a.low() * b.low();
            boolean normal = product == 0 ? a.low() == 0 || b.low() == 0 : Math.abs(product) > 1e-200;
            return normal && Math.fma(a.low(), b.low(), -product) == 0
                    ? Enclosure.exactly(product)
                    : Enclosure.nearest(product, product);
        }
        return hull(a.low() * b.low(), a.low() * b.high(), a.high() * b.low(), a.high() * b.high(), false);
    }

    private static Enclosure quotient(Enclosure a, Enclosure b) {
        if (b.contains(0)) {
            return Enclosure.UNKNOWN;
        }
        if (a.isExact() && b.isExact()) {
            double quotient = a.low() / b.low();
            boolean normal = quotient == 0 ? a.low() == 0 : Math.abs(quotient) > 1e-200 && Math.abs(a.low()) > 1e-200;
            return normal && Math.fma(quotient, b.low(), -a.low()) == 0
                    ? Enclosure.exactly(quotient)
                    : Enclosure.nearest(quotient, quotient);
        }
        return hull(a.low() / b.low(), a.low() / b.high(), a.high() / b.low(), a.high() / b.high(), false);
    }

    private static Enclosure hull(double a, double b, double c, double d, boolean rounds) {
        double low = Math.min(Math.min(a, b), Math.min(c, d));
        double high = Math.max(Math.max(a, b), Math.max(c, d));
        return rounds ? Enclosure.rounded(low, high) : Enclosure.nearest(low, high);
    }

    /** Of a function that is monotone in each argument. */
    private static Enclosure corners(Op op, Enclosure a, Enclosure b, boolean exact) {
        double ll = value(op, a.low(), b.low());
        double lh = value(op, a.low(), b.high());
        double hl = value(op, a.high(), b.low());
        double hh = value(op, a.high(), b.high());
        double low = Math.min(Math.min(ll, lh), Math.min(hl, hh));
        double high = Math.max(Math.max(ll, lh), Math.max(hl, hh));
        return exact ? Enclosure.of(low, high) : Enclosure.rounded(low, high);
    }

    private static Enclosure hypot(Enclosure a, Enclosure b) {
        return corners(Op.HYPOT, IntervalFunctions.abs(a), IntervalFunctions.abs(b), false);
    }

    private static Enclosure power(Enclosure a, Enclosure b) {
        if (b.isExact() && b.low() == Math.rint(b.low()) && Math.abs(b.low()) <= 64) {
            return IntervalFunctions.power(a, (int) b.low());
        }
        if (a.low() > 0) {
            return corners(Op.POW, a, b, false);
        }
        boolean hasInteger = Math.floor(b.high()) >= b.low();
        return a.high() < 0 && !hasInteger ? Enclosure.NONE : Enclosure.UNKNOWN;
    }

    /** Of exact numbers only. */
    private static Enclosure ofNumbers(Op op, Enclosure a, Enclosure b) {
        if (!a.isExact() || !b.isExact() || b.low() == 0) {
            return Enclosure.UNKNOWN;
        }
        double value = value(op, a.low(), b.low());
        return Enclosure.rounded(value, value);
    }

    private static double value(Op op, double x, double y) {
        return op.meaning(false).of(x, y, 0, 0);
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.External;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.LogSums;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;

/**
 * The partial derivatives, one line an operation, in terms of the arguments {@code a, b, c} and the operation's own value {@code y}.
 * Forms are chosen for range: none overflows or cancels where the derivative itself does not. An argument that a line leaves out
 * ({@code null}), or under a condition that fails, contributes nothing: not zero times something.
 *
 * <p>Kinks: the derivative of abs at 0 is 0, of relu at 0 is 0, of clamp on its closed interval 1; max and min share a tie half and
 * half; sign, floor, ceil and round have none. A vertical tangent is infinite with the sign of its one-sided limit.
 */
final class Partials {
    private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
    private static final double HALF_SQRT_PI = 0.886226925452758;
    private static final double INV_LN_2 = 1.4426950408889634;
    private static final double INV_LN_10 = 0.4342944819032518;

    private final Graph g;

    Partials(Graph graph) {
        this.g = graph;
    }

    /** The partials of a node by its arguments, in their order; null for an argument that never contributes. */
    List<Partial> of(Node y) {
        Node a = y.arity() > 0 ? y.arg(0) : null;
        Node b = y.arity() > 1 ? y.arg(1) : null;
        Node c = y.arity() > 2 ? y.arg(2) : null;
        int n = y.integer();
        // @formatter:off
        return switch (y.op()) {
            case CONSTANT, TRUTH, PARAMETER, SIGN, FLOOR, CEIL, ROUND, LT, LE, EQ, AND, OR, NOT, DETACH -> list();
            case INTEGER, SIZE, AXIS, IADD, ISUB, IMUL, IDIV, IMOD, IMIN, IMAX, IROOT, TO_REAL, GATHER, INTEGERS, ARGMAX, ARGMIN -> list();
            case ARRAY, READ, MAP, SCATTER, STATE, SCAN, SOLVE, LINEAR, SUM, PROD, MAXIMUM, MINIMUM -> throw new IllegalArgumentException(y + " is a loop");

            case ADD   -> list(by(1), by(1));
            case SUB   -> list(by(1), by(-1));
            case MUL   -> list(by(b), by(a));
            case DIV   -> list(by(inverse(b)), by(g.negate(g.divide(y, b))));
            case NEG   -> list(by(-1));
            case FMA   -> list(by(b), by(a), by(1));
            case SQRT  -> list(by(g.divide(k(0.5), abs(y))));             // abs: sqrt(-0.0) is -0.0, the slope there +Inf
            case CBRT  -> list(by(inverse(g.multiply(k(3), g.power(y, 2)))));
            case POWER -> list(n == 0 ? null : by(g.multiply(k(n), power(a, n - 1))));
            case POW   -> list(where(g.not(eq(b, 0)), g.multiply(b, g.apply(Op.POW, a, g.subtract(b, k(1))))),
                               where(g.not(g.and(eq(a, 0), g.apply(Op.LE, k(0), b))), g.multiply(y, call(Op.LOG, a))));
            case HYPOT -> list(where(g.not(eq(y, 0)), g.divide(a, y)), where(g.not(eq(y, 0)), g.divide(b, y)));

            case EXP   -> list(by(y));
            case EXPM1 -> list(by(call(Op.EXP, a)));
            case LOG   -> list(by(inverse(a)));
            case LOG1P -> list(by(inverse(g.add(k(1), a))));
            case LOG2  -> list(by(g.divide(k(INV_LN_2), a)));
            case LOG10 -> list(by(g.divide(k(INV_LN_10), a)));

            case SIN   -> list(by(call(Op.COS, a)));
            case COS   -> list(by(g.negate(call(Op.SIN, a))));
            case TAN   -> list(by(g.add(k(1), g.power(y, 2))));
            case ASIN  -> list(by(inverse(call(Op.SQRT, oneMinusSquare(a)))));
            case ACOS  -> list(by(g.negate(inverse(call(Op.SQRT, oneMinusSquare(a))))));
            case ATAN  -> list(by(inverse(g.add(k(1), g.power(a, 2)))));
            case ATAN2 -> list(by(g.divide(g.divide(b, radius(a, b)), radius(a, b))),
                               by(g.negate(g.divide(g.divide(a, radius(a, b)), radius(a, b)))));
            case SINH  -> list(by(call(Op.COSH, a)));
            case COSH  -> list(by(call(Op.SINH, a)));
            case TANH  -> list(by(g.power(inverse(call(Op.COSH, a)), 2)));
            case ASINH -> list(by(inverse(radius(k(1), a))));
            case ACOSH -> list(by(inverse(g.multiply(call(Op.SQRT, g.subtract(a, k(1))), call(Op.SQRT, g.add(a, k(1)))))));
            case ATANH -> list(by(inverse(oneMinusSquare(a))));

            case ABS   -> list(by(call(Op.SIGN, a)));
            case MAX   -> list(where(g.not(lt(a, b)), share(lt(b, a), a, b)), where(g.not(lt(b, a)), share(lt(a, b), a, b)));
            case MIN   -> list(where(g.not(lt(b, a)), share(lt(a, b), a, b)), where(g.not(lt(a, b)), share(lt(b, a), a, b)));
            case CLAMP -> list(where(g.and(le(b, a), le(a, c)), k(1)),
                               where(g.and(lt(a, b), le(b, c)), k(1)),
                               where(g.or(lt(c, a), lt(c, b)), k(1)));
            case RELU  -> list(where(lt(k(0), a), k(1)));
            case MOD, REM -> list(by(1), by(call(Op.ROUND, g.divide(g.subtract(y, a), b))));

            case SIGMOID   -> list(by(g.multiply(y, call(Op.SIGMOID, g.negate(a)))));
            case SOFTPLUS  -> list(by(call(Op.SIGMOID, a)));
            case LOGADDEXP -> list(by(call(Op.SIGMOID, g.subtract(a, b))), by(call(Op.SIGMOID, g.subtract(b, a))));
            case CALL -> called(y);
            case LOGSUM -> list(by(1), by(inverse(LogSums.divisor(g, a, b))));
            case XLOGY     -> list(by(call(Op.LOG, b)), where(g.not(eq(a, 0)), g.divide(a, b)));
            case ERF       -> list(by(gaussian(a, TWO_OVER_SQRT_PI)));
            case ERFC      -> list(by(gaussian(a, -TWO_OVER_SQRT_PI)));
            case ERFINV    -> list(by(g.multiply(k(HALF_SQRT_PI), call(Op.EXP, g.power(y, 2)))));
            case NORMCDF   -> list(by(call(Op.NORMPDF, a)));
            case NORMPDF   -> list(by(g.negate(g.multiply(a, y))));
            case NORMINV   -> list(by(inverse(call(Op.NORMPDF, y))));
            case GAMMA     -> list(by(g.multiply(y, g.apply(Op.POLYGAMMA, 0, a))));
            case LGAMMA    -> list(by(g.apply(Op.POLYGAMMA, 0, a)));
            case POLYGAMMA -> list(by(g.apply(Op.POLYGAMMA, n + 1, a)));

            // The condition selects; each branch passes on what reaches it, and only where it is taken.
            case SELECT -> list(null, where(a, k(1)), where(g.not(a), k(1)));
        };
        // @formatter:on
    }

    private List<Partial> called(Node call) {
        return External.partials(g, call).stream().map(Partials::by).toList();
    }

    private static List<Partial> list(Partial... partials) {
        return Arrays.asList(partials);
    }

    private static Partial by(Node factor) {
        return new Partial(null, factor);
    }

    private Partial by(double factor) {
        return by(k(factor));
    }

    private static Partial where(Node condition, Node factor) {
        return new Partial(condition, factor);
    }

    /** What a larger (smaller) argument of max (min) receives: all where it is strictly so, half of a tie, NaN beside a NaN. */
    private Node share(Node strictly, Node a, Node b) {
        return g.select(strictly, k(1), g.select(g.apply(Op.EQ, a, b), k(0.5), k(Double.NaN)));
    }

    private Node gaussian(Node x, double scale) {
        return g.multiply(k(scale), call(Op.EXP, g.negate(g.power(x, 2))));
    }

    /** 1 - x^2 as a product: near 1 the difference of squares would lose half of the digits. */
    private Node oneMinusSquare(Node x) {
        return g.multiply(g.subtract(k(1), x), g.add(k(1), x));
    }

    private Node radius(Node x, Node y) {
        return g.apply(Op.HYPOT, x, y);
    }

    private Node power(Node x, int n) {
        return n == 0 ? k(1) : n == 1 ? x : g.power(x, n);
    }

    private Node inverse(Node x) {
        return g.divide(k(1), x);
    }

    private Node abs(Node x) {
        return call(Op.ABS, x);
    }

    private Node call(Op function, Node x) {
        return g.apply(function, x);
    }

    private Node k(double value) {
        return g.constant(value);
    }

    private Node lt(Node x, Node y) {
        return g.apply(Op.LT, x, y);
    }

    private Node le(Node x, Node y) {
        return g.apply(Op.LE, x, y);
    }

    private Node eq(Node x, double value) {
        return g.apply(Op.EQ, x, k(value));
    }
}

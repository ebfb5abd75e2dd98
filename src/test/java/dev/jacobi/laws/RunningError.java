package dev.jacobi.laws;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 3.3): beside each value a bound on how far
 * it may be from what exact arithmetic gives, to first order. Infinite where nothing can be said: at a jump or a decision that
 * rounding may turn, or where the error of an argument is no longer small.
 */
public final class RunningError {
    private static final double U = 0x1p-53;
    /** Our functions and Math's are within 8 ulp, that is 16 u, where they are not near a zero between representable numbers. */
    private static final double FUNCTION = 16 * U;
    /** Beyond this relative error of an argument the second order counts. */
    private static final double SMALL = 1e-6;

    private final Graph graph;
    private final List<Node> order;
    private final List<List<Node>> partials = new ArrayList<>();
    private final List<Node> needed = new ArrayList<>();

    public RunningError(Graph graph, List<Node> roots) {
        this.graph = graph;
        this.order = Walk.upward(graph, roots);
        for (Node node : order) {
            boolean smooth = !node.op().isLeaf() && node.type() == Type.REAL && !node.is(Op.SELECT);
            List<Node> factors = smooth ? Derivatives.partials(graph, node) : List.of();
            partials.add(factors);
            needed.addAll(factors);
        }
        needed.addAll(roots);
    }

    /** Values and errors by node id. */
    public record Result(double[] values, double[] errors) {}

    public Result at(ToDoubleFunction<Node> parameters) {
        double[] values = Interpreter.values(graph, needed, parameters, false);
        double[] errors = new double[values.length];
        for (int i = 0; i < order.size(); i++) {
            double error = error(order.get(i), partials.get(i), values, errors);
            errors[order.get(i).id()] = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }
        return new Result(values, errors);
    }

    private static double error(Node node, List<Node> factors, double[] v, double[] e) {
        if (node.op().isLeaf()) {
            return 0;
        }
        double[] x = new double[3];
        double[] d = new double[3];
        double most = 0;
        for (int k = 0; k < node.arity(); k++) {
            x[k] = v[node.arg(k).id()];
            d[k] = e[node.arg(k).id()];
            most = Math.max(most, d[k]);
        }
        switch (node.op()) {
            case SELECT:
                return d[0] > 0 ? Double.POSITIVE_INFINITY : x[0] != 0 ? d[1] : d[2];
            case LT, LE, EQ:
                return d[0] + d[1] > 0 && !(Math.abs(x[0] - x[1]) > d[0] + d[1]) ? Double.POSITIVE_INFINITY : 0;
            case AND, OR, NOT, MIN, MAX, CLAMP, RELU, ABS, NEG:
                return most;
            case SIGN:
                return d[0] > 0 && !(Math.abs(x[0]) > d[0]) ? Double.POSITIVE_INFINITY : 0;
            case FLOOR, CEIL, ROUND:
                // Twice the error, so that the rounding of these sums does not count.
                double below = node.op().meaning(false).of(x[0] - 2 * d[0], 0, 0, 0);
                return below == node.op().meaning(false).of(x[0] + 2 * d[0], 0, 0, 0) ? 0 : Double.POSITIVE_INFINITY;
            case ATAN2:
                // A jump: on the negative axis and at 0 the sign of a zero decides, which rounding does not see.
                return x[0] == 0 && x[1] <= 0 ? Double.POSITIVE_INFINITY : smooth(node, factors, v, x, d);
            case MOD, REM:
                return most == 0 ? U * Math.abs(v[node.id()]) : Double.POSITIVE_INFINITY;
            default:
                return smooth(node, factors, v, x, d);
        }
    }

    private static double smooth(Node node, List<Node> factors, double[] v, double[] x, double[] d) {
        double y = Math.abs(v[node.id()]);
        double error = y == 0 && isExactZero(node, x) ? 0 : rounding(node, y, x) + Double.MIN_VALUE;
        boolean polynomial = node.is(Op.ADD) || node.is(Op.SUB) || node.is(Op.MUL) || node.is(Op.FMA);
        for (int k = 0; k < node.arity(); k++) {
            if (d[k] > 0) {
                if (!polynomial && !(d[k] <= SMALL * Math.abs(x[k]))) {
                    return Double.POSITIVE_INFINITY;
                }
                error += Math.abs(v[factors.get(k).id()]) * d[k];
            }
        }
        return polynomial && node.is(Op.MUL) ? error + d[0] * d[1] : error;
    }

    /** Whether a result of zero is no underflow. */
    private static boolean isExactZero(Node node, double[] x) {
        boolean sum = node.is(Op.ADD) || node.is(Op.SUB) || node.is(Op.SQRT);
        return sum || x[0] == 0 || node.is(Op.MUL) && x[1] == 0;
    }

    private static double rounding(Node node, double y, double[] x) {
        if (node.is(Op.POWER)) {
            return Math.abs(node.integer()) * U * y;
        }
        if (node.op().has(Trait.EXACT)) {
            return U * y;
        }
        // Near a zero of a function that is not a simple one its error is relative to its argument or to 1.
        return FUNCTION
                * (y + (node.is(Op.LGAMMA) || node.is(Op.POLYGAMMA) || node.is(Op.LOGADDEXP) ? 1 + Math.abs(x[0]) : 0));
    }
}

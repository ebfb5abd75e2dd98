package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Evaluates a graph in intervals that contain the real numbers for sure: rounding cannot make two equal values look different. */
final class Enclosures {
    private final List<Node> order;

    Enclosures(Graph graph, Collection<Node> roots) {
        this.order = Walk.upward(graph, roots);
    }

    int size() {
        return order.size();
    }

    /** The enclosures of all nodes at a point, by the numbers of the nodes. */
    Enclosure[] at(ToDoubleFunction<Node> parameter) {
        Enclosure[] values = new Enclosure[order.get(order.size() - 1).id() + 1];
        for (Node node : order) {
            Enclosure[] args = new Enclosure[node.arity()];
            for (int i = 0; i < args.length; i++) {
                args[i] = values[node.arg(i).id()];
            }
            values[node.id()] = of(node, args, parameter);
        }
        return values;
    }

    /** The value of a node without parameters; unknown where it has some. */
    static Enclosure ofClosed(Graph graph, Node root) {
        return new Enclosures(graph, List.of(root)).at(node -> Double.NaN)[root.id()];
    }

    private static Enclosure of(Node node, Enclosure[] args, ToDoubleFunction<Node> parameter) {
        return switch (node.op()) {
            case CONSTANT -> number(node.constant());
            case TRUTH -> Enclosure.truth(node.truth());
            case PARAMETER -> Enclosure.exactly(parameter.applyAsDouble(node));
            case SELECT ->
                args[0].isTrue()
                        ? args[1]
                        : args[0].isFalse() ? args[2] : args[0].isNone() ? args[0] : Enclosure.UNKNOWN;
            case AND -> args[0].isTrue() ? args[1] : args[0];
            case OR -> args[0].isFalse() ? args[1] : args[0];
            default -> ofValues(node, args);
        };
    }

    private static Enclosure ofValues(Node node, Enclosure[] args) {
        Enclosure worst = null;
        for (Enclosure arg : args) {
            if (arg.isNone()) {
                return arg;
            }
            worst = arg.isValue() ? worst : arg;
        }
        if (worst != null) {
            return worst;
        }
        return ofArguments(node.op(), node.integer(), args);
    }

    /** The operation on arguments that have values. */
    static Enclosure ofArguments(Op op, int integer, Enclosure[] args) {
        return switch (args.length) {
            case 1 -> IntervalFunctions.of(op, integer, args[0]);
            case 2 -> Intervals.of(op, args[0], args[1]);
            default ->
                switch (op) {
                    case FMA -> Intervals.of(Op.ADD, Intervals.of(Op.MUL, args[0], args[1]), args[2]);
                    case CLAMP -> Intervals.of(Op.MIN, Intervals.of(Op.MAX, args[0], args[1]), args[2]);
                    default -> Enclosure.UNKNOWN;
                };
        };
    }

    /** The decimal that a number is written as, or the number that it stands for. */
    private static Enclosure number(double value) {
        boolean exact = Double.isFinite(value)
                && Math.abs(value) != Math.PI
                && value != Math.E
                && new BigDecimal(value).compareTo(new BigDecimal(Double.toString(value))) == 0;
        return exact ? Enclosure.exactly(value) : Enclosure.nearest(value, value);
    }
}

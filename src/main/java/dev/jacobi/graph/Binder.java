package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One reduction or array of the source, while its axes are open. */
final class Binder {
    private final Graph graph;
    private final Integers integers;
    private final Loops loops;
    private final Diagnostics diagnostics;
    private final Map<String, Node> scope;
    private final List<Node> axes = new ArrayList<>();
    private boolean failed;

    Binder(Graph graph, Diagnostics diagnostics, Map<String, Node> scope) {
        this.graph = graph;
        this.integers = new Integers(graph);
        this.loops = new Loops(graph);
        this.diagnostics = diagnostics;
        this.scope = scope;
    }

    /** Makes an axis known; its bounds are null after a mistake, and a lower bound that is not there. */
    void open(Expr.Axis axis, Node lower, Node upper) {
        Node from = axis.lower() == null ? loops.integer(0) : integers.bound(axis.lower(), lower, diagnostics);
        Node to = integers.bound(axis.upper(), upper, diagnostics);
        failed |= from == null || to == null;
        // After a mistake any axis will do, so that the body's own mistakes are found.
        Node node = loops.axis(from == null ? loops.integer(0) : from, to == null ? loops.integer(0) : to);
        axes.add(node);
        scope.put(axis.name(), node);
    }

    /** The reduction or array over the axes, or null after a mistake. */
    Node make(Expr expr, Node body) {
        Node value = failed ? null : integers.number(Expr.body(expr), body, diagnostics);
        if (value == null) {
            return null;
        }
        if (!(expr instanceof Expr.Reduction reduction)) {
            return array(expr, value);
        }
        boolean index = reduction.reducer() == Expr.Reducer.ARGMAX || reduction.reducer() == Expr.Reducer.ARGMIN;
        if (index && axes.size() > 1) {
            report(expr, reduction.reducer().symbol() + " takes one axis, whose index it gives; found " + axes.size());
            return null;
        }
        return reduce(reduction.reducer(), value);
    }

    private Node reduce(Expr.Reducer reducer, Node body) {
        return switch (reducer) {
            case SUM -> loops.reduce(Op.SUM, axes, body);
            case PROD -> loops.reduce(Op.PROD, axes, body);
            case MAX -> extreme(Op.MAXIMUM, body);
            case MIN -> extreme(Op.MINIMUM, body);
            case LOGSUMEXP -> logsumexp(body);
            case ARGMAX -> loops.reduce(Op.ARGMAX, axes, body);
            case ARGMIN -> loops.reduce(Op.ARGMIN, axes, body);
        };
    }

    /** An extreme is exact in any order, so that several axes are as many reductions. */
    private Node extreme(Op op, Node body) {
        Node value = body;
        for (int k = axes.size() - 1; k >= 0; k--) {
            value = loops.reduce(op, List.of(axes.get(k)), value);
        }
        return value;
    }

    /**
     * {@code m + log(sum(exp(a - m)))}, and m where that is infinite. The result does not depend on m, which therefore counts as a
     * constant: the derivatives of all orders are those of the log of the sum.
     */
    private Node logsumexp(Node body) {
        Node m = graph.apply(Op.DETACH, extreme(Op.MAXIMUM, body));
        Node terms = graph.apply(Op.EXP, graph.subtract(body, LogSums.shift(graph, m)));
        Node sum = loops.reduce(Op.SUM, axes, terms);
        return graph.apply(Op.LOGSUM, m, sum);
    }

    /** An array starts at 0: an axis with another lower bound is that bound plus an axis that starts at 0. */
    private Node array(Expr expr, Node body) {
        List<Node> starting = new ArrayList<>();
        Node value = body;
        Map<Node, Node> replaced = new HashMap<>();
        for (Node axis : axes) {
            if (axis.axes().size() > 1) {
                report(expr, "the extents of an array cannot depend on other axes");
                return null;
            }
            if (axis.arg(0).isInteger(0)) {
                starting.add(axis);
            } else {
                Node zeroBased = loops.axis(loops.integer(0), loops.arithmetic(Op.ISUB, axis.arg(1), axis.arg(0)));
                replaced.put(axis, loops.arithmetic(Op.IADD, axis.arg(0), zeroBased));
                starting.add(zeroBased);
            }
        }
        value = replaced.isEmpty() ? value : Rebuilding.substitute(graph, value, replaced);
        return loops.map(starting, value);
    }

    private void report(Expr expr, String message) {
        diagnostics.report(ErrorCode.TYPE, expr.span(), message);
    }
}

package dev.jacobi.graph;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function's results rebuilt, in a graph of their own, from what the language can say: each SCATTER in its {@link GatherForm}, each
 * logsumexp as one reduction (see {@link #logsumexp}), running products and sums as products and sums, solves without their slopes.
 *
 * @param computed the results as they are computed, with SCATTER
 * @param parameters the parameters' nodes, in order
 * @param names names for nodes of this graph
 */
record WrittenForm(
        Graph graph,
        List<Node> results,
        List<Node> computed,
        List<Node> parameters,
        Map<Node, String> names,
        AxisNames axisNames) {

    static WrittenForm of(FunctionGraph function, Map<Node, String> names) {
        List<Node> parameters = function.parameters().stream()
                .map(FunctionGraph.Parameter::node)
                .toList();
        AxisNames axisNames = new AxisNames(function);
        if (!function.hasArrays() && !hasRecurrences(function)) {
            List<Node> same = function.results();
            return new WrittenForm(function.graph(), same, same, parameters, names, axisNames);
        }
        List<Node> named = new ArrayList<>(names.keySet());
        named.sort((a, b) -> Integer.compare(a.id(), b.id()));
        List<Node> roots = new ArrayList<>(function.results());
        roots.addAll(named);
        Graph graph = new Graph(Integer.MAX_VALUE);
        List<Node> images = Rebuilding.rebuild(roots, graph, node -> null, (node, image) -> written(graph, image));
        int results = function.results().size();
        Map<Node, String> imageNames = new HashMap<>();
        for (int i = 0; i < named.size(); i++) {
            imageNames.putIfAbsent(images.get(results + i), names.get(named.get(i)));
        }
        return new WrittenForm(
                graph,
                images.subList(0, results),
                Rebuilding.inline(function.results(), graph, node -> null),
                // On their own: the results may be in another graph, into which the function was copied.
                Rebuilding.inline(parameters, graph, node -> null),
                imageNames,
                axisNames);
    }

    private static boolean hasRecurrences(FunctionGraph function) {
        return Walk.upward(function.graph(), function.results()).stream().anyMatch(node -> node.is(Op.SCAN));
    }

    private static Node written(Graph graph, Node node) {
        return switch (node.op()) {
            case SCATTER -> GatherForm.of(graph, node);
            case READ -> node.arg(0).is(Op.SCAN) ? RunningForm.of(graph, node) : readThrough(graph, node);
            case LOGSUM -> withoutShift(graph, node);
            case SOLVE -> withoutSlope(graph, node);
            case LINEAR -> throw notYet();
            default -> node;
        };
    }

    /** A solve whose slope is not looked at: the text does not say it. */
    private static Node withoutSlope(Graph graph, Node solve) {
        Equation equation = Equation.of(solve);
        if (!equation.axes().isEmpty()) {
            throw notYet();
        }
        Node slope = graph.constant(1);
        return new Loops(graph)
                .solve(new Equation(
                        equation.axis(),
                        List.of(),
                        equation.unknown(),
                        equation.guess(),
                        equation.residual(),
                        slope,
                        equation.tolerance()));
    }

    private static JacobiException notYet() {
        return new JacobiException(
                ErrorCode.UNSUPPORTED,
                "a system of equations cannot be written as a formula yet, only compiled and evaluated");
    }

    /** An element of an array that only names elements of a parameter: that of the parameter itself. */
    private static Node readThrough(Graph graph, Node read) {
        Node map = read.arg(0);
        boolean renames =
                map.is(Op.MAP) && map.body().is(Op.READ) && map.body().arg(0).isParameter();
        if (!renames) {
            return read;
        }
        Map<Node, Node> there = new HashMap<>();
        for (int d = 1; d < read.arity(); d++) {
            there.put(map.arg(d - 1), read.arg(d));
        }
        return new Loops(graph).substitute(map.body(), there);
    }

    /** {@code m + log(sum(exp(a - m)))} with m the maximum of a, as LOGSUM of 0 and the sum of a; any other LOGSUM as it is. */
    private static Node withoutShift(Graph graph, Node logsum) {
        Node m = logsum.arg(0);
        Node sum = logsum.arg(1);
        boolean shifted = m.is(Op.DETACH)
                && sum.is(Op.SUM)
                && sum.body().is(Op.EXP)
                && sum.body().arg(0).is(Op.SUB)
                && LogSums.largest(sum.body().arg(0).arg(1)) == m;
        if (!shifted) {
            return logsum;
        }
        // The extremes were bound one by one, from the innermost: so they have to be again, to be the same nodes.
        Loops loops = new Loops(graph);
        Map<Node, Node> open = new HashMap<>();
        List<Node> axes = new ArrayList<>();
        for (Node axis : sum.boundAxes()) {
            Node fresh = loops.axis(loops.substitute(axis.arg(0), open), loops.substitute(axis.arg(1), open));
            open.put(axis, fresh);
            axes.add(fresh);
        }
        Node body = loops.substitute(sum.body().arg(0).arg(0), open);
        Node extreme = body;
        for (int k = axes.size() - 1; k >= 0; k--) {
            extreme = loops.reduce(Op.MAXIMUM, axes.subList(k, k + 1), extreme);
        }
        return extreme == m.arg(0)
                ? graph.apply(Op.LOGSUM, graph.constant(0), loops.reduce(Op.SUM, axes, body))
                : logsum;
    }

    /** The sum whose axes and body are those of a logsumexp, where a node of this form is one; null otherwise. */
    static Node logsumexp(Node node) {
        return node.is(Op.LOGSUM) && node.arg(0).isConstant(0) ? node.arg(1) : null;
    }

    /** What binds the axes of an expression: the node itself, or the sum of a logsumexp; null where it binds none. */
    static Node binder(Node node) {
        return node.op().bindsAxes() ? node : logsumexp(node);
    }

    /** The nodes that the text of a node contains, the bounds of an axis only where it is bound. */
    static List<Node> parts(Node node) {
        Node binder = binder(node);
        if (node.is(Op.AXIS) || node.isParameter()) {
            return List.of();
        }
        if (binder == null) {
            return node.is(Op.STATE) ? List.of() : node.args();
        }
        if (node.is(Op.SOLVE)) {
            Equation equation = Equation.of(node);
            return List.of(equation.guess(), equation.residual());
        }
        List<Node> parts = new ArrayList<>();
        binder.boundAxes().forEach(axis -> parts.addAll(axis.args()));
        parts.add(binder.body());
        return parts;
    }
}

package dev.jacobi.interpret;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node evaluates for each value of axes that it binds.
 *
 * @param axes the last one runs fastest
 * @param guards parts of the condition under which anything is done at all: where one fails, bounds further inside need no value
 * @param cones for each axis the nodes that mention it, no later one, and no axis of a loop further inside
 */
record Loop(List<Node> axes, List<Node> guards, List<List<Node>> cones) {

    /** The loop of a MAP, a SCATTER or a reduction. */
    static Loop of(Graph graph, Node binder) {
        List<Node> axes = binder.boundAxes();
        List<Node> parts = new ArrayList<>(binder.args().subList(axes.size(), binder.arity()));
        axes.forEach(axis -> parts.addAll(axis.args()));
        Loop loop = of(graph, binder, axes, parts);
        return new Loop(
                axes, binder.is(Op.SCATTER) ? Loops.conjuncts(Scatter.condition(binder)) : List.of(), loop.cones);
    }

    /** The loop over some of a node's axes that evaluates these parts. */
    static Loop of(Graph graph, Node binder, List<Node> axes, List<Node> parts) {
        Set<Node> known = new HashSet<>(binder.axes());
        known.addAll(axes);
        List<List<Node>> cones = new ArrayList<>();
        axes.forEach(axis -> cones.add(new ArrayList<>()));
        for (Node node : Walk.upward(graph, parts)) {
            int last = node.axes().stream().mapToInt(axes::indexOf).max().orElse(-1);
            if (last >= 0 && known.containsAll(node.axes())) {
                cones.get(last).add(node);
            }
        }
        return new Loop(axes, List.of(), cones);
    }

    /** All nodes that it gives values to. */
    List<Node> overwritten() {
        List<Node> overwritten = new ArrayList<>(axes);
        cones.forEach(overwritten::addAll);
        return overwritten;
    }
}

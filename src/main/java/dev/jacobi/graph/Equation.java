package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a SOLVE is made of: the equation {@code residual = 0} for an unknown that is a number, or as many equations for a vector. Its value
 * is where Newton's method ends from the guess, NaN where that finds no root: a step is the residual divided by the slope, or what the
 * matrix of slopes times it is the residual. A step after which the residual is no smaller (in a vector, its largest element), or has no
 * value, is halved until it is. The root is found where a step is at most so small, measured by the unknown after it (largest elements),
 * as the tolerance says; or where a step no larger than the tolerance itself makes the residual no smaller, which is then the rounding's.
 *
 * <p>A derivative sees the residual only, by the implicit function theorem: neither the guess nor the way to the root.
 *
 * @param axis the iterations: from 0 to their limit. Only the unknown mentions it
 * @param axes none for a number; for a vector the row, which guess, residual and slope mention, and the column, which the slope mentions
 * @param unknown the STATE that residual and slope read
 * @param slope the derivative of the residual in a row by the unknown in a column
 * @param tolerance a constant
 */
public record Equation(
        Node axis, List<Node> axes, Node unknown, Node guess, Node residual, Node slope, Node tolerance) {

    public Equation {
        axes = List.copyOf(axes);
    }

    /** That of a SOLVE; its axes are bound. */
    public static Equation of(Node solve) {
        List<Node> bound = solve.boundAxes();
        List<Node> parts = solve.args().subList(bound.size(), solve.arity());
        return new Equation(
                bound.get(0),
                bound.subList(1, bound.size()),
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                parts.get(4));
    }

    /** The extents of the solution: none of a number. */
    List<Node> extents() {
        return Loops.extents(unknown);
    }

    /** The axis of the solution's elements; none of a number. */
    public List<Node> row() {
        return axes.isEmpty() ? axes : axes.subList(0, 1);
    }

    /** The most iterations. */
    public int limit() {
        return axis.arg(1).integer();
    }

    /**
     * The equation of a SOLVE with axes and an unknown of its own, which nothing has bound. Whatever mentions the unknown mentions the
     * axes round the SOLVE too, in the range of the unknown's axis: there is another unknown for each of their indices.
     */
    public static Equation open(Graph graph, Node solve) {
        Loops loops = new Loops(graph);
        Equation bound = of(solve);
        Node limit = bound.axis.arg(1);
        for (Node around : solve.axes()) {
            limit = loops.arithmetic(Op.IMAX, limit, around);
        }
        Node axis = loops.axis(bound.axis.arg(0), limit);
        Node unknown = loops.state(axis, bound.unknown.number(), bound.extents());
        Map<Node, Node> replaced = new HashMap<>(Map.of(bound.axis, axis, bound.unknown, unknown));
        List<Node> axes = new ArrayList<>();
        for (Node each : bound.axes) {
            axes.add(loops.axis(each.arg(0), each.arg(1)));
            replaced.put(each, axes.get(axes.size() - 1));
        }
        List<Node> parts = loops.substitute(List.of(bound.guess, bound.residual, bound.slope), replaced);
        return new Equation(axis, axes, unknown, parts.get(0), parts.get(1), parts.get(2), bound.tolerance);
    }

    /** What to put in the place of an open unknown and its axis: a value of the unknown. */
    public Map<Node, Node> at(Graph graph, Node value) {
        return Map.of(axis, new Loops(graph).integer(0), unknown, value);
    }
}

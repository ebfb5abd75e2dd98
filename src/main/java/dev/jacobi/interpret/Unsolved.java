package dev.jacobi.interpret;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A solve that is NaN, since it finds no root.
 *
 * @param place where it, or what is first made from an array of roots, stands in the source, as {@code file:line:column}; empty where
 *     that is not known
 * @param iterations how many it made
 */
public record Unsolved(String place, int iterations) {

    /** The solves that a function evaluates once for these inputs, not in each step of a loop, and that find no root. */
    public static List<Unsolved> of(FunctionGraph function, Inputs inputs, boolean strict) {
        List<Unsolved> unsolved = new ArrayList<>();
        for (Node node : evaluated(function, inputs, strict)) {
            if (node.is(Op.SOLVE) && Double.isNaN(value(function, node, inputs, strict))) {
                unsolved.add(
                        new Unsolved(place(function, node), Equation.of(node).limit()));
            }
        }
        return unsolved;
    }

    /** A line for the user: the place, what kind of message this is, what is wrong, and what helps. */
    public String line(String kind) {
        return (place.isEmpty() ? "" : place + ": ") + kind + "solve finds no root in " + iterations
                + " iterations, its value is NaN; try another guess";
    }

    /** The nodes that results need, but those of branches that are not taken, and of branches in loops. */
    private static Set<Node> evaluated(FunctionGraph function, Inputs inputs, boolean strict) {
        Set<Node> evaluated = new LinkedHashSet<>();
        List<Node> open = new ArrayList<>(function.results());
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (evaluated.add(node)) {
                open.addAll(node.is(Op.SELECT) ? taken(function, node, inputs, strict) : node.args());
            }
        }
        evaluated.removeIf(node -> !node.axes().isEmpty());
        return evaluated;
    }

    private static List<Node> taken(FunctionGraph function, Node branch, Inputs inputs, boolean strict) {
        Node condition = branch.arg(0);
        if (!condition.axes().isEmpty()) {
            return List.of(condition);
        }
        return List.of(condition, branch.arg(value(function, condition, inputs, strict) != 0 ? 1 : 2));
    }

    /** A number, or the first element of a vector. */
    private static double value(FunctionGraph function, Node node, Inputs inputs, boolean strict) {
        double[] values = Interpreter.evaluate(function.graph(), List.of(node), inputs, strict);
        return values.length == 0 ? 0 : values[0];
    }

    /** Where the first node that is made from a solve stands in the source. */
    private static String place(FunctionGraph function, Node solve) {
        Set<Node> made = new HashSet<>(Set.of(solve));
        for (Node node : Walk.upward(function.graph(), function.results())) {
            if (node == solve || node.args().stream().anyMatch(made::contains)) {
                made.add(node);
                String place = function.origin().place(node);
                if (place != null) {
                    return place;
                }
            }
        }
        return "";
    }
}

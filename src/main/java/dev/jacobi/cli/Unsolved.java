package dev.jacobi.cli;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why a result is NaN where an equation has no root that can be found. */
final class Unsolved {
    private Unsolved() {}

    /** A line for each solve outside loops that is evaluated and finds no root; none where no result is NaN. */
    static List<String> warnings(FunctionGraph function, Inputs inputs, boolean strict, double[] results) {
        List<String> warnings = new ArrayList<>();
        if (Arrays.stream(results).anyMatch(Double::isNaN)) {
            for (Node node : evaluated(function, inputs, strict)) {
                if (node.is(Op.SOLVE) && Double.isNaN(value(function, node, inputs, strict))) {
                    warnings.add(warning(function, node));
                }
            }
        }
        return warnings;
    }

    /** The nodes outside loops that results need, but those of branches that are not taken. */
    private static Set<Node> evaluated(FunctionGraph function, Inputs inputs, boolean strict) {
        Set<Node> evaluated = new LinkedHashSet<>();
        List<Node> open = new ArrayList<>(function.results());
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (node.axes().isEmpty() && evaluated.add(node)) {
                boolean branches = node.is(Op.SELECT);
                boolean taken = branches && value(function, node.arg(0), inputs, strict) != 0;
                open.addAll(branches ? List.of(node.arg(0), node.arg(taken ? 1 : 2)) : node.args());
            }
        }
        return evaluated;
    }

    /** A number, or the first element of a vector. */
    private static double value(FunctionGraph function, Node node, Inputs inputs, boolean strict) {
        double[] values = Interpreter.evaluate(function.graph(), List.of(node), inputs, strict);
        return values.length == 0 ? 0 : values[0];
    }

    private static String warning(FunctionGraph function, Node solve) {
        String place = Walk.upward(function.graph(), function.results()).stream()
                .filter(node -> node.args().contains(solve) && function.origin().place(node) != null)
                .map(node -> function.origin().place(node) + ": ")
                .findFirst()
                .orElse("");
        return place + "warning: solve finds no root in " + Equation.of(solve).limit()
                + " iterations, its value is NaN; try another guess";
    }
}

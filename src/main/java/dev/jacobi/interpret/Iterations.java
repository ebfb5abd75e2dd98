package dev.jacobi.interpret;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a solve evaluates.
 *
 * @param residualLoop the nodes below the residual that depend on the unknown
 * @param slopeLoop those below the slope
 * @param overwritten all nodes that it gives values to
 */
record Iterations(Equation equation, Loop residualLoop, Loop slopeLoop, List<Node> overwritten) {

    static Iterations of(Graph graph, Node solve) {
        Equation equation = Equation.of(solve);
        List<Node> axes = List.of(equation.axis());
        Loop residual = Loop.of(graph, solve, axes, List.of(equation.residual()));
        Loop slope = Loop.of(graph, solve, axes, List.of(equation.slope()));
        List<Node> overwritten = new ArrayList<>(List.of(equation.unknown()));
        overwritten.addAll(residual.overwritten());
        overwritten.addAll(slope.overwritten());
        return new Iterations(equation, residual, slope, overwritten);
    }

    Node unknown() {
        return equation.unknown();
    }

    Node guess() {
        return equation.guess();
    }

    Node residual() {
        return equation.residual();
    }

    Node slope() {
        return equation.slope();
    }

    double tolerance() {
        return equation.tolerance().constant();
    }

    int limit() {
        return equation.limit();
    }
}

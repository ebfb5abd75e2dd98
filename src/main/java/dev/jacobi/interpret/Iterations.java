package dev.jacobi.interpret;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a solve evaluates.
 *
 * @param guess the loop over the rows of the guess
 * @param residual the loop over the iterations and the rows of the residual
 * @param slope the loop over the iterations, the rows and the columns of the slope
 * @param overwritten all nodes that it gives values to
 */
record Iterations(Equation equation, Loop guess, Loop residual, Loop slope, List<Node> overwritten) {

    static Iterations of(Graph graph, Node solve) {
        Equation equation = Equation.of(solve);
        List<Node> axes = solve.boundAxes();
        List<Node> rows = axes.subList(0, Math.min(2, axes.size()));
        Loop guess = Loop.of(graph, solve, equation.row(), List.of(equation.guess()));
        Loop residual = Loop.of(graph, solve, rows, List.of(equation.residual()));
        Loop slope = Loop.of(graph, solve, axes, List.of(equation.slope()));
        List<Node> overwritten = new ArrayList<>(List.of(equation.unknown()));
        List.of(guess, residual, slope).forEach(loop -> overwritten.addAll(loop.overwritten()));
        return new Iterations(equation, guess, residual, slope, overwritten);
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import java.util.List;
import java.util.Map;

/**
 * Writes the solution of a linear system as the recurrences of {@code interpret.LinearSystems}, operation for operation:
 * elimination, then a forward and a backward substitution. Systems with one matrix share the elimination.
 */
final class Elimination {
    private final Graph g;
    private final Loops loops;
    private final Node length;
    /** The eliminated matrix and which row came to each place, as arrays of all steps. */
    private final List<Node> factors;

    /** @param element of the matrix, mentions both axes */
    Elimination(Graph graph, Node row, Node column, Node element) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.length = row.arg(1);
        this.factors = factors(row, column, element);
    }

    private List<Node> factors(Node row, Node column, Node element) {
        Node step = axis(loops.integer(0));
        Node matrix = loops.state(step, 0, List.of(length, length));
        Node places = loops.state(step, 1, List.of(length));
        Node below = axis(step);
        Node size = g.apply(Op.ABS, loops.read(matrix, List.of(below, step)));
        Node pivot = loops.reduce(Op.ARGMAX, List.of(below), size);
        Node swapped = swapped(matrix, row, step, pivot, List.of(column));
        Node first = swapped(matrix, row, step, pivot, List.of(step));
        Node factor = g.divide(first, loops.read(matrix, List.of(pivot, step)));
        Node reduced = g.subtract(swapped, g.multiply(factor, loops.read(matrix, List.of(pivot, column))));
        Node eliminated = g.select(isBelow(column, step), swapped, g.select(isSame(column, step), factor, reduced));
        Node next = g.select(isBelow(step, row), eliminated, swapped);
        Node nextPlace = swapped(places, row, step, pivot, List.of());
        return loops.scans(new Recurrence(
                step,
                List.of(
                        new Recurrence.State(matrix, List.of(row, column), element, next),
                        new Recurrence.State(places, List.of(row), loops.real(row), nextPlace))));
    }

    /** An element of an array in which two rows have changed places. */
    private Node swapped(Node array, Node row, Node a, Node b, List<Node> rest) {
        Node there = g.select(isSame(row, b), element(array, a, rest), element(array, row, rest));
        return g.select(isSame(row, a), element(array, b, rest), there);
    }

    private Node element(Node array, Node row, List<Node> rest) {
        return loops.read(array, rest.isEmpty() ? List.of(row) : List.of(row, rest.get(0)));
    }

    /** The array of the solution. */
    Node solution(Node row, Node right) {
        Node step = axis(loops.integer(0));
        Node state = loops.state(step, 0, List.of(length));
        Node before = loops.axis(loops.integer(0), step);
        Node other = axis(loops.integer(0));
        Node here = g.apply(Op.EQ, loops.real(other), loops.read(factors.get(1), List.of(length, step)));
        Node moved = loops.substitute(right, Map.of(row, other));
        Node permuted = loops.reduce(Op.SUM, List.of(other), g.select(here, moved, g.constant(0)));
        Node reduced = g.subtract(permuted, product(step, before, state));
        Node forward = substituted(step, state, row, step, reduced);

        Node back = axis(loops.integer(0));
        Node last = loops.arithmetic(Op.ISUB, length, loops.integer(1));
        Node at = loops.arithmetic(Op.ISUB, last, back);
        Node unknown = loops.state(back, 0, List.of(length));
        Node after = axis(loops.arithmetic(Op.IADD, at, loops.integer(1)));
        Node rest = g.subtract(loops.read(forward, List.of(length, at)), product(at, after, unknown));
        Node backward = substituted(back, unknown, row, at, g.divide(rest, factor(at, at)));
        return loops.map(List.of(row), loops.read(backward, List.of(length, row)));
    }

    private Node product(Node row, Node columns, Node state) {
        Node term = g.multiply(factor(row, columns), loops.read(state, List.of(columns)));
        return loops.reduce(Op.SUM, List.of(columns), term);
    }

    private Node factor(Node row, Node column) {
        return loops.read(factors.get(0), List.of(length, row, column));
    }

    /** A recurrence whose steps put one element after the other into an array of zeros. */
    private Node substituted(Node step, Node state, Node row, Node place, Node value) {
        Node next = g.select(isSame(row, place), value, loops.read(state, List.of(row)));
        return loops.scans(
                        new Recurrence(step, List.of(new Recurrence.State(state, List.of(row), g.constant(0), next))))
                .get(0);
    }

    private Node axis(Node lower) {
        return loops.axis(lower, length);
    }

    private Node isSame(Node a, Node b) {
        return g.apply(Op.EQ, loops.real(a), loops.real(b));
    }

    private Node isBelow(Node a, Node b) {
        return g.apply(Op.LT, loops.real(a), loops.real(b));
    }
}

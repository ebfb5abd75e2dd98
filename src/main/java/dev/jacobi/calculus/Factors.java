package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The partial derivative of a product by its body: the product of all other factors, those before times those after, which is exact
 * through zeros at every order. Over several axes, what comes before is that of the same row and the rows before.
 */
final class Factors {
    /** A product of so many factors is multiplied anew for each. */
    private static final int SHORT = 4;

    private final Graph g;
    private final Loops loops;

    Factors(Graph graph) {
        this.g = graph;
        this.loops = new Loops(graph);
    }

    /** The other factors, in as many steps as there are factors: running products from either end hold them. */
    Node others(Node prod) {
        return prod.boundAxes().stream().anyMatch(axis -> isShort(axis) || mayFail(length(axis)))
                ? othersApart(prod)
                : product(prod, this::running);
    }

    /** The other factors, each time from what they are made from alone: of some row of a matrix, those that this row reads. */
    Node othersApart(Node prod) {
        return product(prod, this::anew);
    }

    /** The two products of the rows before and after one, along an axis. */
    private interface Ends {
        List<Node> of(Node prod, int dimension);
    }

    private Node product(Node prod, Ends ends) {
        Node product = g.constant(1);
        for (int d = 0; d < prod.boundAxes().size(); d++) {
            for (Node end : ends.of(prod, d)) {
                product = product.isConstant(1) ? end : g.multiply(product, end);
            }
        }
        return product;
    }

    private List<Node> running(Node prod, int d) {
        Node axis = prod.arg(d);
        Node step = loops.axis(loops.integer(0), length(axis));
        Node last = loops.arithmetic(Op.ISUB, axis.arg(1), loops.integer(1));
        Node first = axis.arg(0);
        Node before = running(prod, d, step, loops.arithmetic(Op.IADD, first, step));
        Node after = running(prod, d, step, loops.arithmetic(Op.ISUB, last, step));
        return List.of(
                loops.read(before, List.of(loops.arithmetic(Op.ISUB, axis, first))),
                loops.read(after, List.of(loops.arithmetic(Op.ISUB, last, axis))));
    }

    /** All products of the rows from an end, that of none included. */
    private Node running(Node prod, int d, Node step, Node row) {
        Node state = loops.state(step, 0, List.of());
        Node before = loops.read(state, List.of());
        Node next = g.multiply(before, row(prod, d, row, List.of()));
        return loops.scans(new Recurrence(step, List.of(new Recurrence.State(state, List.of(), g.constant(1), next))))
                .get(0);
    }

    private List<Node> anew(Node prod, int d) {
        Node axis = prod.arg(d);
        Node before = loops.axis(axis.arg(0), axis);
        Node after = loops.axis(loops.arithmetic(Op.IADD, axis, loops.integer(1)), axis.arg(1));
        return List.of(row(prod, d, before, List.of(before)), row(prod, d, after, List.of(after)));
    }

    /** The product of a row, over further axes too. */
    private Node row(Node prod, int d, Node index, List<Node> outer) {
        List<Node> axes = new ArrayList<>(outer);
        Map<Node, Node> replaced = new HashMap<>(Map.of(prod.arg(d), index));
        for (Node inner : prod.boundAxes().subList(d + 1, prod.boundAxes().size())) {
            Node fresh = loops.axis(loops.substitute(inner.arg(0), replaced), loops.substitute(inner.arg(1), replaced));
            replaced.put(inner, fresh);
            axes.add(fresh);
        }
        Node factor = loops.substitute(prod.body(), replaced);
        return axes.isEmpty() ? factor : loops.reduce(Op.PROD, axes, factor);
    }

    private Node length(Node axis) {
        return loops.arithmetic(Op.ISUB, axis.arg(1), axis.arg(0));
    }

    private boolean isShort(Node axis) {
        Node length = length(axis);
        return length.is(Op.INTEGER) && length.integer() <= SHORT;
    }

    /** Whether a length has no value although a loop of it may run, or be empty. */
    private boolean mayFail(Node length) {
        List<Node> parts = Walk.upward(g, List.of(length));
        IntegerRanges ranges = new IntegerRanges(parts);
        return parts.stream().anyMatch(ranges::mayFail);
    }
}

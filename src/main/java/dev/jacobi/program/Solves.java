package dev.jacobi.program;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes solves as the recurrences that run them, so that nothing behind this knows of solves: each iteration of Newton's method is a step,
 * which changes nothing once the method has ended.
 */
public final class Solves {
    /** The states: the best value of the unknown, the step from it that is to be tried, how large its residual is, and how things stand. */
    private static final int BEST = 0;

    private static final int STEP = 1;
    private static final int SIZE = 2;
    private static final int STATUS = 3;

    // How things stand.
    private static final int ADVANCED = 0;
    private static final int HALVED = 1;
    private static final int FOUND = 2;
    private static final int FAILED = 3;

    private final Graph g;
    private final Loops loops;

    private Solves(Graph graph) {
        this.g = graph;
        this.loops = new Loops(graph);
    }

    /** The images of all nodes that the roots need. */
    public static Map<Node, Node> run(Graph graph, Collection<Node> roots) {
        Map<Node, Node> images = new HashMap<>();
        List<Node> order = Walk.upward(graph, roots);
        boolean none = order.stream().noneMatch(node -> node.is(Op.SOLVE) || node.is(Op.LINEAR));
        Solves solves = new Solves(graph);
        order.forEach(node -> images.put(node, none ? node : solves.image(node, images)));
        return images;
    }

    private Node image(Node node, Map<Node, Node> images) {
        Node[] args = Substitution.arguments(node, images);
        if (node.is(Op.READ)) {
            return loops.read(args[0], List.of(args).subList(1, args.length));
        }
        Node same = g.like(node, args);
        return switch (node.op()) {
            case SOLVE -> solution(Equation.of(same));
            case LINEAR -> new Elimination(g, args[0], args[1], args[2]).solution(args[0], args[3]);
            default -> same;
        };
    }

    /** The array of the solution. */
    private Node solution(Equation equation) {
        List<Node> row = equation.row();
        List<Node> extents = row.stream().map(axis -> axis.arg(1)).toList();
        List<Node> states = new ArrayList<>();
        List<Node> before = new ArrayList<>();
        for (int number = BEST; number <= STATUS; number++) {
            boolean vector = number == BEST || number == STEP;
            states.add(loops.state(equation.axis(), number, vector ? extents : List.of()));
            before.add(loops.read(states.get(number), vector ? row : List.of()));
        }
        List<Node> next = next(equation, before);
        List<Node> first = List.of(equation.guess(), number(0), number(Double.POSITIVE_INFINITY), number(ADVANCED));
        Node running = g.apply(Op.LT, before.get(STATUS), number(FOUND));
        List<Recurrence.State> all = new ArrayList<>();
        for (int k = BEST; k <= STATUS; k++) {
            List<Node> own = k == BEST || k == STEP ? row : List.of();
            all.add(new Recurrence.State(
                    states.get(k), own, first.get(k), g.select(running, next.get(k), before.get(k))));
        }
        List<Node> scans = loops.scans(new Recurrence(equation.axis(), all));
        Node end = equation.axis().arg(1);
        List<Node> there = new ArrayList<>(List.of(end));
        there.addAll(row);
        Node found = g.apply(Op.EQ, loops.read(scans.get(STATUS), List.of(end)), number(FOUND));
        Node root = g.subtract(loops.read(scans.get(BEST), there), loops.read(scans.get(STEP), there));
        return loops.map(row, g.select(found, root, number(Double.NaN)));
    }

    /** One iteration, as {@link Equation} says. */
    private List<Node> next(Equation equation, List<Node> before) {
        List<Node> row = equation.row();
        Node best = before.get(BEST);
        Node step = before.get(STEP);
        Node at = g.subtract(best, step);
        List<Node> there =
                loops.substitute(List.of(equation.residual(), equation.slope()), equation.at(g, loops.map(row, at)));
        Node size = largest(row, there.get(0));
        Node smaller = g.apply(Op.LT, size, before.get(SIZE));
        Node newton = newton(equation.axes(), there.get(0), there.get(1));
        Node length = largest(row, newton);
        Node limit = g.multiply(equation.tolerance(), largest(row, g.subtract(at, newton)));
        Node advanced = g.select(
                isFinite(length),
                g.select(g.apply(Op.LE, length, limit), number(FOUND), number(ADVANCED)),
                number(FAILED));
        Node rounding = g.and(
                g.apply(Op.EQ, before.get(STATUS), number(ADVANCED)),
                g.apply(Op.LE, largest(row, step), equation.tolerance()));
        Node refused =
                g.select(isFinite(before.get(SIZE)), g.select(rounding, number(FOUND), number(HALVED)), number(FAILED));
        return List.of(
                g.select(smaller, at, best),
                g.select(smaller, newton, g.select(rounding, number(0), g.multiply(step, number(0.5)))),
                g.select(smaller, size, before.get(SIZE)),
                g.select(smaller, advanced, refused));
    }

    private Node newton(List<Node> axes, Node residual, Node slope) {
        if (axes.isEmpty()) {
            return g.divide(residual, slope);
        }
        Node row = axes.get(0);
        Node steps = new Elimination(g, row, axes.get(1), slope).solution(row, residual);
        return loops.read(steps, List.of(row));
    }

    private Node largest(List<Node> row, Node element) {
        Node size = g.apply(Op.ABS, element);
        return row.isEmpty() ? size : loops.reduce(Op.MAXIMUM, row, size);
    }

    private Node isFinite(Node length) {
        return g.apply(Op.LT, length, number(Double.POSITIVE_INFINITY));
    }

    private Node number(double value) {
        return g.constant(value);
    }
}

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
        boolean none = order.stream().noneMatch(node -> node.is(Op.SOLVE));
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
        return node.is(Op.SOLVE) ? solution(Equation.of(same)) : same;
    }

    /** The array of the solution. */
    private Node solution(Equation equation) {
        List<Node> before = new ArrayList<>();
        for (int number = BEST; number <= STATUS; number++) {
            before.add(loops.read(loops.state(equation.axis(), number, List.of()), List.of()));
        }
        List<Node> next = next(equation, before);
        List<Node> first = List.of(equation.guess(), number(0), number(Double.POSITIVE_INFINITY), number(ADVANCED));
        Node running = g.apply(Op.LT, before.get(STATUS), number(FOUND));
        List<Recurrence.State> states = new ArrayList<>();
        for (int k = BEST; k <= STATUS; k++) {
            Node kept = g.select(running, next.get(k), before.get(k));
            states.add(new Recurrence.State(before.get(k).arg(0), List.of(), first.get(k), kept));
        }
        List<Node> last = loops.scans(new Recurrence(equation.axis(), states)).stream()
                .map(scan -> loops.read(scan, List.of(equation.axis().arg(1))))
                .toList();
        Node found = g.apply(Op.EQ, last.get(STATUS), number(FOUND));
        Node root = g.subtract(last.get(BEST), last.get(STEP));
        return loops.map(List.of(), g.select(found, root, number(Double.NaN)));
    }

    /** One iteration, as {@link Equation} says. */
    private List<Node> next(Equation equation, List<Node> before) {
        Node best = before.get(BEST);
        Node step = before.get(STEP);
        Node at = g.subtract(best, step);
        List<Node> there = loops.substitute(
                List.of(equation.residual(), equation.slope()), equation.at(g, loops.map(List.of(), at)));
        Node size = g.apply(Op.ABS, there.get(0));
        Node smaller = g.apply(Op.LT, size, before.get(SIZE));
        Node newton = g.divide(there.get(0), there.get(1));
        Node length = g.apply(Op.ABS, newton);
        Node limit = g.multiply(equation.tolerance(), g.apply(Op.ABS, g.subtract(at, newton)));
        Node advanced = g.select(
                isFinite(length),
                g.select(g.apply(Op.LE, length, limit), number(FOUND), number(ADVANCED)),
                number(FAILED));
        Node rounding = g.and(
                g.apply(Op.EQ, before.get(STATUS), number(ADVANCED)),
                g.apply(Op.LE, g.apply(Op.ABS, step), equation.tolerance()));
        Node refused =
                g.select(isFinite(before.get(SIZE)), g.select(rounding, number(FOUND), number(HALVED)), number(FAILED));
        return List.of(
                g.select(smaller, at, best),
                g.select(smaller, newton, g.select(rounding, number(0), g.multiply(step, number(0.5)))),
                g.select(smaller, size, before.get(SIZE)),
                g.select(smaller, advanced, refused));
    }

    private Node isFinite(Node length) {
        return g.apply(Op.LT, length, number(Double.POSITIVE_INFINITY));
    }

    private Node number(double value) {
        return g.constant(value);
    }
}

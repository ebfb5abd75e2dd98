package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes out the sums and products over a few values that are known without the sizes, term by term and in their order, so that they have
 * the same bits. What their terms ask of the axes is decided. Extremes stay loops: the derivative of a tie is the loop's to decide.
 */
public final class Unrolling implements Rebuilding.Making {
    /** The most terms of one sum. */
    private static final int TERMS = 16;

    /** The most nodes that one loop may become. */
    private static final int NODES = 256;

    private final Graph graph;
    private final Loops loops;

    private Unrolling(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    /** The roots, in the same graph, with short loops written out. */
    public static List<Node> unroll(Graph graph, List<Node> roots) {
        boolean any = Walk.upward(graph, roots).stream().anyMatch(Unrolling::hasShortAxis);
        return any ? decide(graph, roots) : roots;
    }

    /** The roots with short loops written out, and decided whatever literal indices decide. */
    static List<Node> decide(Graph graph, List<Node> roots) {
        return Rebuilding.inline(roots, graph, new Unrolling(graph), node -> null);
    }

    private static boolean hasShortAxis(Node node) {
        return isUnrolled(node.op()) && isShort(node.arg(0));
    }

    private static boolean isUnrolled(Op op) {
        return op == Op.SUM || op == Op.PROD;
    }

    private static boolean isShort(Node axis) {
        return axis.arg(0).is(Op.INTEGER)
                && axis.arg(1).is(Op.INTEGER)
                && (long) axis.arg(1).integer() - axis.arg(0).integer() <= TERMS;
    }

    @Override
    public Node bind(Op op, List<Node> axes, List<Node> parts) {
        Optional<List<Map<Node, Node>>> places = isUnrolled(op) ? places(axes) : Optional.empty();
        if (places.isEmpty() || (long) places.get().size() * size(parts.get(0), axes) > NODES) {
            return loops.bind(op, axes, parts);
        }
        Node result = graph.constant(op == Op.SUM ? 0 : 1);
        for (Map<Node, Node> place : places.get()) {
            Node term = Rebuilding.substitute(graph, this, parts.get(0), place);
            result = op == Op.SUM ? graph.add(result, term) : graph.multiply(result, term);
        }
        return result;
    }

    /** The values of axes in the order of a loop, where they are few and known. */
    private Optional<List<Map<Node, Node>>> places(List<Node> axes) {
        List<Map<Node, Node>> places = List.of(Map.of());
        for (Node axis : axes) {
            List<Map<Node, Node>> more = new ArrayList<>();
            for (Map<Node, Node> place : places) {
                Node here = loops.axis(loops.substitute(axis.arg(0), place), loops.substitute(axis.arg(1), place));
                if (!isShort(here)) {
                    return Optional.empty();
                }
                for (int i = here.arg(0).integer(); i < here.arg(1).integer(); i++) {
                    Map<Node, Node> next = new HashMap<>(place);
                    next.put(axis, loops.integer(i));
                    more.add(next);
                }
            }
            places = more;
            if (places.size() > TERMS) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    /** How many nodes a body makes anew for each value of the axes. */
    private long size(Node body, List<Node> axes) {
        return Walk.upward(graph, List.of(body)).stream()
                .filter(node -> node.axes().stream().anyMatch(axes::contains))
                .count();
    }

    @Override
    public Node like(Node model, Node[] args) {
        return switch (model.op()) {
            case TO_REAL -> loops.real(args[0]);
            case LT, LE, EQ ->
                args[0].isConstant() && args[1].isConstant()
                        ? graph.truth(model.op().meaning(false).of(args[0].constant(), args[1].constant(), 0, 0) != 0)
                        : graph.like(model, args);
            case AND -> graph.and(args[0], args[1]);
            case OR -> graph.or(args[0], args[1]);
            case NOT -> graph.not(args[0]);
            case SELECT -> graph.select(args[0], args[1], args[2]);
            default -> graph.like(model, args);
        };
    }
}

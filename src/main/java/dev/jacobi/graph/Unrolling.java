package dev.jacobi.graph;

import dev.jacobi.graph.Scatter.Contribution;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes out the reductions over a few values that are known without the sizes, term by term and in their order, so that they have
 * the same bits. What their terms ask of the axes is decided. A SCATTER may get several contributions in the place of a short axis; those
 * to one element are added up first, which changes the order of additions.
 */
public final class Unrolling implements Rebuilding.Making {
    /** The most terms of a reduction over several axes. */
    private static final int MOST = 16;

    /** The most nodes that one loop may become. */
    private static final int NODES = 256;

    private final Graph graph;
    private final Loops loops;
    private final Extent extent;

    /** What is written out. */
    private enum Extent {
        /** Whole functions become numbers; extremes stay loops, since the derivative of a tie is the loop's to decide. */
        BEFORE_DERIVATIVES(16, Set.of(Op.SUM, Op.PROD)),
        /** What is as short as loops that one writes out by hand. */
        AFTER_DERIVATIVES(4, Set.of(Op.SUM, Op.PROD, Op.MAXIMUM, Op.MINIMUM)),
        /** That, where also the order of additions may be another. */
        REORDERING(4, Set.of(Op.SUM, Op.PROD, Op.MAXIMUM, Op.MINIMUM, Op.SCATTER));

        private final int terms;
        private final Set<Op> ops;

        Extent(int terms, Set<Op> ops) {
            this.terms = terms;
            this.ops = ops;
        }

        private boolean hasShortAxis(Node node) {
            return ops.contains(node.op()) && node.boundAxes().stream().anyMatch(this::isShort);
        }

        private boolean isShort(Node axis) {
            return axis.arg(0).is(Op.INTEGER)
                    && axis.arg(1).is(Op.INTEGER)
                    && (long) axis.arg(1).integer() - axis.arg(0).integer() <= terms;
        }
    }

    private Unrolling(Graph graph, Extent extent) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.extent = extent;
    }

    /** The roots, in the same graph, with short sums and products written out. */
    static List<Node> unroll(Graph graph, List<Node> roots) {
        return unroll(graph, roots, Extent.BEFORE_DERIVATIVES);
    }

    /**
     * What becomes of nodes that mention no axis which they do not bind, with reductions of at most four values written out, where nothing
     * is to be differentiated any more.
     *
     * @param reorders whether a SCATTER may add in another order
     */
    public static Map<Node, Node> unrollDifferentiated(Graph graph, List<Node> nodes, boolean reorders) {
        List<Node> images = unroll(graph, nodes, reorders ? Extent.REORDERING : Extent.AFTER_DERIVATIVES);
        return Rebuilding.byNode(nodes, images);
    }

    /** Whether among these nodes is any short loop for {@link #unrollDifferentiated}. */
    public static boolean applies(List<Node> order) {
        return order.stream().anyMatch(Extent.REORDERING::hasShortAxis);
    }

    private static List<Node> unroll(Graph graph, List<Node> roots, Extent extent) {
        boolean any = Walk.upward(graph, roots).stream().anyMatch(extent::hasShortAxis);
        return any ? Rebuilding.inline(roots, graph, new Unrolling(graph, extent), node -> null) : roots;
    }

    /** The roots with short sums and products written out, and decided whatever literal indices decide. */
    static List<Node> decide(Graph graph, List<Node> roots) {
        return Rebuilding.inline(roots, graph, new Unrolling(graph, Extent.BEFORE_DERIVATIVES), node -> null);
    }

    @Override
    public Node bind(Op op, List<Node> axes, List<Node> parts) {
        if (op == Op.SCATTER) {
            return loops.scatter(extent.ops.contains(op) ? unrolled(Scatter.of(axes, parts)) : Scatter.of(axes, parts));
        }
        Optional<List<Map<Node, Node>>> places = extent.ops.contains(op) ? places(axes) : Optional.empty();
        if (places.isEmpty() || (long) places.get().size() * size(parts.get(0), axes) > NODES) {
            return loops.bind(op, axes, parts);
        }
        Reduction reduction = Reduction.of(op);
        Node result = graph.constant(reduction.first);
        for (Map<Node, Node> place : places.get()) {
            Node term = Rebuilding.substitute(graph, this, parts.get(0), place);
            boolean neutral = Double.isInfinite(reduction.first) && result.isConstant(reduction.first);
            result = neutral ? term : graph.apply(reduction.op, result, term);
        }
        return result;
    }

    /** The operation on two numbers that a reduction applies again and again, and what it begins with. */
    private record Reduction(Op op, double first) {
        static Reduction of(Op op) {
            return switch (op) {
                case SUM -> new Reduction(Op.ADD, 0);
                case PROD -> new Reduction(Op.MUL, 1);
                case MAXIMUM -> new Reduction(Op.MAX, Double.NEGATIVE_INFINITY);
                case MINIMUM -> new Reduction(Op.MIN, Double.POSITIVE_INFINITY);
                default -> throw new IllegalArgumentException(op + " is no reduction of numbers");
            };
        }
    }

    /** A scatter without its short axes, but with one axis at least. */
    private Scatter unrolled(Scatter scatter) {
        Scatter result = scatter;
        for (Node axis : scatter.axes()) {
            boolean free = extent.isShort(axis)
                    && !scatter.when().axes().contains(axis)
                    && scatter.axes().stream()
                            .noneMatch(other -> other != axis && other.axes().contains(axis));
            if (free && result.axes().size() > 1) {
                result = written(result, axis);
            }
        }
        return result;
    }

    private Scatter written(Scatter scatter, Node axis) {
        List<Map<Node, Node>> places = places(List.of(axis)).orElseThrow();
        long size = scatter.contributions().stream()
                .mapToLong(contribution -> size(contribution.value(), List.of(axis)))
                .sum();
        if (places.isEmpty() || size * places.size() > NODES) {
            return scatter;
        }
        Map<List<Node>, Node> values = new LinkedHashMap<>();
        for (Contribution contribution : scatter.contributions()) {
            for (Map<Node, Node> place : places) {
                List<Node> indices = contribution.indices().stream()
                        .map(index -> loops.substitute(index, place))
                        .toList();
                values.merge(indices, Rebuilding.substitute(graph, this, contribution.value(), place), graph::add);
            }
        }
        List<Node> axes = new ArrayList<>(scatter.axes());
        axes.remove(axis);
        List<Contribution> contributions = new ArrayList<>();
        values.forEach((indices, value) -> contributions.add(new Contribution(value, indices)));
        return new Scatter(axes, scatter.when(), contributions, scatter.extents());
    }

    /** The values of axes in the order of a loop, where they are few and known. */
    private Optional<List<Map<Node, Node>>> places(List<Node> axes) {
        List<Map<Node, Node>> places = List.of(Map.of());
        for (Node axis : axes) {
            List<Map<Node, Node>> more = new ArrayList<>();
            for (Map<Node, Node> place : places) {
                Node here = loops.axis(loops.substitute(axis.arg(0), place), loops.substitute(axis.arg(1), place));
                if (!extent.isShort(here)) {
                    return Optional.empty();
                }
                for (int i = here.arg(0).integer(); i < here.arg(1).integer(); i++) {
                    Map<Node, Node> next = new HashMap<>(place);
                    next.put(axis, loops.integer(i));
                    more.add(next);
                }
            }
            places = more;
            if (places.size() > MOST) {
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
            case NOT -> graph.not(args[0]);
            case SELECT, AND, OR -> args[0].is(Op.TRUTH) ? decided(model.op(), args) : graph.like(model, args);
            default -> graph.like(model, args);
        };
    }

    /** What a true or false first argument makes of a branch or a connective. Other arguments decide nothing: the first may fail. */
    private Node decided(Op op, Node[] args) {
        return switch (op) {
            case AND -> graph.and(args[0], args[1]);
            case OR -> graph.or(args[0], args[1]);
            default -> graph.select(args[0], args[1], args[2]);
        };
    }
}

package dev.jacobi.graph;

import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks triangles along memory. Of {@code i in 0..<n, j in c..<i + k} the inner axis is j; where the elements that are read and written lie side
 * by side in i, the loops are exchanged for {@code j in c..<n - 1 + k, i in j + 1 - k..<n}, the same pairs. A sum over j, one for each i, becomes
 * an array of sums to which a SCATTER adds: for each i in the order of j, so that its bits stay. A SCATTER changes its own axes, and adds
 * at once what goes to one place in the new inner loop: the same real function, but another order of additions.
 */
public final class Interchange implements Rebuilding.Making {
    private final Graph g;
    private final Loops loops;
    private final boolean reorders;
    private final Set<Node> certain;
    /** What became of the certain nodes. */
    private final Set<Node> certainImages = new HashSet<>();
    /** Triangles as they were made again, and as they would be walked the other way. */
    private final Map<Node, Node> others = new HashMap<>();

    private Interchange(Graph graph, List<Node> roots, boolean reorders) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.reorders = reorders;
        this.certain = certain(graph, roots);
    }

    /** Whether there is a triangle among nodes: else nothing would change. */
    public static boolean applies(List<Node> nodes) {
        return nodes.stream().anyMatch(node -> node.is(Op.AXIS) && Triangle.of(node) != null);
    }

    /**
     * What becomes of nodes that mention no axis which they do not bind.
     *
     * @param roots what is computed in any case
     * @param within nodes that the roots need
     * @param reorders whether a SCATTER may add in another order
     */
    public static Map<Node, Node> of(Graph graph, List<Node> roots, List<Node> within, boolean reorders) {
        List<Node> nodes = new ArrayList<>(roots);
        nodes.addAll(within);
        Interchange interchange = new Interchange(graph, roots, reorders);
        List<Node> images = Rebuilding.rebuild(nodes, graph, interchange, node -> null, interchange::image);
        return Rebuilding.byNode(nodes, images);
    }

    /** An axis j in {@code c..<i + k} below i in {@code 0..<n}, with {@code k <= c + 1}, so that i starts at 0 or more. */
    private record Triangle(Node outer, Node inner, int moved) {
        /** The triangle of an axis, or null. */
        static Triangle of(Node axis) {
            Node upper = axis.arg(1);
            boolean up = upper.is(Op.IADD) && upper.arg(1).is(Op.INTEGER);
            boolean down = upper.is(Op.ISUB) && upper.arg(1).is(Op.INTEGER);
            Node outer = up || down ? upper.arg(0) : upper;
            int moved = up ? upper.arg(1).integer() : down ? -upper.arg(1).integer() : 0;
            boolean fits = axis.arg(0).is(Op.INTEGER)
                    && outer.is(Op.AXIS)
                    && outer.arg(0).isInteger(0)
                    && outer.arg(1).axes().isEmpty()
                    && axis.arg(0).integer() >= 0
                    && Math.abs((long) moved) < 1 << 16
                    && moved <= axis.arg(0).integer() + 1;
            return fits ? new Triangle(outer, axis, moved) : null;
        }
    }

    /**
     * The nodes that are evaluated for all values of their axes whenever the roots are: those may be evaluated in any loop. What only
     * a branch asks, or only a loop over more axes, is not among them, since the branch may not be taken and the loop may be empty.
     */
    private static Set<Node> certain(Graph graph, List<Node> roots) {
        Set<Node> certain = new HashSet<>(roots);
        List<Node> order = Walk.upward(graph, roots);
        for (int k = order.size() - 1; k >= 0; k--) {
            Node node = order.get(k);
            if (!certain.contains(node)) {
                continue;
            }
            List<Node> inside = new ArrayList<>(node.axes());
            inside.addAll(node.boundAxes());
            int asked = node.is(Op.SELECT) || node.is(Op.AND) || node.is(Op.OR) ? 1 : node.arity();
            for (int i = 0; i < asked && !node.is(Op.SCAN); i++) {
                Node arg = node.arg(i);
                if (arg.axes().containsAll(inside) && isAlways(node)) {
                    certain.add(arg);
                }
            }
        }
        return certain;
    }

    private static boolean isAlways(Node binder) {
        return !binder.is(Op.SCATTER) || Scatter.condition(binder).isTruth(true);
    }

    @Override
    public Node like(Node model, Node[] args) {
        return g.like(model, args);
    }

    @Override
    public Node bind(Op op, List<Node> axes, List<Node> parts) {
        Node bound = loops.bind(op, axes, parts);
        boolean moves = op == Op.SUM
                || op == Op.SCATTER
                        && reorders
                        && Scatter.of(axes, parts).contributions().size() == 1;
        if (moves) {
            axes.stream()
                    .map(Triangle::of)
                    .filter(triangle -> triangle != null && isShorter(triangle, op, axes, parts))
                    .findFirst()
                    .ifPresent(triangle -> others.put(
                            bound, op == Op.SUM ? sum(triangle, parts.get(0)) : scatter(triangle, axes, parts)));
        }
        return bound;
    }

    private Node image(Node node, Node made) {
        boolean isCertain = certain.contains(node);
        Node image = isCertain || made.is(Op.SCATTER) ? others.getOrDefault(made, made) : made;
        if (isCertain) {
            certainImages.add(image);
        }
        return image;
    }

    /** A sum over j for an i, as an element of an array of all these sums. */
    private Node sum(Triangle triangle, Node body) {
        Map<Node, Node> images = images(triangle);
        Node i = images.get(triangle.outer);
        Node sums = loops.scatter(
                List.of(images.get(triangle.inner), i),
                moved(body, triangle, images),
                g.truth(true),
                List.of(i),
                List.of(triangle.outer.arg(1)));
        return loops.read(sums, List.of(triangle.outer));
    }

    private Node scatter(Triangle triangle, List<Node> axes, List<Node> parts) {
        Map<Node, Node> images = images(triangle);
        Node i = images.get(triangle.outer);
        List<Node> exchanged = new ArrayList<>();
        for (Node axis : axes) {
            exchanged.add(axis == triangle.outer ? images.get(triangle.inner) : axis == triangle.inner ? i : axis);
        }
        List<Node> moved = new ArrayList<>(List.of(moved(parts.get(0), triangle, images)));
        parts.subList(1, parts.size()).forEach(part -> moved.add(loops.substitute(part, images)));
        if (moved.subList(1, moved.size()).stream()
                .noneMatch(part -> part.axes().contains(i))) {
            exchanged.remove(i);
            moved.set(0, loops.reduce(Op.SUM, List.of(i), moved.get(0)));
        }
        return loops.bind(Op.SCATTER, exchanged, moved);
    }

    /** A body in the exchanged loops; what only i decides is computed once for each i and read from there. */
    private Node moved(Node body, Triangle triangle, Map<Node, Node> images) {
        Map<Node, Node> rows = new HashMap<>();
        List<Node> open = new ArrayList<>(List.of(body));
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (!seen.add(node) || !mentions(node, triangle.outer)) {
                continue;
            }
            if (mentions(node, triangle.inner)) {
                open.addAll(node.op().bindsAxes() ? List.of() : node.args());
            } else if (isRow(node)) {
                rows.put(node, loops.map(List.of(triangle.outer), node));
            }
        }
        Node replaced = Rebuilding.replace(
                g,
                body,
                node -> rows.containsKey(node)
                        ? loops.read(rows.get(node), List.of(images.get(triangle.outer)))
                        : null);
        return loops.substitute(replaced, images);
    }

    /** Whether a node is more than what an index is made of or an element to read. */
    private boolean isRow(Node node) {
        return node.type() == Type.REAL
                && !node.is(Op.TO_REAL)
                && !(node.is(Op.READ) && !node.arg(0).op().bindsAxes())
                && certainImages.contains(node);
    }

    /** Whether no other axis of a nest, or that something in it mentions, depends on those of a triangle. */
    private static boolean isAlone(Triangle triangle, List<Node> axes, List<Node> parts) {
        return Stream.concat(axes.stream(), parts.stream().flatMap(part -> part.axes().stream()))
                .filter(axis -> axis != triangle.inner && axis != triangle.outer)
                .noneMatch(axis ->
                        axis.axes().contains(triangle.inner) || axis.axes().contains(triangle.outer));
    }

    private Map<Node, Node> images(Triangle triangle) {
        Node end = triangle.outer.arg(1);
        Node first = triangle.inner.arg(0);
        Node j = loops.axis(first, plus(end, triangle.moved - 1));
        Node i = loops.axis(plus(j, 1 - triangle.moved), end);
        return new HashMap<>(Map.of(triangle.inner, j, triangle.outer, i));
    }

    private Node plus(Node integer, int by) {
        return by < 0
                ? loops.arithmetic(Op.ISUB, integer, loops.integer(-by))
                : loops.arithmetic(Op.IADD, integer, loops.integer(by));
    }

    /** Whether the loops can be exchanged, and fewer accesses then jump through memory. */
    private boolean isShorter(Triangle triangle, Op op, List<Node> axes, List<Node> parts) {
        boolean whole = op == Op.SUM ? axes.size() == 1 : axes.contains(triangle.outer);
        int rank = op == Op.SUM ? 0 : (parts.size() - 2) / 2;
        List<Node> target = parts.subList(op == Op.SUM ? 1 : 2, op == Op.SUM ? 1 : 2 + rank);
        return whole
                && isAlone(triangle, axes, parts)
                && jumps(parts.get(0), target, triangle.outer) < jumps(parts.get(0), target, triangle.inner);
    }

    private long jumps(Node body, List<Node> target, Node axis) {
        long jumps = Walk.upward(g, List.of(body)).stream()
                .filter(node -> node.is(Op.READ) || node.is(Op.GATHER))
                .map(read -> read.args().subList(1, read.arity()))
                .filter(indices -> isJump(indices, axis))
                .count();
        return jumps + (isJump(target, axis) ? 1 : 0);
    }

    private boolean isJump(List<Node> indices, Node axis) {
        return indices.stream().anyMatch(index -> mentions(index, axis)) && !isNext(indices, axis);
    }

    /** Whether the elements at neighbouring values of an axis are neighbours: it is added once to the last index, and to no other. */
    private boolean isNext(List<Node> indices, Node axis) {
        int last = indices.size() - 1;
        boolean others = indices.subList(0, last).stream().anyMatch(index -> mentions(index, axis));
        return !others && isAddedOnce(indices.get(last), axis);
    }

    private boolean isAddedOnce(Node index, Node axis) {
        Node node = index;
        while (node != axis) {
            if (!node.is(Op.IADD) && !node.is(Op.ISUB)) {
                return false;
            }
            boolean inLeft = mentions(node.arg(0), axis);
            boolean inRight = mentions(node.arg(1), axis);
            if (inLeft == inRight || inRight && node.is(Op.ISUB)) {
                return false;
            }
            node = node.arg(inLeft ? 0 : 1);
        }
        return true;
    }

    /** Whether a node varies with an axis otherwise than by the ranges of others round it. */
    private boolean mentions(Node node, Node axis) {
        return node.axes().contains(axis)
                && Walk.upward(g, List.of(node), other -> !node.axes().contains(other))
                        .contains(axis);
    }
}

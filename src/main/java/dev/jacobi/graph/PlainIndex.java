package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Integer data each element of which a function uses as an index, whatever its variables are: plainly, as {@code X[c[i]]} does, in a loop
 * over all of the data, and in no branch. So it can be checked before anything is computed. Data that a branch or a part of a loop may
 * leave out is not among it.
 *
 * @param array what it is an index of
 * @param extent what each element is below, an integer of sizes
 * @param loops further axes of the loops round the use: where one does not run, nothing is used. Their ranges are of sizes
 */
public record PlainIndex(Node data, Node array, Node extent, List<Node> loops) {

    /** The plain indices of a function; those of an array before those of a later one. One pass over its nodes. */
    public static List<PlainIndex> of(FunctionGraph function) {
        boolean none = function.parameters().stream()
                .noneMatch(parameter -> parameter.node().is(Op.INTEGERS));
        if (none) {
            return List.of();
        }
        List<Node> order = Walk.upward(function.graph(), function.results());
        Map<Node, Set<Node>> needed = needed(order, function.results());
        Set<PlainIndex> found = new LinkedHashSet<>();
        for (Node read : order) {
            if ((read.is(Op.READ) || read.is(Op.GATHER)) && needed.containsKey(read)) {
                List<Node> extents = Loops.extents(read.arg(0));
                for (int d = 0; d < extents.size(); d++) {
                    of(read, read.arg(d + 1), extents.get(d), needed.get(read)).forEach(found::add);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The same of another graph that has all that it mentions, with axes of its own. */
    public PlainIndex in(Graph graph, UnaryOperator<Node> images) {
        Loops made = new Loops(graph);
        List<Node> axes = loops.stream()
                .map(axis -> made.axis(images.apply(axis.arg(0)), images.apply(axis.arg(1))))
                .toList();
        return new PlainIndex(images.apply(data), images.apply(array), images.apply(extent), axes);
    }

    /** All that it mentions, but for the axes, the bounds of which are there. */
    public List<Node> mentioned() {
        List<Node> mentioned = new ArrayList<>(List.of(data, array, extent));
        loops.forEach(axis -> mentioned.addAll(axis.args()));
        return mentioned;
    }

    /** Whether an index into an extent is the data's element that this is of. */
    public boolean covers(Node index, Node below) {
        return below == extent && isWhole(index) && index.arg(0) == data;
    }

    private static Stream<PlainIndex> of(Node read, Node index, Node extent, Set<Node> needed) {
        List<Node> loops = new ArrayList<>(needed);
        loops.removeAll(index.axes());
        boolean known = Bounds.isOfSizes(extent)
                && loops.stream().allMatch(axis -> axis.args().stream().allMatch(Bounds::isOfSizes));
        return isWhole(index) && known && !Bounds.within(index, extent)
                ? Stream.of(new PlainIndex(index.arg(0), read.arg(0), extent, loops))
                : Stream.empty();
    }

    /** The nodes that are needed whatever the numbers are, with the axes of the loops in which that is so. */
    private static Map<Node, Set<Node>> needed(List<Node> order, List<Node> results) {
        Map<Node, Set<Node>> needed = new HashMap<>();
        results.forEach(result -> needed.put(result, Set.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            for (int k = 0; k < user.arity() && needed.containsKey(user); k++) {
                if (needsAlways(user, k)) {
                    List<Node> bound = user.boundAxes();
                    Set<Node> loops = new LinkedHashSet<>(needed.get(user));
                    bound.subList(0, Math.min(k, bound.size())).forEach(axis -> loops.addAll(axis.axes()));
                    needed.merge(user.arg(k), loops, (a, b) -> a.size() <= b.size() ? a : b);
                }
            }
        }
        return needed;
    }

    private static boolean needsAlways(Node user, int position) {
        return switch (user.op()) {
            case SELECT, AND, OR -> position == 0;
            case SCAN, SCATTER -> false;
            default -> true;
        };
    }

    /** Whether an index is an element of integer data at axes that run over all of it. */
    private static boolean isWhole(Node index) {
        return index.is(Op.GATHER)
                && index.arg(0).is(Op.INTEGERS)
                && Loops.runOver(index.args().subList(1, index.arity()), Loops.extents(index.arg(0)));
    }
}

package dev.jacobi.graph;

import dev.jacobi.graph.Scatter.Contribution;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up in one array what is the sum of several: SCATTERs over the same axes, of which nothing but their sum is used, become one SCATTER
 * with all their contributions. That changes the order of additions.
 */
public final class ScatterSums {
    private final Graph graph;
    private final Loops loops;
    private final Map<Node, Integer> uses = new HashMap<>();
    /** The rebuilt SCATTERs that a sum alone uses. */
    private final Set<Node> addends = new HashSet<>();

    private ScatterSums(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    /** Whether among these nodes is any sum. */
    public static boolean applies(List<Node> order) {
        return order.stream().filter(node -> node.is(Op.SCATTER)).count() > 1;
    }

    /** What becomes of nodes that mention no axis which they do not bind. */
    public static Map<Node, Node> of(Graph graph, List<Node> nodes) {
        ScatterSums sums = new ScatterSums(graph);
        nodes.forEach(node -> sums.uses.merge(node, 1, Integer::sum));
        Set<Node> read = new HashSet<>();
        for (Node node : Walk.upward(graph, nodes)) {
            node.args().forEach(arg -> sums.uses.merge(arg, 1, Integer::sum));
            if (node.is(Op.READ)) {
                read.add(node);
            }
        }
        read.stream()
                .filter(node -> sums.uses.get(node) > 1)
                .forEach(node -> sums.uses.merge(node.arg(0), 1, Integer::sum));
        List<Node> images = Rebuilding.rebuild(nodes, graph, node -> null, sums::image);
        return Rebuilding.byNode(nodes, images);
    }

    private Node image(Node node, Node made) {
        if (made.is(Op.SCATTER) && uses.get(node) == 1 && made.axes().isEmpty()) {
            addends.add(made);
        }
        return made.is(Op.MAP) ? summed(made) : made;
    }

    /** A term of a sum: what is added, or subtracted. */
    private record Term(Node value, boolean negative) {
        Term negated() {
            return new Term(value, !negative);
        }
    }

    private static List<Term> terms(Node sum) {
        List<Term> terms = new ArrayList<>();
        List<Term> open = new ArrayList<>(List.of(new Term(sum, false)));
        while (!open.isEmpty()) {
            Term term = open.remove(open.size() - 1);
            Node value = term.value;
            switch (value.op()) {
                case ADD, SUB -> {
                    Term second = new Term(value.arg(1), term.negative);
                    open.add(value.is(Op.SUB) ? second.negated() : second);
                    open.add(new Term(value.arg(0), term.negative));
                }
                case NEG -> open.add(new Term(value.arg(0), term.negative).negated());
                default -> terms.add(term);
            }
        }
        return terms;
    }

    /** A map as the same sum with fewer arrays. */
    private Node summed(Node map) {
        List<Term> rest = new ArrayList<>();
        List<Joined> joined = new ArrayList<>();
        for (Term term : terms(map.body())) {
            Node array = term.value.is(Op.READ) ? term.value.arg(0) : null;
            if (array == null || !addends.contains(array) || !isWhole(term.value, map.boundAxes())) {
                rest.add(term);
            } else if (joined.stream().noneMatch(other -> other.takes(term))) {
                joined.add(new Joined(term));
            }
        }
        if (joined.stream().noneMatch(Joined::isSum)) {
            return map;
        }
        Node body = null;
        for (Joined scatters : joined) {
            Node read = loops.read(scatters.node(), map.boundAxes());
            body = body == null ? read : graph.add(body, read);
        }
        for (Term term : rest) {
            body = term.negative ? graph.subtract(body, term.value) : graph.add(body, term.value);
        }
        Node only = joined.get(0).node();
        boolean same =
                rest.isEmpty() && joined.size() == 1 && Loops.extents(only).equals(Loops.extents(map));
        return same ? only : loops.map(map.boundAxes(), body);
    }

    private static boolean isWhole(Node read, List<Node> axes) {
        return read.args().subList(1, read.arity()).equals(axes);
    }

    /** SCATTERs that become one, in axes of their own. */
    private final class Joined {
        private final List<Node> axes = new ArrayList<>();
        private final Node when;
        private final List<Node> extents;
        private final int depth;
        private final List<Contribution> contributions = new ArrayList<>();

        Joined(Term first) {
            Scatter scatter = Scatter.of(first.value.arg(0));
            Map<Node, Node> images = new HashMap<>();
            for (Node axis : scatter.axes()) {
                axes.add(loops.axis(loops.substitute(axis.arg(0), images), loops.substitute(axis.arg(1), images)));
                images.put(axis, axes.get(axes.size() - 1));
            }
            this.when = loops.substitute(scatter.when(), images);
            this.extents = scatter.extents();
            this.depth = depth(scatter);
            add(scatter, first.negative, images);
        }

        /** Takes another in, where it is over the same axes, under the same condition, and as early. */
        boolean takes(Term term) {
            Scatter scatter = Scatter.of(term.value.arg(0));
            Optional<Map<Node, Node>> images = matching(scatter.axes());
            boolean like = images.isPresent()
                    && scatter.extents().equals(extents)
                    && loops.substitute(scatter.when(), images.get()) == when
                    && depth(scatter) == depth;
            if (like) {
                add(scatter, term.negative, images.get());
            }
            return like;
        }

        private Optional<Map<Node, Node>> matching(List<Node> others) {
            Map<Node, Node> images = new HashMap<>();
            for (int k = 0; k < others.size() && others.size() == axes.size(); k++) {
                Node lower = loops.substitute(others.get(k).arg(0), images);
                Node upper = loops.substitute(others.get(k).arg(1), images);
                if (lower == axes.get(k).arg(0) && upper == axes.get(k).arg(1)) {
                    images.put(others.get(k), axes.get(k));
                }
            }
            return others.size() == images.size() && others.size() == axes.size()
                    ? Optional.of(images)
                    : Optional.empty();
        }

        private void add(Scatter scatter, boolean negative, Map<Node, Node> images) {
            for (Contribution contribution : scatter.contributions()) {
                Node value = loops.substitute(contribution.value(), images);
                List<Node> indices = contribution.indices().stream()
                        .map(index -> loops.substitute(index, images))
                        .toList();
                contributions.add(new Contribution(negative ? graph.negate(value) : value, indices));
            }
        }

        boolean isSum() {
            return contributions.size() > 1;
        }

        Node node() {
            List<Contribution> sorted = new ArrayList<>(contributions);
            sorted.sort(Comparator.comparing(ScatterSums::literals, Arrays::compare));
            return loops.scatter(new Scatter(axes, when, sorted, extents));
        }
    }

    /** The literals among the indices to which something is added, so that neighbours in memory come one after the other. */
    private static int[] literals(Contribution contribution) {
        return contribution.indices().stream()
                .mapToInt(index -> index.is(Op.INTEGER) ? index.integer() : -1)
                .toArray();
    }

    /**
     * How many loops over a scatter's axes must be through, one after the other, before it can add. What can be added in an early loop must
     * not wait for a later one, or it would be kept until then.
     */
    private int depth(Scatter scatter) {
        Set<List<Node>> ranges = new HashSet<>();
        scatter.axes().forEach(axis -> ranges.add(axis.args()));
        Map<Node, Integer> depths = new HashMap<>();
        int deepest = 0;
        for (Node node : Walk.upward(graph, scatter.parts())) {
            int depth = node.args().stream().mapToInt(depths::get).max().orElse(0);
            boolean waits = node.boundAxes().stream().anyMatch(axis -> ranges.contains(axis.args()));
            depths.put(node, waits ? depth + 1 : depth);
            deepest = Math.max(deepest, depths.get(node));
        }
        return deepest;
    }
}

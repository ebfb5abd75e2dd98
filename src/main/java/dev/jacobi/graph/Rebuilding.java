package dev.jacobi.graph;

import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Rebuilds nodes with some of them replaced, where replacements may mention axes: whatever binds axes gets new ones and is bound again, so
 * that no axis of a replacement is captured and equal loops stay one node. Recurses over loops inside loops only, never over the graph.
 */
final class Rebuilding {
    private final Graph into;
    private final Making making;
    private final UnaryOperator<Node> replacement;
    /** Whether a node stays as it is, with all that is below it. */
    private final Predicate<Node> stays;
    /** What becomes of each node and what it was rebuilt as. */
    private final BinaryOperator<Node> finish;

    /** Where images live: those of nodes that mention an axis bound here belong here, others to the parent. */
    private record Scope(
            Scope parent, Set<Node> bound, Map<Node, Node> images, Map<List<Node>, List<Node>> recurrences) {
        Scope(Scope parent) {
            this(parent, new HashSet<>(), new HashMap<>(), new HashMap<>());
        }

        Scope homeOf(Node node) {
            Scope scope = this;
            while (scope.parent != null && node.axes().stream().noneMatch(scope.bound::contains)) {
                scope = scope.parent;
            }
            return scope;
        }

        Node image(Node node) {
            return homeOf(node).images.get(node);
        }
    }

    /** How nodes are made anew. */
    interface Making {
        /** What binds axes in the parts. */
        Node bind(Op op, List<Node> axes, List<Node> parts);

        /** Another node's operation on new arguments. */
        Node like(Node model, Node[] args);
    }

    /** Makes just what was there. */
    private record Same(Graph graph) implements Making {
        @Override
        public Node bind(Op op, List<Node> axes, List<Node> parts) {
            return new Loops(graph).bind(op, axes, parts);
        }

        @Override
        public Node like(Node model, Node[] args) {
            return graph.like(model, args);
        }
    }

    private Rebuilding(
            Graph into,
            Making making,
            UnaryOperator<Node> replacement,
            Predicate<Node> stays,
            BinaryOperator<Node> finish) {
        this.into = into;
        this.making = making;
        this.replacement = replacement;
        this.stays = stays;
        this.finish = finish;
    }

    /** A node with axes replaced by integers. */
    static Node substitute(Graph graph, Node root, Map<Node, Node> axes) {
        return substitute(graph, new Same(graph), root, axes);
    }

    static Node substitute(Graph graph, Making making, Node root, Map<Node, Node> axes) {
        return substitute(graph, making, List.of(root), axes).get(0);
    }

    /** Nodes with axes replaced by integers, and STATEs of replaced axes by arrays. */
    static List<Node> substitute(Graph graph, List<Node> roots, Map<Node, Node> replaced) {
        return substitute(graph, new Same(graph), roots, replaced);
    }

    private static List<Node> substitute(Graph graph, Making making, List<Node> roots, Map<Node, Node> replaced) {
        Predicate<Node> stays = node -> node.axes().stream().noneMatch(replaced::containsKey);
        return rebuild(roots, new Rebuilding(graph, making, replaced::get, stays, (node, image) -> image));
    }

    /** Nodes with sizes replaced by integers. */
    static List<Node> replaceSizes(Graph graph, List<Node> roots, Map<Node, Node> sizes) {
        Set<Node> affected = new HashSet<>();
        for (Node node : Walk.upward(graph, roots)) {
            if (sizes.containsKey(node) || node.args().stream().anyMatch(affected::contains)) {
                affected.add(node);
            }
        }
        Rebuilding rebuilding = new Rebuilding(
                graph, new Same(graph), sizes::get, node -> !affected.contains(node), (node, image) -> image);
        return rebuild(roots, rebuilding);
    }

    /** A node with others below it replaced, whatever axes they mention. */
    static Node replace(Graph graph, Node root, UnaryOperator<Node> replacement) {
        return rebuild(List.of(root), graph, replacement, (node, image) -> image)
                .get(0);
    }

    /** The images of roots in another graph. The roots mention no axis that they do not bind. */
    static List<Node> inline(List<Node> roots, Graph into, UnaryOperator<Node> replacement) {
        return rebuild(roots, into, replacement, (node, image) -> image);
    }

    static List<Node> inline(List<Node> roots, Graph into, Making making, UnaryOperator<Node> replacement) {
        return rebuild(roots, new Rebuilding(into, making, replacement, node -> false, (node, image) -> image));
    }

    /** As {@link #inline}, with each node replaced by what {@code finish} makes of it and what it was rebuilt as. */
    static List<Node> rebuild(
            List<Node> roots, Graph into, UnaryOperator<Node> replacement, BinaryOperator<Node> finish) {
        return rebuild(roots, new Rebuilding(into, new Same(into), replacement, node -> false, finish));
    }

    static List<Node> rebuild(
            List<Node> roots, Graph into, Making making, UnaryOperator<Node> replacement, BinaryOperator<Node> finish) {
        return rebuild(roots, new Rebuilding(into, making, replacement, node -> false, finish));
    }

    /** What became of each of these nodes. */
    static Map<Node, Node> byNode(List<Node> nodes, List<Node> images) {
        Map<Node, Node> all = new HashMap<>();
        for (int k = 0; k < nodes.size(); k++) {
            all.put(nodes.get(k), images.get(k));
        }
        return all;
    }

    private static List<Node> rebuild(List<Node> roots, Rebuilding rebuilding) {
        Scope scope = new Scope(null);
        rebuilding.build(roots, scope);
        return images(roots, scope);
    }

    /** Roots with an open axis renamed to one that is used nowhere in them, so that nothing needs to be bound again. */
    static List<Node> rename(Graph graph, List<Node> roots, Node axis, Node canonical) {
        Map<Node, Node> images = new HashMap<>(Map.of(axis, canonical));
        for (Node node : Walk.upward(graph, roots)) {
            if (node != axis && node.axes().contains(axis)) {
                Node[] args = new Node[node.arity()];
                for (int i = 0; i < args.length; i++) {
                    args[i] = images.getOrDefault(node.arg(i), node.arg(i));
                }
                images.put(node, graph.like(node, args));
            }
        }
        return roots.stream().map(root -> images.getOrDefault(root, root)).toList();
    }

    private void build(Collection<Node> roots, Scope scope) {
        for (Node node : missing(roots, scope).values()) {
            Scope home = scope.homeOf(node);
            Node image = replacement(node, home);
            if (image == null) {
                image = home.parent == null && stays.test(node) ? node : finish.apply(node, rebuilt(node, scope));
            }
            home.images.put(node, image);
        }
    }

    /**
     * The nodes below the roots that have no image yet and mention only axes that are known here, by id. What is inside of what binds axes
     * and does not mention them is among them, so that chains of loops are no recursion.
     */
    private TreeMap<Integer, Node> missing(Collection<Node> roots, Scope scope) {
        Set<Node> known = new HashSet<>();
        roots.forEach(root -> known.addAll(root.axes()));
        for (Scope s = scope; s != null; s = s.parent) {
            known.addAll(s.bound);
        }
        TreeMap<Integer, Node> missing = new TreeMap<>();
        BitSet seen = new BitSet();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            Scope home = scope.homeOf(node);
            if (home.images.containsKey(node) || seen.get(node.id())) {
                continue;
            }
            seen.set(node.id());
            if (known.containsAll(node.axes())) {
                missing.put(node.id(), node);
            }
            if (!(home.parent == null && stays.test(node)) && replacement(node, home) == null) {
                open.addAll(node.args());
            }
        }
        return missing;
    }

    /** What is bound within is another thing than what has the same name outside. */
    private Node replacement(Node node, Scope home) {
        return home.parent == null ? replacement.apply(node) : null;
    }

    private Node rebuilt(Node node, Scope scope) {
        Loops loops = new Loops(into);
        if (node.is(Op.SCAN)) {
            Map<List<Node>, List<Node>> known = scope.homeOf(node).recurrences;
            if (!known.containsKey(node.args())) {
                known.put(node.args(), loops.scans(recurrence(node, scope, loops)));
            }
            return known.get(node.args()).get(node.number());
        }
        if (node.op().bindsAxes()) {
            return bound(node, scope, loops);
        }
        Node[] args = new Node[node.arity()];
        for (int i = 0; i < args.length; i++) {
            args[i] = scope.image(node.arg(i));
        }
        if (node.is(Op.TO_REAL)) {
            return loops.real(args[0]);
        }
        if (node.is(Op.READ)) {
            return loops.read(args[0], List.of(args).subList(1, args.length));
        }
        if (args.length == 2 && node.type() == Type.INTEGER && !node.is(Op.AXIS) && !node.is(Op.GATHER)) {
            return loops.arithmetic(node.op(), args[0], args[1]);
        }
        return making.like(node, args);
    }

    private Node bound(Node node, Scope outer, Loops loops) {
        Scope scope = new Scope(outer);
        List<Node> axes = fresh(node, scope, loops);
        List<Node> parts = node.args().subList(axes.size(), node.arity());
        build(parts, scope);
        return making.bind(node.op(), axes, images(parts, scope));
    }

    private Recurrence recurrence(Node scan, Scope outer, Loops loops) {
        Scope scope = new Scope(outer);
        fresh(scan, scope, loops);
        build(scan.args(), scope);
        Recurrence recurrence = Recurrence.of(scan);
        List<Recurrence.State> states = new ArrayList<>();
        for (Recurrence.State state : recurrence.states()) {
            states.add(new Recurrence.State(
                    scope.image(state.before()),
                    images(state.axes(), scope),
                    scope.image(state.first()),
                    scope.image(state.next())));
        }
        return new Recurrence(scope.image(recurrence.axis()), states);
    }

    private static List<Node> images(List<Node> nodes, Scope scope) {
        return nodes.stream().map(scope::image).toList();
    }

    /** New axes for those that a node binds, which the scope maps to them. */
    private List<Node> fresh(Node node, Scope scope, Loops loops) {
        List<Node> axes = new ArrayList<>();
        for (Node axis : node.boundAxes()) {
            build(axis.args(), scope);
            Node fresh = loops.axis(scope.image(axis.arg(0)), scope.image(axis.arg(1)));
            scope.bound.add(axis);
            scope.images.put(axis, fresh);
            axes.add(fresh);
        }
        return axes;
    }
}

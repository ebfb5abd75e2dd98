package dev.jacobi.graph;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which nodes become bindings of a function's text: those that the user named, and where the text would be long, whatever would
 * be repeated or nest too deeply. What depends on axes becomes an array over them, if each axis runs from 0 to a size; otherwise it has
 * no name, and is written out wherever it is used.
 */
final class Intermediates {
    /** A function of at most so many tree nodes is written out whole: that is what a person reads best. */
    private static final int SHORT = 200;
    /** A shared part of at most so many tree nodes is repeated rather than named; so is an integer of more. */
    private static final int TRIVIAL = 3;

    private static final int TRIVIAL_INTEGER = 20;
    /** The most levels of one expression. */
    private static final int DEEPEST = 40;
    /** Sizes stop growing here: a tree may be exponentially larger than its graph. */
    private static final int HUGE = 1 << 20;
    /** So many combinations of axes are tried as indices of a named array, in graphs of so many nodes. */
    private static final int MOST_READS = 512;

    private static final int MOST_SEARCHED = 3000;

    /**
     * A binding.
     *
     * @param axes the axes of an array; empty for a single value
     * @param value what is bound, for each index that the axes take
     */
    record Named(String name, List<Node> axes, Node value) {}

    /**
     * How a node is written that has a name.
     *
     * @param indices the indices of an array's element; fewer than it has axes where the node is an array itself
     */
    record Reference(Named named, List<Node> indices) {}

    private final WrittenForm form;
    private final Set<String> taken;
    private final Map<Node, Reference> references = new LinkedHashMap<>();
    private final List<Named> bindings = new ArrayList<>();
    private List<Node> order;
    /** The ids of those. */
    private final BitSet needed = new BitSet();
    /** By id: how many tree nodes and levels an expression has. */
    private int[] sizes;

    private int[] depths;

    /** The axes that stand for unknowns of equations. */
    private final Set<Node> unknown = new HashSet<>();

    private int made;

    private Intermediates(WrittenForm form, Set<String> taken) {
        this.form = form;
        this.taken = new HashSet<>(taken);
        this.order = Walk.upward(form.graph(), form.results());
        order.stream().filter(node -> node.is(Op.SOLVE)).forEach(solve -> unknown.add(solve.arg(0)));
        order.forEach(node -> needed.set(node.id()));
    }

    /**
     * Decides for a function's results.
     *
     * @param taken names that mean something else
     * @param asGiven whether to take over the user's names
     */
    static Intermediates of(WrittenForm form, Set<String> taken, boolean asGiven) {
        Intermediates intermediates = new Intermediates(form, taken);
        if (asGiven) {
            intermediates.nameAsGiven();
        }
        int ids = intermediates.order.stream().mapToInt(Node::id).max().orElse(-1) + 1;
        intermediates.sizes = new int[ids];
        intermediates.depths = new int[ids];
        intermediates.shorten();
        return intermediates;
    }

    /** The nodes that results and bindings need, in the order of ids. */
    List<Node> order() {
        return order;
    }

    /** The names that are not free, those of the bindings among them. */
    Set<String> taken() {
        return taken;
    }

    Map<Node, Reference> references() {
        return references;
    }

    /** The bindings, in the order of their values. */
    List<Named> bindings() {
        List<Named> inOrder = new ArrayList<>(bindings);
        inOrder.sort((a, b) -> Integer.compare(a.value.id(), b.value.id()));
        return inOrder;
    }

    /** Takes over the user's names of what the results need. */
    private void nameAsGiven() {
        List<Node> given = new ArrayList<>(form.names().keySet());
        given.sort((a, b) -> Integer.compare(a.id(), b.id()));
        for (Node node : given) {
            String name = form.names().get(node);
            boolean array = node.is(Op.MAP);
            // Leaves keep their own names, since a name for every 2 of a function would only mislead.
            if (isLeaf(array ? node.body() : node) || taken.contains(name)) {
                continue;
            }
            if (!array && needed.get(node.id())) {
                refer(node, new Reference(named(name, List.of(), node), List.of()));
            } else if (array) {
                nameArray(name, node);
            }
        }
        List<Node> roots = new ArrayList<>(form.results());
        bindings.forEach(named -> roots.add(named.value));
        order = Walk.upward(form.graph(), roots);
        needed.clear();
        order.forEach(node -> needed.set(node.id()));
    }

    private static boolean isLeaf(Node node) {
        return switch (node.op()) {
            case READ, GATHER -> node.arg(0).isParameter();
            case TO_REAL -> isLeaf(node.arg(0));
            default -> node.op().isLeaf() || node.isParameter() || node.is(Op.AXIS);
        };
    }

    private Named named(String name, List<Node> axes, Node value) {
        Named named = new Named(name, axes, value);
        bindings.add(named);
        taken.add(name);
        return named;
    }

    private void refer(Node node, Reference reference) {
        references.putIfAbsent(node, reference);
    }

    /** Names an array where the results need it as a whole, or an element of it at some axes. */
    private void nameArray(String name, Node map) {
        Map<Node, List<Node>> found = elements(map.body(), map.boundAxes());
        if (found.isEmpty() && !needed.get(map.id())) {
            return;
        }
        Named named = named(name, map.boundAxes(), map.body());
        refer(map, new Reference(named, List.of()));
        found.forEach((element, indices) -> refer(element, new Reference(named, indices)));
    }

    /** The needed nodes that are a value at some axes, with these: the value itself, and the same in other loops. */
    private Map<Node, List<Node>> elements(Node value, List<Node> axes) {
        Map<Node, List<Node>> found = new LinkedHashMap<>();
        if (!value.axes().containsAll(axes)) {
            return found;
        }
        if (needed.get(value.id())) {
            found.put(value, axes);
        }
        List<List<Node>> others = order.size() > MOST_SEARCHED ? List.of() : otherReads(axes);
        Loops loops = new Loops(form.graph());
        for (List<Node> indices : others) {
            Map<Node, Node> there = new HashMap<>();
            for (int d = 0; d < indices.size(); d++) {
                there.put(axes.get(d), indices.get(d));
            }
            Node element = loops.substitute(value, there);
            if (needed.get(element.id())) {
                found.putIfAbsent(element, indices);
            }
        }
        return found;
    }

    /** The combinations of axes that could be indices of an array over these. */
    private List<List<Node>> otherReads(List<Node> axes) {
        List<List<Node>> reads = new ArrayList<>(List.of(List.of()));
        for (Node axis : axes) {
            List<List<Node>> longer = new ArrayList<>();
            for (Node other : order) {
                if (other.is(Op.AXIS) && axis.arg(0).isInteger(0) && Bounds.within(other, axis.arg(1))) {
                    for (List<Node> read : reads) {
                        List<Node> more = new ArrayList<>(read);
                        more.add(other);
                        longer.add(more);
                    }
                }
            }
            reads = longer.subList(0, Math.min(longer.size(), MOST_READS));
        }
        return reads;
    }

    /** Names more where the text would be long without; fails where it stays too long to write. */
    private void shorten() {
        if (total() > SHORT) {
            split(evaluated());
        }
        if (total() >= HUGE) {
            split(new HashSet<>(order));
        }
        if (total() >= HUGE) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "the formula is too long to be written: it shares parts inside loops whose ranges depend on other loops, "
                            + "and such parts cannot be named");
        }
    }

    private int total() {
        for (Node node : order) {
            sizes[node.id()] = size(node);
        }
        int total = 0;
        for (Node result : form.results()) {
            total = Math.min(HUGE, total + use(result));
        }
        for (Named named : bindings) {
            total = Math.min(HUGE, total + size(named.value));
        }
        return total;
    }

    /** The nodes that are computed whatever conditions hold. */
    private Set<Node> evaluated() {
        List<Node> roots = new ArrayList<>(form.results());
        roots.addAll(form.computed());
        bindings.forEach(named -> roots.add(named.value));
        Set<Node> evaluated = new HashSet<>(roots);
        List<Node> all = Walk.upward(form.graph(), roots);
        for (int i = all.size() - 1; i >= 0; i--) {
            Node node = all.get(i);
            if (evaluated.contains(node)) {
                evaluated.addAll(node.is(Op.SELECT) ? List.of(node.arg(0)) : node.args());
            }
        }
        return evaluated;
    }

    /**
     * Binds further nodes, so that no part is repeated unless it is trivial, and none is deep.
     *
     * @param evaluated the nodes that have a value for all values of their axes, as far as is known
     */
    private void split(Set<Node> evaluated) {
        int[] users = new int[sizes.length];
        order.forEach(node -> WrittenForm.parts(node).forEach(part -> users[part.id()]++));
        int[] uses = users.clone();
        form.results().forEach(result -> uses[result.id()]++);
        for (Node node : order) {
            int id = node.id();
            sizes[id] = size(node);
            depths[id] = 1;
            for (Node part : WrittenForm.parts(node)) {
                depths[id] = Math.max(depths[id], references.containsKey(part) ? 2 : depths[part.id()] + 1);
            }
            int trivial = node.type() == Type.INTEGER ? TRIVIAL_INTEGER : TRIVIAL;
            boolean worthIt = uses[id] > 1 && sizes[id] > trivial || users[id] > 0 && depths[id] >= DEEPEST;
            boolean safe = evaluated.contains(node) || !readsBesideAxes(node);
            if (worthIt && safe && !references.containsKey(node) && mayBeBound(node)) {
                bind(node);
            }
        }
    }

    /** Whether an index in a node depends on its axes and may lie outside: then only a condition round it keeps it inside. */
    private boolean readsBesideAxes(Node node) {
        if (node.axes().isEmpty()) {
            return false;
        }
        return Walk.upward(form.graph(), List.of(node)).stream()
                .filter(read -> read.is(Op.READ) && read.axes().stream().anyMatch(node.axes()::contains))
                .anyMatch(read -> !Bounds.isInside(read)
                        && read.args().subList(1, read.arity()).stream().noneMatch(index -> index.is(Op.GATHER)));
    }

    /** What depends on the unknown of an equation has a value within that only. */
    private boolean mayBeBound(Node node) {
        if (node.axes().stream().anyMatch(unknown::contains)) {
            return false;
        }
        if (node.axes().isEmpty()) {
            return !node.is(Op.SIZE) && !node.isParameter();
        }
        boolean real = node.type() == Type.REAL || node.is(Op.MAP);
        return real
                && node.axes().stream()
                        .allMatch(axis ->
                                axis.arg(0).isInteger(0) && axis.arg(1).axes().isEmpty());
    }

    private void bind(Node node) {
        List<Node> axes = new ArrayList<>(node.axes());
        int prefix = axes.size();
        Node value = node;
        if (node.is(Op.MAP)) {
            axes.addAll(node.boundAxes());
            value = node.body();
        }
        Named named = named(nextName(), axes, value);
        refer(node, new Reference(named, axes.subList(0, prefix)));
        if (!axes.isEmpty()) {
            elements(value, axes).forEach((element, indices) -> refer(element, new Reference(named, indices)));
        }
    }

    private String nextName() {
        String name;
        do {
            name = "t" + ++made;
        } while (taken.contains(name) || form.axisNames().isUsed(name));
        return name;
    }

    /** How many tree nodes stand for a node where it is used. */
    private int use(Node node) {
        return references.containsKey(node) ? 1 : sizes[node.id()];
    }

    private int size(Node node) {
        boolean element = node.is(Op.READ) || node.is(Op.GATHER);
        int size = node.op().takesInteger() ? 2 : element ? 0 : 1;
        boolean plain = true;
        List<Node> parts = WrittenForm.parts(node);
        for (Node part : parts) {
            size = Math.min(HUGE, size + use(part));
            plain &= use(part) == 1;
        }
        return element && plain ? 1 : node.is(Op.TO_REAL) ? size - 1 : size;
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Loop;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each node belongs: in the loops over the axes that it mentions, and under the conditions that all its uses share. Operations are
 * total and may leave a branch or a loop; what reads an element that may not be there is partial and leaves neither.
 */
final class Homes {
    /** Deeper branches are not opened: both sides are computed and one is selected. */
    private static final int DEEPEST = 24;

    private final AxisOrder axisOrder;
    private final Set<Node> partial = new HashSet<>();
    private final Map<Node, List<Side>> sides = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are needed whatever the conditions
     */
    Homes(List<Node> order, List<Node> outputs) {
        this.axisOrder = new AxisOrder(order);
        order.forEach(this::findPartial);
        outputs.forEach(output -> sides.put(output, List.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            placeArguments(order.get(i));
        }
    }

    private void findPartial(Node node) {
        boolean partialItself = switch (node.op()) {
            case READ, GATHER -> !isInside(node);
            case IDIV, IMOD -> !node.arg(1).is(Op.INTEGER) || node.arg(1).isInteger(0);
            default -> false;
        };
        for (int i = 0; i < node.arity() && !partialItself; i++) {
            partialItself = partial.contains(node.arg(i));
        }
        if (partialItself) {
            partial.add(node);
        }
    }

    /** Whether a read is surely inside its array. */
    static boolean isInside(Node read) {
        List<Node> extents = Loops.extents(read.arg(0));
        for (int i = 0; i < extents.size(); i++) {
            if (!Bounds.within(read.arg(i + 1), extents.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void placeArguments(Node user) {
        List<Side> own = sides.get(user);
        Choice choice = choice(user);
        for (int k = 0; k < user.arity(); k++) {
            Node arg = user.arg(k);
            if (choice != null && (arg == choice.then || arg == choice.otherwise) && arg != choice.condition) {
                List<Side> within = new ArrayList<>(own);
                within.add(new Side(choice.condition, arg == choice.then));
                note(arg, within);
            } else {
                note(arg, own);
            }
        }
    }

    private void note(Node node, List<Side> use) {
        List<Side> kept = partial.contains(node)
                ? use
                : use.stream()
                        .filter(side -> node.axes().containsAll(side.condition().axes()))
                        .toList();
        sides.merge(node, kept, Homes::commonPrefix);
    }

    private static List<Side> commonPrefix(List<Side> a, List<Side> b) {
        int length = 0;
        while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
            length++;
        }
        return a.subList(0, length);
    }

    /** What a node chooses between, as a branch: {@code otherwise} and {@code then} are computed where they are chosen. */
    record Choice(Node condition, Node then, Node otherwise) {}

    /** The branch that a node is, or null. A connective is one where its other side may have no value. */
    Choice choice(Node node) {
        if (sides.get(node).size() >= DEEPEST) {
            return null;
        }
        if (node.is(Op.SELECT)) {
            return new Choice(node.arg(0), node.arg(1), node.arg(2));
        }
        boolean connective = node.is(Op.AND) || node.is(Op.OR);
        if (!connective || !partial.contains(node)) {
            return null;
        }
        Node risky = partial.contains(node.arg(1)) ? node.arg(1) : node.arg(0);
        Node first = risky == node.arg(1) ? node.arg(0) : node.arg(1);
        return node.is(Op.AND) ? new Choice(first, risky, null) : new Choice(first, null, risky);
    }

    /** The axes that a node has a value for: those that it mentions, and those of conditions that it cannot leave. */
    Set<Node> axes(Node node) {
        Set<Node> axes = new LinkedHashSet<>(node.axes());
        if (partial.contains(node)) {
            sides.get(node).forEach(side -> axes.addAll(side.condition().axes()));
        }
        return axes;
    }

    /** Where a node is computed. */
    List<Construct> home(Node node) {
        return path(axes(node), sides.get(node));
    }

    /** Where the body of a reduction or array is added or stored. */
    List<Construct> nest(Node binder) {
        Set<Node> axes = axes(binder);
        axes.addAll(binder.boundAxes());
        for (int i = binder.boundAxes().size(); i < binder.arity(); i++) {
            axes.addAll(binder.arg(i).axes());
        }
        return path(axes, sides.get(binder));
    }

    /** Loops in the common order, each branch as far outside as its condition is known. */
    private List<Construct> path(Set<Node> axes, List<Side> branches) {
        List<Construct> path = new ArrayList<>();
        List<Side> waiting = new ArrayList<>(branches);
        Set<Node> known = new HashSet<>();
        enter(waiting, known, path);
        for (Node axis : axisOrder.sorted(axes)) {
            path.add(new Loop(axis));
            known.add(axis);
            enter(waiting, known, path);
        }
        return path;
    }

    private void enter(List<Side> waiting, Set<Node> known, List<Construct> path) {
        while (!waiting.isEmpty() && known.containsAll(axes(waiting.get(0).condition()))) {
            path.add(waiting.remove(0));
        }
    }

    boolean isPartial(Node node) {
        return partial.contains(node);
    }

    /** Whether a node is written where it is used: an integer, a leaf or an element that is surely there. */
    boolean isMention(Node node) {
        return node.op().isLeaf()
                || node.type() == Type.INTEGER && !node.op().isReduction()
                || node.is(Op.TO_REAL)
                || (node.is(Op.READ) && !partial.contains(node))
                || node.is(Op.ARRAY)
                || node.is(Op.INTEGERS);
    }
}

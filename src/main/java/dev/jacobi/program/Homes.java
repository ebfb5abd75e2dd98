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
 * total, so that they may leave a branch or a loop; what an element outside its array needs stands in {@link Demands}.
 */
final class Homes {
    /** Deeper branches are not opened: both sides are computed and one is selected. */
    private static final int DEEPEST = 24;

    private final AxisOrder axisOrder;
    private final Map<Node, List<Side>> sides = new HashMap<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are needed whatever the conditions
     * @param primal the nodes of the function itself, whose loops decide the order of axes first
     */
    Homes(List<Node> order, List<Node> outputs, Set<Node> primal) {
        this.axisOrder = new AxisOrder(order, primal);
        outputs.forEach(output -> sides.put(output, List.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            for (int k = 0; k < user.arity(); k++) {
                note(user.arg(k), use(user, k));
            }
        }
    }

    /** The conditions under which a user needs an argument. */
    private List<Side> use(Node user, int position) {
        if (branches(user) && position > 0) {
            return with(sides.get(user), new Side(user.arg(0), position == 1));
        }
        int when = user.boundAxes().size() + 1;
        boolean added = user.is(Op.SCATTER)
                && position >= when - 1
                && position != when
                && position <= when + Loops.indices(user).size();
        return added ? additions(user) : sides.get(user);
    }

    /** The branches in which a reduction or array adds its body. */
    private List<Side> additions(Node binder) {
        List<Side> own = sides.get(binder);
        boolean always = !binder.is(Op.SCATTER) || Loops.condition(binder).isTruth(true);
        return always ? own : with(own, new Side(Loops.condition(binder), true));
    }

    static List<Side> with(List<Side> sides, Side side) {
        List<Side> more = new ArrayList<>(sides);
        if (!more.contains(side)) {
            more.add(side);
        }
        return more;
    }

    private void note(Node node, List<Side> use) {
        List<Side> kept = use.stream()
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

    /** Whether a conditional becomes a branch. */
    boolean branches(Node node) {
        return node.is(Op.SELECT) && sides.get(node).size() < DEEPEST;
    }

    /** The conditions under which a node is computed. */
    List<Side> sides(Node node) {
        return sides.get(node);
    }

    /** Where a node is computed. */
    List<Construct> home(Node node) {
        return path(new LinkedHashSet<>(node.axes()), sides.get(node));
    }

    /** Where the body of a reduction or array is added or stored: in the common order of axes, where that keeps what it computes. */
    List<Construct> nest(Node binder) {
        Set<Node> axes = new LinkedHashSet<>(binder.axes());
        axes.addAll(binder.boundAxes());
        List<Node> sorted = axisOrder.sorted(axes);
        return path(keeps(binder, sorted) ? sorted : outsideFirst(binder), additions(binder));
    }

    /** Whether terms are added in their order, and arrays and positions are made afresh for each value of the axes round them. */
    private static boolean keeps(Node binder, List<Node> sorted) {
        boolean inOrder = binder.is(Op.MAP)
                || sorted.stream().filter(binder.boundAxes()::contains).toList().equals(binder.boundAxes());
        boolean added = binder.op().isReduction() && binder.type() == Type.REAL;
        return inOrder
                && (added
                        || binder.axes()
                                .containsAll(sorted.subList(0, binder.axes().size())));
    }

    private List<Node> outsideFirst(Node binder) {
        List<Node> axes = new ArrayList<>(axisOrder.sorted(new LinkedHashSet<>(binder.axes())));
        axes.addAll(binder.boundAxes());
        return axes;
    }

    /** Loops in the common order, each branch as far outside as its condition is known. */
    List<Construct> path(Set<Node> axes, List<Side> branches) {
        return path(axisOrder.sorted(axes), branches);
    }

    private static List<Construct> path(List<Node> axes, List<Side> branches) {
        List<Construct> path = new ArrayList<>();
        List<Side> waiting = new ArrayList<>(branches);
        Set<Node> known = new HashSet<>();
        enter(waiting, known, path);
        for (Node axis : axes) {
            path.add(new Loop(axis));
            known.add(axis);
            enter(waiting, known, path);
        }
        return path;
    }

    private static void enter(List<Side> waiting, Set<Node> known, List<Construct> path) {
        while (!waiting.isEmpty()
                && known.containsAll(waiting.get(0).condition().axes())) {
            path.add(waiting.remove(0));
        }
    }

    /** Whether a node is written where it is used: an integer, a leaf or an element that is surely there. */
    static boolean isMention(Node node) {
        return node.op().isLeaf()
                || node.type() == Type.INTEGER && !node.op().isReduction()
                || node.is(Op.TO_REAL)
                || node.is(Op.READ) && Bounds.isInside(node)
                || node.is(Op.ARRAY)
                || node.is(Op.INTEGERS);
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets what is added up over the steps of a recurrence ride in its steps ({@link Riders}). There the value of a state after so many steps
 * as its own axis says is the state before the step: where nothing needs the recurrence to be through, an element of the SCAN becomes one
 * of the STATE. So both share what they compute, and no value has to be kept for later. Only numbers and scatters ride, whose additions
 * have their place in the steps: an array of an element for each step is as long as what would be kept, and is stored where all that its
 * elements need is known, which may be later.
 */
final class StepSharing {
    private final Graph graph;
    private final Loops loops;
    private final List<Node> order;
    private final Riders riders;
    private final Set<Node> scans;
    private final Recurrence recurrence;
    private final Node scan;
    /** The axes of the loops round the recurrence. */
    private final List<Node> around;
    /** The nodes that are made from states before a step. */
    private final Set<Node> inSteps = new HashSet<>();
    /** Those that need the recurrence to be through. */
    private final Set<Node> after = new HashSet<>();
    /** Those for which its states are needed wherever they are. */
    private final Set<Node> asking = new HashSet<>();

    private final OpenStates states = new OpenStates();
    /** What conditions and integers are made from, and what recurrences are made from whose states are not their own yet. */
    private final Set<Node> deciding = new HashSet<>();

    private final Set<Node> waiting = new HashSet<>();
    /** What is made from states before a step by recurrences whose states are their own: they cannot run a second time in the steps. */
    private final Set<Node> fixed = new HashSet<>();

    private final Map<Node, Node> images = new HashMap<>();
    private final Set<Node> binders = new LinkedHashSet<>();

    /**
     * @param order all nodes, each after what it needs
     * @param outputs what is needed whatever the conditions
     * @param scans the SCANs of one recurrence, whose states are its own
     */
    StepSharing(Graph graph, List<Node> order, List<Node> outputs, Riders riders, Set<Node> scans) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.order = order;
        this.riders = riders;
        this.scans = scans;
        this.scan = scans.iterator().next();
        this.recurrence = Recurrence.of(scan);
        this.around = scan.axes();
        order.forEach(this::note);
        for (int i = order.size() - 1; i >= 0; i--) {
            noteUses(order.get(i));
        }
        List<Node> movable = order.stream().filter(this::mayRide).toList();
        boolean fails = !movable.isEmpty() && new Risks(order, outputs).mayFail(scan);
        movable.stream().filter(binder -> !fails || asks(binder)).forEach(binders::add);
        if (!binders.isEmpty()) {
            move();
        }
    }

    /** What nodes have become; nothing where none moved. */
    Map<Node, Node> images() {
        return images;
    }

    /** What rides in the steps. */
    Set<Node> binders() {
        Set<Node> moved = new LinkedHashSet<>();
        binders.forEach(binder -> moved.add(images.get(binder)));
        return moved;
    }

    private boolean isBeforeStep(Node node) {
        return node.is(Op.READ) && scans.contains(node.arg(0)) && node.arg(1) == recurrence.axis();
    }

    private void note(Node node) {
        boolean before = isBeforeStep(node);
        List<Node> needs = before ? node.args().subList(1, node.arity()) : riders.needs(node);
        boolean within = before || needs.stream().anyMatch(inSteps::contains);
        // What no longer mentions the step, or a loop round the recurrence, is made from all steps.
        boolean open = node.axes().contains(recurrence.axis()) && node.axes().containsAll(around);
        if (scans.contains(node) || needs.stream().anyMatch(after::contains) || within && !open) {
            after.add(node);
        } else if (within) {
            inSteps.add(node);
            boolean own = node.is(Op.SCAN) && Separation.isSeparated(node);
            if (own || !riders.scans(node).isEmpty() || node.args().stream().anyMatch(fixed::contains)) {
                fixed.add(node);
            }
        }
        if (before || asksAlways(node)) {
            asking.add(node);
        }
        states.note(node);
    }

    private boolean asksAlways(Node node) {
        for (int k = 0; k < node.arity(); k++) {
            if (asking.contains(node.arg(k))
                    && Uses.sides(node, k).isEmpty()
                    && Uses.loops(node, k).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** All users of a node have been noted. */
    private void noteUses(Node user) {
        if (user.type() == Type.CONDITION || user.type() == Type.INTEGER || deciding.contains(user)) {
            deciding.addAll(user.args());
        }
        boolean separated = !user.is(Op.SCAN) || Separation.isSeparated(user);
        if (!separated || waiting.contains(user) && !user.axes().isEmpty()) {
            waiting.addAll(user.args());
        }
    }

    /**
     * Whether what a node adds up may run in the steps: nothing of it waits for the last step or is made in steps of others, it is added
     * in the order that these loops make, and nothing is decided by it, so that no step waits for a condition that asks for the last.
     */
    private boolean mayRide(Node binder) {
        boolean number = binder.op().isReduction() && binder.type() == Type.REAL;
        if (!number && !binder.is(Op.SCATTER)
                || !binder.boundAxes().contains(recurrence.axis())
                || deciding.contains(binder)) {
            return false;
        }
        List<Node> args = binder.args();
        Set<Node> own = states.axes(scan);
        return args.stream().anyMatch(inSteps::contains)
                && args.stream().noneMatch(arg -> after.contains(arg) || fixed.contains(arg))
                && args.stream().allMatch(arg -> own.containsAll(states.axes(arg)))
                && isInOrder(binder.boundAxes())
                && (around.containsAll(binder.axes()) || number && !waiting.contains(binder));
    }

    /** Whether the loops round the steps, and these, are the outermost that a binder binds. */
    private boolean isInOrder(List<Node> bound) {
        int steps = bound.indexOf(recurrence.axis());
        boolean outermost = steps == 0 || steps == 1 && around.equals(bound.subList(0, 1));
        return outermost && bound.subList(steps + 1, bound.size()).stream().noneMatch(around::contains);
    }

    /** Whether a binder needs the states wherever its loops run, as riding in their steps it does. */
    private boolean asks(Node binder) {
        int body = binder.boundAxes().size();
        return asking.contains(binder.body()) && Uses.sides(binder, body).isEmpty();
    }

    private void move() {
        Set<Node> needed = new HashSet<>();
        binders.forEach(binder -> needed.addAll(binder.args()));
        for (int i = order.size() - 1; i >= 0; i--) {
            if (needed.contains(order.get(i)) && inSteps.contains(order.get(i))) {
                needed.addAll(order.get(i).args());
            }
        }
        needed.retainAll(inSteps);
        Map<Node, Node> inside = new HashMap<>();
        for (Node node : order) {
            images.put(node, rebuilt(node, binders.contains(node) ? inside : Map.of()));
            if (needed.contains(node)) {
                inside.put(node, isBeforeStep(node) ? before(node, inside) : rebuilt(node, inside));
            }
        }
    }

    private Node rebuilt(Node node, Map<Node, Node> inside) {
        Node[] args = new Node[node.arity()];
        boolean same = true;
        for (int k = 0; k < args.length; k++) {
            args[k] = inside.getOrDefault(node.arg(k), images.get(node.arg(k)));
            same &= args[k] == node.arg(k);
        }
        return same ? node : graph.like(node, args);
    }

    /** The element of the STATE. */
    private Node before(Node read, Map<Node, Node> inside) {
        Node state = recurrence.states().get(read.arg(0).number()).before();
        List<Node> indices = new ArrayList<>();
        for (Node index : read.args().subList(2, read.arity())) {
            indices.add(inside.getOrDefault(index, images.get(index)));
        }
        indices.addAll(around);
        return loops.read(state, indices);
    }
}

package dev.jacobi.calculus;

import dev.jacobi.calculus.Surroundings.Place;
import dev.jacobi.graph.Equation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reverse mode: carries an adjoint from the roots back to the parameters, one node after the other against the order of the graph. */
final class Reverse {
    private final Graph g;
    private final Partials partials;
    private final LoopDuals duals;
    private final Factors factors;
    private final Set<Node> targets;
    private final boolean masked;
    /** Open axes of the roots: there is a derivative for each index, and nothing is summed over them. */
    private final Set<Node> open;

    private final ReverseOrder order;
    private final Map<Node, Dual> adjoints = new HashMap<>();
    /** What the reads of SCANs pass on to them. */
    private final Map<Node, ScanAdjoint> scans = new HashMap<>();

    /** The condition under which anything read an array over ranges that may have no value: without it these are not to be asked for. */
    private final Map<Node, Node> needed = new HashMap<>();

    private final Surroundings surroundings;
    private final UnrunLoops unrun;
    private final Solutions solutions;

    private Reverse(Graph graph, Set<Node> targets, Set<Node> open, boolean masked, Solutions solutions) {
        this.g = graph;
        this.solutions = solutions;
        this.partials = new Partials(graph);
        this.duals = new LoopDuals(graph);
        this.factors = new Factors(graph);
        this.targets = targets;
        this.open = open;
        this.surroundings = new Surroundings(graph, duals);
        this.unrun = new UnrunLoops(graph);
        this.masked = masked;
        this.order = new ReverseOrder(graph, targets, masked);
    }

    /**
     * The adjoints of all nodes between the roots and the targets that have one. Axes that a root leaves open count as constants.
     *
     * @param seeds the adjoints of the roots
     * @param targets the nodes whose adjoints are wanted; what does not depend on them is not visited
     */
    static Map<Node, Dual> adjoints(Graph g, Map<Node, Node> seeds, Set<Node> targets) {
        return adjoints(g, seeds, targets, false);
    }

    /** As {@link #adjoints}, but an extreme gives an adjoint to its body at every index, so that it is known beforehand which these are. */
    static Map<Node, Dual> maskedAdjoints(Graph g, Map<Node, Node> seeds, Set<Node> targets) {
        return adjoints(g, seeds, targets, true);
    }

    /** A sweep through a part of what this one goes through, with targets of its own. */
    Reverse within(Set<Node> others) {
        return new Reverse(g, others, open, masked, solutions);
    }

    private static Map<Node, Dual> adjoints(Graph g, Map<Node, Node> seeds, Set<Node> targets, boolean masked) {
        Set<Node> open = new HashSet<>();
        seeds.keySet().forEach(root -> open.addAll(root.axes()));
        Reverse reverse = new Reverse(g, targets, open, masked, new Solutions(g));
        seeds.forEach((root, seed) -> {
            reverse.adjoints.put(root, Dual.always(g, seed));
            reverse.needed.put(root, g.truth(true));
        });
        reverse.sweep(reverse.activate(seeds.keySet()));
        return reverse.adjoints;
    }

    /** Finds which of the nodes below the roots depend on a target; those that were not known yet, in the order of the sweep. */
    List<Node> activate(Collection<Node> roots) {
        List<Node> found = order.below(roots);
        unrun.add(roots);
        unrun.add(found.stream().map(order::taken).filter(Objects::nonNull).toList());
        return found;
    }

    /** From here on nothing is passed on to these nodes, whether they have been met or not. */
    void deactivate(Collection<Node> nodes) {
        order.deactivate(nodes);
    }

    boolean isActive(Node node) {
        return order.isActive(node);
    }

    /** Carries the adjoints through the nodes in their order. */
    void sweep(List<Node> nodes) {
        for (Node node : nodes) {
            if (!isActive(node) || targets.contains(node)) {
                continue;
            }
            if (node.is(Op.SCAN)) {
                recurrence(node);
            } else if (node.is(Op.SOLVE) && adjoints.get(node) != null) {
                solve(node, adjoints.get(node));
            } else if (adjoints.get(node) != null) {
                pullBack(node, adjoints.get(node));
            }
        }
    }

    private void pullBack(Node node, Dual adjoint) {
        if (!node.op().isScalar()) {
            pullBackLoop(node, adjoint);
            return;
        }
        List<Partial> factors = partials.of(node);
        for (int i = 0; i < factors.size(); i++) {
            if (isActive(node.arg(i))) {
                contribute(node.arg(i), adjoint.times(g, factors.get(i)), surroundings.of(node));
            }
        }
    }

    /**
     * Passes the adjoint of a solution on to what the residual is made from, by the implicit function theorem: as the adjoint of the
     * residual of an open unknown, in whose place the solution is put when something is reached that does not depend on the unknown.
     */
    private void solve(Node solve, Dual adjoint) {
        Equation equation = Equation.open(g, solve);
        solutions.add(equation, solve);
        List<Node> order = activate(List.of(equation.residual()));
        if (isActive(equation.residual())) {
            Dual element = duals.element(adjoint, equation.row()).negated(g);
            Dual ofResidual = equation.axes().isEmpty()
                    ? new Dual(g.divide(element.value(), equation.slope()), element.present())
                    : new LinearDuals(g, duals).transposed(equation.axes(), equation.slope(), element);
            List<Node> bound = new ArrayList<>(List.of(equation.axis()));
            bound.addAll(equation.row());
            contribute(equation.residual(), ofResidual, surroundings.inside(List.of(solve), bound));
            sweep(order);
        }
    }

    /**
     * Adds to the adjoint of a node what a user passes on to it, summed over the axes that the user has and the node has not.
     *
     * @param round the loops round what passes it on, by their axes
     */
    void contribute(Node node, Dual passed, Map<Node, Place> round) {
        if (passed == null) {
            return;
        }
        List<Node> more = summed(round.keySet(), node);
        Dual contribution = solutions.settle(passed, more);
        Dual inside = duals.inLoops(node.axes(), contribution);
        UnaryOperator<Node> outside = surroundings.conditions(round);
        Dual sum = unrun.forbid(node, more) ? duals.sumOfAny(more, inside, outside) : duals.sum(more, inside, outside);
        adjoints.put(node, Dual.sum(g, adjoints.get(node), sum));
        surroundings.add(node, round, more);
    }

    /** The axes of a user over which it passes something on to a node as a sum. */
    private List<Node> summed(Collection<Node> userAxes, Node node) {
        List<Node> summed = new ArrayList<>(userAxes);
        summed.removeAll(node.axes());
        summed.removeAll(open);
        return summed;
    }

    private void pullBackLoop(Node node, Dual adjoint) {
        if (node.is(Op.READ)) {
            if (isActive(node.arg(0))) {
                read(node, adjoint, surroundings.of(node));
            }
            return;
        }
        if (node.is(Op.LINEAR)) {
            linear(node, adjoint);
            return;
        }
        Node taken = order.taken(node);
        if (taken != null) {
            contribute(taken, adjoint.where(g, duals.isTaken(node)), surroundings.of(node));
            return;
        }
        if (!node.op().bindsAxes() || !isActive(node.body())) {
            return;
        }
        Node guard = node.op().isReduction() ? adjoint.present() : needed.getOrDefault(node, g.truth(true));
        Dual ofBody = switch (node.op()) {
            case MAP -> duals.element(adjoint, node.boundAxes()).under(g, guard);
            case SCATTER ->
                duals.element(adjoint, Scatter.of(node).indices()).under(g, g.and(guard, Scatter.condition(node)));
            case SUM -> adjoint;
            case PROD -> adjoint.times(g, new Partial(null, masked ? factors.othersApart(node) : factors.others(node)));
            case MAXIMUM, MINIMUM -> adjoint.where(g, duals.isTakenAtAxis(node));
            default -> null;
        };
        contribute(node.body(), ofBody, surroundings.inside(node, solutions.settle(guard)));
    }

    /** The adjoint of the right side solves the transposed system; that of the matrix is minus this times the solution. */
    private void linear(Node node, Dual adjoint) {
        List<Node> bound = node.boundAxes();
        Dual ofRight =
                new LinearDuals(g, duals).transposed(bound, node.arg(2), duals.element(adjoint, bound.subList(0, 1)));
        if (isActive(node.arg(3))) {
            contribute(node.arg(3), ofRight, surroundings.inside(List.of(node), bound.subList(0, 1)));
        }
        if (isActive(node.arg(2))) {
            Node solution = new Loops(g).read(node, bound.subList(1, 2));
            Dual ofMatrix = ofRight.negated(g).times(g, new Partial(null, solution));
            contribute(node.arg(2), ofMatrix, surroundings.inside(List.of(node), bound));
        }
    }

    private void read(Node read, Dual adjoint, Map<Node, Place> round) {
        Node array = read.arg(0);
        List<Node> own = summed(read.axes(), array);
        if (solutions.isAmong(own)) {
            read(solutions.settle(read, own), solutions.settle(adjoint, own), round);
            return;
        }
        surroundings.add(array, round, own);
        if (array.is(Op.SCAN)) {
            ScanAdjoint before = scans.getOrDefault(array, ScanAdjoint.NOTHING);
            scans.put(array, before.plus(g, read, adjoint, own, targets.contains(array)));
            return;
        }
        if (duals.mayLackExtents(array)) {
            Node present =
                    duals.sumOfAny(own, adjoint, surroundings.conditions(round)).present();
            needed.merge(array, solutions.settle(present), g::or);
        }
        Dual inside = duals.guarded(own, adjoint, surroundings.conditions(round));
        Dual ofArray = duals.ofArray(array.axes(), Loops.extents(array), LoopDuals.indices(read), inside, own);
        adjoints.put(array, duals.addArrays(adjoints.get(array), ofArray));
    }

    /** What the reads of a SCAN pass on to it. */
    ScanAdjoint ofScan(Node scan) {
        ScanAdjoint ofReads = scans.getOrDefault(scan, ScanAdjoint.NOTHING);
        return ofReads.plusWhole(g, adjoints.get(scan));
    }

    /** The loops round a recurrence, and further ones inside it. */
    Map<Node, Place> inside(List<Node> scans, List<Node> further) {
        return surroundings.inside(scans, further);
    }

    /** A recurrence has all its adjoints when the first of its SCANs is reached. */
    private void recurrence(Node scan) {
        List<Node> siblings = new Loops(g).siblings(scan);
        boolean first = siblings.stream().noneMatch(other -> other.id() < scan.id() && order.isKnown(other));
        if (first && siblings.stream().anyMatch(sibling -> !ofScan(sibling).isNothing())) {
            new ReverseRecurrence(g, this, siblings).pullBack();
        }
    }
}

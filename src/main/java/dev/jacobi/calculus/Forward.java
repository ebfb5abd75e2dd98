package dev.jacobi.calculus;

import dev.jacobi.graph.Equation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forward mode: carries a tangent from the parameters to the roots, one node after the other in the order of the graph. A recurrence is
 * passed in one piece: its step, made from its saved states, has a Forward of its own, in which the tangents of the saved states are those
 * before the step.
 */
final class Forward {
    private final Graph g;
    private final Map<Node, Dual> seeds;
    private final Partials partials;
    private final LoopDuals duals;
    private final UnrunLoops unrun;

    /** That of what is round a recurrence, in its step; else null. */
    private final Forward outer;
    /** The step of the recurrence; else null. */
    private final Node step;
    /** The tangents of saved states before the step. */
    private final Map<Node, Dual> states;

    private final Map<Node, Dual> tangents = new HashMap<>();
    private final Set<Node> visited = new HashSet<>();
    /** The nodes that depend on a seed. */
    private final Set<Node> active = new HashSet<>();

    private Forward(Graph graph, Map<Node, Dual> seeds, Forward outer, Node step, Map<Node, Dual> states) {
        this.g = graph;
        this.seeds = seeds;
        this.partials = new Partials(graph);
        this.duals = new LoopDuals(graph);
        this.unrun = new UnrunLoops(graph);
        this.outer = outer;
        this.step = step;
        this.states = states;
    }

    /**
     * The tangents of all nodes below the roots that have one; of what is within recurrences, only where it mentions no step.
     *
     * @param seeds the tangents of parameters, or of any node that is to be independent of what it is made from
     */
    static Map<Node, Dual> tangents(Graph g, List<Node> roots, Map<Node, Dual> seeds) {
        Forward forward = new Forward(g, seeds, null, null, Map.of());
        forward.sweep(roots);
        return forward.tangents;
    }

    /** That in which a node's tangent is: in the outermost whose step it mentions. */
    private Forward home(Node node) {
        return outer == null || node.axes().contains(step) ? this : outer.home(node);
    }

    private Dual tangentOf(Node node) {
        return home(node).tangents.get(node);
    }

    private boolean isActive(Node node) {
        return home(node).active.contains(node);
    }

    /** The Forward whose step a READ takes a saved state at; null where it reads anything else. */
    private Forward stepOf(Node read) {
        Forward at = read.is(Op.READ) && read.arg(0).is(Op.SCAN) ? this : null;
        while (at != null && !(at.states.containsKey(read.arg(0)) && read.arg(1) == at.step)) {
            at = at.outer;
        }
        return at;
    }

    private void sweep(List<Node> roots) {
        unrun.add(roots);
        for (Node node : Walk.upward(g, roots, node -> !home(node).visited.contains(node) && stepOf(node) == null)) {
            activate(node);
        }
        for (Node node : Walk.upward(g, roots, this::isPassed)) {
            Forward home = home(node);
            if (home.visited.add(node)) {
                Dual seed = seeds.get(node);
                Dual tangent = seed != null ? seed : isActive(node) && hasTangents(node) ? tangent(node) : null;
                if (tangent != null) {
                    home.tangents.put(node, duals.inLoops(node.axes(), tangent));
                }
            }
        }
    }

    private boolean isPassed(Node node) {
        return !node.is(Op.SCAN)
                && !node.is(Op.SOLVE)
                && stepOf(node) == null
                && !home(node).visited.contains(node);
    }

    private void activate(Node node) {
        Forward at = stepOf(node);
        boolean depends = seeds.containsKey(node) || at != null && at.states.get(node.arg(0)) != null;
        for (int i = 0; i < node.arity() && !depends && at == null; i++) {
            depends = isActive(node.arg(i));
        }
        if (depends) {
            home(node).active.add(node);
        }
    }

    /** Whether a tangent may come of those of a node's arguments; what a SCAN is made from is looked at with it. */
    private boolean hasTangents(Node node) {
        return node.is(Op.SCAN)
                || node.is(Op.SOLVE)
                || stepOf(node) != null
                || node.args().stream().anyMatch(arg -> tangentOf(arg) != null);
    }

    private Dual tangent(Node node) {
        if (node.is(Op.SELECT)) {
            return choice(node.arg(0), tangentOf(node.arg(1)), tangentOf(node.arg(2)));
        }
        if (!node.op().isScalar()) {
            return loop(node);
        }
        List<Partial> factors = partials.of(node);
        Dual sum = null;
        for (int i = 0; i < factors.size(); i++) {
            Dual tangent = tangentOf(node.arg(i));
            if (tangent != null) {
                sum = Dual.sum(g, sum, tangent.times(g, factors.get(i)));
            }
        }
        return sum;
    }

    /** The tangent of an element, an array or a reduction. */
    private Dual loop(Node node) {
        if (node.is(Op.READ)) {
            Forward at = stepOf(node);
            Dual array = at == null ? tangentOf(node.arg(0)) : at.states.get(node.arg(0));
            List<Node> indices = LoopDuals.indices(node);
            return array == null
                    ? null
                    : duals.element(array, at == null ? indices : indices.subList(1, indices.size()));
        }
        if (node.is(Op.SCAN)) {
            return scan(node);
        }
        if (node.is(Op.SOLVE)) {
            return solve(node);
        }
        if (node.is(Op.LINEAR)) {
            return new LinearDuals(g, duals).tangent(node, tangentOf(node.arg(2)), tangentOf(node.arg(3)));
        }
        Dual body = node.op().bindsAxes() ? tangentOf(node.body()) : null;
        if (body == null) {
            return null;
        }
        List<Node> axes = node.boundAxes();
        return switch (node.op()) {
            case MAP -> duals.map(axes, body);
            case SCATTER ->
                duals.scatter(
                        node.axes(),
                        axes,
                        body.under(g, Scatter.condition(node)),
                        Scatter.of(node).indices(),
                        Loops.extents(node));
            case SUM -> unrun.hasExtremes(node.body(), axes) ? duals.sumOfAny(axes, body) : duals.sum(axes, body);
            case PROD -> {
                Dual term = body.times(g, new Partial(null, new Factors(g).others(node)));
                yield term == null ? null : duals.sum(axes, term);
            }
            case MAXIMUM, MINIMUM -> duals.atPosition(node, body);
            default -> null;
        };
    }

    /**
     * The tangent of a solution: by that of the residual while the unknown stands still, made of an open unknown, in whose place the
     * solution is put then.
     */
    private Dual solve(Node solve) {
        Equation equation = Equation.open(g, solve);
        sweep(List.of(equation.residual()));
        Dual moved = tangentOf(equation.residual());
        if (moved == null) {
            return null;
        }
        LinearDuals linear = new LinearDuals(g, duals);
        Dual tangent = equation.axes().isEmpty()
                ? duals.map(List.of(), new Dual(g.divide(g.negate(moved.value()), equation.slope()), moved.present()))
                : linear.solution(equation.axes(), equation.slope(), moved.negated(g));
        List<Node> parts = new Loops(g).substitute(List.of(tangent.value(), tangent.present()), equation.at(g, solve));
        return new Dual(parts.get(0), parts.get(1));
    }

    /** The tangent of a SCAN: its whole recurrence is passed at the first. */
    private Dual scan(Node scan) {
        Loops loops = new Loops(g);
        Recurrence recurrence = Recurrence.of(scan);
        List<Node> first =
                recurrence.states().stream().map(Recurrence.State::first).toList();
        sweep(first);
        Node axis = loops.axis(loops.integer(0), recurrence.steps());
        List<Node> next = loops.nextFromSaved(scan, axis);
        List<Node> saved = loops.siblings(scan);
        List<Dual> firstTangents = new ArrayList<>();
        first.forEach(value -> firstTangents.add(tangentOf(value)));
        List<List<Node>> axes =
                recurrence.states().stream().map(Recurrence.State::axes).toList();
        List<Dual> solved = new StateDuals(g, axis, axes, firstTangents).solve(before -> {
            Map<Node, Dual> states = new HashMap<>();
            for (int k = 0; k < saved.size(); k++) {
                states.put(saved.get(k), before.get(k));
            }
            Forward inner = new Forward(g, seeds, this, axis, states);
            inner.sweep(next);
            List<Dual> tangents = new ArrayList<>();
            next.forEach(value -> tangents.add(inner.tangentOf(value)));
            return tangents;
        });
        Forward home = home(scan);
        for (int k = 0; k < saved.size(); k++) {
            home.visited.add(saved.get(k));
            if (solved.get(k) != null) {
                home.tangents.put(saved.get(k), solved.get(k));
            }
        }
        return solved.get(scan.number());
    }

    /** The tangent of a conditional: that of the branch taken, where the branch has one. */
    private Dual choice(Node condition, Dual then, Dual otherwise) {
        if (then == null || otherwise == null) {
            Dual only = then == null ? otherwise : then;
            Node taken = then == null ? g.not(condition) : condition;
            return new Dual(only.value(), g.and(taken, only.present()));
        }
        Node present = g.or(g.and(condition, then.present()), g.and(g.not(condition), otherwise.present()));
        boolean always = then.present().isTruth(true) && otherwise.present().isTruth(true);
        return new Dual(g.select(condition, then.value(), otherwise.value()), always ? g.truth(true) : present);
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Forward mode: carries a tangent from the parameters to the roots, one node after the other in the order of the graph. */
final class Forward {
    private Forward() {}

    /**
     * The tangents of all nodes below the roots that have one.
     *
     * @param seeds the tangents of parameters, or of any node that is to be independent of what it is made from
     */
    static Map<Node, Dual> tangents(Graph g, List<Node> roots, Map<Node, Node> seeds) {
        Map<Node, Dual> tangents = new HashMap<>();
        Partials partials = new Partials(g);
        for (Node node : Walk.upward(g, roots)) {
            Node seed = seeds.get(node);
            Dual tangent = seed != null ? Dual.always(g, seed) : tangent(g, node, partials, tangents);
            if (tangent != null) {
                tangents.put(node, tangent);
            }
        }
        return tangents;
    }

    private static Dual tangent(Graph g, Node node, Partials partials, Map<Node, Dual> tangents) {
        if (node.op().isLeaf() || !dependsOn(node, tangents)) {
            return null;
        }
        if (node.is(Op.SELECT)) {
            return choice(g, node.arg(0), tangents.get(node.arg(1)), tangents.get(node.arg(2)));
        }
        if (!node.op().isScalar()) {
            return loop(g, node, tangents);
        }
        List<Partial> factors = partials.of(node);
        Dual sum = null;
        for (int i = 0; i < factors.size(); i++) {
            Dual tangent = tangents.get(node.arg(i));
            if (tangent != null) {
                sum = Dual.sum(g, sum, tangent.times(g, factors.get(i)));
            }
        }
        return sum;
    }

    /** The tangent of an element, an array or a reduction. */
    private static Dual loop(Graph g, Node node, Map<Node, Dual> tangents) {
        LoopDuals duals = new LoopDuals(g);
        if (node.is(Op.READ)) {
            Dual array = tangents.get(node.arg(0));
            return array == null ? null : duals.element(array, LoopDuals.indices(node));
        }
        Dual body = node.op().bindsAxes() ? tangents.get(node.body()) : null;
        if (body == null) {
            return null;
        }
        List<Node> axes = node.boundAxes();
        return switch (node.op()) {
            case MAP -> duals.map(axes, body);
            case SCATTER ->
                duals.scatter(axes, body.where(g, Loops.condition(node)), Loops.indices(node), Loops.extents(node));
            case SUM -> duals.sum(axes, body);
            case PROD -> duals.sum(axes, body.times(g, new Partial(null, duals.otherFactors(node))));
            case MAXIMUM, MINIMUM -> duals.atExtreme(node, body);
            default -> null;
        };
    }

    private static boolean dependsOn(Node node, Map<Node, Dual> tangents) {
        for (int i = 0; i < node.arity(); i++) {
            if (tangents.containsKey(node.arg(i))) {
                return true;
            }
        }
        return false;
    }

    /** The tangent of a conditional: that of the branch taken, where the branch has one. */
    private static Dual choice(Graph g, Node condition, Dual then, Dual otherwise) {
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

package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The conditions under which operations have a value, and those under which our rules speak of them. */
final class Domains {
    private final Graph graph;

    /** Where all operations have a value. */
    private final Set<Condition> needed = new LinkedHashSet<>();

    /** Where the rules for them hold: a part of that. */
    private final Set<Condition> assumed = new LinkedHashSet<>();

    private Domains(Graph graph) {
        this.graph = graph;
    }

    /** What the nodes below these roots ask for. */
    static Domains of(Graph graph, Collection<Node> roots) {
        Domains domains = new Domains(graph);
        for (Node node : Walk.upward(graph, roots)) {
            domains.add(node);
        }
        return domains;
    }

    Set<Condition> needed() {
        return needed;
    }

    Set<Condition> assumed() {
        return assumed;
    }

    private void add(Node node) {
        Node x = node.arity() > 0 ? node.arg(0) : null;
        switch (node.op()) {
            case DIV, MOD, REM -> need(node.arg(1), Relation.UNEQUAL, 0);
            case LOG, LOG2, LOG10 -> need(x, Relation.ABOVE, 0);
            case LOG1P -> need(x, Relation.ABOVE, -1);
            case SQRT -> need(x, Relation.NOT_BELOW, 0);
            case TAN -> need(graph.apply(Op.COS, x), Relation.UNEQUAL, 0);
            case ACOSH -> need(x, Relation.NOT_BELOW, 1);
            case ASIN, ACOS -> {
                need(x, Relation.NOT_BELOW, -1);
                need(x, Relation.NOT_ABOVE, 1);
            }
            case ATANH, ERFINV -> {
                need(x, Relation.ABOVE, -1);
                need(x, Relation.BELOW, 1);
            }
            case NORMINV -> {
                need(x, Relation.ABOVE, 0);
                need(x, Relation.BELOW, 1);
            }
            case POWER -> {
                if (node.integer() < 0) {
                    need(x, Relation.UNEQUAL, 0);
                }
            }
            case POW -> addPow(x, node.arg(1));
            case XLOGY -> assume(node.arg(1));
            case SIGN -> assumed.addAll(new Conditions(graph).of(x, Relation.UNEQUAL, 0));
            default -> {
                // It has a value everywhere, or is no more than a name to us.
            }
        }
    }

    private void addPow(Node base, Node exponent) {
        Enclosure value = Enclosures.ofClosed(graph, exponent);
        if (!value.isExact()) {
            assume(base);
        } else if (value.low() != Math.rint(value.low())) {
            boolean half = 2 * value.low() == Math.rint(2 * value.low());
            need(base, value.low() > 0 ? Relation.NOT_BELOW : Relation.ABOVE, 0);
            if (!half) {
                assume(base);
            }
        } else if (value.low() < 0) {
            need(base, Relation.UNEQUAL, 0);
        }
    }

    private void assume(Node positive) {
        assumed.addAll(new Conditions(graph).of(positive, Relation.ABOVE, 0));
    }

    private void need(Node left, Relation relation, double right) {
        needed.addAll(new Conditions(graph).of(left, relation, right));
    }
}

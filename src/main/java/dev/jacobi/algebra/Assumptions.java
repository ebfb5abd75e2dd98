package dev.jacobi.algebra;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Conditions of a graph as comparisons that all hold. */
final class Assumptions {
    private Assumptions() {}

    /**
     * The comparisons that these conditions are made of.
     * An absolute value below a bound says so of both signs, too.
     *
     * @throws JacobiException where one is made otherwise, with {@code or} say
     */
    static List<Condition> of(Graph graph, List<Node> conditions) {
        List<Condition> all = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(conditions);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node.is(Op.AND)) {
                open.push(node.arg(1));
                open.push(node.arg(0));
            } else if (!node.isTruth(true)) {
                Condition condition = comparison(node);
                all.add(condition);
                if (condition.left().is(Op.ABS) && !condition.sign().has(Sign.POSITIVE)) {
                    Node inner = condition.left().arg(0);
                    all.add(Condition.of(inner, condition.relation(), condition.right()));
                    all.add(Condition.of(graph.negate(inner), condition.relation(), condition.right()));
                }
            }
        }
        return all;
    }

    private static Condition comparison(Node node) {
        boolean negated = node.is(Op.NOT);
        Node inner = negated ? node.arg(0) : node;
        boolean known = inner.is(Op.LT) || inner.is(Op.LE) || negated && inner.is(Op.EQ);
        if (!known) {
            throw new JacobiException(
                    ErrorCode.UNSUPPORTED,
                    "an assumption is made of comparisons by <, <=, >, >= and !=, joined by 'and'; what is equal to something"
                            + " can be written in its place");
        }
        return of(inner, !negated);
    }

    /** What a comparison says where it is true, or false. */
    static Condition of(Node comparison, boolean truth) {
        Relation relation = switch (comparison.op()) {
            case LT -> truth ? Relation.BELOW : Relation.NOT_BELOW;
            case LE -> truth ? Relation.NOT_ABOVE : Relation.ABOVE;
            default -> Relation.UNEQUAL;
        };
        Node left = comparison.arg(0);
        Node right = comparison.arg(1);
        // The number comes last: x > 0 rather than 0 < x.
        return left.isConstant() && !right.isConstant()
                ? Condition.of(right, relation.mirrored(), left)
                : Condition.of(left, relation, right);
    }
}

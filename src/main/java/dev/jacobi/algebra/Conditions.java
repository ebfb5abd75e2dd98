package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Comparisons of a node with a number in the form in which people write them: x != 1 rather than sqrt(1 - x) != 0. */
final class Conditions {
    private final Graph graph;

    Conditions(Graph graph) {
        this.graph = graph;
    }

    /** One condition or several that say the same where the node has a value; none where it always holds. */
    Set<Condition> of(Node left, Relation relation, double right) {
        Set<Condition> conditions = new LinkedHashSet<>();
        Deque<Condition> open = new ArrayDeque<>(List.of(Condition.of(left, relation, graph.constant(right))));
        while (!open.isEmpty()) {
            Condition condition = open.pop();
            List<Condition> simpler = simpler(condition);
            if (simpler != null) {
                simpler.forEach(open::push);
            } else if (!condition.left().isConstant() || !condition.right().isConstant()) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** What says the same more simply; null where nothing does. */
    private List<Condition> simpler(Condition condition) {
        Node left = condition.left();
        if (!condition.right().isConstant() || condition.right().constant() != 0) {
            return null;
        }
        Relation relation = condition.relation();
        return switch (left.op()) {
            case ADD ->
                left.arg(0).isConstant()
                        ? List.of(Condition.of(left.arg(1), relation, negative(left.arg(0))))
                        : left.arg(1).isConstant()
                                ? List.of(Condition.of(left.arg(0), relation, negative(left.arg(1))))
                                : null;
            case SUB ->
                List.of(
                        left.arg(0).isConstant()
                                ? Condition.of(left.arg(1), relation.mirrored(), left.arg(0))
                                : Condition.of(left.arg(0), relation, left.arg(1)));
            case NEG -> List.of(Condition.of(left.arg(0), relation.mirrored(), condition.right()));
            default ->
                relation == Relation.UNEQUAL
                        ? notZero(left, condition.right())
                        : relation == Relation.ABOVE ? positive(left, condition.right()) : null;
        };
    }

    private Node negative(Node constant) {
        return graph.constant(constant.constant() == 0 ? 0 : -constant.constant());
    }

    private static List<Condition> notZero(Node left, Node zero) {
        return switch (left.op()) {
            case SQRT, ABS, CBRT, POWER, DIV -> List.of(Condition.of(left.arg(0), Relation.UNEQUAL, zero));
            case MUL ->
                List.of(
                        Condition.of(left.arg(1), Relation.UNEQUAL, zero),
                        Condition.of(left.arg(0), Relation.UNEQUAL, zero));
            case EXP, COSH, GAMMA -> List.of();
            default -> null;
        };
    }

    private static List<Condition> positive(Node left, Node zero) {
        boolean even = left.is(Op.POWER) && left.integer() % 2 == 0;
        return switch (left.op()) {
            case SQRT, CBRT -> List.of(Condition.of(left.arg(0), Relation.ABOVE, zero));
            case ABS -> List.of(Condition.of(left.arg(0), Relation.UNEQUAL, zero));
            case POWER -> List.of(Condition.of(left.arg(0), even ? Relation.UNEQUAL : Relation.ABOVE, zero));
            case EXP, COSH -> List.of();
            default -> null;
        };
    }
}

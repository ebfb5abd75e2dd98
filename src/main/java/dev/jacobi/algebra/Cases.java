package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Splits a question at the conditions of its conditionals, until none is left. */
final class Cases {
    private static final int MOST = 64;

    private final Graph graph;

    Cases(Graph graph) {
        this.graph = graph;
    }

    /**
     * Two formulas without conditionals, under conditions that hold in this case.
     *
     * @param equal pairs that are equal in this case: it is a thin one where there are some
     */
    record Case(Node left, Node right, List<Condition> conditions, List<Condition> equal) {}

    List<Case> split(Node left, Node right, List<Condition> assumptions) {
        List<Case> done = new ArrayList<>();
        Deque<Case> open = new ArrayDeque<>(List.of(new Case(left, right, assumptions, List.of())));
        while (!open.isEmpty()) {
            Case current = open.pop();
            Node comparison = comparison(current);
            if (comparison == null) {
                done.add(current);
            } else {
                open.push(decided(current, comparison, false));
                open.push(decided(current, comparison, true));
            }
            if (open.size() + done.size() > MOST) {
                throw new Effort.Exhausted("the conditionals make too many cases");
            }
        }
        return done;
    }

    /** Cases for what absolute values, maxima and minima choose. */
    List<Case> splitChoices(Case whole) {
        Map<Node, Node> images = new HashMap<>();
        for (Node node : Walk.upward(graph, List.of(whole.left(), whole.right()))) {
            Node[] args = Substitution.arguments(node, images);
            images.put(
                    node,
                    switch (node.op()) {
                        case ABS -> larger(args[0], graph.negate(args[0]));
                        case RELU -> larger(args[0], graph.constant(0));
                        case MAX -> larger(args[0], args[1]);
                        case MIN -> smaller(args[0], args[1]);
                        case CLAMP -> smaller(larger(args[0], args[1]), args[2]);
                        default -> graph.like(node, args);
                    });
        }
        return split(images.get(whole.left()), images.get(whole.right()), whole.conditions());
    }

    private Node larger(Node a, Node b) {
        return graph.select(graph.apply(Op.LT, a, b), b, a);
    }

    private Node smaller(Node a, Node b) {
        return graph.select(graph.apply(Op.LT, a, b), a, b);
    }

    /** A comparison that a conditional asks for; null where there is none. */
    private Node comparison(Case current) {
        Node select = null;
        for (Node node : Walk.upward(graph, nodes(current))) {
            select = select == null && node.is(Op.SELECT) ? node : select;
        }
        if (select == null) {
            return null;
        }
        for (Node node : Walk.upward(graph, List.of(select.arg(0)))) {
            if (node.is(Op.LT) || node.is(Op.LE) || node.is(Op.EQ)) {
                return node;
            }
        }
        throw new Effort.Exhausted("there are no rules for a condition of the formulas");
    }

    private static List<Node> nodes(Case current) {
        List<Node> nodes = new ArrayList<>(List.of(current.left(), current.right()));
        for (Condition condition : current.conditions()) {
            nodes.add(condition.left());
            nodes.add(condition.right());
        }
        return nodes;
    }

    private Case decided(Case current, Node comparison, boolean truth) {
        Map<Node, Node> given = new HashMap<>(Map.of(comparison, graph.truth(truth)));
        boolean equal = truth && comparison.is(Op.EQ);
        if (equal && comparison.arg(1).is(Op.PARAMETER) && comparison.arg(0).isConstant()) {
            given.put(comparison.arg(1), comparison.arg(0));
        } else if (equal
                && comparison.arg(0).is(Op.PARAMETER)
                && comparison.arg(1).isConstant()) {
            given.put(comparison.arg(0), comparison.arg(1));
        }
        Map<Node, Node> images = rebuild(nodes(current), given);
        List<Condition> conditions = new ArrayList<>();
        for (Condition c : current.conditions()) {
            conditions.add(new Condition(images.get(c.left()), c.symbol(), images.get(c.right())));
        }
        List<Condition> pairs = new ArrayList<>(current.equal());
        Condition said = Assumptions.of(comparison, truth);
        (equal ? pairs : conditions).add(said);
        return new Case(images.get(current.left()), images.get(current.right()), conditions, pairs);
    }

    /** The nodes with what is given in its place; conditionals that are decided are gone. */
    private Map<Node, Node> rebuild(List<Node> roots, Map<Node, Node> given) {
        Map<Node, Node> images = new HashMap<>();
        for (Node node : Walk.upward(graph, roots)) {
            Node[] args = Substitution.arguments(node, images);
            Node image = given.get(node);
            images.put(
                    node,
                    image != null
                            ? image
                            : switch (node.op()) {
                                case SELECT -> graph.select(args[0], args[1], args[2]);
                                case AND -> graph.and(args[0], args[1]);
                                case OR -> graph.or(args[0], args[1]);
                                case NOT -> graph.not(args[0]);
                                default -> graph.like(node, args);
                            });
        }
        return images;
    }
}

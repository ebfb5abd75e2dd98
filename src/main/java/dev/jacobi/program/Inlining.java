package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which nodes need no variable: those used once become part of their user's expression, while that stays small. */
final class Inlining {
    /** Operations in one expression; keeps lines readable and expression trees far below the compilers' stacks. */
    private static final int LARGEST = 16;

    private final Set<Node> inlined = new HashSet<>();

    /**
     * @param order the nodes, each after its arguments
     * @param outputs the nodes that are stored or returned
     * @param named nodes that the user has named: they keep a variable of their own
     */
    Inlining(List<Node> order, List<Node> outputs, Set<Node> named) {
        Map<Node, Integer> uses = uses(order, outputs);
        Map<Node, Integer> sizes = new HashMap<>();
        for (Node user : order) {
            int size = 1;
            for (int k = 0; k < user.arity(); k++) {
                Node arg = user.arg(k);
                if (isUsedOnce(arg, uses, named) && size + sizes.get(arg) <= LARGEST) {
                    inlined.add(arg);
                    size += sizes.get(arg);
                }
            }
            sizes.put(user, size);
        }
        outputs.stream().filter(output -> isUsedOnce(output, uses, named)).forEach(inlined::add);
    }

    private static boolean isUsedOnce(Node node, Map<Node, Integer> uses, Set<Node> named) {
        return uses.get(node) == 1 && !node.is(Op.SELECT) && !node.op().isLeaf() && !named.contains(node);
    }

    private static Map<Node, Integer> uses(List<Node> order, List<Node> outputs) {
        Map<Node, Integer> uses = new HashMap<>();
        for (Node user : order) {
            for (int k = 0; k < user.arity(); k++) {
                uses.merge(user.arg(k), 1, Integer::sum);
            }
        }
        outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
        return uses;
    }

    /** Whether a node has a variable: it is neither a leaf nor part of its user's expression. */
    boolean hasVariable(Node node) {
        return !node.op().isLeaf() && !inlined.contains(node);
    }

    /** The leaves and variables that the expression of a node mentions, in order; a node with a variable mentions itself. */
    List<Node> mentions(Node node) {
        List<Node> found = new ArrayList<>();
        List<Node> open = new ArrayList<>();
        open.add(node);
        while (!open.isEmpty()) {
            Node next = open.remove(open.size() - 1);
            if (next.op().isLeaf() || hasVariable(next)) {
                found.add(next);
            } else {
                push(next, open);
            }
        }
        return found;
    }

    /** As {@link #mentions}, of the arguments of a node. */
    List<Node> argumentMentions(Node node) {
        List<Node> found = new ArrayList<>();
        for (int k = 0; k < node.arity(); k++) {
            found.addAll(mentions(node.arg(k)));
        }
        return found;
    }

    private static void push(Node node, List<Node> open) {
        for (int k = node.arity() - 1; k >= 0; k--) {
            open.add(node.arg(k));
        }
    }
}

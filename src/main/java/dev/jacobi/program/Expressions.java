package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is written in one expression, and what expressions mention that is computed elsewhere. */
final class Expressions {
    /** Operations in one expression; keeps lines readable and expression trees far below the compilers' stacks. */
    private static final int LARGEST = 16;

    private final Homes homes;
    private final List<Node> order;
    private final Set<Node> inlined;
    private final Set<Node> named;
    private final Map<Node, Boolean> isMention = new HashMap<>();
    private final Map<Node, Set<Node>> mentions = new HashMap<>();

    /**
     * @param outputs the nodes that are used whatever else uses them, once for each time they stand here
     * @param wishes which nodes are written wherever they are used, and which have a name
     */
    Expressions(List<Node> order, List<Node> outputs, Homes homes, Wishes wishes) {
        this.order = order;
        this.homes = homes;
        this.inlined = new HashSet<>(wishes.recomputed());
        this.named = wishes.named();
        findInlined(outputs);
    }

    /** Whether a node is part of the expressions that use it. */
    boolean isMention(Node node) {
        return inlined.contains(node) || isMention.computeIfAbsent(node, Homes::isMention);
    }

    /** What is used once, by something in the same place, becomes part of its user's expression while that stays small. */
    private void findInlined(List<Node> outputs) {
        Map<Node, Integer> uses = new HashMap<>();
        Map<Node, Node> users = new HashMap<>();
        for (Node user : order) {
            if (isCounted(user)) {
                continue;
            }
            for (int k = 0; k < user.arity(); k++) {
                uses.merge(user.arg(k), 1, Integer::sum);
                users.put(user.arg(k), user);
            }
        }
        outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
        Map<Node, Integer> sizes = new HashMap<>();
        for (Node user : order) {
            int size = 1;
            for (int k = 0; k < user.arity(); k++) {
                Node arg = user.arg(k);
                boolean candidate =
                        isComputed(arg) && !named.contains(arg) && uses.get(arg) == 1 && isAtHomeOf(arg, user);
                if (candidate && size + sizes.get(arg) <= LARGEST) {
                    inlined.add(arg);
                    size += sizes.get(arg);
                }
            }
            sizes.put(user, size);
        }
    }

    /** Whether the arguments of a SCAN have been counted, as those of another of its recurrence. */
    private boolean isCounted(Node node) {
        return node.is(Op.SCAN)
                && homes.recurrences().scans(homes.recurrences().lead(node)).get(0) != node;
    }

    private boolean isComputed(Node node) {
        return !Homes.isMention(node) && !node.op().bindsAxes() && !node.is(Op.SELECT) && !node.is(Op.READ);
    }

    private boolean isAtHomeOf(Node arg, Node user) {
        if (Homes.isMention(user) || user.is(Op.ARRAY)) {
            return false;
        }
        if (user.is(Op.SCAN)) {
            return Recurrence.of(user).states().stream()
                    .anyMatch(state -> arg == state.next() && homes.home(arg).equals(homes.next(state))
                            || arg == state.first() && homes.home(arg).equals(homes.first(state)));
        }
        List<Construct> there = user.op().bindsAxes() ? homes.nest(user) : homes.home(user);
        if (homes.branches(user) && arg != user.arg(0)) {
            there = inside(there, user.arg(0), arg == user.arg(1));
        }
        return homes.home(arg).equals(there);
    }

    static List<Construct> inside(List<Construct> home, Node condition, boolean holds) {
        List<Construct> path = new ArrayList<>(home);
        path.add(new Side(condition, holds));
        return path;
    }

    boolean isInlined(Node node) {
        return inlined.contains(node);
    }

    /** Whether a node is a leaf, an element or a variable, without any operation. */
    boolean isShort(Node node) {
        return Homes.isMention(node) || !isMention(node);
    }

    /** Whether an element of a SCAN is that before the step of its own axis: it is there when the step begins, the others need not be. */
    private static boolean isBeforeStep(Node read) {
        return read.is(Op.READ)
                && read.arg(0).is(Op.SCAN)
                && read.arg(1) == read.arg(0).arg(0);
    }

    /** The values that an expression needs from elsewhere; a node with a place of its own needs itself. */
    private Set<Node> mentions(Node root) {
        return mentions.computeIfAbsent(root, this::findMentions);
    }

    private Set<Node> findMentions(Node root) {
        Set<Node> found = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (!isMention(node)) {
                found.add(node);
            } else if (isBeforeStep(node)) {
                found.add(Recurrence.of(node.arg(0))
                        .states()
                        .get(node.arg(0).number())
                        .before());
                open.addAll(node.args().subList(1, node.arity()));
            } else if (seen.add(node)) {
                open.addAll(node.args());
            }
        }
        return found;
    }

    /** What a statement needs to run at a place: what its expressions mention, and the conditions of the branches round it. */
    List<Node> needs(List<Construct> path, List<Node> expressions) {
        Set<Node> found = new LinkedHashSet<>();
        expressions.forEach(expression -> found.addAll(mentions(expression)));
        for (Construct construct : path) {
            if (construct instanceof Side side) {
                found.addAll(mentions(side.condition()));
            } else {
                found.addAll(mentions(construct.key()));
            }
        }
        return new ArrayList<>(found);
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what one method of a program with loops makes and another uses, and gives it a place in the workspace. */
final class Crossings {
    private final Predicate<Node> hasVariable;
    private final Map<Node, Set<Integer>> makers = new HashMap<>();
    private final Map<Node, Set<Integer>> users = new LinkedHashMap<>();
    /** What is made step by step rather than at once. */
    private final Set<Node> gradual = new HashSet<>();

    private Crossings(Predicate<Node> hasVariable) {
        this.hasVariable = hasVariable;
    }

    /**
     * Adds the buffers of what crosses between methods.
     *
     * @return the values that are made in the workspace, not in a variable
     */
    static Set<Node> keep(
            List<Block> methods, Node returned, Predicate<Node> hasVariable, Map<Node, Buffer> buffers, Loops loops) {
        Crossings crossings = new Crossings(hasVariable);
        for (int i = 0; i < methods.size(); i++) {
            crossings.read(methods.get(i), i);
        }
        crossings.mention(returned, 0);
        Set<Node> inWorkspace = new LinkedHashSet<>();
        for (Node node : crossings.crossing()) {
            Buffer buffer = buffers.getOrDefault(node, new Buffer(buffers.size(), List.of(), List.of()));
            if (crossings.gradual.contains(node)) {
                inWorkspace.add(node);
                buffer = node.type() == Type.INTEGER && node.op().isReduction() ? withBest(buffer, loops) : buffer;
            }
            buffers.put(node, buffer);
        }
        return inWorkspace;
    }

    /** Behind the position of an extreme stands the best value so far. */
    private static Buffer withBest(Buffer buffer, Loops loops) {
        List<Node> indices = new ArrayList<>(buffer.indices());
        List<Node> extents = new ArrayList<>(buffer.extents());
        indices.add(loops.integer(0));
        extents.add(loops.integer(2));
        return new Buffer(buffer.number(), indices, extents);
    }

    private List<Node> crossing() {
        return users.keySet().stream()
                .filter(node -> (node.type() != Type.ARRAY || isNumber(node)) && isInSeveral(node))
                .toList();
    }

    /** Whether a node is the state of a recurrence that is a single number. */
    private static boolean isNumber(Node node) {
        return node.is(Op.STATE) && Loops.extents(node).isEmpty();
    }

    private boolean isInSeveral(Node node) {
        Set<Integer> methods = new HashSet<>(users.get(node));
        methods.addAll(makers.getOrDefault(node, Set.of()));
        return methods.size() > 1;
    }

    /** Blocks nest as loops and branches do. */
    private void read(Block block, int method) {
        block.statements().forEach(statement -> read(statement, method));
    }

    private void read(Statement statement, int method) {
        if (statement instanceof Statement.Let let) {
            make(let.node(), method);
            let.node().args().forEach(arg -> mention(arg, method));
        } else if (statement instanceof Statement.Declare declare) {
            makeGradually(declare.node(), method);
        } else if (statement instanceof Statement.Begin begin) {
            makeGradually(begin.binder(), method);
        } else if (statement instanceof Statement.First first) {
            makeGradually(first.state().before(), method);
            mention(first.state().first(), method);
        } else if (statement instanceof Statement.Assign assign) {
            mention(assign.target(), method);
            mention(assign.value(), method);
        } else if (statement instanceof Statement.Choice choice) {
            mention(choice.condition(), method);
            read(choice.then(), method);
            read(choice.otherwise(), method);
        } else if (statement instanceof Statement.Loop loop) {
            loop.axis().args().forEach(bound -> mention(bound, method));
            read(loop.body(), method);
        } else {
            used(statement).forEach(node -> mention(node, method));
        }
    }

    private static List<Node> used(Statement statement) {
        if (statement instanceof Statement.Accumulate accumulate) {
            List<Node> used = new ArrayList<>(accumulate.binder().args());
            used.add(accumulate.binder());
            return used;
        }
        if (statement instanceof Statement.CheckIndex check) {
            List<Node> used = new ArrayList<>(List.of(check.index(), check.extent()));
            check.axes().forEach(axis -> used.addAll(axis.args()));
            return used;
        }
        if (statement instanceof Statement.CheckInteger check) {
            List<Node> used = new ArrayList<>(List.of(check.integer()));
            check.axes().forEach(axis -> used.addAll(axis.args()));
            return used;
        }
        if (statement instanceof Statement.Check check) {
            return check.read().args();
        }
        if (statement instanceof Statement.Next next) {
            return List.of(next.state().before(), next.state().next());
        }
        if (statement instanceof Statement.Advance advance) {
            List<Node> used = new ArrayList<>();
            advance.states().forEach(state -> used.addAll(List.of(state.before(), state.next())));
            return used;
        }
        if (statement instanceof Statement.Keep keep) {
            return List.of(keep.node());
        }
        if (statement instanceof Statement.StoreElement store) {
            return List.of(store.value());
        }
        return statement instanceof Statement.Store store ? List.of(store.value()) : List.of();
    }

    private void make(Node node, int method) {
        makers.computeIfAbsent(node, n -> new HashSet<>()).add(method);
    }

    private void makeGradually(Node node, int method) {
        make(node, method);
        gradual.add(node);
    }

    private void mention(Node root, int method) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (node.is(Op.SCAN)) {
                open.add(Recurrence.of(node).states().get(node.number()).before());
            } else if (hasVariable.test(node)) {
                users.computeIfAbsent(node, n -> new HashSet<>()).add(method);
            } else if (!node.is(Op.ARRAY) && !node.is(Op.INTEGERS)) {
                open.addAll(node.args());
            }
        }
    }
}

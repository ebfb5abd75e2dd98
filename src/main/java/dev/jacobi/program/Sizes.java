package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.op.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Estimates, from above, how many bytes of bytecode statements take; the run time checks the real lengths after compilation. */
final class Sizes {
    /** Loading a variable, an array element or a constant, with the longest index. */
    private static final int MENTION = 6;

    private static final int OPERATOR = 4;
    /** A comparison or a selection: compare, jump, two pushes, jump. */
    private static final int BRANCH = 14;

    private static final int STORE = 8;
    private static final int CALL = 12;

    /** Finding the place of an element, for each of its indices. */
    private static final int INDEX = 10;

    private final Predicate<Node> hasVariable;
    private final Map<Node, Buffer> buffers;

    Sizes(Inlining inlining) {
        this(inlining::hasVariable, Map.of());
    }

    /** @param buffers the nodes that live in a buffer, where finding them takes code of its own */
    Sizes(Predicate<Node> hasVariable, Map<Node, Buffer> buffers) {
        this.hasVariable = hasVariable;
        this.buffers = buffers;
    }

    int of(Block block) {
        int size = 0;
        for (Statement statement : block.statements()) {
            size += of(statement);
        }
        return size;
    }

    /** The size of a statement with its branches; branches nest no deeper than {@link Placement} lets them. */
    int of(Statement statement) {
        if (statement instanceof Statement.Let let) {
            return STORE + ofOperation(let.node());
        }
        if (statement instanceof Statement.Assign assign) {
            return STORE + of(assign.value());
        }
        if (statement instanceof Statement.Store store) {
            return STORE + of(store.value());
        }
        if (statement instanceof Statement.Choice choice) {
            return BRANCH + of(choice.condition()) + of(choice.then()) + of(choice.otherwise());
        }
        return ofLoop(statement);
    }

    private int ofLoop(Statement statement) {
        if (statement instanceof Statement.Loop loop) {
            return BRANCH + ofArguments(loop.axis()) + of(loop.body());
        }
        if (statement instanceof Statement.Accumulate accumulate) {
            return STORE + ofArguments(accumulate.binder()) + INDEX;
        }
        if (statement instanceof Statement.StoreElement store) {
            return STORE + of(store.value()) + INDEX * store.axes().size();
        }
        if (statement instanceof Statement.Check check) {
            return STORE + ofOperation(check.read());
        }
        if (statement instanceof Statement.CheckIndex check) {
            return BRANCH * (2 + check.axes().size()) + of(check.index()) + 2 * of(check.extent());
        }
        if (statement instanceof Statement.CheckInteger check) {
            return STORE + BRANCH * check.axes().size() + of(check.integer());
        }
        if (statement instanceof Statement.First first) {
            return 2 * STORE + of(first.state().first()) + ofPlace(first.state());
        }
        if (statement instanceof Statement.Next next) {
            return STORE + of(next.state().next()) + ofPlace(next.state());
        }
        if (statement instanceof Statement.Advance advance) {
            return advance.states().stream()
                    .mapToInt(state -> 3 * STORE + of(state.next()) + ofPlace(state))
                    .sum();
        }
        if (statement instanceof Statement.Begin) {
            return 3 * CALL;
        }
        return statement instanceof Statement.Keep ? STORE + INDEX : CALL;
    }

    private int ofPlace(Recurrence.State state) {
        return ofMention(state.before());
    }

    private int ofArguments(Node node) {
        int size = 0;
        for (Node arg : node.args()) {
            size += of(arg);
        }
        return size;
    }

    /** The size of an expression: the variable's or leaf's mention where it is one. */
    private int of(Node node) {
        return isMention(node) ? ofMention(node) : ofOperation(node);
    }

    private boolean isMention(Node node) {
        return node.op().isLeaf() || node.is(Op.AXIS) || hasVariable.test(node);
    }

    private int ofMention(Node node) {
        Buffer buffer = buffers.get(node);
        return MENTION + (buffer == null ? 0 : INDEX * (1 + buffer.indices().size()));
    }

    private int ofOperation(Node root) {
        int size = 0;
        List<Node> open = new ArrayList<>();
        open.add(root);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            boolean branch = node.type() == dev.jacobi.op.Type.CONDITION || node.is(Op.SELECT);
            size += branch ? BRANCH : node.op().spelling().form() == Spelling.Form.INFIX ? 1 : OPERATOR;
            size += node.is(Op.READ) || node.is(Op.GATHER) ? INDEX * node.arity() : 0;
            for (int k = 0; k < node.arity(); k++) {
                Node arg = node.arg(k);
                if (isMention(arg)) {
                    size += ofMention(arg);
                } else if (!arg.op().bindsAxes() && !arg.is(Op.ARRAY) && !arg.is(Op.INTEGERS)) {
                    open.add(arg);
                }
            }
        }
        return size;
    }
}

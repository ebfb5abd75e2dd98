package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Spelling;
import java.util.ArrayList;
import java.util.List;

/** Estimates, from above, how many bytes of bytecode statements take; the run time checks the real lengths after compilation. */
final class Sizes {
    /** Loading a variable, an array element or a constant, with the longest index. */
    private static final int MENTION = 6;

    private static final int OPERATOR = 4;
    /** A comparison or a selection: compare, jump, two pushes, jump. */
    private static final int BRANCH = 14;

    private static final int STORE = 8;
    private static final int CALL = 12;

    private final Inlining inlining;

    Sizes(Inlining inlining) {
        this.inlining = inlining;
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
        return CALL;
    }

    /** The size of an expression: the variable's or leaf's mention where it is one. */
    private int of(Node node) {
        return node.op().isLeaf() || inlining.hasVariable(node) ? MENTION : ofOperation(node);
    }

    private int ofOperation(Node root) {
        int size = 0;
        List<Node> open = new ArrayList<>();
        open.add(root);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            boolean branch = node.type() == dev.jacobi.op.Type.CONDITION || node.is(Op.SELECT);
            size += branch ? BRANCH : node.op().spelling().form() == Spelling.Form.INFIX ? 1 : OPERATOR;
            for (int k = 0; k < node.arity(); k++) {
                Node arg = node.arg(k);
                if (arg.op().isLeaf() || inlining.hasVariable(arg)) {
                    size += MENTION;
                } else {
                    open.add(arg);
                }
            }
        }
        return size;
    }
}

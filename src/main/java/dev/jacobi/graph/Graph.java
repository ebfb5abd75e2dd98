package dev.jacobi.graph;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An append-only arena of interned nodes. Arguments precede their users, so that every pass over a graph is a loop over ids. Making a
 * node rewrites nothing; only the arguments of a commutative operation are put into a canonical order, by structure, so that
 * {@code a + b} and {@code b + a} are one node whichever was typed. Not thread-safe.
 */
public final class Graph {
    private static final Node[] NONE = {};

    private final List<Node> nodes = new ArrayList<>();
    private Node[] table = new Node[256];
    private int budget;

    /** A graph that may grow to so many nodes. */
    public Graph(int budget) {
        this.budget = budget;
    }

    /** Changes the number of nodes that the graph may grow to. */
    public void budget(int newBudget) {
        this.budget = newBudget;
    }

    public int size() {
        return nodes.size();
    }

    public Node node(int id) {
        return nodes.get(id);
    }

    public Node constant(double value) {
        return intern(Op.CONSTANT, NONE, Double.doubleToLongBits(value));
    }

    public Node truth(boolean value) {
        return intern(Op.TRUTH, NONE, value ? 1 : 0);
    }

    public Node parameter(Role role, int index) {
        return intern(Op.PARAMETER, NONE, (long) role.ordinal() << 32 | index);
    }

    /** The operation applied to its arguments. */
    public Node apply(Op op, Node... args) {
        if (op.isLeaf() || op.takesInteger()) {
            throw new IllegalArgumentException(op + " is not made from arguments alone");
        }
        return make(op, 0, args);
    }

    /** The operation that carries an integer, POWER or POLYGAMMA, applied to its argument. */
    public Node apply(Op op, int integer, Node arg) {
        if (!op.takesInteger()) {
            throw new IllegalArgumentException(op + " takes no integer");
        }
        return make(op, integer, arg);
    }

    /** The call of an external function. */
    public Node call(External external, Node... args) {
        if (args.length != external.arity()) {
            throw new IllegalArgumentException(external.name() + " takes " + external.arity() + " arguments");
        }
        for (Node arg : args) {
            if (arg.type() != Type.REAL) {
                throw new IllegalArgumentException(external.name() + " cannot take " + arg);
            }
        }
        check(Op.CALL, args);
        return intern(Op.CALL, args.clone(), external.name().hashCode(), external);
    }

    /** The operation of another node, of this graph or of another, applied to arguments of this graph. */
    public Node like(Node model, Node... args) {
        if (model.is(Op.CALL)) {
            return call(model.external(), args);
        }
        return model.op().isLeaf()
                ? intern(model.op(), NONE, model.payload())
                : make(model.op(), model.payload(), args);
    }

    /** The node of an operation on these arguments where there is one already, or null. The operation must not commute. */
    public Node find(Op op, Node... args) {
        return table[slot(op, 0, args, Structure.hash(op, 0, args), null)];
    }

    /** A node of loops and arrays; for {@link Loops}. */
    Node make(Op op, long payload, Node... args) {
        check(op, args);
        Node[] ordered = args.clone();
        if (op.has(Trait.COMMUTES) && Structure.compare(args[0], args[1]) > 0) {
            ordered[0] = args[1];
            ordered[1] = args[0];
        }
        return intern(op, ordered, payload);
    }

    private void check(Op op, Node[] args) {
        if (op.arity() != Op.VARIADIC && args.length != op.arity()) {
            throw new IllegalArgumentException(op + " takes " + op.arity() + " arguments, not " + args.length);
        }
        for (int i = 0; i < args.length; i++) {
            if (op.arity() != Op.VARIADIC && args[i].type() != op.argumentType(i)) {
                throw new IllegalArgumentException(op + " cannot take " + args[i] + " as argument " + i);
            }
            if (args[i].id() >= nodes.size() || nodes.get(args[i].id()) != args[i]) {
                throw new IllegalArgumentException(args[i] + " belongs to another graph");
            }
        }
    }

    private Node intern(Op op, Node[] args, long payload) {
        return intern(op, args, payload, null);
    }

    private Node intern(Op op, Node[] args, long payload, External external) {
        long hash = Structure.hash(op, payload, args);
        int slot = slot(op, payload, args, hash, external);
        if (table[slot] != null) {
            return table[slot];
        }
        if (nodes.size() >= budget) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "the formula needs more than " + budget + " nodes; raise Limits.nodes or Limits.derivativeNodes, "
                            + "or split the formula");
        }
        Node made = new Node(nodes.size(), op, args, payload, hash, external);
        nodes.add(made);
        table[slot] = made;
        if (2 * nodes.size() > table.length) {
            grow();
        }
        return made;
    }

    /** The slot of the table that holds this node, or where it would go. */
    private int slot(Op op, long payload, Node[] args, long hash, External external) {
        int slot = slot(hash);
        for (Node found = table[slot]; found != null; found = table[slot]) {
            boolean same = found.hash() == hash && found.isLike(op, payload, external);
            if (same && Arrays.equals(found.rawArgs(), args)) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private void grow() {
        table = new Node[2 * table.length];
        for (Node node : nodes) {
            int slot = slot(node.hash());
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = node;
        }
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & table.length - 1;
    }

    // The operations that the other rooms write most.

    public Node add(Node a, Node b) {
        return apply(Op.ADD, a, b);
    }

    public Node subtract(Node a, Node b) {
        return apply(Op.SUB, a, b);
    }

    public Node multiply(Node a, Node b) {
        return apply(Op.MUL, a, b);
    }

    public Node divide(Node a, Node b) {
        return apply(Op.DIV, a, b);
    }

    public Node negate(Node a) {
        return apply(Op.NEG, a);
    }

    public Node power(Node a, int exponent) {
        return apply(Op.POWER, exponent, a);
    }

    /** {@code condition ? a : b}; decided at once where the condition is a constant or both are one node. */
    public Node select(Node condition, Node a, Node b) {
        if (a == b || condition.isTruth(true)) {
            return a;
        }
        return condition.isTruth(false) ? b : apply(Op.SELECT, condition, a, b);
    }

    /** The conjunction; decided at once where that is possible. */
    public Node and(Node a, Node b) {
        requireCondition(a);
        requireCondition(b);
        if (a.isTruth(true) || a == b || b.isTruth(false)) {
            return b;
        }
        if (b.isTruth(true) || a.isTruth(false)) {
            return a;
        }
        return a == not(b) ? truth(false) : apply(Op.AND, a, b);
    }

    /** The disjunction; decided at once where that is possible. */
    public Node or(Node a, Node b) {
        requireCondition(a);
        requireCondition(b);
        if (a.isTruth(true) || a == b || b.isTruth(false)) {
            return a;
        }
        if (b.isTruth(true) || a.isTruth(false)) {
            return b;
        }
        return a == not(b) ? truth(true) : apply(Op.OR, a, b);
    }

    /** The negation; twice is nothing. */
    public Node not(Node a) {
        requireCondition(a);
        if (a.is(Op.TRUTH)) {
            return truth(!a.truth());
        }
        return a.is(Op.NOT) ? a.arg(0) : apply(Op.NOT, a);
    }

    private static void requireCondition(Node node) {
        if (node.type() != Type.CONDITION) {
            throw new IllegalArgumentException(node + " is not a condition");
        }
    }
}

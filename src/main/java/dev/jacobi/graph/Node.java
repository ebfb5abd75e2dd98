package dev.jacobi.graph;

import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One value of a graph: an operation and its arguments. Made by a {@link Graph} only, which interns: within one graph two nodes are
 * the same computation exactly when they are the same object, and every argument has a smaller {@link #id} than its user.
 */
public final class Node {
    private final int id;
    private final Op op;
    private final Node[] args;
    private final long payload;
    private final long hash;
    private final List<Node> axes;
    /** What a CALL calls, else null. */
    private final External external;

    Node(int id, Op op, Node[] args, long payload, long hash, External external) {
        this.id = id;
        this.op = op;
        this.args = args;
        this.payload = payload;
        this.hash = hash;
        this.external = external;
        this.axes = freeAxes();
    }

    /** Its place in the graph: nodes are numbered from 0 in the order in which they were made. */
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public Type type() {
        return op.type();
    }

    public int arity() {
        return args.length;
    }

    public Node arg(int position) {
        return args[position];
    }

    /**
     * The axes that it mentions and does not bind: it has a value for each index that they take. An axis follows those that its range
     * mentions.
     */
    public List<Node> axes() {
        return axes;
    }

    /** The axes that it binds. */
    public List<Node> boundAxes() {
        return op.bindsAxes() ? List.of(args).subList(0, (int) payload) : List.of();
    }

    /** The body of a MAP, a SCATTER or a reduction. */
    public Node body() {
        return args[(int) payload];
    }

    private List<Node> freeAxes() {
        if (args.length == 1 && op != Op.ARRAY) {
            return args[0].axes;
        }
        TreeMap<Integer, Node> free = null;
        for (Node arg : args) {
            for (Node axis : arg.axes) {
                free = free == null ? new TreeMap<>() : free;
                free.put(axis.id, axis);
            }
        }
        if (op == Op.AXIS) {
            free = free == null ? new TreeMap<>() : free;
            free.put(id, this);
        }
        if (free == null) {
            return List.of();
        }
        for (Node bound : boundAxes()) {
            free.remove(bound.id);
        }
        return List.copyOf(free.values());
    }

    /** A hash of the structure below, the same in every graph and every run. */
    public long hash() {
        return hash;
    }

    /** By structure, so that hashed collections behave alike in every run; equality is identity. */
    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    public boolean is(Op other) {
        return op == other;
    }

    public boolean isConstant() {
        return op == Op.CONSTANT;
    }

    /** Whether this is the constant with exactly these bits; any NaN is any other. */
    public boolean isConstant(double value) {
        return op == Op.CONSTANT && payload == Double.doubleToLongBits(value);
    }

    public boolean isTruth(boolean value) {
        return op == Op.TRUTH && payload == (value ? 1 : 0);
    }

    /** The number of a CONSTANT. */
    public double constant() {
        require(Op.CONSTANT);
        return Double.longBitsToDouble(payload);
    }

    /** The value of a TRUTH. */
    public boolean truth() {
        require(Op.TRUTH);
        return payload != 0;
    }

    /** The role of a parameter. */
    public Role role() {
        if (!isParameter()) {
            require(Op.PARAMETER);
        }
        return Role.values()[(int) (payload >>> 32)];
    }

    /** The number of a parameter within its role, or of a SIZE; from 0. */
    public int index() {
        if (!isParameter() && op != Op.SIZE) {
            require(Op.PARAMETER);
        }
        return (int) payload;
    }

    /** The number of a STATE or a SCAN among the states of its recurrence, from 0. */
    public int number() {
        if (op != Op.STATE) {
            require(Op.SCAN);
        }
        return (int) (op == Op.STATE ? payload : payload >>> 32);
    }

    /** Whether this is a parameter of the function: a single number or an array. */
    public boolean isParameter() {
        return op == Op.PARAMETER || op == Op.ARRAY || op == Op.INTEGERS;
    }

    /** Whether this is the integer literal. */
    public boolean isInteger(int value) {
        return op == Op.INTEGER && payload == value;
    }

    /** The integer that belongs to a POWER or POLYGAMMA or that an INTEGER is; 0 for other operations. */
    public int integer() {
        return op.takesInteger() || op == Op.INTEGER ? (int) payload : 0;
    }

    /** The function that a CALL calls. */
    public External external() {
        require(Op.CALL);
        return external;
    }

    /** Whether it computes the same as another, where both have the same arguments. */
    boolean isLike(Op otherOp, long otherPayload, External otherExternal) {
        return op == otherOp && payload == otherPayload && Objects.equals(external, otherExternal);
    }

    long payload() {
        return payload;
    }

    Node[] rawArgs() {
        return args;
    }

    /** Its arguments, in order. */
    public List<Node> args() {
        return List.of(args);
    }

    private void require(Op expected) {
        if (op != expected) {
            throw new IllegalStateException("node " + id + " is " + op + ", not " + expected);
        }
    }

    /** The operation and the numbers of its arguments: one line for debugging, however large the graph. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("n" + id + " = " + op);
        if (isConstant()) {
            out.append(' ').append(constant());
        } else if (op == Op.PARAMETER) {
            out.append(' ').append(role()).append(index());
        }
        for (Node arg : args) {
            out.append(" n").append(arg.id);
        }
        return out.toString();
    }
}

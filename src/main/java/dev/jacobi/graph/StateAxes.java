package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The axes of states or unknowns of the source, as axes that start at 0. */
final class StateAxes {
    private final Loops loops;
    private final Integers integers;
    private final Diagnostics diagnostics;
    private final Map<String, Node> scope;
    private final Function<Expr, Node> values;
    private final Map<Expr.Axis, Node> axes = new IdentityHashMap<>();
    /** Where axes start in the source. */
    private final Map<Expr.Axis, Node> lower = new IdentityHashMap<>();

    private boolean failed;

    /**
     * @param scope where opened axes are known by their names
     * @param values the node of an expression that has been lowered; null after a mistake in it
     */
    StateAxes(Graph graph, Diagnostics diagnostics, Map<String, Node> scope, Function<Expr, Node> values) {
        this.loops = new Loops(graph);
        this.integers = new Integers(graph);
        this.diagnostics = diagnostics;
        this.scope = scope;
        this.values = values;
    }

    /** Whether there was a mistake, which has been reported. */
    boolean failed() {
        return failed;
    }

    /** Opens an axis of a state. */
    void open(Expr.Axis axis) {
        Node node = loops.axis(loops.integer(0), length(axis));
        if (node.axes().size() > 1) {
            failed = true;
            diagnostics.report(ErrorCode.TYPE, axis.span(), "the extents of an array cannot depend on other axes");
        }
        axes.put(axis, node);
        enter(axis);
    }

    /** Makes an axis that has been opened known again. */
    void enter(Expr.Axis axis) {
        scope.put(axis.name(), index(axis, axes.get(axis)));
    }

    void leave(Expr.Axis axis) {
        scope.remove(axis.name());
    }

    /** Those of a state, which have been opened. */
    List<Node> of(Expr.State state) {
        return state.axes().stream().map(axes::get).toList();
    }

    /** How many values an axis takes. After a mistake any number will do, so that those of the values are found. */
    Node length(Expr.Axis axis) {
        Node from = axis.lower() == null ? loops.integer(0) : bound(axis.lower());
        Node to = bound(axis.upper());
        failed |= from == null || to == null;
        lower.put(axis, from == null ? loops.integer(0) : from);
        return from == null || to == null ? loops.integer(1) : loops.arithmetic(Op.ISUB, to, from);
    }

    private Node bound(Expr end) {
        return integers.bound(end, values.apply(end), diagnostics);
    }

    /** What an axis of the source is, over one that starts at 0. */
    Node index(Expr.Axis axis, Node zeroBased) {
        return loops.arithmetic(Op.IADD, lower.get(axis), zeroBased);
    }
}

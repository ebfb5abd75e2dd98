package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of one call: checks them against the callee's parameters, finds its sizes, and puts its graph in the place of the call. */
final class Arguments {
    private final Graph graph;
    private final Integers integers;
    private final Diagnostics diagnostics;
    private final Expr.Call call;
    private final FunctionGraph callee;
    private final Map<Node, Node> replacements = new HashMap<>();

    Arguments(Graph graph, Diagnostics diagnostics, Expr.Call call, FunctionGraph callee) {
        this.graph = graph;
        this.integers = new Integers(graph);
        this.diagnostics = diagnostics;
        this.call = call;
        this.callee = callee;
    }

    /** The results of the callee for these arguments, or null after a mistake. */
    List<Node> inline(List<Node> args) {
        boolean valid = true;
        for (int i = 0; i < args.size(); i++) {
            Node parameter = callee.parameters().get(i).node();
            Node arg = fitted(args.get(i), parameter);
            if (arg == null) {
                report(i, "parameter '" + name(i) + "' needs " + needed(parameter) + ", found " + found(args.get(i)));
                valid = false;
            } else {
                replacements.put(value(parameter), arg);
                bindSizes(parameter, arg);
            }
        }
        if (!valid || !sizesAgree(args)) {
            return null;
        }
        return Rebuilding.inline(callee.results(), graph, replacements::get);
    }

    private static boolean isSingleInteger(Node parameter) {
        return parameter.is(Op.INTEGERS) && parameter.arity() == 0;
    }

    /** What stands for the parameter in the callee's graph. */
    private Node value(Node parameter) {
        return isSingleInteger(parameter) ? new Loops(callee.graph()).read(parameter, List.of()) : parameter;
    }

    /** The argument as the parameter takes it, or null where it does not fit. */
    private Node fitted(Node arg, Node parameter) {
        if (parameter.is(Op.PARAMETER)) {
            return Integers.isNumber(arg) ? integers.real(arg) : null;
        }
        if (isSingleInteger(parameter)) {
            return integers.integer(arg);
        }
        return arg.type() == parameter.type()
                        && Loops.extents(arg).size() == Loops.extents(parameter).size()
                ? arg
                : null;
    }

    private static String needed(Node parameter) {
        if (parameter.is(Op.PARAMETER) || isSingleInteger(parameter)) {
            return parameter.is(Op.PARAMETER) ? "a number" : "an integer";
        }
        String integral = parameter.is(Op.INTEGERS) ? "of integer data " : "";
        return "an array " + integral + "of rank " + parameter.arity();
    }

    private static String found(Node arg) {
        boolean array = arg.type() == Type.ARRAY || arg.type() == Type.INTEGERS;
        return Integers.describe(arg)
                + (array ? " of rank " + Loops.extents(arg).size() : "");
    }

    /** A size stands for the extent at which it first stands alone. */
    private void bindSizes(Node parameter, Node arg) {
        if (parameter.is(Op.PARAMETER)) {
            return;
        }
        for (int d = 0; d < parameter.arity(); d++) {
            if (parameter.arg(d).is(Op.SIZE)) {
                replacements.putIfAbsent(parameter.arg(d), Loops.extents(arg).get(d));
            }
        }
    }

    private boolean sizesAgree(List<Node> args) {
        boolean agree = true;
        for (int i = 0; i < args.size(); i++) {
            Node parameter = callee.parameters().get(i).node();
            List<Node> extents = Loops.extents(parameter);
            for (int d = 0; d < extents.size(); d++) {
                agree &= agrees(i, d, extents.get(d), Loops.extents(args.get(i)).get(d));
            }
        }
        return agree;
    }

    private boolean agrees(int argument, int dimension, Node expected, Node found) {
        for (Node size : Walk.upward(callee.graph(), List.of(expected))) {
            if (size.is(Op.SIZE) && !replacements.containsKey(size)) {
                report(argument, "size '" + callee.sizes().get(size.index()) + "' cannot be known from the arguments");
                return false;
            }
        }
        Node extent =
                Rebuilding.inline(List.of(expected), graph, replacements::get).get(0);
        if (extent != found) {
            report(
                    argument,
                    "dimension " + (dimension + 1) + " of '" + name(argument) + "' differs from what "
                            + "the other arguments say; shapes must agree by their names");
        }
        return extent == found;
    }

    private String name(int argument) {
        return callee.parameters().get(argument).name();
    }

    private void report(int argument, String message) {
        List<Expr> parts = new ArrayList<>(call.parts());
        diagnostics.report(ErrorCode.TYPE, parts.get(argument).span(), call.function() + ": " + message);
    }
}

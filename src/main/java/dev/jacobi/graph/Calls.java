package dev.jacobi.graph;

import static dev.jacobi.graph.FunctionLowering.count;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Calls: of operations by name, and of functions, whose graphs are copied to the place of the call. */
final class Calls {
    private final Graph graph;
    private final Diagnostics diagnostics;
    private final Map<String, FunctionGraph> known;
    private final Set<String> declared;

    Calls(Graph graph, Diagnostics diagnostics, Map<String, FunctionGraph> known, Set<String> declared) {
        this.graph = graph;
        this.diagnostics = diagnostics;
        this.known = known;
        this.declared = declared;
    }

    /** The results of a call, or null after a mistake in it or in an argument. */
    List<Node> apply(Expr.Call call, List<Node> args) {
        FunctionGraph callee = known.get(call.function());
        if (callee != null) {
            return arity(call, callee) & areNumbers(call, args) ? inline(callee, args) : null;
        }
        if (declared.contains(call.function())) {
            return null;
        }
        Op op = Builtins.operations().get(call.function());
        if (op == null) {
            reportUnknown(call);
            return null;
        }
        if (!call.data().isEmpty()) {
            diagnostics.report(ErrorCode.ARITY, call.span(), call.function() + " takes no data after ';'");
            return null;
        }
        Node result = areNumbers(call, args) ? operation(call, op, args) : null;
        return result == null ? null : List.of(result);
    }

    private boolean arity(Expr.Call call, FunctionGraph callee) {
        int variables = callee.variables().size();
        int data = callee.data().size();
        if (call.variables().size() == variables && call.data().size() == data) {
            return true;
        }
        String expected = count(variables, "argument") + (data == 0 ? "" : " and, after ';', " + data + " of data");
        String found = count(call.variables().size(), "argument")
                + (call.data().isEmpty() && data == 0
                        ? ""
                        : " and " + call.data().size() + " of data");
        diagnostics.report(ErrorCode.ARITY, call.span(), call.function() + " takes " + expected + ", found " + found);
        return false;
    }

    private boolean areNumbers(Expr.Call call, List<Node> args) {
        boolean numbers = true;
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i) == null) {
                numbers = false;
            } else if (args.get(i).type() == Type.CONDITION) {
                diagnostics.report(
                        ErrorCode.TYPE, call.parts().get(i).span(), "an argument must be a number, found a condition");
                numbers = false;
            }
        }
        return numbers;
    }

    private List<Node> inline(FunctionGraph callee, List<Node> args) {
        int variables = callee.variables().size();
        return Substitution.apply(
                callee.graph(),
                callee.results(),
                graph,
                node -> !node.is(Op.PARAMETER)
                        ? null
                        : args.get(node.role() == Role.VARIABLE ? node.index() : variables + node.index()));
    }

    private Node operation(Expr.Call call, Op op, List<Node> args) {
        if (op == Op.POLYGAMMA) {
            return polygamma(call, args);
        }
        boolean several = op == Op.MIN || op == Op.MAX;
        if (several ? args.size() < 2 : args.size() != op.arity()) {
            String takes = several ? "2 or more arguments" : count(op.arity(), "argument");
            diagnostics.report(
                    ErrorCode.ARITY, call.span(), call.function() + " takes " + takes + ", found " + args.size());
            return null;
        }
        if (!several) {
            return graph.apply(op, args.toArray(Node[]::new));
        }
        return args.stream().reduce((a, b) -> graph.apply(op, a, b)).orElseThrow();
    }

    /** {@code digamma(x)}, {@code trigamma(x)} or {@code polygamma(n, x)}, whose order must be a literal. */
    private Node polygamma(Expr.Call call, List<Node> args) {
        int order = Builtins.polygammaOrder(call.function());
        int expected = order < 0 ? 2 : 1;
        if (args.size() != expected) {
            diagnostics.report(
                    ErrorCode.ARITY,
                    call.span(),
                    call.function() + " takes " + count(expected, "argument") + ", found " + args.size());
            return null;
        }
        if (order < 0) {
            Node first = args.get(0);
            double n = first.isConstant() ? first.constant() : -1;
            if (!(n >= 0 && n <= 100 && n == Math.rint(n))) {
                diagnostics.report(
                        ErrorCode.TYPE,
                        call.parts().get(0).span(),
                        "the order of polygamma must be an integer literal from 0 to 100");
                return null;
            }
            order = (int) n;
        }
        return graph.apply(Op.POLYGAMMA, order, args.get(args.size() - 1));
    }

    private void reportUnknown(Expr.Call call) {
        Set<String> names = new TreeSet<>(Builtins.operations().keySet());
        names.addAll(known.keySet());
        names.addAll(declared);
        diagnostics.report(
                ErrorCode.NAME,
                call.nameSpan(),
                "unknown function '" + call.function() + "'",
                Suggestions.nearest(call.function(), names));
    }
}

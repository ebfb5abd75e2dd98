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
    private final Integers integers;
    private final Diagnostics diagnostics;
    private final Map<String, FunctionGraph> known;
    private final Set<String> declared;

    Calls(Graph graph, Diagnostics diagnostics, Map<String, FunctionGraph> known, Set<String> declared) {
        this.graph = graph;
        this.integers = new Integers(graph);
        this.diagnostics = diagnostics;
        this.known = known;
        this.declared = declared;
    }

    /** Whether a function has this name, built-in operations aside. */
    boolean isKnown(String function) {
        return known.containsKey(function) || declared.contains(function);
    }

    /** The results of a call, or null after a mistake in it or in an argument. */
    List<Node> apply(Expr.Call call, List<Node> args) {
        FunctionGraph callee = known.get(call.function());
        if (callee != null) {
            return !args.contains(null) && arity(call, callee)
                    ? new Arguments(graph, diagnostics, call, callee).inline(args)
                    : null;
        }
        if (declared.contains(call.function())) {
            return null;
        }
        Node integer = integerCall(call, args);
        if (integer != null) {
            return List.of(integer);
        }
        Op op = Builtins.operations().get(call.function());
        if (op == null && Integers.operation(call.function()) != null) {
            if (!args.contains(null)) {
                diagnostics.report(
                        ErrorCode.TYPE,
                        call.span(),
                        call.function() + " takes two integers: axes, sizes, integer data or integer literals");
            }
            return null;
        }
        if (op == null) {
            reportUnknown(call);
            return null;
        }
        if (!call.data().isEmpty()) {
            diagnostics.report(ErrorCode.ARITY, call.span(), call.function() + " takes no data after ';'");
            return null;
        }
        Node result = areNumbers(call, args)
                ? operation(call, op, args.stream().map(integers::real).toList())
                : null;
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

    /** A call of div, mod, min or max on integers, or null where it is none. */
    private Node integerCall(Expr.Call call, List<Node> args) {
        Op op = Integers.operation(call.function());
        boolean integral = op != null && args.size() >= 2 && !args.contains(null);
        integral = integral && (op == Op.IDIV || args.stream().anyMatch(arg -> arg.type() == Type.INTEGER));
        integral = integral && args.stream().allMatch(arg -> integers.integer(arg) != null);
        boolean two = op == Op.IDIV || op == Op.IMOD;
        if (!integral || two && args.size() != 2) {
            return null;
        }
        return args.stream().reduce((a, b) -> integers.arithmetic(op, a, b)).orElseThrow();
    }

    private boolean areNumbers(Expr.Call call, List<Node> args) {
        boolean numbers = true;
        for (int i = 0; i < args.size(); i++) {
            Node arg = args.get(i);
            if (arg == null) {
                numbers = false;
            } else if (!Integers.isNumber(arg)) {
                diagnostics.report(
                        ErrorCode.TYPE,
                        call.parts().get(i).span(),
                        "an argument must be a number, found " + Integers.describe(arg));
                numbers = false;
            }
        }
        return numbers;
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
        names.add("div");
        names.addAll(DerivativeCalls.NAMES);
        diagnostics.report(
                ErrorCode.NAME,
                call.nameSpan(),
                "unknown function '" + call.function() + "'",
                meant(call.function(), names));
    }

    private static String meant(String function, Set<String> names) {
        return switch (function) {
            case "derivative", "differentiate", "derive", "partial" -> "diff";
            case "gradient", "nabla" -> "grad";
            case "solve", "root", "fsolve", "newton" -> "solve(u = 1: ...)";
            default -> Suggestions.nearest(function, names);
        };
    }
}

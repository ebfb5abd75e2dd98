package dev.jacobi.syntax;

import dev.jacobi.diag.Derivative;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Import;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Prints trees as text of the language, with no more parentheses than needed. Parsing what was printed gives the same
 * tree, spans aside. Works in linear time and without recursion.
 */
public final class TreePrinter {

    /** What is still to be printed, last in first out. */
    private sealed interface Piece {}

    private record Literal(String text) implements Piece {}

    /** An expression that needs parentheses if it binds less strongly than {@code strength}. */
    private record Part(Expr expr, int strength) implements Piece {}

    private final StringBuilder out = new StringBuilder();
    private final Deque<Piece> pending = new ArrayDeque<>();

    private TreePrinter() {}

    public static String print(Expr expr) {
        TreePrinter printer = new TreePrinter();
        printer.append(expr);
        return printer.out.toString();
    }

    /** The statement, ending without a line end. */
    public static String print(Binding binding) {
        TreePrinter printer = new TreePrinter();
        printer.append(binding);
        return printer.out.toString();
    }

    /** The function with its documentation, ending without a line end. */
    public static String print(Function function) {
        TreePrinter printer = new TreePrinter();
        printer.append(function);
        return printer.out.toString();
    }

    /** The whole file, ending with a line end; a bare expression as it is. */
    public static String print(SourceFile file) {
        TreePrinter printer = new TreePrinter();
        if (file.packageName() != null) {
            printer.out.append("package ").append(file.packageName()).append("\n\n");
        }
        for (Import imported : file.imports()) {
            printer.out.append("import \"").append(imported.path()).append("\"\n");
        }
        String gap = file.imports().isEmpty() ? "" : "\n";
        for (Function function : file.functions()) {
            printer.out.append(gap);
            printer.append(function);
            printer.out.append('\n');
            gap = "\n";
        }
        return printer.out.toString();
    }

    private void append(Function function) {
        if (function.name() == null) {
            append(function.results().get(0));
            return;
        }
        if (function.documentation() != null) {
            out.append(Documentation.write(function.documentation()));
        }
        if (!function.derivatives().isEmpty()) {
            List<String> names =
                    function.derivatives().stream().map(Derivative::methodName).toList();
            out.append("@derivatives(").append(String.join(", ", names)).append(")\n");
        }
        out.append("function ").append(function.name()).append('(');
        append(function.variables());
        if (!function.data().isEmpty()) {
            out.append("; ");
            append(function.data());
        }
        out.append(')');
        if (function.bindings().isEmpty() && function.results().size() == 1) {
            out.append(" = ");
            append(function.results().get(0));
        } else {
            appendBody(function);
        }
    }

    private void append(List<Parameter> parameters) {
        String separator = "";
        for (Parameter parameter : parameters) {
            out.append(separator).append(parameter.integer() ? "int " : "").append(parameter.name());
            if (!parameter.shape().isEmpty()) {
                push("]");
                pushAll(parameter.shape());
                push("[");
                appendPending();
            }
            separator = ", ";
        }
    }

    private void appendBody(Function function) {
        out.append(" {\n");
        for (Binding binding : function.bindings()) {
            out.append("    ");
            append(binding);
            out.append('\n');
        }
        boolean several = function.results().size() > 1;
        out.append("    return ").append(several ? "(" : "");
        String separator = "";
        for (Expr result : function.results()) {
            out.append(separator);
            append(result);
            separator = ", ";
        }
        out.append(several ? ")\n}" : "\n}");
    }

    private void append(Binding binding) {
        boolean several = binding.names().size() > 1;
        if (binding.value() instanceof Expr.ArrayOf array && !several) {
            push(array.body(), Operators.NONE);
            push(" = ");
            pushAxesOf(binding.names().get(0).name(), array.axes());
        } else {
            push(binding.value(), Operators.NONE);
            push(several ? ") = " : " = ");
            for (int i = binding.names().size() - 1; i >= 0; i--) {
                pushAxesOf(binding.names().get(i).name(), binding.axes().get(i));
                push(i > 0 ? ", " : several ? "(" : "");
            }
        }
        appendPending();
    }

    private void append(Expr root) {
        push(root, Operators.NONE);
        appendPending();
    }

    private void appendPending() {
        while (!pending.isEmpty()) {
            Piece piece = pending.pop();
            if (piece instanceof Literal literal) {
                out.append(literal.text());
            } else if (piece instanceof Part part) {
                append(part);
            }
        }
    }

    private void append(Part part) {
        if (strength(part.expr()) < part.strength()) {
            out.append('(');
            push(")");
        }
        Expr expr = part.expr();
        if (expr instanceof Expr.Number number) {
            out.append(NumberFormat.print(number.value()));
        } else if (expr instanceof Expr.Name name) {
            out.append(name.name());
        } else if (expr instanceof Expr.Unary unary) {
            out.append(unary.operator() == UnaryOperator.NEGATE ? "-" : "not ");
            push(unary.operand(), Operators.strength(unary.operator()));
        } else if (expr instanceof Expr.Binary binary) {
            pushBinary(binary);
        } else if (expr instanceof Expr.Comparison comparison) {
            pushComparison(comparison);
        } else if (expr instanceof Expr.If conditional) {
            push(conditional.otherwise(), Operators.NONE);
            push(" else ");
            push(conditional.then(), Operators.NONE);
            push(" then ");
            push(conditional.condition(), Operators.NONE);
            push("if ");
        } else if (expr instanceof Expr.Call call) {
            pushCall(call);
        } else {
            pushOfArrays(expr);
        }
    }

    private void pushOfArrays(Expr expr) {
        if (expr instanceof Expr.Element element) {
            push("]");
            pushAll(element.indices());
            push("[");
            push(element.array(), Operators.ELEMENT + 1);
        } else if (expr instanceof Expr.Reduction reduction) {
            pushBinder(reduction.reducer().symbol() + "(", reduction.axes(), reduction.body(), ")");
        } else if (expr instanceof Expr.ArrayOf array) {
            pushBinder("[", array.axes(), array.body(), "]");
        } else if (expr instanceof Expr.Recurrence recurrence) {
            pushStates(recurrence.states(), recurrence.next());
            push(", ");
            pushAxes(List.of(recurrence.axis()));
            push(recurrence.symbol() + "(");
        } else if (expr instanceof Expr.Solve solve) {
            pushStates(solve.unknowns(), solve.residuals());
            push(Expr.Solve.SYMBOL + "(");
        }
    }

    private void pushStates(List<Expr.State> states, List<Expr> next) {
        push(")");
        pushAll(next);
        push(": ");
        for (int i = states.size() - 1; i >= 0; i--) {
            push(states.get(i).first(), Operators.NONE);
            push(" = ");
            pushAxesOf(states.get(i).name(), states.get(i).axes());
            push(i > 0 ? ", " : "");
        }
    }

    /** A name with the axes of its elements, if any. */
    private void pushAxesOf(String name, List<Axis> axes) {
        if (!axes.isEmpty()) {
            push("]");
            pushAxes(axes);
            push("[");
        }
        push(name);
    }

    private void pushBinder(String open, List<Axis> axes, Expr body, String close) {
        push(close);
        push(body, Operators.NONE);
        push(": ");
        pushAxes(axes);
        push(open);
    }

    private void pushAxes(List<Axis> axes) {
        for (int i = axes.size() - 1; i >= 0; i--) {
            Axis axis = axes.get(i);
            push(axis.upper(), Operators.NONE);
            if (axis.lower() != null) {
                push("..<");
                push(axis.lower(), Operators.NONE);
            }
            push((i > 0 ? ", " : "") + axis.name() + " in ");
        }
    }

    private void pushBinary(Expr.Binary binary) {
        int strength = Operators.strength(binary.operator());
        boolean power = binary.operator() == BinaryOperator.POWER;
        // A minus may follow the power sign, and a power to its right needs no parentheses.
        push(binary.right(), power ? Operators.NEGATION : strength + 1);
        push(Operators.spaced(binary.operator()));
        push(binary.left(), power ? strength + 1 : strength);
    }

    private void pushComparison(Expr.Comparison comparison) {
        List<Expr> operands = comparison.operands();
        for (int i = operands.size() - 1; i >= 0; i--) {
            push(operands.get(i), Operators.COMPARISON + 1);
            if (i > 0) {
                push(" " + comparison.comparators().get(i - 1).symbol() + " ");
            }
        }
    }

    private void pushCall(Expr.Call call) {
        push(")");
        pushAll(call.data());
        if (!call.data().isEmpty()) {
            push("; ");
        }
        pushAll(call.variables());
        push("(");
        push(call.function());
    }

    private void pushAll(List<Expr> exprs) {
        for (int i = exprs.size() - 1; i >= 0; i--) {
            push(exprs.get(i), Operators.NONE);
            if (i > 0) {
                push(", ");
            }
        }
    }

    private void push(String text) {
        pending.push(new Literal(text));
    }

    private void push(Expr expr, int strength) {
        pending.push(new Part(expr, strength));
    }

    /** How strongly an expression holds together: what binds its parts more strongly than this needs parentheses. */
    static int strength(Expr expr) {
        if (expr instanceof Expr.Unary unary) {
            return Operators.strength(unary.operator());
        } else if (expr instanceof Expr.Binary binary) {
            return Operators.strength(binary.operator());
        } else if (expr instanceof Expr.Comparison) {
            return Operators.COMPARISON;
        } else if (expr instanceof Expr.If) {
            return Operators.CONDITIONAL;
        } else if (expr instanceof Expr.Number number && Math.copySign(1, number.value()) < 0) {
            return Operators.NEGATION;
        } else if (expr instanceof Expr.Element) {
            return Operators.ELEMENT;
        }
        return Operators.ATOM;
    }
}

package dev.jacobi.syntax;

import static dev.jacobi.syntax.LatexPiece.text;
import static dev.jacobi.syntax.LatexPiece.whole;

import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints trees as LaTeX for math mode; {@code amsmath} is needed. Made for reading: parentheses stand only where
 * mathematics needs them, so that {@code a + (b + c)} loses its own. Works in linear time and without recursion.
 */
public final class LatexPrinter {
    private final StringBuilder out = new StringBuilder();
    private final Deque<LatexPiece> pending = new ArrayDeque<>();
    /** The function's own names, which hide the constants. */
    private final Set<String> declared = new HashSet<>();

    private final LatexArrays arrays = new LatexArrays(this::name);

    private LatexPrinter() {}

    public static String print(Expr expr) {
        LatexPrinter printer = new LatexPrinter();
        printer.declareAxes(expr);
        printer.append(expr);
        return printer.out.toString();
    }

    /** The function as an equation, an aligned block of equations where it has bindings; a bare expression as it is. */
    public static String print(Function function) {
        LatexPrinter printer = new LatexPrinter();
        printer.append(function);
        return printer.out.toString();
    }

    private void append(Function function) {
        if (function.name() == null) {
            append(function.results().get(0));
            return;
        }
        declare(function.variables());
        declare(function.data());
        function.bindings().forEach(binding -> {
            declare(binding.names());
            declareAxes(binding.value());
        });
        function.results().forEach(this::declareAxes);
        boolean aligned = !function.bindings().isEmpty();
        String equals = aligned ? " &= " : " = ";
        out.append(aligned ? "\\begin{aligned}\n" : "");
        for (Binding binding : function.bindings()) {
            append(binding, equals);
            out.append(" \\\\\n");
        }
        out.append(LatexNames.function(function.name())).append("\\left(");
        appendParameters(function.variables());
        out.append(function.data().isEmpty() ? "" : "; ");
        appendParameters(function.data());
        out.append("\\right)").append(equals);
        appendResults(function.results());
        out.append(aligned ? "\n\\end{aligned}" : "");
    }

    private void declare(List<Parameter> names) {
        names.forEach(name -> declared.add(name.name()));
    }

    private void declareAxes(Expr root) {
        for (Expr expr : Expr.postorder(root)) {
            Expr.axes(expr).forEach(axis -> declared.add(axis.name()));
            Expr.states(expr).forEach(state -> declared.add(state.name()));
        }
    }

    private void append(Binding binding, String equals) {
        List<Parameter> names = binding.names();
        if (binding.value() instanceof Expr.ArrayOf array && names.size() == 1) {
            pushAll(arrays.binding(names.get(0).name(), equals, array));
            appendPending();
        } else {
            String joined = names.stream().map(name -> name(name.name())).collect(Collectors.joining(", "));
            out.append(names.size() > 1 ? "\\left(" + joined + "\\right)" : joined)
                    .append(equals);
            append(binding.value());
        }
    }

    private void appendParameters(List<Parameter> parameters) {
        String separator = "";
        for (Parameter parameter : parameters) {
            out.append(separator);
            pushAll(arrays.parameter(parameter));
            appendPending();
            separator = ", ";
        }
    }

    private void appendResults(List<Expr> results) {
        String separator = results.size() > 1 ? "\\left(" : "";
        for (Expr result : results) {
            out.append(separator);
            append(result);
            separator = ", ";
        }
        out.append(results.size() > 1 ? "\\right)" : "");
    }

    private String name(String name) {
        String constant = declared.contains(name) ? null : LatexNames.constant(name);
        return constant != null ? constant : LatexNames.variable(name);
    }

    private void append(Expr root) {
        pending.push(whole(root));
        appendPending();
    }

    private void appendPending() {
        while (!pending.isEmpty()) {
            LatexPiece piece = pending.pop();
            if (piece instanceof LatexPiece.Literal literal) {
                out.append(literal.text());
            } else if (piece instanceof LatexPiece.Part part) {
                append(part);
            }
        }
    }

    private void append(LatexPiece.Part part) {
        Expr expr = part.expr();
        if (strength(expr) < part.strength()) {
            out.append("\\left(");
            push("\\right)");
        }
        if (expr instanceof Expr.Number number) {
            out.append(number(number.value()));
        } else if (expr instanceof Expr.Name name) {
            out.append(name(name.name()));
        } else if (expr instanceof Expr.Unary unary) {
            pushUnary(unary);
        } else if (expr instanceof Expr.Binary binary) {
            pushBinary(binary);
        } else if (expr instanceof Expr.Comparison comparison) {
            pushComparison(comparison);
        } else if (expr instanceof Expr.If conditional) {
            pushCases(conditional);
        } else if (expr instanceof Expr.Call call) {
            pushCall(call);
        } else if (expr instanceof Expr.Element element) {
            pushAll(arrays.element(element));
        } else if (expr instanceof Expr.Reduction reduction) {
            pushAll(arrays.reduction(reduction, beginsWithMinus(reduction.body())));
        } else if (expr instanceof Expr.ArrayOf array) {
            pushAll(arrays.array(array));
        } else if (expr instanceof Expr.Recurrence recurrence) {
            pushAll(arrays.recurrence(recurrence));
        } else if (expr instanceof Expr.Solve solve) {
            pushAll(arrays.solve(solve));
        }
    }

    private static String number(double value) {
        String text = NumberFormat.print(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return text.replace("inf", "\\infty").replace("nan", "\\mathrm{nan}");
        }
        int exponent = text.indexOf('e');
        if (exponent < 0) {
            return text;
        }
        String digits = text.substring(0, exponent);
        String power = "10^{" + text.substring(exponent + 1) + "}";
        return digits.equals("1") ? power : digits.equals("-1") ? "-" + power : digits + " \\cdot " + power;
    }

    private void pushUnary(Expr.Unary unary) {
        if (unary.operator() == UnaryOperator.NOT) {
            push(unary.operand(), Operators.COMPARISON + 1);
            push("\\lnot ");
        } else {
            // The sign of a product is the sign of its first factor, so that no parentheses are needed.
            push(unary.operand(), beginsWithMinus(unary.operand()) ? LatexPiece.PARENTHESES : Operators.REDUCTION);
            push("-");
        }
    }

    private void pushBinary(Expr.Binary binary) {
        Expr left = binary.left();
        Expr right = binary.right();
        int strength = Operators.strength(binary.operator());
        switch (binary.operator()) {
            case POWER -> pushPower(left, right);
            case DIVIDE -> pushAll(text("\\frac{"), whole(left), text("}{"), whole(right), text("}"));
            case MULTIPLY -> {
                int last = endsInReduction(binary) ? Operators.REDUCTION : strength;
                pushInfix(left, beginsWithDigit(right) ? " \\cdot " : " \\, ", right, strength, last);
            }
            case ADD -> pushInfix(left, " + ", right, strength, strength);
            case SUBTRACT -> pushInfix(left, " - ", right, strength, strength + 1);
            case AND -> pushInfix(left, " \\land ", right, strength, strength);
            case OR -> pushInfix(left, " \\lor ", right, strength, strength);
        }
    }

    private void pushInfix(Expr left, String symbol, Expr right, int leftStrength, int rightStrength) {
        push(right, beginsWithMinus(right) ? LatexPiece.PARENTHESES : rightStrength);
        push(symbol);
        push(left, leftStrength);
    }

    private void pushPower(Expr base, Expr exponent) {
        push("}");
        push(exponent, Operators.NONE);
        push("^{");
        push(base, Operators.ATOM);
    }

    private void pushAll(LatexPiece... pieces) {
        pushAll(List.of(pieces));
    }

    private void pushAll(List<LatexPiece> pieces) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            pending.push(pieces.get(i));
        }
    }

    private void pushComparison(Expr.Comparison comparison) {
        List<Expr> operands = comparison.operands();
        for (int i = operands.size() - 1; i >= 0; i--) {
            push(operands.get(i), Operators.COMPARISON + 1);
            if (i > 0) {
                push(LatexNames.comparator(comparison.comparators().get(i - 1)));
            }
        }
    }

    /** One case for each {@code else if}. */
    private void pushCases(Expr.If conditional) {
        List<LatexPiece> pieces = new ArrayList<>();
        Expr rest = conditional;
        String begin = "\\begin{cases} ";
        while (rest instanceof Expr.If next) {
            Collections.addAll(
                    pieces, text(begin), whole(next.then()), text(" & \\text{if } "), whole(next.condition()));
            begin = " \\\\ ";
            rest = next.otherwise();
        }
        Collections.addAll(pieces, text(begin), whole(rest), text(" & \\text{otherwise} \\end{cases}"));
        pushAll(pieces);
    }

    private void pushCall(Expr.Call call) {
        List<Expr> args = call.variables();
        if (isPower(call)) {
            pushPower(args.get(0), args.get(1));
        } else if (isExponential(call)) {
            pushAll(text("e^{"), whole(args.get(0)), text("}"));
        } else if (takes(call, 1) && LatexNames.brackets(call.function()) != null) {
            List<String> brackets = LatexNames.brackets(call.function());
            pushAll(text(brackets.get(0)), whole(args.get(0)), text(brackets.get(1)));
        } else if (isDerivative(call)) {
            List<String> derivative = LatexNames.derivative(call.function());
            push("\\right)");
            pushAll(text(derivative.get(0)), whole(args.get(1)), text(derivative.get(1)), whole(args.get(0)));
        } else if (takes(call, 2) && call.function().equals("polygamma")) {
            push("\\right)");
            pushAll(text("\\psi^{\\left("), whole(args.get(0)), text("\\right)}\\left("), whole(args.get(1)));
        } else {
            push("\\right)");
            pushArguments(call.data());
            push(call.data().isEmpty() ? "" : "; ");
            pushArguments(args);
            push(LatexNames.function(call.function()) + "\\left(");
        }
    }

    private void pushArguments(List<Expr> arguments) {
        for (int i = arguments.size() - 1; i >= 0; i--) {
            push(arguments.get(i), Operators.NONE);
            push(i > 0 ? ", " : "");
        }
    }

    private static boolean takes(Expr.Call call, int arguments) {
        return call.data().isEmpty() && call.variables().size() == arguments;
    }

    private static boolean isDerivative(Expr.Call call) {
        return LatexNames.derivative(call.function()) != null && takes(call, 2);
    }

    private static boolean isPower(Expr.Call call) {
        return call.function().equals("pow") && takes(call, 2);
    }

    /** Where e is a name of the user's, e^x is another thing. */
    private boolean isExponential(Expr.Call call) {
        return call.function().equals("exp") && takes(call, 1) && !declared.contains("e");
    }

    private void push(String text) {
        pending.push(new LatexPiece.Literal(text));
    }

    private void push(Expr expr, int strength) {
        pending.push(new LatexPiece.Part(expr, strength));
    }

    private int strength(Expr expr) {
        if (expr instanceof Expr.Unary unary) {
            boolean open = endsInReduction(unary.operand());
            return unary.operator() == UnaryOperator.NOT
                    ? Operators.NEGATION
                    : open ? Operators.REDUCTION : Operators.PRODUCT;
        } else if (endsInReduction(expr)) {
            return Operators.REDUCTION;
        } else if (expr instanceof Expr.Binary binary) {
            // A fraction brackets itself, except as the base of a power.
            return binary.operator() == BinaryOperator.DIVIDE ? Operators.POWER : Operators.strength(binary.operator());
        } else if (expr instanceof Expr.Comparison) {
            return Operators.COMPARISON;
        } else if (expr instanceof Expr.If) {
            return Operators.CONDITIONAL;
        } else if (expr instanceof Expr.Number number) {
            boolean plain = number(number.value()).matches("[0-9.]*|\\\\.*");
            return plain ? Operators.ATOM : Operators.PRODUCT;
        } else if (expr instanceof Expr.Call call && (isPower(call) || isExponential(call) || isDerivative(call))) {
            return Operators.POWER;
        }
        return Operators.ATOM;
    }

    /** A sum takes in the factors after it, so that it needs no parentheses only as the last one. */
    private static boolean endsInReduction(Expr expr) {
        boolean product = expr instanceof Expr.Binary binary
                && binary.operator() == BinaryOperator.MULTIPLY
                && binary.right() instanceof Expr.Reduction;
        return product || expr instanceof Expr.Reduction;
    }

    private static boolean beginsWithMinus(Expr expr) {
        Expr first = leftmost(expr, true);
        return first instanceof Expr.Unary unary && unary.operator() == UnaryOperator.NEGATE
                || first instanceof Expr.Number number && Math.copySign(1, number.value()) < 0;
    }

    private static boolean beginsWithDigit(Expr expr) {
        return leftmost(expr, false) instanceof Expr.Number number && Double.isFinite(number.value());
    }

    /** What a product begins with; of a power its base, which has parentheses of its own if it begins with a minus. */
    private static Expr leftmost(Expr expr, boolean productsOnly) {
        Expr first = expr;
        while (true) {
            if (first instanceof Expr.Binary binary && binary.operator() == BinaryOperator.MULTIPLY) {
                first = binary.left();
            } else if (productsOnly) {
                return first;
            } else if (first instanceof Expr.Binary binary && binary.operator() == BinaryOperator.POWER) {
                first = binary.left();
            } else if (first instanceof Expr.Call call && isPower(call)) {
                first = call.variables().get(0);
            } else {
                return first;
            }
        }
    }
}

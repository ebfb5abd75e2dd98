package dev.jacobi.syntax;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The function that an FPCore becomes, as far as it is built: its bindings, and the expressions that are their parts. A
 * binding only names a computation, so that one which only a branch uses may stand before the conditional: the graph,
 * and with it the derivative's rule of presence, is the same as if it were written in the branch.
 */
final class FpCoreBody {
    /** Expressions of more levels than this are cut into bindings: nobody could read them. */
    private static final int DEEPEST = 40;

    /**
     * A translated form.
     *
     * @param expr what it became, or null after a mistake
     * @param depth the levels of the expression
     */
    record Value(Expr expr, boolean condition, int depth) {
        static final Value MISTAKE = new Value(null, false, 0);

        boolean isMistake() {
            return expr == null;
        }
    }

    private final Diagnostics diagnostics;
    private final int deepest;
    private final FpCoreNames names = FpCoreNames.ofVariables();
    private final List<Binding> bindings = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    FpCoreBody(Diagnostics diagnostics, Limits limits) {
        this.diagnostics = diagnostics;
        // A level takes two of the parser's at most: the brackets, and what is in them.
        this.deepest = Math.max(1, Math.min(DEEPEST, limits.nesting() / 4));
    }

    FpCoreNames names() {
        return names;
    }

    List<Binding> bindings() {
        return List.copyOf(bindings);
    }

    /** What the documentation is to say about differences of meaning. */
    Set<String> notes() {
        return notes;
    }

    void note(String note) {
        notes.add(note);
    }

    Value mistake(ErrorCode code, Span span, String message) {
        diagnostics.report(code, span, message);
        return Value.MISTAKE;
    }

    Value mistake(ErrorCode code, Span span, String message, String suggestion) {
        diagnostics.report(code, span, message, suggestion);
        return Value.MISTAKE;
    }

    /** A number; a negative one as the parser would read it. */
    Value number(Span span, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            Value name = name(span, Double.isNaN(value) ? "nan" : "inf", false);
            return value < 0 ? negate(span, name) : name;
        }
        boolean negative = Math.copySign(1, value) < 0;
        Value magnitude = new Value(new Expr.Number(span, Math.abs(value)), false, 0);
        return negative ? negate(span, magnitude) : magnitude;
    }

    Value name(Span span, String name, boolean condition) {
        return new Value(new Expr.Name(span, name), condition, 0);
    }

    Value truth(Span span, boolean value) {
        return compare(span, value ? Comparator.EQUAL : Comparator.NOT_EQUAL, number(span, 0), number(span, 0));
    }

    Value negate(Span span, Value operand) {
        return value(new Expr.Unary(span, UnaryOperator.NEGATE, operand.expr()), false, operand.depth() + 1);
    }

    Value not(Span span, Value operand) {
        return value(new Expr.Unary(span, UnaryOperator.NOT, operand.expr()), true, operand.depth() + 1);
    }

    Value binary(Span span, BinaryOperator operator, Value left, Value right) {
        boolean condition = operator == BinaryOperator.AND || operator == BinaryOperator.OR;
        boolean chain = operator != BinaryOperator.POWER
                && TreePrinter.strength(left.expr()) >= Operators.strength(operator);
        int depth = Math.max(left.depth() + (chain ? 0 : 1), right.depth() + 1);
        return value(new Expr.Binary(span, operator, left.expr(), right.expr()), condition, depth);
    }

    Value compare(Span span, Comparator comparator, Value... operands) {
        List<Comparator> comparators = new ArrayList<>();
        for (int i = 1; i < operands.length; i++) {
            comparators.add(comparator);
        }
        return value(new Expr.Comparison(span, List.copyOf(comparators), exprs(operands)), true, 1 + depth(operands));
    }

    Value choose(Span span, Value condition, Value then, Value otherwise) {
        if (then.condition()) {
            Value c = repeatable(condition);
            Value yes = binary(span, BinaryOperator.AND, c, then);
            Value no = binary(span, BinaryOperator.AND, not(span, c), otherwise);
            return binary(span, BinaryOperator.OR, yes, no);
        }
        Expr.If choice = new Expr.If(span, condition.expr(), then.expr(), otherwise.expr());
        return value(choice, false, 1 + depth(condition, then, otherwise));
    }

    Value call(Span span, String function, Value... arguments) {
        return value(new Expr.Call(span, span, function, exprs(arguments), List.of()), false, 1 + depth(arguments));
    }

    /** The value as something that may be written twice: a name or a number. */
    Value repeatable(Value value) {
        boolean leaf = value.expr() instanceof Expr.Name || value.expr() instanceof Expr.Number;
        return leaf ? value : bind(value.expr().span(), names.fresh("t"), value);
    }

    /** Gives a value a name, and is the name. */
    Value bind(Span span, String name, Value value) {
        bindings.add(new Binding(span, List.of(new Parameter(span, name)), value.expr()));
        return name(span, name, value.condition());
    }

    private Value value(Expr expr, boolean condition, int depth) {
        Value value = new Value(expr, condition, depth);
        return depth > deepest ? bind(expr.span(), names.fresh("t"), value) : value;
    }

    private static List<Expr> exprs(Value... values) {
        return Arrays.stream(values).map(Value::expr).toList();
    }

    private static int depth(Value... values) {
        return Arrays.stream(values).mapToInt(Value::depth).max().orElse(0);
    }
}

package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.SourceText;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import java.util.List;

/** The meaning of the language's operators: which nodes they become. */
final class Operators {
    /** The largest exponent for which {@code x^n} is a product; see DESIGN.md, "Operators". */
    private static final int LARGEST_PRODUCT = 64;

    private final Graph graph;
    private final Integers integers;
    private final Diagnostics diagnostics;

    Operators(Graph graph, Diagnostics diagnostics) {
        this.graph = graph;
        this.integers = new Integers(graph);
        this.diagnostics = diagnostics;
    }

    /** The node of an operator over its arguments, or null after a mistake. */
    Node apply(Expr expr, List<Node> args) {
        if (expr instanceof Expr.Unary unary) {
            return unary(unary, args.get(0));
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary, args.get(0), args.get(1));
        }
        if (expr instanceof Expr.Comparison comparison) {
            return comparison(comparison, args);
        }
        if (expr instanceof Expr.If choice) {
            return choice(choice, args.get(0), args.get(1), args.get(2));
        }
        throw new IllegalStateException("no operator: " + expr);
    }

    private Node unary(Expr.Unary unary, Node operand) {
        return switch (unary.operator()) {
            case NEGATE -> isNumber(unary.operand(), operand) ? negate(operand) : null;
            case NOT -> isCondition(unary.operand(), operand) ? graph.not(operand) : null;
        };
    }

    private Node negate(Node operand) {
        if (operand.type() == Type.INTEGER) {
            return integers.arithmetic(Op.ISUB, integers.literal(0), operand);
        }
        return operand.isConstant() ? graph.constant(-operand.constant()) : graph.negate(operand);
    }

    private Node binary(Expr.Binary binary, Node left, Node right) {
        boolean connective =
                binary.operator() == Expr.BinaryOperator.AND || binary.operator() == Expr.BinaryOperator.OR;
        boolean typed = connective
                ? isCondition(binary.left(), left) & isCondition(binary.right(), right)
                : isNumber(binary.left(), left) & isNumber(binary.right(), right);
        if (!typed) {
            return null;
        }
        if (integers.areIntegers(left, right)) {
            Op op = Integers.operation(binary.operator());
            if (op != null) {
                return integers.arithmetic(op, left, right);
            }
        }
        return switch (binary.operator()) {
            case ADD -> graph.add(integers.real(left), integers.real(right));
            case SUBTRACT -> graph.subtract(integers.real(left), integers.real(right));
            case MULTIPLY -> graph.multiply(integers.real(left), integers.real(right));
            case DIVIDE -> graph.divide(integers.real(left), integers.real(right));
            case POWER -> power(binary, integers.real(left), integers.real(right));
            case AND -> graph.and(left, right);
            case OR -> graph.or(left, right);
        };
    }

    /** A product where the exponent is an integer literal of at most 64 in magnitude, {@code pow} otherwise. */
    private Node power(Expr.Binary binary, Node base, Node exponent) {
        if (!isIntegerLiteral(binary.right()) || Math.abs(exponent.constant()) > LARGEST_PRODUCT) {
            return graph.apply(Op.POW, base, exponent);
        }
        int n = (int) exponent.constant();
        return n == 0 ? graph.constant(1) : n == 1 ? base : graph.power(base, n);
    }

    private boolean isIntegerLiteral(Expr expr) {
        Expr literal = expr instanceof Expr.Unary unary && unary.operator() == Expr.UnaryOperator.NEGATE
                ? unary.operand()
                : expr;
        SourceText source = diagnostics.source();
        return literal instanceof Expr.Number number
                && source.text()
                        .substring(number.span().start(), number.span().end())
                        .chars()
                        .allMatch(Character::isDigit);
    }

    private Node comparison(Expr.Comparison comparison, List<Node> operands) {
        boolean typed = true;
        for (int i = 0; i < operands.size(); i++) {
            typed &= isNumber(comparison.operands().get(i), operands.get(i));
        }
        if (!typed) {
            return null;
        }
        List<Node> numbers = operands.stream().map(integers::real).toList();
        Node all = graph.truth(true);
        for (int i = 0; i < comparison.comparators().size(); i++) {
            all = graph.and(all, compare(comparison.comparators().get(i), numbers.get(i), numbers.get(i + 1)));
        }
        return all;
    }

    private Node compare(Expr.Comparator comparator, Node a, Node b) {
        return switch (comparator) {
            case LESS -> graph.apply(Op.LT, a, b);
            case LESS_OR_EQUAL -> graph.apply(Op.LE, a, b);
            case GREATER -> graph.apply(Op.LT, b, a);
            case GREATER_OR_EQUAL -> graph.apply(Op.LE, b, a);
            case EQUAL -> graph.apply(Op.EQ, a, b);
            case NOT_EQUAL -> graph.not(graph.apply(Op.EQ, a, b));
        };
    }

    private Node choice(Expr.If choice, Node condition, Node then, Node otherwise) {
        if (!isCondition(choice.condition(), condition)) {
            return null;
        }
        boolean conditions = then.type() == Type.CONDITION;
        if (conditions != (otherwise.type() == Type.CONDITION)) {
            diagnostics.report(ErrorCode.TYPE, choice.span(), "one branch is a number and the other a condition");
            return null;
        }
        if (!conditions && !isNumber(choice.then(), then) | !isNumber(choice.otherwise(), otherwise)) {
            return null;
        }
        if (conditions) {
            return graph.or(graph.and(condition, then), graph.and(graph.not(condition), otherwise));
        }
        return graph.select(condition, integers.real(then), integers.real(otherwise));
    }

    private boolean isNumber(Expr expr, Node node) {
        return Integers.isNumber(node) || refuse(expr, "a number is needed here, found " + Integers.describe(node));
    }

    private boolean isCondition(Expr expr, Node node) {
        return node.type() == Type.CONDITION
                || refuse(expr, "a condition is needed here, found " + Integers.describe(node));
    }

    private boolean refuse(Expr expr, String message) {
        diagnostics.report(ErrorCode.TYPE, expr.span(), message);
        return false;
    }
}

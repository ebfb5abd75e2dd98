package dev.jacobi.graph;

import dev.jacobi.diag.Span;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How each operation that binds no axes is written over its arguments. */
final class Phrases {
    static final Span NOWHERE = new Span(0, 0);

    /** The names of the function's own, which hide the constants. */
    private final Set<String> taken;
    /** Whether a node is written as a name. */
    private final Predicate<Node> isNamed;

    Phrases(Set<String> taken, Predicate<Node> isNamed) {
        this.taken = taken;
        this.isNamed = isNamed;
    }

    /** The expression of a node over those of its arguments, which are given in the order of reading. */
    Expr of(Node node, Node[] args, Expr[] parts) {
        return switch (node.op()) {
            case CONSTANT -> constant(node.constant());
            case TRUTH -> compare(node.truth() ? Comparator.EQUAL : Comparator.NOT_EQUAL, number(0), number(0));
            case INTEGER -> node.integer() < 0 ? negate(number(-(double) node.integer())) : number(node.integer());
            case ADD, IADD -> binary(BinaryOperator.ADD, parts);
            case SUB -> binary(BinaryOperator.SUBTRACT, parts);
            case ISUB -> node.arg(0).isInteger(0) ? negate(parts[1]) : binary(BinaryOperator.SUBTRACT, parts);
            case MUL, IMUL -> binary(BinaryOperator.MULTIPLY, parts);
            case DIV -> binary(BinaryOperator.DIVIDE, parts);
            case AND -> binary(BinaryOperator.AND, parts);
            case OR -> binary(BinaryOperator.OR, parts);
            case NEG -> negate(parts[0]);
            case POWER -> binary(BinaryOperator.POWER, parts[0], constant(node.integer()));
            case POW -> pow(args[1], parts);
            case POLYGAMMA -> polygamma(node.integer(), parts[0]);
            case LT -> ordered(Comparator.LESS, Comparator.GREATER, parts);
            case LE -> ordered(Comparator.LESS_OR_EQUAL, Comparator.GREATER_OR_EQUAL, parts);
            case EQ -> compare(Comparator.EQUAL, parts);
            case NOT -> not(node.arg(0), parts[0]);
            case SELECT -> new Expr.If(NOWHERE, parts[0], parts[1], parts[2]);
            case MIN, MAX, IMIN, IMAX -> extremum(node.op(), args, parts);
            case DETACH, TO_REAL -> parts[0];
            case LOGSUM -> binary(BinaryOperator.ADD, parts[0], call(Op.LOG.symbol(), parts[1]));
            case READ, GATHER -> element(parts[0], Arrays.asList(parts).subList(1, parts.length));
            case CALL -> call(node.external().name(), parts);
            default -> call(node.op().symbol(), parts);
        };
    }

    /** An integer made of sizes, as in the shape of an array; null where it is made of more. Recurses over one extent only. */
    static Expr ofSizes(Node integer, List<String> sizes) {
        if (integer.is(Op.SIZE)) {
            return name(sizes.get(integer.index()));
        }
        Expr[] parts = new Expr[integer.arity()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = ofSizes(integer.arg(i), sizes);
            if (parts[i] == null) {
                return null;
            }
        }
        boolean arithmetic = integer.is(Op.INTEGER) || parts.length == 2 && !integer.is(Op.AXIS);
        return arithmetic ? new Phrases(Set.of(), node -> true).of(integer, integer.rawArgs(), parts) : null;
    }

    /** An element of an array; one that lacks indices gets more. */
    static Expr element(Expr array, List<Expr> indices) {
        if (indices.isEmpty()) {
            return array;
        }
        if (array instanceof Expr.Element first) {
            List<Expr> all = new ArrayList<>(first.indices());
            all.addAll(indices);
            return new Expr.Element(NOWHERE, first.array(), all);
        }
        return new Expr.Element(NOWHERE, array, List.copyOf(indices));
    }

    private Expr constant(double value) {
        if (Double.isNaN(value)) {
            return means("nan") ? name("nan") : binary(BinaryOperator.DIVIDE, number(0), number(0));
        }
        double magnitude = Math.abs(value);
        Expr expr;
        if (magnitude == Math.PI && means("pi")) {
            expr = name("pi");
        } else if (magnitude == Math.E && means("e")) {
            expr = name("e");
        } else if (Double.isInfinite(magnitude)) {
            expr = means("inf") ? name("inf") : binary(BinaryOperator.DIVIDE, number(1), number(0));
        } else {
            expr = number(magnitude);
        }
        return Math.copySign(1, value) < 0 ? negate(expr) : expr;
    }

    /** Whether the name of a constant means the constant here. */
    private boolean means(String constant) {
        return !taken.contains(constant);
    }

    /** An integer literal after {@code ^} would mean a product. */
    private static Expr pow(Node exponent, Expr[] parts) {
        Node literal = exponent.is(Op.NEG) ? exponent.arg(0) : exponent;
        boolean integer = literal.isConstant() && literal.constant() == Math.rint(literal.constant());
        return integer ? call(Op.POW.symbol(), parts) : binary(BinaryOperator.POWER, parts);
    }

    private static Expr polygamma(int order, Expr argument) {
        for (String function : List.of("digamma", "trigamma")) {
            if (Builtins.polygammaOrder(function) == order) {
                return call(function, argument);
            }
        }
        return call(Op.POLYGAMMA.symbol(), number(order), argument);
    }

    private Expr not(Node operand, Expr expr) {
        return operand.is(Op.EQ) && !isNamed.test(operand)
                ? compare(Comparator.NOT_EQUAL, expr.parts().toArray(Expr[]::new))
                : new Expr.Unary(NOWHERE, UnaryOperator.NOT, expr);
    }

    /** {@code max(a, b, c)} is read from the left, as {@code max(max(a, b), c)}. */
    private Expr extremum(Op op, Node[] args, Expr[] parts) {
        if (!args[0].is(op) || isNamed.test(args[0])) {
            return call(op.symbol(), parts);
        }
        return call(
                op.symbol(),
                Stream.concat(parts[0].parts().stream(), Stream.of(parts[1])).toArray(Expr[]::new));
    }

    static Expr number(double value) {
        return new Expr.Number(NOWHERE, value);
    }

    static Expr name(String name) {
        return new Expr.Name(NOWHERE, name);
    }

    private static Expr negate(Expr operand) {
        return new Expr.Unary(NOWHERE, UnaryOperator.NEGATE, operand);
    }

    private static Expr binary(BinaryOperator operator, Expr... parts) {
        return new Expr.Binary(NOWHERE, operator, parts[0], parts[1]);
    }

    /** A comparison with the constant on the right: {@code x > 0}, not {@code 0 < x}. */
    private static Expr ordered(Comparator comparator, Comparator mirrored, Expr[] parts) {
        boolean mirror = isLiteral(parts[0]) && !isLiteral(parts[1]);
        return mirror ? compare(mirrored, parts[1], parts[0]) : compare(comparator, parts);
    }

    private static boolean isLiteral(Expr expr) {
        return expr instanceof Expr.Number
                || expr instanceof Expr.Unary unary && unary.operand() instanceof Expr.Number;
    }

    private static Expr compare(Comparator comparator, Expr... parts) {
        return new Expr.Comparison(NOWHERE, List.of(comparator), List.of(parts));
    }

    private static Expr call(String function, Expr... arguments) {
        return new Expr.Call(NOWHERE, NOWHERE, function, List.of(arguments), List.of());
    }
}

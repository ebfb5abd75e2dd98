package dev.jacobi.simplify;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;
import dev.jacobi.syntax.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One side of a rule. Patterns are a few nodes deep, written by us: methods on them may recurse.
 *
 * @param op the operation; null where the pattern is a name
 * @param name the name; null otherwise
 * @param number the number of a CONSTANT; 0 otherwise
 * @param integer the exponent of a POWER: its parts are integer names and literals; null otherwise
 */
record Pattern(Op op, String name, double number, IntegerPattern integer, List<Pattern> args) {
    private static final Map<String, Op> FUNCTIONS = functions();

    /** An integer in a pattern: the sum of names and a number, times a factor name where there is one. */
    record IntegerPattern(List<String> names, List<String> minus, int literal, boolean product) {

        boolean bind(int value, Match match) {
            return names.size() == 1 ? match.bind(names.get(0), value) : value == literal;
        }

        int value(Match match) {
            int value = product ? 1 : literal;
            for (String n : names) {
                value = product ? value * match.integer(n) : value + match.integer(n);
            }
            for (String n : minus) {
                value -= match.integer(n);
            }
            return value;
        }
    }

    static Pattern of(Expr expr) {
        List<Pattern> args = new ArrayList<>();
        boolean power = expr instanceof Expr.Binary b && b.operator() == Expr.BinaryOperator.POWER;
        List<Expr> parts = power ? expr.parts().subList(0, 1) : expr.parts();
        parts.forEach(part -> args.add(of(part)));
        if (expr instanceof Expr.Name name) {
            return new Pattern(null, name.name(), 0, null, args);
        }
        if (expr instanceof Expr.Number number) {
            return constant(number.value());
        }
        if (power) {
            return new Pattern(Op.POWER, null, 0, integer(expr.parts().get(1)), args);
        }
        if (expr instanceof Expr.Unary u && u.operand() instanceof Expr.Number number) {
            return constant(-number.value());
        }
        if (expr instanceof Expr.Comparison comparison
                && mirrored(comparison.comparators().get(0))) {
            return new Pattern(op(expr), null, 0, null, List.of(args.get(1), args.get(0)));
        }
        return new Pattern(op(expr), null, 0, null, args);
    }

    private static Pattern constant(double value) {
        return new Pattern(Op.CONSTANT, null, value, null, List.of());
    }

    private static IntegerPattern integer(Expr expr) {
        if (expr instanceof Expr.Number number) {
            return new IntegerPattern(List.of(), List.of(), (int) number.value(), false);
        }
        if (expr instanceof Expr.Name name) {
            return new IntegerPattern(List.of(name.name()), List.of(), 0, false);
        }
        if (expr instanceof Expr.Unary unary) {
            IntegerPattern operand = integer(unary.operand());
            return new IntegerPattern(operand.minus, operand.names, -operand.literal, false);
        }
        Expr.Binary binary = (Expr.Binary) expr;
        IntegerPattern left = integer(binary.left());
        IntegerPattern right = integer(binary.right());
        return switch (binary.operator()) {
            case ADD ->
                new IntegerPattern(joined(left.names, right.names), List.of(), left.literal + right.literal, false);
            case SUBTRACT -> new IntegerPattern(left.names, right.names, left.literal - right.literal, false);
            case MULTIPLY -> new IntegerPattern(joined(left.names, right.names), List.of(), 0, true);
            default -> throw new IllegalArgumentException("no integer: " + expr);
        };
    }

    private static List<String> joined(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static boolean mirrored(Expr.Comparator comparator) {
        return comparator == Expr.Comparator.GREATER || comparator == Expr.Comparator.GREATER_OR_EQUAL;
    }

    private static Op op(Expr expr) {
        if (expr instanceof Expr.Unary unary) {
            return unary.operator() == Expr.UnaryOperator.NEGATE ? Op.NEG : Op.NOT;
        }
        if (expr instanceof Expr.Binary binary) {
            return switch (binary.operator()) {
                case ADD -> Op.ADD;
                case SUBTRACT -> Op.SUB;
                case MULTIPLY -> Op.MUL;
                case DIVIDE -> Op.DIV;
                case POWER -> Op.POWER;
                case AND -> Op.AND;
                case OR -> Op.OR;
            };
        }
        if (expr instanceof Expr.Comparison comparison) {
            return switch (comparison.comparators().get(0)) {
                case LESS, GREATER -> Op.LT;
                case LESS_OR_EQUAL, GREATER_OR_EQUAL -> Op.LE;
                default -> Op.EQ;
            };
        }
        if (expr instanceof Expr.If) {
            return Op.SELECT;
        }
        return FUNCTIONS.get(((Expr.Call) expr).function());
    }

    private static Map<String, Op> functions() {
        Map<String, Op> functions = new HashMap<>();
        for (Op op : Op.values()) {
            if (op.isElementary()) {
                functions.put(op.symbol(), op);
            }
        }
        return functions;
    }

    /** Whether a name may stand for constants only. */
    private boolean wantsConstant() {
        return name.equals("p") || name.equals("q") || name.equals("r");
    }

    /** What the names must stand for so that this pattern is the node, or null. */
    Match match(Node node) {
        return hasShapeOf(node) ? match(node, new Match()) : null;
    }

    /** Whether the operations agree, whatever the names stand for: a quick test that most nodes fail. */
    private boolean hasShapeOf(Node node) {
        if (op == null) {
            return true;
        }
        if (node.op() != op) {
            return false;
        }
        return haveShapesOf(node, false) || op.has(Trait.COMMUTES) && haveShapesOf(node, true);
    }

    private boolean haveShapesOf(Node node, boolean swapped) {
        for (int i = 0; i < args.size(); i++) {
            if (!args.get(i).hasShapeOf(node.arg(swapped ? 1 - i : i))) {
                return false;
            }
        }
        return true;
    }

    private Match match(Node node, Match match) {
        if (op == null) {
            boolean fits = !wantsConstant() || node.isConstant() && Double.isFinite(node.constant());
            return fits && match.bind(name, node) ? match : null;
        }
        if (node.op() != op) {
            return null;
        }
        if (op == Op.CONSTANT) {
            return node.isConstant(number) ? match : null;
        }
        if (integer != null && !integer.bind(node.integer(), match)) {
            return null;
        }
        if (!op.has(Trait.COMMUTES)) {
            return matchArgs(node, match, false);
        }
        Match straight = matchArgs(node, match.copy(), false);
        return straight != null ? straight : matchArgs(node, match, true);
    }

    private Match matchArgs(Node node, Match match, boolean swapped) {
        Match result = match;
        for (int i = 0; i < args.size() && result != null; i++) {
            result = args.get(i).match(node.arg(swapped ? 1 - i : i), result);
        }
        return result;
    }

    /** The names that this pattern mentions. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (name != null) {
            names.add(name);
        }
        args.forEach(arg -> names.addAll(arg.names()));
        return names;
    }

    @Override
    public String toString() {
        return name != null ? name : op == Op.CONSTANT ? Double.toString(number) : op + Arrays.toString(args.toArray());
    }
}

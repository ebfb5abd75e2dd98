package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Spelling;
import dev.jacobi.op.Type;
import java.util.function.Function;

/**
 * Writes the expression of a node. Methods recurse only over what the program stage put into one expression, a few operations deep.
 */
final class ExpressionWriter {
    private static final int LOOSEST = 0;
    private static final int EQUALITY = 8;
    private static final int PREFIX = 14;

    private final Function<Node, String> names;
    private final boolean strict;

    /**
     * @param names the text of a leaf or variable: its local, parameter or array element; null where a node is written out
     * @param strict whether functions come from {@code StrictMath}
     */
    ExpressionWriter(Function<Node, String> names, boolean strict) {
        this.names = names;
        this.strict = strict;
    }

    /** What computes a node: never just its own name. */
    String computation(Node node) {
        return node.op().isLeaf() ? value(node) : operation(node, LOOSEST);
    }

    /** What stands for a node where its value is needed. */
    String value(Node node) {
        return text(node, LOOSEST);
    }

    private String text(Node node, int tightness) {
        if (node.is(Op.CONSTANT)) {
            String literal = literal(node.constant());
            return literal.startsWith("-") ? parenthesised(literal, PREFIX, tightness) : literal;
        }
        if (node.is(Op.TRUTH)) {
            return Boolean.toString(node.truth());
        }
        String name = names.apply(node);
        if (name == null) {
            return operation(node, tightness);
        }
        boolean number = node.type() == Type.CONDITION && name.endsWith("]");
        return number ? parenthesised(name + " != 0.0", EQUALITY, tightness) : name;
    }

    private String operation(Node node, int tightness) {
        Spelling spelling = node.op().spelling();
        int own = spelling.precedence();
        return switch (spelling.form()) {
            case INFIX -> parenthesised(infix(node, spelling.text(), own), own, tightness);
            case PREFIX -> prefix(node, spelling.text(), tightness);
            case LIBRARY -> (strict ? "StrictMath." : "Math.") + spelling.text() + arguments(node);
            case EXACT_LIBRARY -> "Math." + spelling.text() + arguments(node);
            case SPECIAL -> spelling.text() + arguments(node);
            case STRUCTURE -> selection(node);
        };
    }

    private String infix(Node node, String symbol, int own) {
        Node left = node.arg(0);
        Node right = node.arg(1);
        boolean comparison = node.type() == Type.CONDITION && left.type() == Type.REAL;
        if (comparison && isWhole(left) && isWhole(right) && !(left.isConstant() && right.isConstant())) {
            return wholeNumbers(left, symbol, right);
        }
        if (comparison && symbol.startsWith("<") && left.isConstant()) {
            return text(right, own + 1) + " " + symbol.replace('<', '>') + " " + text(left, own + 1);
        }
        if (node.op().has(Op.Trait.COMMUTES) && readsBetterSwapped(left, right)) {
            left = node.arg(1);
            right = node.arg(0);
        }
        return text(left, comparison ? own + 1 : own) + " " + symbol + " " + text(right, own + 1);
    }

    /** Whether a number is an integer: one that was made from integers, or a literal. */
    private static boolean isWhole(Node number) {
        return number.is(Op.TO_REAL) || number.isConstant() && number.constant() == (int) number.constant();
    }

    /** Integers compare as their numbers do. */
    private String wholeNumbers(Node left, String symbol, Node right) {
        boolean swapped = left.isConstant() || symbol.equals("==") && readsBetterSwapped(left, right);
        String turned = symbol.replace('<', '>');
        return swapped
                ? wholeNumber(right) + " " + turned + " " + wholeNumber(left)
                : wholeNumber(left) + " " + symbol + " " + wholeNumber(right);
    }

    private String wholeNumber(Node number) {
        return number.isConstant() ? Integer.toString((int) number.constant()) : names.apply(number.arg(0));
    }

    /** The graph orders commutative arguments by hash; here a constant or the older value comes first. */
    private boolean readsBetterSwapped(Node left, Node right) {
        if (left.isConstant() || right.isConstant()) {
            return right.isConstant();
        }
        boolean leftShort = left.op().isLeaf() || names.apply(left) != null;
        boolean rightShort = right.op().isLeaf() || names.apply(right) != null;
        return leftShort == rightShort ? right.id() < left.id() : leftShort;
    }

    private String prefix(Node node, String symbol, int tightness) {
        Node arg = node.arg(0);
        if (node.is(Op.NOT) && arg.is(Op.EQ) && names.apply(arg) == null) {
            return parenthesised(infix(arg, "!=", EQUALITY), EQUALITY, tightness);
        }
        return parenthesised(symbol + text(arg, PREFIX + 1), PREFIX, tightness);
    }

    private String arguments(Node node) {
        StringBuilder out = new StringBuilder("(");
        if (node.op().takesInteger()) {
            out.append(node.is(Op.POWER) ? "" : node.integer() + ", ");
        }
        for (int i = 0; i < node.arity(); i++) {
            out.append(i == 0 ? "" : ", ").append(text(node.arg(i), LOOSEST));
        }
        return out.append(node.is(Op.POWER) ? ", " + node.integer() + ")" : ")").toString();
    }

    /** A selection stands alone in its statement: inside an expression it would make stack maps quadratic (janino#174). */
    private String selection(Node node) {
        if (node.is(Op.CALL)) {
            return Callees.method(node) + arguments(node);
        }
        if (!node.is(Op.SELECT)) {
            throw new IllegalStateException("no Java for " + node);
        }
        return text(node.arg(0), 3) + " ? " + text(node.arg(1), 3) + " : " + text(node.arg(2), 3);
    }

    private static String parenthesised(String text, int own, int tightness) {
        return own < tightness ? "(" + text + ")" : text;
    }

    /** A number as Java reads it back to the same bits. */
    static String literal(double value) {
        if (Double.isNaN(value)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return Double.toString(value);
    }
}

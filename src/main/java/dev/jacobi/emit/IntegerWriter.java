package dev.jacobi.emit;

import com.palantir.javapoet.MethodSpec;
import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes integers: sizes, axes, indices and their arithmetic. Recurses over one index only. */
final class IntegerWriter {
    private final Function<Node, String> leaves;
    private final Set<Node> partial;
    private final UnaryOperator<String> constants;

    /** @param leaves the text of what is neither a literal nor arithmetic */
    IntegerWriter(Function<Node, String> leaves) {
        this(leaves, Set.of());
    }

    /** @param partial the arithmetic that is 0 where it has no value, by the {@link #methods} that it calls */
    IntegerWriter(Function<Node, String> leaves, Set<Node> partial) {
        this(leaves, partial, UnaryOperator.identity());
    }

    /** @param constants what stands for a call that mentions sizes only, inside other arithmetic */
    IntegerWriter(Function<Node, String> leaves, Set<Node> partial, UnaryOperator<String> constants) {
        this.leaves = leaves;
        this.partial = partial;
        this.constants = constants;
    }

    /** Whether a text may stand for 0 where there is no value. */
    boolean isPartial(Node node) {
        return partial.contains(node)
                || node.args().stream().anyMatch(arg -> arg.type() == Type.INTEGER && isPartial(arg));
    }

    /** The text; arithmetic fails where it overflows, unless it is partial. */
    String text(Node node) {
        return partial.contains(node) ? whole(node) : exact(node);
    }

    /** The text inside other arithmetic. */
    private String part(Node node) {
        String text = text(node);
        return isConstant(node, text) ? constants.apply(text) : text;
    }

    private String plainPart(Node node) {
        String plain = plain(node);
        return isConstant(node, plain) ? constants.apply(text(node)) : plain;
    }

    private static boolean isConstant(Node node, String text) {
        return calls(text) && Bounds.isOfSizes(node);
    }

    private String whole(Node node) {
        String a = part(node.arg(0));
        String b = part(node.arg(1));
        return switch (node.op()) {
            case IADD -> "whole((long) " + a + " + " + b + ")";
            case ISUB -> "whole((long) " + a + " - " + b + ")";
            case IMUL -> "whole((long) " + a + " * " + b + ")";
            case IDIV -> "quotient(" + a + ", " + b + ")";
            case IMOD -> "remainder(" + a + ", " + b + ")";
            default -> throw new IllegalStateException(node + " always has a value");
        };
    }

    /** Whether the text of an integer calls anything. */
    static boolean calls(String text) {
        return text.indexOf('(') >= 0
                && Stream.of("Math.", "whole(", "quotient(", "remainder(").anyMatch(text::contains);
    }

    /** The methods that partial arithmetic calls. */
    static List<MethodSpec> methods(Set<Node> partial) {
        List<MethodSpec> methods = new ArrayList<>();
        if (partial.stream().anyMatch(node -> node.is(Op.IADD) || node.is(Op.ISUB) || node.is(Op.IMUL))) {
            methods.add(method("whole")
                    .addParameter(long.class, "value")
                    .addStatement("return value == (int) value ? (int) value : 0")
                    .build());
        }
        for (boolean divides : new boolean[] {true, false}) {
            if (partial.stream().anyMatch(node -> node.is(divides ? Op.IDIV : Op.IMOD))) {
                methods.add(method(divides ? "quotient" : "remainder")
                        .addParameter(int.class, "value")
                        .addParameter(int.class, "by")
                        .addStatement("return by == 0 ? 0 : Math.$L(value, by)", divides ? "floorDiv" : "floorMod")
                        .build());
            }
        }
        return methods;
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(int.class);
    }

    private String exact(Node node) {
        return switch (node.op()) {
            case INTEGER -> Integer.toString(node.integer());
            case IADD -> sum(node, "+", "addExact");
            case ISUB -> sum(node, "-", "subtractExact");
            case IMUL -> call(node, "multiplyExact");
            case IDIV -> call(node, "floorDiv");
            case IMOD -> call(node, "floorMod");
            case IMIN -> call(node, "min");
            case IMAX -> call(node, "max");
            case IROOT -> root(part(node.arg(0)), part(node.arg(1)));
            default -> leaves.apply(node);
        };
    }

    /** The text of an integer that is known not to overflow; in parentheses unless it is one term. */
    String plain(Node node) {
        return switch (node.op()) {
            case IADD -> "(" + terms(node) + ")";
            case ISUB -> "(" + terms(node) + ")";
            case IMUL -> plainPart(node.arg(0)) + " * " + plainPart(node.arg(1));
            case IDIV -> isPowerOfTwo(node.arg(1)) ? shifted(node) : plainCall(node, "floorDiv");
            case IMOD -> plainCall(node, "floorMod");
            case IMIN -> plainCall(node, "min");
            case IMAX -> plainCall(node, "max");
            case IROOT -> root(plainPart(node.arg(0)), plainPart(node.arg(1)));
            default -> text(node);
        };
    }

    /** As {@link #plain}, where nothing stands beside it. */
    String alone(Node node) {
        return node.is(Op.IADD) || node.is(Op.ISUB) ? terms(node) : plain(node);
    }

    private String terms(Node node) {
        String left = node.arg(0).is(Op.IADD) || node.arg(0).is(Op.ISUB) ? terms(node.arg(0)) : plainPart(node.arg(0));
        return left + (node.is(Op.IADD) ? " + " : " - ") + plainPart(node.arg(1));
    }

    private static String root(String number, String least) {
        return "Math.max(" + least + ", (int) Math.ceil(Math.sqrt(" + number + ")))";
    }

    private static boolean isPowerOfTwo(Node node) {
        return node.is(Op.INTEGER) && node.integer() > 0 && Integer.bitCount(node.integer()) == 1;
    }

    private String shifted(Node node) {
        return "(" + plainPart(node.arg(0)) + " >> "
                + Integer.numberOfTrailingZeros(node.arg(1).integer()) + ")";
    }

    private String plainCall(Node node, String method) {
        return "Math." + method + "(" + plainPart(node.arg(0)) + ", " + plainPart(node.arg(1)) + ")";
    }

    private String call(Node node, String method) {
        return "Math." + method + "(" + part(node.arg(0)) + ", " + part(node.arg(1)) + ")";
    }

    /** What is added to an axis or a size, or taken from it, cannot overflow while it is small. */
    private String sum(Node node, String symbol, String method) {
        Node by = node.arg(1);
        boolean small = by.is(Op.INTEGER) && Math.abs(by.integer()) < 1 << 16;
        boolean bounded = node.arg(0).is(Op.AXIS) || node.arg(0).is(Op.SIZE);
        return small && bounded
                ? "(" + part(node.arg(0)) + " " + symbol + " " + by.integer() + ")"
                : call(node, method);
    }
}

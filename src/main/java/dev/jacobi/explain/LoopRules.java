package dev.jacobi.explain;

import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.TreePrinter;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of calculus by which an expression is differentiated by a name that it mentions, from the outside in. */
final class LoopRules {
    private final String name;
    /** Whether an expression depends on the name. */
    private final Map<Expr, Boolean> depends = new IdentityHashMap<>();

    private final Set<String> axes = new HashSet<>();

    private LoopRules(String name) {
        this.name = name;
    }

    static List<String> of(Expr expr, String name) {
        LoopRules rules = new LoopRules(name);
        List<Expr> parts = Expr.postorder(expr);
        for (Expr part : parts) {
            boolean found = part instanceof Expr.Name n && n.name().equals(name);
            rules.depends.put(part, found || part.parts().stream().anyMatch(rules.depends::get));
            Expr.axes(part).forEach(axis -> rules.axes.add(axis.name()));
        }
        Set<String> said = new LinkedHashSet<>();
        if (expr instanceof Expr.ArrayOf array) {
            rules.addSummed(array, parts, said);
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            String rule = rules.depends.get(parts.get(i)) ? rules.rule(parts.get(i)) : null;
            if (rule != null) {
                said.add(rule);
            }
        }
        return List.copyOf(said);
    }

    /** Elements at all values of an axis use the same element of the name, where its indices do not mention the axis. */
    private void addSummed(Expr.ArrayOf array, List<Expr> parts, Set<String> said) {
        for (Expr.Axis axis : array.axes()) {
            boolean summed = parts.stream()
                    .filter(part -> part instanceof Expr.Element element && isOfName(element))
                    .anyMatch(part -> Expr.postorder(part).stream()
                            .noneMatch(inner ->
                                    inner instanceof Expr.Name n && n.name().equals(axis.name())));
            boolean number =
                    parts.stream().noneMatch(part -> part instanceof Expr.Element element && isOfName(element));
            if (summed || number) {
                said.add(name + " is used for all " + axis(axis) + ": what each contributes is summed");
            }
        }
    }

    private boolean isOfName(Expr.Element element) {
        return element.array() instanceof Expr.Name array && array.name().equals(name);
    }

    private String rule(Expr expr) {
        if (expr instanceof Expr.Reduction reduction) {
            return reduction(reduction);
        } else if (expr instanceof Expr.Element element) {
            return isOfName(element) ? read(element) : null;
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary.operator(), depends.get(binary.left()), depends.get(binary.right()));
        } else if (expr instanceof Expr.Call call) {
            return "chain rule through " + call.function();
        }
        return expr instanceof Expr.If ? "branches: only the one that is taken has a derivative" : null;
    }

    private static String reduction(Expr.Reduction reduction) {
        String over = reduction.axes().stream().map(LoopRules::axis).collect(Collectors.joining(", "));
        return switch (reduction.reducer()) {
            case SUM -> "sum over " + over + ": the derivative of a sum is the sum of the derivatives";
            case PROD -> "product over " + over + ": the derivative of each factor times all other factors";
            case MAX, MIN ->
                reduction.reducer().symbol() + " over " + over
                        + ": the derivative at the first index where it is taken, " + "arg"
                        + reduction.reducer().symbol() + "; no other index has one";
            case LOGSUMEXP -> "logsumexp over " + over + ": the derivatives weighted by the softmax of the terms";
            case ARGMAX, ARGMIN -> null;
        };
    }

    private String read(Expr.Element element) {
        String text = TreePrinter.print(element);
        boolean plain =
                element.indices().stream().allMatch(index -> index instanceof Expr.Name n && axes.contains(n.name()));
        return plain
                ? "read of " + text + ": its derivative by an element is a Kronecker delta, 1 at the same indices and 0"
                        + " elsewhere, which takes one term out of each sum over them"
                : "read of " + text + " (gather): what it contributes is added at the indices that it reads (scatter)";
    }

    private static String binary(BinaryOperator operator, boolean left, boolean right) {
        return switch (operator) {
            case MULTIPLY -> left && right ? "product rule" : "constant factor";
            case DIVIDE -> right ? "quotient rule" : "constant divisor";
            case POWER -> right ? "exponential rule" : "power rule";
            case ADD, SUBTRACT -> left && right ? "sum rule" : null;
            case AND, OR -> null;
        };
    }

    static String axis(Expr.Axis axis) {
        String lower = axis.lower() == null ? "" : TreePrinter.print(axis.lower()) + "..<";
        return axis.name() + " in " + lower + TreePrinter.print(axis.upper());
    }
}

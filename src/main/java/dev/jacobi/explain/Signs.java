package dev.jacobi.explain;

import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.UnaryOperator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes the negation of a product or quotient as people do: {@code -2 * x} for {@code -(2 * x)}, which is the same to the bit. */
public final class Signs {
    private Signs() {}

    public static Expr pullForward(Expr root) {
        Map<Expr, Expr> written = new IdentityHashMap<>();
        for (Expr part : Expr.postorder(root)) {
            written.put(
                    part,
                    negation(rebuild(
                            part, part.parts().stream().map(written::get).toList())));
        }
        return written.get(root);
    }

    private static Expr rebuild(Expr expr, List<Expr> parts) {
        if (expr instanceof Expr.Unary unary) {
            return new Expr.Unary(unary.span(), unary.operator(), parts.get(0));
        } else if (expr instanceof Expr.Binary binary) {
            return new Expr.Binary(binary.span(), binary.operator(), parts.get(0), parts.get(1));
        } else if (expr instanceof Expr.Comparison comparison) {
            return new Expr.Comparison(comparison.span(), comparison.comparators(), parts);
        } else if (expr instanceof Expr.If conditional) {
            return new Expr.If(conditional.span(), parts.get(0), parts.get(1), parts.get(2));
        } else if (expr instanceof Expr.Call call) {
            int variables = call.variables().size();
            return new Expr.Call(
                    call.span(),
                    call.nameSpan(),
                    call.function(),
                    parts.subList(0, variables),
                    parts.subList(variables, parts.size()));
        }
        return expr;
    }

    private static Expr negation(Expr expr) {
        boolean negated = expr instanceof Expr.Unary unary
                && unary.operator() == UnaryOperator.NEGATE
                && isProduct(unary.operand());
        if (!negated) {
            return expr;
        }
        Deque<Expr.Binary> spine = new ArrayDeque<>();
        Expr first = ((Expr.Unary) expr).operand();
        while (isProduct(first)) {
            spine.push((Expr.Binary) first);
            first = ((Expr.Binary) first).left();
        }
        Expr result = negate(first);
        for (Expr.Binary product : spine) {
            result = new Expr.Binary(product.span(), product.operator(), result, product.right());
        }
        return result;
    }

    private static Expr negate(Expr expr) {
        if (expr instanceof Expr.Number number) {
            return new Expr.Number(number.span(), -number.value());
        }
        boolean twice = expr instanceof Expr.Unary unary && unary.operator() == UnaryOperator.NEGATE;
        return twice ? ((Expr.Unary) expr).operand() : new Expr.Unary(expr.span(), UnaryOperator.NEGATE, expr);
    }

    private static boolean isProduct(Expr expr) {
        return expr instanceof Expr.Binary binary
                && (binary.operator() == BinaryOperator.MULTIPLY || binary.operator() == BinaryOperator.DIVIDE);
    }
}

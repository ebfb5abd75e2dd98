package dev.jacobi.simplify;

import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Parser;
import java.util.List;

/**
 * A rewrite rule as data. In its text {@code a, b, c, ...} stand for any node, {@code p, q, r} for constants other than NaN and
 * infinity, {@code n, m} for the integer exponents of powers. A name that occurs twice stands for the same node.
 *
 * @param name what traces and reports call it
 * @param text {@code before => after}
 * @param edges where the two sides differ at all, or "none"
 */
public record Rule(
        String name, Grade grade, String text, Pattern before, Pattern after, List<Guard> guards, String edges) {

    static Rule rule(Grade grade, String name, String text, String edges, Guard... guards) {
        String[] sides = text.split("=>");
        return new Rule(name, grade, text, side(name, sides[0]), side(name, sides[1]), List.of(guards), edges);
    }

    private static Pattern side(String name, String text) {
        Expr expr = Parser.parseExpression(new SourceText("rule " + name, text.trim()), Limits.defaults());
        return Pattern.of(expr);
    }
}

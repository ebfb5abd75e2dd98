package dev.jacobi.explain;

import dev.jacobi.diag.Span;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.LatexPrinter;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node as a person reads it.
 *
 * @param expr the expression
 * @param where what it abbreviates; empty unless it would be very long
 */
public record Symbolic(Expr expr, List<Binding> where) {

    static Symbolic of(Graph graph, Node node, List<String> variables, List<String> data) {
        Function tree = Raising.raise("f", graph, List.of(node), variables, data, Map.of());
        List<Binding> where = tree.bindings().stream()
                .map(binding -> new Binding(binding.span(), binding.names(), Signs.pullForward(binding.value())))
                .toList();
        return new Symbolic(Signs.pullForward(tree.results().get(0)), where);
    }

    /** A number with the fewest digits that read back as the same double. */
    public static String number(double value) {
        return TreePrinter.print(new Expr.Number(new Span(0, 0), value));
    }

    /** A name in LaTeX. */
    static String latexName(String name) {
        return LatexPrinter.print(new Expr.Name(new Span(0, 0), name));
    }

    public String text() {
        return TreePrinter.print(expr) + where(" where ", false);
    }

    public String latex() {
        return LatexPrinter.print(expr) + where(" \\text{ where } ", true);
    }

    /** The text as the right factor of a product. */
    String textFactor() {
        return isFactor(false) ? text() : "(" + text() + ")";
    }

    /** The LaTeX as the right factor of a product. */
    String latexFactor() {
        return isFactor(true) ? latex() : "\\left(" + latex() + "\\right)";
    }

    boolean isZero() {
        return expr instanceof Expr.Number number && number.value() == 0;
    }

    /** The names that it mentions, in order of reading. */
    Set<String> names() {
        List<Expr> roots = new ArrayList<>();
        where.forEach(binding -> roots.add(binding.value()));
        roots.add(expr);
        Set<String> names = new LinkedHashSet<>();
        for (Expr root : roots) {
            for (Expr part : Expr.postorder(root)) {
                if (part instanceof Expr.Name name) {
                    names.add(name.name());
                }
            }
        }
        return names;
    }

    private boolean isFactor(boolean fractionsBracketThemselves) {
        if (!where.isEmpty() || TreePrinter.print(expr).startsWith("-")) {
            return false;
        }
        if (expr instanceof Expr.Binary binary) {
            BinaryOperator operator = binary.operator();
            return operator == BinaryOperator.MULTIPLY
                    || operator == BinaryOperator.POWER
                    || operator == BinaryOperator.DIVIDE && fractionsBracketThemselves;
        }
        return !(expr instanceof Expr.If) || fractionsBracketThemselves;
    }

    private String where(String heading, boolean latex) {
        if (where.isEmpty()) {
            return "";
        }
        return where.stream()
                .map(binding -> latex
                        ? latexName(binding.names().get(0).name()) + " = " + LatexPrinter.print(binding.value())
                        : binding.names().get(0).name() + " = " + TreePrinter.print(binding.value()))
                .collect(Collectors.joining(", ", heading, ""));
    }
}

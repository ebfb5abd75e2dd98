package dev.jacobi;

import dev.jacobi.algebra.Answer;
import dev.jacobi.algebra.Condition;
import dev.jacobi.algebra.Equality;
import dev.jacobi.algebra.Identity;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Raising;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two functions and assumptions in one graph, and what is found about them in the names of the user's. */
final class Comparing {
    private final FunctionGraph left;
    private final FunctionGraph right;
    private final Graph graph = new Graph(Limits.defaults().derivativeNodes());
    private final Merging merging = Merging.into(graph);

    Comparing(FunctionGraph left, FunctionGraph right) {
        this.left = left;
        this.right = right;
        if (left.results().size() != 1 || right.results().size() != 1) {
            throw new JacobiException(
                    ErrorCode.ARITY,
                    "formulas are compared by one result each, these have "
                            + left.results().size() + " and " + right.results().size());
        }
    }

    Equivalence under(List<String> assumptions) {
        if (left.hasArrays() || right.hasArrays()) {
            return new Equivalence.Undecided("formulas with arrays or loops are not compared");
        }
        Node a = merging.add(left);
        Node b = merging.add(right);
        List<Node> conditions = new ArrayList<>();
        for (String assumption : assumptions) {
            conditions.add(condition(assumption));
        }
        Answer answer = Equality.of(graph, a, b, conditions);
        if (answer instanceof Answer.Equal equal) {
            return new Equivalence.Equal(
                    equal.where().stream().map(this::text).toList(),
                    equal.rules().stream().map(Identity::toString).toList());
        }
        if (answer instanceof Answer.Different different) {
            return new Equivalence.Different(named(different.point()), different.left(), different.right());
        }
        return new Equivalence.Undecided(((Answer.Undecided) answer).reason());
    }

    /** The node of a condition; the language has functions of numbers only, so that it is read as what a conditional asks for. */
    private Node condition(String text) {
        SourceText source = new SourceText("<assumption>", text);
        Expr condition = Parser.parseExpression(source, Limits.defaults());
        Expr choice = new Expr.If(
                condition.span(),
                condition,
                new Expr.Number(condition.span(), 1),
                new Expr.Number(condition.span(), 0));
        SourceFile.Function function = new SourceFile.Function(
                condition.span(), null, null, null, null, List.of(), List.of(), List.of(choice));
        FunctionGraph lowered = Linker.link(
                        new SourceFile(source, null, List.of(), List.of(function)),
                        ImportResolver.NONE,
                        Options.defaults())
                .get(0);
        Node node = lowered.hasArrays() ? null : merging.add(lowered);
        if (node == null || !node.is(Op.SELECT)) {
            throw new JacobiException(ErrorCode.UNSUPPORTED, "'" + text + "' is no condition on numbers");
        }
        return node.arg(0);
    }

    private Map<String, Double> named(Map<Node, Double> point) {
        FunctionGraph all = merging.function(graph.constant(0), Origin.BUILT);
        Map<String, Double> named = new LinkedHashMap<>();
        for (FunctionGraph.Parameter parameter : all.parameters()) {
            if (point.containsKey(parameter.node())) {
                named.put(parameter.name(), point.get(parameter.node()));
            }
        }
        return named;
    }

    private String text(Condition condition) {
        return text(condition.left()) + " " + condition.symbol() + " " + text(condition.right());
    }

    private String text(Node node) {
        SourceFile.Function tree = Raising.raise(merging.function(node, Origin.BUILT), Map.of());
        return tree.bindings().isEmpty() ? TreePrinter.print(tree.results().get(0)) : TreePrinter.print(tree);
    }
}

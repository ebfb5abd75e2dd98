package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a function, their shapes, and the sizes that the shapes name. */
final class Shapes {
    private final Graph graph;
    private final Loops loops;
    private final Diagnostics diagnostics;
    private final Map<String, Node> scope;
    private final List<FunctionGraph.Parameter> parameters = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();
    private final int[] counts = new int[Role.values().length];
    private boolean failed;

    Shapes(Graph graph, Diagnostics diagnostics, Map<String, Node> scope) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.diagnostics = diagnostics;
        this.scope = scope;
    }

    List<FunctionGraph.Parameter> parameters() {
        return parameters;
    }

    /** The names of the sizes, by their number. */
    List<String> sizes() {
        return sizes;
    }

    boolean failed() {
        return failed;
    }

    /** Declares the sizes: every name in a shape is one. */
    void sizesOf(SourceFile.Function function) {
        List<SourceFile.Parameter> all = new ArrayList<>(function.variables());
        all.addAll(function.data());
        for (SourceFile.Parameter parameter : all) {
            for (Expr extent : parameter.shape()) {
                for (Expr part : Expr.postorder(extent)) {
                    if (part instanceof Expr.Name name && !sizes.contains(name.name())) {
                        scope.put(name.name(), loops.size(sizes.size()));
                        sizes.add(name.name());
                    }
                }
            }
        }
    }

    /** Declares a parameter after those before it. */
    void declare(Role role, SourceFile.Parameter parameter) {
        int index = counts[role.ordinal()]++;
        boolean single = parameter.shape().isEmpty() && !parameter.integer();
        List<Node> extents = parameter.shape().stream().map(this::extent).toList();
        Node node = single ? graph.parameter(role, index) : loops.array(role, index, parameter.integer(), extents);
        parameters.add(new FunctionGraph.Parameter(parameter.name(), node));
        boolean singleInteger = parameter.integer() && parameter.shape().isEmpty();
        scope.put(parameter.name(), singleInteger ? loops.read(node, List.of()) : node);
    }

    /** The extent that an expression of sizes is; 0 after a mistake. */
    private Node extent(Expr root) {
        Integers integers = new Integers(graph);
        Map<Expr, Node> values = new IdentityHashMap<>();
        for (Expr part : Expr.postorder(root)) {
            List<Node> args = part.parts().stream().map(values::get).toList();
            Node value = extent(part, args, integers);
            if (value == null) {
                diagnostics.report(
                        ErrorCode.TYPE,
                        part.span(),
                        "an extent is made of sizes and integer literals by + - * div mod min max");
                failed = true;
                return loops.integer(0);
            }
            values.put(part, value);
        }
        return values.get(root);
    }

    private Node extent(Expr part, List<Node> args, Integers integers) {
        if (part instanceof Expr.Number number) {
            return integers.integer(graph.constant(number.value()));
        }
        if (part instanceof Expr.Name name) {
            return scope.get(name.name());
        }
        Op op = null;
        if (part instanceof Expr.Binary binary) {
            op = Integers.operation(binary.operator());
        } else if (part instanceof Expr.Call call && args.size() == 2) {
            op = Integers.operation(call.function());
        }
        return op == null ? null : loops.arithmetic(op, args.get(0), args.get(1));
    }
}

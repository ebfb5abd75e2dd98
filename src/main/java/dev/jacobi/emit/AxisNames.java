package dev.jacobi.emit;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the source calls the axes over a range: the graph has forgotten it, since equal sums are one node. */
final class AxisNames {
    private static final List<String> USUAL = List.of("i", "j", "k", "l", "m", "n");

    private final List<String> sizes;
    private final Map<String, Set<String>> byUpperBound = new LinkedHashMap<>();
    private final Set<String> belowAxes = new LinkedHashSet<>();

    AxisNames(FunctionGraph function) {
        this.sizes = function.sizes();
        Function tree = function.origin().tree();
        List<Expr> roots = new ArrayList<>();
        if (tree != null) {
            tree.bindings().forEach(binding -> roots.add(binding.value()));
            roots.addAll(tree.results());
        }
        roots.forEach(
                root -> Expr.postorder(root).forEach(part -> Expr.axes(part).forEach(this::add)));
    }

    private void add(Expr.Axis axis) {
        if (axis.upper() instanceof Expr.Name upper) {
            (sizes.contains(upper.name()) ? names(upper.name()) : belowAxes).add(axis.name());
        } else if (axis.upper() instanceof Expr.Number upper) {
            names(Integer.toString((int) upper.value())).add(axis.name());
        }
    }

    private Set<String> names(String upperBound) {
        return byUpperBound.computeIfAbsent(upperBound, key -> new LinkedHashSet<>());
    }

    /** Names for the axis, the best first. */
    List<String> of(Node axis) {
        Node upper = axis.arg(1);
        List<String> names = new ArrayList<>();
        switch (upper.op()) {
            case SIZE -> names.addAll(names(sizes.get(upper.index())));
            case INTEGER -> names.addAll(names(Integer.toString(upper.integer())));
            default -> names.addAll(upper.is(Op.AXIS) ? belowAxes : Set.of());
        }
        names.addAll(USUAL);
        return names;
    }
}

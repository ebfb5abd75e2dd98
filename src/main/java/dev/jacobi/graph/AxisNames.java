package dev.jacobi.graph;

import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the source calls the axes over a range: the graph has forgotten it, since equal sums are one node. */
public final class AxisNames {
    private static final List<String> USUAL = List.of("i", "j", "k", "l", "m", "n");

    private final List<String> sizes;
    private final Map<String, Set<String>> byUpperBound = new LinkedHashMap<>();
    private final Set<String> belowAxes = new LinkedHashSet<>();
    private final Set<String> all = new LinkedHashSet<>();
    private final Map<String, List<String>> ofBindings = new HashMap<>();
    /** What the source calls the unknowns of its equations. */
    private final Set<String> unknowns = new LinkedHashSet<>();

    public AxisNames(FunctionGraph function) {
        this.sizes = function.sizes();
        Function tree = function.origin().tree();
        List<Expr> roots = new ArrayList<>();
        if (tree != null) {
            for (Binding binding : tree.bindings()) {
                roots.add(binding.value());
                List<String> axes =
                        Expr.axes(binding.value()).stream().map(Expr.Axis::name).toList();
                ofBindings.put(binding.names().get(0).name(), axes);
            }
            roots.addAll(tree.results());
        }
        List<Expr.Axis> axes = new ArrayList<>();
        List<Expr.State> solved = new ArrayList<>();
        for (Expr root : roots) {
            for (Expr part : Expr.postorder(root)) {
                axes.addAll(Expr.axes(part));
                solved.addAll(part instanceof Expr.Solve solve ? solve.unknowns() : List.of());
            }
        }
        solved.sort(Comparator.comparingInt(unknown -> unknown.span().start()));
        solved.forEach(unknown -> unknowns.add(unknown.name()));
        axes.sort(Comparator.comparingInt(axis -> axis.span().start()));
        axes.forEach(this::add);
    }

    private void add(Expr.Axis axis) {
        all.add(axis.name());
        boolean closed = Expr.postorder(axis.upper()).stream()
                .allMatch(part -> !(part instanceof Expr.Name name) || sizes.contains(name.name()));
        (closed ? names(TreePrinter.print(axis.upper())) : belowAxes).add(axis.name());
    }

    private Set<String> names(String upperBound) {
        return byUpperBound.computeIfAbsent(upperBound, key -> new LinkedHashSet<>());
    }

    /** Names for the axis, the best first. */
    public List<String> of(Node axis) {
        List<String> names = new ArrayList<>(ofSource(axis));
        names.addAll(USUAL);
        return names;
    }

    /** The names that the source has for axes over such a range. */
    private Set<String> ofSource(Node axis) {
        Node upper = axis.arg(1);
        if (!upper.axes().isEmpty()) {
            return belowAxes;
        }
        Expr written = Phrases.ofSizes(upper, sizes);
        return written == null ? Set.of() : names(TreePrinter.print(written));
    }

    /** A name for the axis that is free: one of the source's for such a range, a usual one that means nothing else there, a numbered one. */
    String free(Node axis, Set<String> taken) {
        Set<String> ofSource = ofSource(axis);
        for (String name : ofSource) {
            if (!taken.contains(name)) {
                return name;
            }
        }
        for (String name : USUAL) {
            if (!taken.contains(name) && !all.contains(name)) {
                return name;
            }
        }
        String base = ofSource.isEmpty() ? USUAL.get(0) : ofSource.iterator().next();
        int number = 2;
        while (taken.contains(base + number) || all.contains(base + number)) {
            number++;
        }
        return base + number;
    }

    /** A name for the unknown of an equation that is free: one of the source's, or a numbered one. */
    String freeUnknown(Set<String> hidden) {
        for (String name : unknowns) {
            if (!hidden.contains(name)) {
                return name;
            }
        }
        String name = "root";
        for (int number = 2; hidden.contains(name) || all.contains(name); number++) {
            name = "root" + number;
        }
        return name;
    }

    /** What the source calls the axes of a named array; empty where it has none of that name. */
    List<String> ofBinding(String name) {
        return ofBindings.getOrDefault(name, List.of());
    }

    /** Whether the source calls an axis or an unknown so. */
    boolean isUsed(String name) {
        return all.contains(name) || unknowns.contains(name);
    }
}

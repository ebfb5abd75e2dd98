package dev.jacobi.graph;

import dev.jacobi.graph.Intermediates.Named;
import dev.jacobi.graph.Intermediates.Reference;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for the axes that the text of a function binds, so that none hides another: from users down to what they are made from, each
 * avoids those of all loops round it. The graph itself may bind one axis within another loop over the same axis.
 */
final class BinderNames {
    private final AxisNames axisNames;
    private final Set<String> taken;
    private final Map<Node, Reference> references;
    /** The names of the loops round a node, wherever it stands. */
    private final Map<Node, Set<String>> around = new HashMap<>();

    private final Map<Node, List<String>> ofBinders = new HashMap<>();
    private final Map<Named, List<String>> ofBindings = new HashMap<>();
    private final Map<Node, List<Named>> values = new HashMap<>();

    private BinderNames(AxisNames axisNames, Set<String> taken, Map<Node, Reference> references) {
        this.axisNames = axisNames;
        this.taken = taken;
        this.references = references;
    }

    /** Chooses the names. */
    static BinderNames of(WrittenForm form, Intermediates intermediates) {
        BinderNames names = new BinderNames(form.axisNames(), intermediates.taken(), intermediates.references());
        List<Node> order = intermediates.order();
        if (order.stream().allMatch(node -> WrittenForm.binder(node) == null)) {
            return names;
        }
        for (Named named : intermediates.bindings()) {
            names.values
                    .computeIfAbsent(named.value(), value -> new ArrayList<>())
                    .add(named);
        }
        form.results().forEach(result -> names.reach(result, Set.of()));
        for (int i = order.size() - 1; i >= 0; i--) {
            names.visit(order.get(i));
        }
        return names;
    }

    List<String> of(Node binder) {
        return ofBinders.get(binder);
    }

    List<String> of(Named named) {
        return ofBindings.getOrDefault(named, List.of());
    }

    /** All names that were chosen. */
    Set<String> all() {
        Set<String> all = new HashSet<>();
        ofBinders.values().forEach(all::addAll);
        ofBindings.values().forEach(all::addAll);
        return all;
    }

    private void visit(Node node) {
        for (Named named : values.getOrDefault(node, List.of())) {
            List<String> ofSource = axisNames.ofBinding(named.name());
            boolean usable =
                    ofSource.size() == named.axes().size() && ofSource.stream().noneMatch(taken::contains);
            ofBindings.put(named, usable ? ofSource : chosen(named.axes(), Set.of()));
            Reference reference = references.get(node);
            if (reference == null || reference.named() == named) {
                put(node, union(Set.of(), ofBindings.get(named)));
            }
        }
        Set<String> outer = around.get(node);
        Node binder = WrittenForm.binder(node);
        if (outer == null || node.is(Op.AXIS)) {
            return;
        }
        if (binder == null) {
            node.args().forEach(arg -> reach(arg, outer));
            return;
        }
        if (node.is(Op.SOLVE)) {
            String unknown = axisNames.freeUnknown(union(taken, List.copyOf(outer)));
            ofBinders.put(node, List.of(unknown));
            reach(Equation.of(node).guess(), outer);
            reach(Equation.of(node).residual(), union(outer, List.of(unknown)));
            return;
        }
        List<Node> axes = binder.boundAxes();
        List<String> chosen = chosen(axes, outer);
        ofBinders.put(node, chosen);
        for (int k = 0; k < axes.size(); k++) {
            Set<String> before = union(outer, chosen.subList(0, k));
            axes.get(k).args().forEach(bound -> reach(bound, before));
        }
        reach(binder.body(), union(outer, chosen));
    }

    /** A node stands within loops; one that has a name stands elsewhere. */
    private void reach(Node node, Set<String> names) {
        if (!references.containsKey(node)) {
            put(node, names);
        }
    }

    private void put(Node node, Set<String> names) {
        around.merge(node, names, (a, b) -> a.containsAll(b) ? a : union(a, List.copyOf(b)));
    }

    private static Set<String> union(Set<String> names, List<String> more) {
        if (more.isEmpty()) {
            return names;
        }
        Set<String> all = new HashSet<>(names);
        all.addAll(more);
        return all;
    }

    private List<String> chosen(List<Node> axes, Set<String> outer) {
        Set<String> hidden = new HashSet<>(taken);
        hidden.addAll(outer);
        List<String> names = new ArrayList<>();
        for (Node axis : axes) {
            String name = axisNames.free(axis, hidden);
            hidden.add(name);
            names.add(name);
        }
        return names;
    }
}

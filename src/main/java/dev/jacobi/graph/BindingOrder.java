package dev.jacobi.graph;

import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts bindings into an order in which each mentions only those before it, else as they come. */
final class BindingOrder {
    private BindingOrder() {}

    static List<Binding> of(List<Binding> bindings) {
        Map<String, Binding> byName = new HashMap<>();
        bindings.forEach(binding -> byName.put(name(binding), binding));
        Map<Binding, List<Binding>> mentioned = new HashMap<>();
        List<Binding> order = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Binding binding : bindings) {
            List<Binding> open = new ArrayList<>(List.of(binding));
            while (!open.isEmpty()) {
                Binding next = open.get(open.size() - 1);
                List<Binding> before = mentioned.computeIfAbsent(next, b -> mentioned(b, byName));
                List<Binding> waiting =
                        before.stream().filter(b -> !placed.contains(name(b))).toList();
                if (!waiting.isEmpty()) {
                    open.addAll(waiting);
                } else {
                    open.remove(open.size() - 1);
                    if (placed.add(name(next))) {
                        order.add(next);
                    }
                }
            }
        }
        return order;
    }

    private static String name(Binding binding) {
        return binding.names().get(0).name();
    }

    private static List<Binding> mentioned(Binding binding, Map<String, Binding> byName) {
        Set<Binding> mentioned = new HashSet<>();
        List<Binding> inOrder = new ArrayList<>();
        for (Expr part : Expr.postorder(binding.value())) {
            Binding other = part instanceof Expr.Name name ? byName.get(name.name()) : null;
            if (other != null && other != binding && mentioned.add(other)) {
                inOrder.add(other);
            }
        }
        return inOrder;
    }
}

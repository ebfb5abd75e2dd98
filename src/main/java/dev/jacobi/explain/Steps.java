package dev.jacobi.explain;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function cut at its named values: each step is an expression of the inputs and of steps before it. A function's bindings are its
 * steps; where there are none, every operation is one.
 */
final class Steps {

    /**
     * One step.
     *
     * @param node its node in the function's graph
     * @param expression the same over the cut: variables and earlier steps are parameters
     */
    record Step(String name, Node node, Node expression) {}

    private final FunctionGraph function;
    private final Node root;
    private final Map<Node, String> named = new HashMap<>();
    private final Graph cut;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> names;

    private Steps(FunctionGraph function, Node root, int budget) {
        this.function = function;
        this.root = root;
        this.cut = new Graph(budget);
        this.names = new ArrayList<>(function.variables());
    }

    static Steps of(FunctionGraph function, Node root, int budget) {
        Steps steps = new Steps(function, root, budget);
        steps.chooseNames();
        steps.cut();
        return steps;
    }

    List<Step> steps() {
        return steps;
    }

    /** The graph of the expressions: the parameter of role VARIABLE and index i is {@link #names()}{@code .get(i)}. */
    Graph graph() {
        return cut;
    }

    /** The variables, then the steps. */
    List<String> names() {
        return names;
    }

    /** The function's node of an input or a step. */
    Node node(int index) {
        int inputs = function.variables().size();
        return index < inputs
                ? function.graph().parameter(Role.VARIABLE, index)
                : steps.get(index - inputs).node();
    }

    /** The formula of a step as the user wrote it, where that mentions the same names; otherwise the one given. */
    Symbolic asWritten(Step step, Symbolic formula) {
        SourceFile.Function tree = function.origin().tree();
        if (tree == null || tree.bindings().isEmpty()) {
            return formula;
        }
        Expr found = tree.results().size() == 1 ? tree.results().get(0) : null;
        for (SourceFile.Binding binding : tree.bindings()) {
            if (binding.names().size() == 1 && binding.names().get(0).name().equals(step.name())) {
                found = binding.value();
            }
        }
        if (found == null) {
            return formula;
        }
        Symbolic written = new Symbolic(found, List.of());
        return mentioned(written).equals(mentioned(formula)) ? written : formula;
    }

    private Set<String> mentioned(Symbolic formula) {
        Set<String> mentioned = formula.names();
        mentioned.retainAll(names);
        return mentioned;
    }

    private void chooseNames() {
        Set<String> taken = new HashSet<>(function.variables());
        taken.addAll(function.data());
        List<Node> order = Walk.upward(function.graph(), List.of(root));
        Set<Node> candidates = candidates(order);
        for (Origin.Named binding : function.origin().bindings()) {
            if (candidates.contains(binding.node())
                    && !named.containsKey(binding.node())
                    && taken.add(binding.name())) {
                named.put(binding.node(), binding.name());
            }
        }
        if (!named.isEmpty()) {
            if (candidates.contains(root) && !named.containsKey(root)) {
                named.put(root, fresh(function.name() == null ? "result" : function.name(), taken));
            }
            return;
        }
        int number = 0;
        for (Node node : order) {
            if (candidates.contains(node)) {
                named.put(node, fresh("v" + ++number, taken));
            }
        }
    }

    /** The operations that give a number and depend on a parameter: -1 or log(2) is no step worth a name. */
    private static Set<Node> candidates(List<Node> order) {
        Set<Node> depending = new HashSet<>();
        Set<Node> candidates = new HashSet<>();
        for (Node node : order) {
            boolean depends = node.is(Op.PARAMETER);
            for (int i = 0; i < node.arity(); i++) {
                depends |= depending.contains(node.arg(i));
            }
            if (depends) {
                depending.add(node);
                if (!node.op().isLeaf() && node.type() == Type.REAL) {
                    candidates.add(node);
                }
            }
        }
        return candidates;
    }

    private static String fresh(String wish, Set<String> taken) {
        String name = wish;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private void cut() {
        Map<Node, Node> images = new HashMap<>();
        for (Node node : Walk.upward(function.graph(), List.of(root))) {
            Node[] args = new Node[node.arity()];
            for (int i = 0; i < args.length; i++) {
                args[i] = images.get(node.arg(i));
            }
            Node image = cut.like(node, args);
            String name = named.get(node);
            if (name != null) {
                steps.add(new Step(name, node, image));
                image = cut.parameter(Role.VARIABLE, names.size());
                names.add(name);
            }
            images.put(node, image);
        }
    }
}

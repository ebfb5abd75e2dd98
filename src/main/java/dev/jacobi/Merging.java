package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts formulas into one graph, where parameters of the same name are one, and so are sizes. */
final class Merging {
    private final Graph graph;
    private final Loops loops;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<Role, Integer> counts = new EnumMap<>(Role.class);
    private final List<String> sizes = new ArrayList<>();

    private Merging(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    /** Into an empty graph. */
    static Merging into(Graph graph) {
        return new Merging(graph);
    }

    /** Into the graph of a formula that has all parameters already. */
    static Merging into(FunctionGraph function) {
        Merging merging = new Merging(function.graph());
        merging.sizes.addAll(function.sizes());
        function.parameters().forEach(merging::put);
        return merging;
    }

    /** The image of a formula's result. */
    Node add(FunctionGraph formula) {
        Map<Node, Node> images = sizeImages(formula);
        addParameters(formula, "", images);
        return Substitution.inline(formula.results(), graph, images::get).get(0);
    }

    /**
     * The image of a formula's result with another in the place of a parameter. Sizes of an array that is replaced are what the extents
     * of the other say.
     */
    Node substitute(FunctionGraph formula, Parameter replaced, FunctionGraph replacement) {
        Node node = replaced.node();
        checkKind(replaced, replacement.results().get(0));
        Map<Node, Node> replacementSizes = sizeImages(replacement);
        List<Node> extents = Substitution.inline(extents(replacement.results().get(0)), graph, replacementSizes::get);
        Map<Node, Node> images = new HashMap<>();
        List<Node> needed = Loops.extents(node);
        for (int d = 0; d < needed.size(); d++) {
            if (needed.get(d).is(Op.SIZE)) {
                images.putIfAbsent(needed.get(d), extents.get(d));
            }
        }
        sizeImages(formula).forEach(images::putIfAbsent);
        if (!Substitution.inline(needed, graph, images::get).equals(extents)) {
            throw new JacobiException(
                    ErrorCode.TYPE,
                    "the extents of '" + replaced.name()
                            + "' differ from those of what is to take its place; shapes must "
                            + "agree by the names of their sizes");
        }
        addParameters(formula, replaced.name(), images);
        images.put(node, add(replacement));
        return Substitution.inline(formula.results(), graph, images::get).get(0);
    }

    private static List<Node> extents(Node node) {
        return node.type() == Type.ARRAY ? Loops.extents(node) : List.of();
    }

    private static void checkKind(Parameter replaced, Node replacement) {
        Node node = replaced.node();
        if (node.is(Op.INTEGERS)) {
            throw new JacobiException(
                    ErrorCode.TYPE, "'" + replaced.name() + "' is integer data, which no formula can replace");
        }
        int found = extents(replacement).size();
        if (node.arity() != found) {
            throw new JacobiException(
                    ErrorCode.TYPE,
                    "'" + replaced.name() + "' is " + kind(node.arity()) + ", what is to take its place is "
                            + kind(found));
        }
    }

    private static String kind(int rank) {
        return rank == 0 ? "a number" : "an array of rank " + rank;
    }

    /** What stands for a formula's sizes here. */
    private Map<Node, Node> sizeImages(FunctionGraph formula) {
        Map<Node, Node> images = new HashMap<>();
        Loops own = new Loops(formula.graph());
        for (int i = 0; i < formula.sizes().size(); i++) {
            String name = formula.sizes().get(i);
            if (!sizes.contains(name)) {
                sizes.add(name);
            }
            images.put(own.size(i), loops.size(sizes.indexOf(name)));
        }
        return images;
    }

    /** Puts what stands for a formula's parameters here among the images, where the sizes are. */
    private void addParameters(FunctionGraph formula, String except, Map<Node, Node> images) {
        for (Parameter parameter : formula.parameters()) {
            if (!parameter.name().equals(except)) {
                images.put(parameter.node(), parameter(parameter, images));
            }
        }
    }

    private Node parameter(Parameter parameter, Map<Node, Node> images) {
        Node node = parameter.node();
        List<Node> extents = Substitution.inline(node.args(), graph, images::get);
        Parameter known = parameters.get(parameter.name());
        Role role = known == null ? node.role() : known.role();
        int index = known == null ? counts.getOrDefault(role, 0) : known.node().index();
        Node image = node.is(Op.PARAMETER)
                ? graph.parameter(role, index)
                : loops.array(role, index, node.is(Op.INTEGERS), extents);
        if (known == null) {
            put(new Parameter(parameter.name(), image));
        } else if (known.node() != image) {
            throw new JacobiException(
                    ErrorCode.TYPE,
                    "'" + parameter.name()
                            + "' has another shape in one formula than in the other; rename one of them");
        }
        return image;
    }

    private void put(Parameter parameter) {
        parameters.put(parameter.name(), parameter);
        counts.merge(parameter.role(), 1, Integer::sum);
    }

    /** All parameters so far, with a result. */
    FunctionGraph function(Node result, Origin origin) {
        List<Parameter> all = parameters.values().stream()
                .sorted(Comparator.comparing(Parameter::role))
                .toList();
        return new FunctionGraph(null, all, sizes, graph, List.of(result), origin);
    }
}

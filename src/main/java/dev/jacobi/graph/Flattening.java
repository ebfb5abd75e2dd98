package dev.jacobi.graph;

import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Small functions of arrays as functions of single numbers: where every size is known and every loop short, each element becomes a
 * parameter of its own, and what is known of numbers (methods of a good length, matrices, their structure) holds for them.
 */
public final class Flattening {
    /** The most nodes that an array among the results may become. */
    private static final int NODES = 256;

    private final FunctionGraph function;
    private final Graph graph = new Graph(Integer.MAX_VALUE);
    private final List<String> variables = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    /** The number of the first element of each parameter. */
    private final Map<Node, Integer> offsets = new HashMap<>();

    private Flattening(FunctionGraph function) {
        this.function = function;
    }

    /** The function of the elements, row-major and in the parameters' order; none where loops remain or sizes are open. */
    public static Optional<FunctionGraph> of(FunctionGraph function) {
        boolean open = !function.sizes().isEmpty()
                || function.parameters().stream()
                        .anyMatch(parameter -> parameter.node().is(Op.INTEGERS));
        return open ? Optional.empty() : new Flattening(function).flat();
    }

    private Optional<FunctionGraph> flat() {
        for (Parameter parameter : function.parameters()) {
            if (!declare(parameter)) {
                return Optional.empty();
            }
        }
        Graph from = new Graph(Integer.MAX_VALUE);
        List<Origin.Named> named = function.origin().bindings().stream()
                .filter(binding -> binding.node().type() == Type.REAL
                        && binding.node().axes().isEmpty())
                .toList();
        List<Node> roots = new ArrayList<>(function.results());
        named.forEach(binding -> roots.add(binding.node()));
        List<Node> unrolled = Unrolling.unroll(from, Substitution.apply(function.graph(), roots, from, node -> null));
        List<Node> elements = new ArrayList<>();
        for (Node result : unrolled.subList(0, function.results().size())) {
            if (!addElements(from, result, elements)) {
                return Optional.empty();
            }
        }
        List<Node> results = Unrolling.decide(from, elements);
        Map<Node, Node> images = new HashMap<>();
        for (Node node : Walk.upward(from, results)) {
            Node image = image(node, images);
            if (image == null) {
                return Optional.empty();
            }
            images.put(node, image);
        }
        List<Origin.Named> bindings = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Node image = images.get(unrolled.get(function.results().size() + i));
            if (image != null) {
                bindings.add(new Origin.Named(named.get(i).name(), image));
            }
        }
        Origin origin = new Origin(function.origin().source(), function.origin().tree(), bindings, Map.of());
        List<Node> flat = results.stream().map(images::get).toList();
        return Optional.of(FunctionGraph.ofNumbers(function.name(), variables, data, graph, flat, origin));
    }

    /** The parameters of a parameter's elements; false where it has no known number of them. */
    private boolean declare(Parameter parameter) {
        List<String> names = parameter.role() == Role.VARIABLE ? variables : data;
        offsets.put(parameter.node(), names.size());
        int count = 1;
        for (Node extent : Loops.extents(parameter.node())) {
            if (!extent.is(Op.INTEGER) || (long) count * extent.integer() > NODES) {
                return false;
            }
            count *= extent.integer();
        }
        for (int i = 0; i < count; i++) {
            names.add(parameter.node().is(Op.ARRAY) ? parameter.name() + "[" + i + "]" : parameter.name());
        }
        return true;
    }

    /** Adds the elements of a result; false where they are too many. */
    private boolean addElements(Graph from, Node result, List<Node> elements) {
        if (result.type() != Type.ARRAY) {
            elements.add(result);
            return true;
        }
        Loops loops = new Loops(from);
        List<List<Node>> places = List.of(List.of());
        for (Node extent : Loops.extents(result)) {
            List<List<Node>> more = new ArrayList<>();
            if (!extent.is(Op.INTEGER) || (long) places.size() * extent.integer() > NODES) {
                return false;
            }
            for (List<Node> place : places) {
                for (int i = 0; i < extent.integer(); i++) {
                    more.add(List.of(Loops.joined(place, List.of(loops.integer(i)))));
                }
            }
            places = more;
        }
        int size = Walk.needed(List.of(result)).cardinality();
        if ((long) places.size() * size > (long) NODES * NODES) {
            return false;
        }
        places.forEach(place -> elements.add(loops.read(result, place)));
        return true;
    }

    /** What stands for a node in the graph of numbers; null where nothing can. Arrays and literal indices are passed over. */
    private Node image(Node node, Map<Node, Node> images) {
        if (node.is(Op.READ)) {
            return node.arg(0).is(Op.ARRAY) ? element(node) : null;
        }
        if (node.is(Op.PARAMETER)) {
            return graph.parameter(node.role(), offsets.get(node(node)));
        }
        if (node.is(Op.INTEGER) || node.is(Op.ARRAY)) {
            return graph.truth(true);
        }
        return node.op().isScalar() ? graph.like(node, Substitution.arguments(node, images)) : null;
    }

    private Node element(Node read) {
        int place = 0;
        for (int d = 1; d < read.arity(); d++) {
            Node index = read.arg(d);
            if (!index.is(Op.INTEGER)) {
                return null;
            }
            place = place * read.arg(0).arg(d - 1).integer() + index.integer();
        }
        return graph.parameter(read.arg(0).role(), offsets.get(node(read.arg(0))) + place);
    }

    /** The function's own node of a parameter. */
    private Node node(Node copy) {
        return function.parameters().stream()
                .map(Parameter::node)
                .filter(node -> node.role() == copy.role() && node.index() == copy.index())
                .findFirst()
                .orElseThrow();
    }
}

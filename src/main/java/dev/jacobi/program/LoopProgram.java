package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.PlainIndex;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What runs, in order, where there are loops or arrays.
 *
 * @param methods the statements, by method; the program begins with the first
 * @param returned the node whose value is returned
 * @param stores the outputs: numbers, maps and scatters
 * @param buffers the values that are kept for each index of some axes, or that cross between methods: in the workspace, or in an output
 * @param inWorkspace the numbers that are accumulated in their buffer, since several methods take part
 * @param outputs the values that live in an output, by its number
 * @param nodes all that is computed
 * @param strict the reads that fail outside their array; others give NaN there and are checked elsewhere
 * @param partial the integers that may be computed where they have no value: 0 there, and checked elsewhere
 * @param checked the indices that are checked, and the loops inside all of which nothing needs to check them again
 * @param carried the states of recurrences, by their nodes
 * @param variables the nodes that have a variable or a buffer; others are part of their user's expression
 * @param names what the source calls a node, or the body of an array
 */
public record LoopProgram(
        List<Block> methods,
        Node returned,
        List<Node> stores,
        Map<Node, Buffer> buffers,
        Set<Node> inWorkspace,
        Map<Node, Integer> outputs,
        Map<Node, Carried> carried,
        Set<Node> variables,
        List<Node> nodes,
        Set<Node> strict,
        Set<Node> partial,
        Map<Index, Set<Node>> checked,
        Map<Node, String> names) {

    /** An index into a dimension of an extent. */
    public record Index(Node index, Node extent) {}

    /** How often a schedule is made anew because values turned out cheaper to compute again, or later, than to keep. */
    private static final int ROUNDS = 4;

    /**
     * What a program gives.
     *
     * @param stores the outputs, written one after the other, arrays row-major
     * @param alone whether the elements of each output stand side by side, with nothing between them
     */
    public record Outputs(Node returned, List<Node> stores, boolean alone) {}

    /**
     * Schedules a program.
     *
     * @param values what the function itself computes
     * @param checked the indices that are checked before the program runs
     */
    public static LoopProgram of(
            Graph graph, List<Node> values, Outputs outputs, List<PlainIndex> checked, Map<Node, String> names) {
        return of(graph, values, outputs, checked, names, false);
    }

    /**
     * As the other, for numbers that tell which entries a sparse matrix has: a loop whose bounds have no value has no entries, since where
     * the function needs it, the function itself fails.
     */
    public static LoopProgram ofStructure(Graph graph, List<Node> stores) {
        return of(graph, List.of(), new Outputs(graph.constant(0), stores, true), List.of(), Map.of(), true);
    }

    private static LoopProgram of(
            Graph graph,
            List<Node> values,
            Outputs given,
            List<PlainIndex> checked,
            Map<Node, String> names,
            boolean structure) {
        List<Node> roots = new ArrayList<>(values);
        roots.addAll(given.stores);
        roots.add(given.returned);
        Map<Node, Node> images = Tape.keep(graph, roots);
        Map<Node, Node> expanded =
                Expansion.expand(graph, roots.stream().map(images::get).toList());
        images.replaceAll((node, image) -> expanded.getOrDefault(image, image));
        Separation.Separated separated = Separation.separate(
                graph, roots.stream().map(images::get).distinct().toList());
        images.replaceAll((node, image) -> separated.images().getOrDefault(image, image));
        Node result = images.get(given.returned);
        List<Node> stored = stored(graph, given.stores.stream().map(images::get).toList());
        List<Node> outputs = new ArrayList<>(stored);
        outputs.add(result);
        Riders riders = separated.riders();
        List<Node> results = values.stream().map(images::get).toList();
        Set<Node> primal = new HashSet<>(Walk.upward(graph, results));
        Demands demands = demands(graph, outputs, results, primal, riders, !structure, checked);
        outputs.addAll(demands.conditions());
        List<Node> order = riders.order(graph, outputs);
        Map<Node, String> named = named(images, names);
        Wishes wishes = new Wishes(named.keySet());
        Nests nests = new Nests(graph, order, result, stored, primal, demands, riders, wishes);
        for (int round = 0; round < ROUNDS && wishes.add(nests.keeping()); round++) {
            nests = new Nests(graph, order, result, stored, primal, demands, riders, wishes);
        }
        Set<Node> variables = order.stream().filter(nests::hasVariable).collect(Collectors.toSet());
        Set<Node> strict = order.stream().filter(nests::isStrict).collect(Collectors.toSet());
        Map<Node, Buffer> buffers = nests.keeping().buffers();
        List<Block> methods = Splitter.split(nests.block(), new Sizes(variables::contains, buffers));
        Set<Node> inWorkspace = Crossings.keep(methods, result, variables::contains, buffers, new Loops(graph));
        return new LoopProgram(
                methods,
                result,
                stored,
                buffers,
                inWorkspace,
                given.alone ? nests.outputsWithAddends() : nests.outputs(),
                nests.carried(),
                variables,
                order,
                strict,
                partial(graph, order, nests, buffers),
                nests.checked(),
                named);
    }

    /** The outputs: a SCATTER is added up in one, and others of the same are copies of its elements. */
    private static List<Node> stored(Graph graph, List<Node> outputs) {
        Loops loops = new Loops(graph);
        Set<Node> scatters = new HashSet<>();
        return outputs.stream()
                .map(output -> output.is(Op.SCATTER) && !scatters.add(output) ? loops.copy(output) : output)
                .toList();
    }

    private static Demands demands(
            Graph graph,
            List<Node> outputs,
            List<Node> results,
            Set<Node> primal,
            Riders riders,
            boolean checksValues,
            List<PlainIndex> checked) {
        List<Node> order = riders.order(graph, outputs);
        Demands demands = new Demands(graph, order, outputs, primal, true, riders, checksValues, checked);
        if (!demands.leavesToFunction() || outputs.containsAll(results)) {
            return demands;
        }
        List<Node> all = new ArrayList<>(outputs);
        all.addAll(results);
        Demands both = new Demands(graph, riders.order(graph, all), all, primal, true, riders, checksValues, checked);
        return both.asksOnly(new HashSet<>(order))
                ? both
                : new Demands(graph, order, outputs, primal, false, riders, checksValues, checked);
    }

    /** Integers that may be computed where they have no value, those of the lengths of buffers included. */
    private static Set<Node> partial(Graph graph, List<Node> order, Nests nests, Map<Node, Buffer> buffers) {
        Set<Node> partial = order.stream().filter(nests::isPartial).collect(Collectors.toSet());
        Set<Node> known = new HashSet<>(order);
        List<Node> lengths = Walk.upward(
                graph,
                buffers.values().stream()
                        .flatMap(buffer -> buffer.extents().stream())
                        .toList());
        IntegerRanges ranges = new IntegerRanges(lengths);
        lengths.stream()
                .filter(node -> !known.contains(node) && ranges.mayFail(node))
                .forEach(partial::add);
        return partial;
    }

    /** The indices of a READ or a GATHER; what follows those of a state tells which loops are round its recurrence. */
    public static List<Node> indices(Node read) {
        return read.args().subList(1, 1 + Loops.extents(read.arg(0)).size());
    }

    /** The state that an array is of where it is one of a recurrence, before a step or all values; else null. */
    public Carried carriedIn(Node array) {
        return carried.get(
                array.is(Op.SCAN)
                        ? Recurrence.of(array).states().get(array.number()).before()
                        : array);
    }

    private static Map<Node, String> named(Map<Node, Node> images, Map<Node, String> names) {
        Map<Node, String> named = new HashMap<>();
        names.forEach((node, name) -> {
            Node image = images.get(node);
            if (image != null && !image.op().isLeaf()) {
                named.putIfAbsent(image, name);
                if (image.is(Op.MAP)) {
                    named.putIfAbsent(image.body(), name);
                }
            }
        });
        return named;
    }
}

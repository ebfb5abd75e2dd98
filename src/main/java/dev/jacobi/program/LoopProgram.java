package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What runs, in order, where there are loops or arrays.
 *
 * @param body the statements
 * @param returned the node whose value is returned
 * @param stores the outputs: numbers, maps and scatters
 * @param buffers the values that are kept for each index of some axes: in the workspace, or in an output
 * @param outputs the values that live in an output, by its number
 * @param nodes all that is computed
 * @param strict the reads that fail outside their array; others give NaN there and are checked elsewhere
 * @param variables the nodes that have a variable or a buffer; others are part of their user's expression
 */
public record LoopProgram(
        Block body,
        Node returned,
        List<Node> stores,
        Map<Node, Buffer> buffers,
        Map<Node, Integer> outputs,
        Set<Node> variables,
        List<Node> nodes,
        Set<Node> strict) {

    /** Schedules a program whose outputs are written one after the other, arrays row-major. */
    public static LoopProgram of(Graph graph, Node returned, List<Node> stores) {
        List<Node> roots = new ArrayList<>(stores);
        roots.add(returned);
        Map<Node, Node> images = Expansion.expand(graph, roots);
        List<Node> outputs = roots.stream().map(images::get).toList();
        List<Node> order = Walk.upward(graph, outputs);
        Node result = outputs.get(stores.size());
        List<Node> stored = outputs.subList(0, stores.size());
        Nests nests = new Nests(graph, order, result, stored);
        Set<Node> variables = order.stream().filter(nests::hasVariable).collect(Collectors.toSet());
        Set<Node> strict = order.stream().filter(nests::isStrict).collect(Collectors.toSet());
        return new LoopProgram(
                nests.block(), result, stored, nests.buffers(), nests.outputs(), variables, order, strict);
    }
}

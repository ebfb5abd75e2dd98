package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes elements of intermediate arrays as what they are made of, so that a row's formula says itself which elements of the variables it
 * reads: of {@code z[k in K] = exp(x[k])} the element {@code z[c[i]]} is {@code exp(x[c[i]])}.
 */
final class InlinedElements {
    /** How many nodes may be made, whatever the formula; elements of elements of elements may take exponentially many. */
    private static final int FEW = 20_000;

    private InlinedElements() {}

    /** A node that depends on variables through their elements, sums and scatters; the node itself where that would be too large. */
    static Node of(Graph g, Node root, Collection<Node> variables) {
        Loops loops = new Loops(g);
        Set<Node> depending = new HashSet<>();
        Map<Node, Node> images = new HashMap<>();
        int most = g.size() + FEW;
        for (Node node : Walk.upward(g, List.of(root))) {
            boolean depends = variables.contains(node) || node.args().stream().anyMatch(depending::contains);
            if (!depends) {
                continue;
            }
            depending.add(node);
            if (g.size() > most) {
                return root;
            }
            Node[] args = new Node[node.arity()];
            for (int i = 0; i < args.length; i++) {
                args[i] = images.getOrDefault(node.arg(i), node.arg(i));
            }
            boolean element = node.is(Op.READ) && args[0].is(Op.MAP) && keepsRanges(g, args);
            images.put(node, element ? element(loops, args) : g.like(node, args));
        }
        return images.getOrDefault(root, root);
    }

    /** Whether no loop inside an element would run over a range that data decides, which has no largest length. */
    private static boolean keepsRanges(Graph g, Node[] read) {
        Positions positions = new Positions(new Loops(g));
        List<Node> byData = new ArrayList<>();
        for (int d = 1; d < read.length; d++) {
            if (positions.largest(read[d]) == null) {
                byData.add(read[0].arg(d - 1));
            }
        }
        return byData.isEmpty()
                || Walk.upward(g, List.of(read[0].body())).stream()
                        .filter(node -> node.is(Op.AXIS) && !byData.contains(node))
                        .noneMatch(axis -> axis.axes().stream().anyMatch(byData::contains));
    }

    private static Node element(Loops loops, Node[] read) {
        Map<Node, Node> indices = new HashMap<>();
        for (int d = 1; d < read.length; d++) {
            indices.put(read[0].arg(d - 1), read[d]);
        }
        return loops.substitute(read[0].body(), indices);
    }
}

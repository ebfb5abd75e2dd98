package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces what asks a condition again, in a branch that knows it, by its answer. */
final class Decisions {
    private Decisions() {}

    /** The image of every node below the roots. */
    static Map<Node, Node> decide(Graph graph, List<Node> roots) {
        List<Node> order = Walk.upward(graph, roots);
        Sides sides = new Sides(order, roots, Riders.NONE);
        Map<Node, Node> images = new HashMap<>();
        for (Node node : order) {
            Node[] args = Substitution.arguments(node, images);
            Node image = null;
            if (node.is(Op.SELECT)) {
                boolean holds = sides.of(node).contains(new Side(node.arg(0), true));
                boolean fails = sides.of(node).contains(new Side(node.arg(0), false));
                image = holds ? args[1] : fails ? args[2] : null;
            }
            images.put(node, image == null ? graph.like(node, args) : image);
        }
        return images;
    }
}

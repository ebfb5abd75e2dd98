package dev.jacobi.laws;

import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.List;

/** How many elements numbers and arrays have where the sizes are those of a sample. */
final class IndexedShapes {
    private IndexedShapes() {}

    static int length(List<Node> nodes, Sample sample) {
        return nodes.stream().mapToInt(node -> length(node, sample)).sum();
    }

    /** A flat array cut into pieces that fit the nodes. */
    static List<double[]> cut(double[] flat, List<Node> nodes, Sample sample) {
        List<double[]> like = new ArrayList<>();
        nodes.forEach(node -> like.add(new double[length(node, sample)]));
        return Sample.cut(flat, like);
    }

    private static int length(Node node, Sample sample) {
        int length = 1;
        for (Node extent : node.type() == Type.ARRAY ? Loops.extents(node) : List.<Node>of()) {
            length *= extent(extent, sample);
        }
        return length;
    }

    private static int extent(Node node, Sample sample) {
        if (node.is(Op.INTEGER)) {
            return node.integer();
        }
        if (node.is(Op.SIZE)) {
            return node.index() == 0 ? sample.n : sample.m;
        }
        int a = extent(node.arg(0), sample);
        int b = extent(node.arg(1), sample);
        return (int) node.op().meaning(false).of(a, b, 0, 0);
    }
}

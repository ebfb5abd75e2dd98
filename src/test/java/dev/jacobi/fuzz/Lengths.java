package dev.jacobi.fuzz;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many elements the arrays of a function have where all its sizes are alike, and how long its loops are at most. */
final class Lengths {
    private static final double MOST = 20_000;

    private final Graph graph;
    private final int size;

    /** What lies between two numbers. */
    private record Range(double low, double high) {}

    Lengths(Graph graph, int size) {
        this.graph = graph;
        this.size = size;
    }

    int of(List<Node> nodes) {
        return nodes.stream().mapToInt(this::of).sum();
    }

    int of(Node node) {
        boolean array = node.type() == Type.ARRAY || node.is(Op.INTEGERS);
        double length = array ? product(Loops.extents(node), ranges(Loops.extents(node))) : 1;
        return (int) length;
    }

    private static double product(List<Node> extents, Map<Node, Range> ranges) {
        double product = 1;
        for (Node extent : extents) {
            product *= ranges.get(extent).high;
        }
        return product;
    }

    /** Whether no array is long or has a negative length, and no loop runs for long. */
    boolean areSmall(FunctionGraph function) {
        List<Node> roots = new ArrayList<>(function.results());
        function.parameters().forEach(parameter -> roots.add(parameter.node()));
        Map<Node, Range> ranges = ranges(roots);
        double steps = 0;
        for (Node node : Walk.upward(graph, roots)) {
            List<Node> loops = new ArrayList<>(node.axes());
            loops.addAll(node.boundAxes());
            double runs = 1;
            for (Node axis : loops) {
                runs *= Math.max(1, ranges.get(axis).high - ranges.get(axis).low + 1);
            }
            steps += runs;
            boolean array = node.type() == Type.ARRAY || node.is(Op.INTEGERS);
            for (Node extent : array ? Loops.extents(node) : List.<Node>of()) {
                steps += ranges.get(extent).low >= 0 ? 0 : Double.POSITIVE_INFINITY;
            }
            steps += array ? product(Loops.extents(node), ranges) : 0;
        }
        return steps <= MOST;
    }

    private Map<Node, Range> ranges(List<Node> roots) {
        Map<Node, Range> ranges = new HashMap<>();
        for (Node node : Walk.upward(graph, roots)) {
            if (node.type() == Type.INTEGER) {
                ranges.put(node, range(node, ranges));
            }
        }
        return ranges;
    }

    private Range range(Node node, Map<Node, Range> ranges) {
        if (node.is(Op.INTEGER)) {
            return new Range(node.integer(), node.integer());
        }
        if (node.is(Op.SIZE)) {
            return new Range(size, size);
        }
        if (node.is(Op.GATHER)) {
            return new Range(0, size - 1);
        }
        if (node.is(Op.ARGMAX) || node.is(Op.ARGMIN)) {
            return new Range(-1, MOST);
        }
        Range a = ranges.get(node.arg(0));
        Range b = ranges.get(node.arg(1));
        return switch (node.op()) {
            case AXIS -> new Range(a.low, b.high - 1);
            case IADD -> new Range(a.low + b.low, a.high + b.high);
            case ISUB -> new Range(a.low - b.high, a.high - b.low);
            case IMIN -> new Range(Math.min(a.low, b.low), Math.min(a.high, b.high));
            case IMAX -> new Range(Math.max(a.low, b.low), Math.max(a.high, b.high));
            case IDIV -> quotient(a, b);
            case IMOD -> remainder(a, b);
            default -> product(a, b);
        };
    }

    private static Range product(Range a, Range b) {
        double[] corners = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
        double low = Math.min(Math.min(corners[0], corners[1]), Math.min(corners[2], corners[3]));
        double high = Math.max(Math.max(corners[0], corners[1]), Math.max(corners[2], corners[3]));
        return new Range(low, high);
    }

    /** Exact where both are known, which all extents are. */
    private static Range quotient(Range a, Range b) {
        if (a.low == a.high && b.low == b.high && b.low != 0) {
            return new Range(Math.floor(a.low / b.low), Math.floor(a.low / b.low));
        }
        double most = Math.max(Math.abs(a.low), Math.abs(a.high)) + 1;
        return new Range(-most, most);
    }

    private static Range remainder(Range a, Range b) {
        if (a.low == a.high && b.low == b.high && b.low != 0) {
            double remainder = a.low - b.low * Math.floor(a.low / b.low);
            return new Range(remainder, remainder);
        }
        return new Range(Math.min(0, b.low), Math.max(0, b.high));
    }
}

package dev.jacobi.graph;

import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What a SCATTER is made of: the array of zeros to which, for each value of the axes for which the condition holds, the contributions are
 * added, one after the other.
 *
 * @param axes the last one runs fastest
 * @param contributions at least one
 * @param extents those of the array
 */
public record Scatter(List<Node> axes, Node when, List<Contribution> contributions, List<Node> extents) {

    /** What is added, and to which element. */
    public record Contribution(Node value, List<Node> indices) {
        public Contribution {
            indices = List.copyOf(indices);
        }
    }

    public Scatter {
        axes = List.copyOf(axes);
        contributions = List.copyOf(contributions);
        extents = List.copyOf(extents);
    }

    /** That of a SCATTER; its axes are bound. */
    public static Scatter of(Node node) {
        List<Node> axes = node.boundAxes();
        return of(axes, node.args().subList(axes.size(), node.arity()));
    }

    /** That of {@link #parts} behind axes. */
    static Scatter of(List<Node> axes, List<Node> parts) {
        int count = count(parts);
        int rank = rank(parts, count);
        List<Contribution> contributions = new ArrayList<>();
        contributions.add(new Contribution(parts.get(0), parts.subList(2, 2 + rank)));
        for (int at = 2 + rank; contributions.size() < count; at += 1 + rank) {
            contributions.add(new Contribution(parts.get(at), parts.subList(at + 1, at + 1 + rank)));
        }
        return new Scatter(axes, parts.get(1), contributions, parts.subList(parts.size() - rank, parts.size()));
    }

    /** The condition under which a SCATTER adds anything. */
    public static Node condition(Node node) {
        return node.arg(node.boundAxes().size() + 1);
    }

    /** Whether loops over axes surely reach each element of an array, and once: each index is an axis of its own, forwards or backwards. */
    public static boolean fills(List<Node> axes, List<Node> indices, List<Node> extents) {
        List<Node> forwards = indices.stream()
                .map(index -> Loops.isBackwards(index) ? index.arg(1) : index)
                .toList();
        return Loops.runOver(forwards, extents) && forwards.size() == axes.size() && forwards.containsAll(axes);
    }

    /** The extent of the dimension that an argument of a SCATTER is an index of, or null where it is none. */
    public static Node extentOfIndex(Node node, int position) {
        int first = node.boundAxes().size();
        if (!isAdded(node, position) || node.arg(position).type() != Type.INTEGER) {
            return null;
        }
        Scatter scatter = of(node);
        int rank = scatter.extents.size();
        int from = position - first - 2;
        return scatter.extents.get(from < rank ? from : (from - rank) % (rank + 1) - 1);
    }

    /** Whether an argument of a SCATTER is asked for under its condition only: what is added, and where. */
    public static boolean isAdded(Node node, int position) {
        int first = node.boundAxes().size();
        List<Node> parts = node.args().subList(first, node.arity());
        return position >= first && position != first + 1 && position < node.arity() - rank(parts, count(parts));
    }

    private static int count(List<Node> parts) {
        return (int) parts.stream().filter(part -> part.type() == Type.REAL).count();
    }

    private static int rank(List<Node> parts, int count) {
        return (parts.size() - 1 - count) / (count + 1);
    }

    /** The indices at which a SCATTER adds its only contribution. */
    public List<Node> indices() {
        if (contributions.size() != 1) {
            throw new IllegalStateException("contributions: " + contributions.size());
        }
        return contributions.get(0).indices();
    }

    /** What stands behind the axes in the arguments. */
    List<Node> parts() {
        List<Node> parts = new ArrayList<>();
        for (Contribution contribution : contributions) {
            parts.add(contribution.value);
            if (parts.size() == 1) {
                parts.add(when);
            }
            parts.addAll(contribution.indices);
        }
        parts.addAll(extents);
        return parts;
    }
}

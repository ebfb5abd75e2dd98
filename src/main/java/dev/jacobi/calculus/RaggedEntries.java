package dev.jacobi.calculus;

import dev.jacobi.calculus.PackedJacobian.Level;
import dev.jacobi.calculus.PackedJacobian.Ragged;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs entries over ranges that data decides, {@code j in start[i]..<start[i + 1]}: one after the other, in the order of their loops.
 * Where the entries of a loop begin is integer data that is counted before, one array for each such loop.
 */
final class RaggedEntries {
    private final Graph g;
    private final Loops loops;
    private final int sizes;
    private final int data;
    private final Map<Node, Level> levels = new LinkedHashMap<>();

    /**
     * @param sizes how many sizes the function has
     * @param data how many data
     */
    RaggedEntries(Graph g, int sizes, int data) {
        this.g = g;
        this.loops = new Loops(g);
        this.sizes = sizes;
        this.data = data;
    }

    List<Level> levels() {
        return List.copyOf(levels.values());
    }

    /**
     * Entries over axes.
     *
     * @param plain those over ranges of sizes from 0
     * @param ragged those after them, over ranges that data decides
     */
    Ragged pack(List<Node> plain, List<Node> ragged, Node row, Node column, Dual dual) {
        List<Node> axes = new ArrayList<>(plain);
        Node place = null;
        Node length = null;
        for (Node axis : ragged) {
            Node span = loops.arithmetic(Op.ISUB, axis.arg(1), axis.arg(0));
            Node count = loops.arithmetic(Op.IMAX, loops.integer(0), span);
            Node counts = place == null ? map(axes, count) : scatter(axes, g.apply(Op.TO_REAL, count), place, length);
            List<Node> extents =
                    place == null ? plain.stream().map(a -> a.arg(1)).toList() : List.of(length);
            Level level = levels.computeIfAbsent(counts, key -> level(key, extents));
            Node first = loops.read(level.base(), place == null ? plain : List.of(place));
            place = loops.arithmetic(Op.IADD, first, loops.arithmetic(Op.ISUB, axis, axis.arg(0)));
            length = level.length();
            axes.add(axis);
        }
        Node values = loops.scatter(axes, dual.value(), dual.present(), List.of(place), List.of(length));
        return new Ragged(
                length,
                scatter(axes, loops.real(row), place, length),
                values,
                scatter(axes, loops.real(column), place, length));
    }

    private Level level(Node counts, List<Node> extents) {
        int number = levels.size();
        Node base = loops.array(Role.DATA, data + number, true, extents);
        return new Level(counts, base, loops.size(sizes + number));
    }

    private Node map(List<Node> axes, Node body) {
        return axes.isEmpty() ? body : loops.map(axes, body);
    }

    private Node scatter(List<Node> axes, Node body, Node place, Node length) {
        return loops.scatter(axes, body, g.truth(true), List.of(place), List.of(length));
    }
}

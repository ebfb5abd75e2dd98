package dev.jacobi.calculus;

import dev.jacobi.calculus.LocalJacobian.Rows;
import dev.jacobi.calculus.PackedJacobian.Entry;
import dev.jacobi.calculus.PackedJacobian.Form;
import dev.jacobi.calculus.PackedJacobian.Group;
import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs the rows of a Jacobian: brings their axes to ranges of sizes only, and writes rows over ranges that data decides, which have no
 * length before the call, as whole rows of a variable.
 */
final class Packing {
    private final Graph g;
    private final Loops loops;
    private final Positions positions;
    private final List<Node> results;
    private final List<Node> variables;
    private final Form form;
    private final RaggedEntries raggedEntries;
    private final List<PackedJacobian.Ragged> ragged = new ArrayList<>();

    Packing(Graph g, List<Node> results, List<Node> variables, Form form, RaggedEntries raggedEntries) {
        this.g = g;
        this.loops = new Loops(g);
        this.positions = new Positions(loops);
        this.results = results;
        this.variables = variables;
        this.form = form;
        this.raggedEntries = raggedEntries;
    }

    PackedJacobian pack(List<Rows> rows) {
        DenseJacobian dense = new DenseJacobian(g, rows);
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            pack(i, rows, dense, groups);
        }
        return new PackedJacobian(groups, raggedEntries.levels(), ragged);
    }

    private void pack(int result, List<Rows> rows, DenseJacobian dense, List<Group> groups) {
        List<Rows> own = rows.stream().filter(alike -> alike.result() == result).toList();
        Group direct = null;
        List<Group> others = new ArrayList<>();
        for (Rows alike : own) {
            if (alike.direct()) {
                Map<Integer, LocalJacobian.Entry> whole = new LinkedHashMap<>();
                List<LocalJacobian.Entry> kept = kept(alike, alike, dense, whole);
                own.stream().filter(other -> !other.direct()).forEach(other -> kept(alike, other, dense, whole));
                kept.addAll(whole.values());
                direct = together(direct, group(alike, kept));
            } else {
                List<LocalJacobian.Entry> kept = kept(alike, alike, dense, new HashMap<>());
                if (!kept.isEmpty()) {
                    others.add(group(alike, kept));
                }
            }
        }
        groups.add(direct);
        groups.addAll(others);
    }

    /** Neighbouring rows in one group. */
    private static Group together(Group a, Group b) {
        if (a == null) {
            return b;
        }
        List<PackedJacobian.Row> rows = new ArrayList<>(a.rows());
        rows.addAll(b.rows());
        return new Group(a.extents(), rows);
    }

    /** The entries of rows that can be packed; others are added to the whole rows of direct ones. */
    private List<LocalJacobian.Entry> kept(
            Rows direct, Rows alike, DenseJacobian dense, Map<Integer, LocalJacobian.Entry> whole) {
        List<LocalJacobian.Entry> kept = new ArrayList<>();
        for (LocalJacobian.Entry entry : alike.entries()) {
            if (isPackable(alike, entry)) {
                kept.add(entry);
            } else if (isRagged(alike, entry)) {
                if (direct == alike) {
                    ragged.add(ragged(alike, entry));
                }
            } else if (direct.direct()) {
                addWhole(direct, alike, entry, dense, whole);
            }
        }
        return kept;
    }

    private boolean isPackable(Rows alike, LocalJacobian.Entry entry) {
        return (alike.direct() || form == Form.FREE)
                && isKnown(alike, entry)
                && axes(alike, entry).stream().allMatch(axis -> positions.largest(axis.arg(1)) != null);
    }

    private static List<Node> axes(Rows alike, LocalJacobian.Entry entry) {
        List<Node> axes = new ArrayList<>(alike.axes());
        axes.addAll(entry.axes());
        return axes;
    }

    /** Whether sizes and integer data say all indices. */
    private static boolean isKnown(Rows alike, LocalJacobian.Entry entry) {
        return alike.indices().stream().allMatch(Positions::isKnown)
                && entry.indices().stream().allMatch(Positions::isKnown);
    }

    /** Whether some axes run over ranges that data decides, inside others that run over ranges of sizes. */
    private boolean isRagged(Rows alike, LocalJacobian.Entry entry) {
        return form == Form.FREE
                && isKnown(alike, entry)
                && axes(alike, entry).stream()
                        .allMatch(axis -> positions.largest(axis.arg(1)) == null && Positions.isKnown(axis)
                                || axis.args().stream().allMatch(Bounds::isOfSizes));
    }

    private PackedJacobian.Ragged ragged(Rows alike, LocalJacobian.Entry entry) {
        Ranges ranges = new Ranges();
        List<Node> all = axes(alike, entry);
        List<Node> open = all.stream()
                .filter(axis -> positions.largest(axis.arg(1)) == null)
                .toList();
        List<Node> plain =
                ranges.open(all.stream().filter(axis -> !open.contains(axis)).toList());
        List<Node> inner = open.stream().map(ranges::openRagged).toList();
        List<Node> extents = Positions.extents(results.get(alike.result()));
        List<Node> indices = ranges.moved(alike.indices());
        Node row = positions.place(results.subList(0, alike.result()), indices, extents);
        Node isRow = positions.both(ranges.mark, positions.mark(indices, extents));
        return raggedEntries.pack(plain, inner, row, column(entry, ranges, isRow), ranges.moved(entry.dual()));
    }

    /** Adds an entry to those that are whole rows of a variable. */
    private void addWhole(
            Rows direct,
            Rows alike,
            LocalJacobian.Entry entry,
            DenseJacobian dense,
            Map<Integer, LocalJacobian.Entry> whole) {
        Node by = variables.get(entry.variable());
        LocalJacobian.Entry before = whole.get(entry.variable());
        List<Node> columns = before == null ? dense.axesOver(by) : before.axes();
        Node term = Dual.orZero(
                g, dense.element(alike, entry, direct.indices(), results.get(direct.result()), columns, by));
        Node sum = before == null ? term : g.add(before.dual().value(), term);
        whole.put(entry.variable(), new LocalJacobian.Entry(entry.variable(), columns, columns, Dual.always(g, sum)));
    }

    private Group group(Rows alike, List<LocalJacobian.Entry> entries) {
        Ranges ranges = new Ranges();
        List<Node> axes = ranges.open(alike.axes());
        List<Node> extents = Positions.extents(results.get(alike.result()));
        List<Node> indices = ranges.moved(alike.indices());
        Node row = positions.place(results.subList(0, alike.result()), indices, extents);
        Node isRow = positions.both(ranges.mark, positions.mark(indices, extents));
        List<Entry> packed = new ArrayList<>();
        for (LocalJacobian.Entry entry : sorted(entries)) {
            packed.add(entry(entry, axes, new Ranges(ranges), isRow));
        }
        return new Group(upper(axes), List.of(new PackedJacobian.Row(map(axes, row), packed)));
    }

    private Entry entry(LocalJacobian.Entry entry, List<Node> rowAxes, Ranges ranges, Node isRow) {
        List<Node> axes = ranges.open(entry.axes());
        Node column = column(entry, ranges, isRow);
        Node value = Dual.orZero(g, ranges.moved(entry.dual()));
        List<Node> all = new ArrayList<>(rowAxes);
        all.addAll(axes);
        return new Entry(upper(axes), map(all, value), map(all, column));
    }

    /** The column of an entry, or perhaps -1 where there is none. */
    private Node column(LocalJacobian.Entry entry, Ranges ranges, Node isRow) {
        List<Node> extents = Positions.extents(variables.get(entry.variable()));
        List<Node> indices = ranges.moved(entry.indices());
        Node column = positions.place(variables.subList(0, entry.variable()), indices, extents);
        Node mark = positions.both(positions.both(isRow, ranges.mark), positions.mark(indices, extents));
        if (form == Form.ROWS || mark.isInteger(1)) {
            return column;
        }
        // The column where the mark is 1, and -1 where it is 0.
        Node next = loops.arithmetic(Op.IADD, column, loops.integer(1));
        return loops.arithmetic(Op.ISUB, loops.arithmetic(Op.IMUL, mark, next), loops.integer(1));
    }

    private Node map(List<Node> axes, Node body) {
        return axes.isEmpty() ? body : loops.map(axes, body);
    }

    private static List<Node> upper(List<Node> axes) {
        return axes.stream().map(axis -> axis.arg(1)).toList();
    }

    /** Axes over ranges of sizes from 0, in place of others, and whether their indices are in the ranges of those. */
    private final class Ranges {
        private final Map<Node, Node> replaced = new HashMap<>();
        private Node inside = g.truth(true);
        private Node mark = loops.integer(1);

        Ranges() {}

        Ranges(Ranges outer) {
            replaced.putAll(outer.replaced);
            inside = outer.inside;
            mark = outer.mark;
        }

        List<Node> open(List<Node> axes) {
            return axes.stream().map(this::open).toList();
        }

        private Node open(Node axis) {
            List<Node> bounds = moved(axis.args());
            Node lower = bounds.get(0);
            Node upper = bounds.get(1);
            if (Bounds.isOfSizes(lower) && Bounds.isOfSizes(upper)) {
                Node length = positions.quotientsOrZero(loops.arithmetic(Op.ISUB, upper, lower));
                if (lower.isInteger(0) && length == upper) {
                    return axis;
                }
                Node from0 = loops.axis(loops.integer(0), length);
                replaced.put(axis, loops.arithmetic(Op.IADD, lower, from0));
                return from0;
            }
            Node wide = loops.axis(loops.integer(0), positions.largest(upper));
            replaced.put(axis, wide);
            inside = g.and(inside, g.apply(Op.LT, loops.real(wide), loops.real(upper)));
            if (!lower.isInteger(0)) {
                inside = g.and(inside, g.apply(Op.LE, loops.real(lower), loops.real(wide)));
            }
            mark = positions.both(mark, positions.inRange(wide, lower, upper));
            return wide;
        }

        /** An axis over a range that data decides, whose own gathers are inside their arrays. */
        private Node openRagged(Node axis) {
            List<Node> bounds = moved(axis.args());
            List<Node> safe = bounds.stream().map(positions::safe).toList();
            mark = positions.both(mark, positions.both(positions.mark(bounds.get(0)), positions.mark(bounds.get(1))));
            if (safe.equals(axis.args())) {
                return axis;
            }
            Node fresh = loops.axis(safe.get(0), safe.get(1));
            replaced.put(axis, fresh);
            return fresh;
        }

        Dual moved(Dual dual) {
            List<Node> moved = moved(List.of(dual.value(), dual.present()));
            Node before = g.truth(true);
            Node after = inside;
            for (Node condition : Loops.conjuncts(moved.get(1))) {
                boolean wide =
                        !after.equals(inside) || condition.axes().stream().anyMatch(replaced::containsValue);
                before = wide ? before : g.and(before, condition);
                after = wide ? g.and(after, condition) : after;
            }
            return new Dual(moved.get(0), g.and(before, after));
        }

        List<Node> moved(List<Node> nodes) {
            return nodes.stream().map(node -> loops.substitute(node, replaced)).toList();
        }
    }

    /** By variable, and where it can be told so that columns ascend. */
    private List<LocalJacobian.Entry> sorted(List<LocalJacobian.Entry> entries) {
        Map<Node, Integer> bases = new HashMap<>();
        List<LocalJacobian.Entry> sorted = new ArrayList<>(entries);
        Map<LocalJacobian.Entry, List<Integer>> keys = new HashMap<>();
        for (LocalJacobian.Entry entry : entries) {
            List<Integer> key = new ArrayList<>(List.of(entry.variable()));
            for (Node index : entry.indices()) {
                boolean sum = index.is(Op.IADD) || index.is(Op.ISUB);
                Node literal =
                        index.is(Op.INTEGER) ? index : sum && index.arg(1).is(Op.INTEGER) ? index.arg(1) : null;
                Node base = literal == index ? null : literal == null ? index : index.arg(0);
                boolean own = base != null && entry.axes().contains(base);
                key.add(base == null || own ? 0 : bases.computeIfAbsent(base, b -> bases.size() + 1));
                key.add(literal == null ? 0 : index.is(Op.ISUB) ? -literal.integer() : literal.integer());
            }
            keys.put(entry, key);
        }
        sorted.sort(Comparator.comparing(keys::get, Packing::compare));
        return sorted;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}

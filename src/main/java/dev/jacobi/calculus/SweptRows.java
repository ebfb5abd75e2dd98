package dev.jacobi.calculus;

import dev.jacobi.calculus.LocalJacobian.Entry;
import dev.jacobi.calculus.LocalJacobian.Rows;
import dev.jacobi.calculus.LocalJacobian.Wanted;
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
import java.util.Set;

/**
 * The rows of a Jacobian behind which there are recurrences or solves. These may pass on every element to every result, so that no row has a formula
 * with elements of its own: an entry is an element of a whole sweep, in reverse mode for a single number, else in forward mode in a loop
 * over the columns.
 */
final class SweptRows {
    private final Graph g;
    private final Loops loops;
    private final LoopDuals duals;
    private final List<Node> results;
    private final List<Node> variables;

    SweptRows(Graph graph, List<Node> results, List<Node> variables) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.duals = new LoopDuals(graph);
        this.results = results;
        this.variables = variables;
    }

    /**
     * The rows of the results that have such, by the number of the result.
     *
     * @param allForward whether single numbers are swept forward as well, since they are many and have much in common
     */
    Map<Integer, Rows> rows(Wanted wanted, boolean allForward) {
        Map<Integer, Rows> rows = new HashMap<>();
        List<Integer> forward = new ArrayList<>();
        for (int i : numbers()) {
            if (allForward || results.get(i).type() == Type.ARRAY) {
                forward.add(i);
            } else {
                rows.put(i, backwards(i));
            }
        }
        rows.putAll(forwards(forward, wanted));
        return rows;
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (Walk.upward(g, List.of(results.get(i))).stream()
                    .anyMatch(node -> node.is(Op.SCAN) || node.is(Op.SOLVE))) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    /** The row of a single number, by one sweep back. */
    private Rows backwards(int result) {
        Map<Node, Dual> adjoints =
                Reverse.adjoints(g, Map.of(results.get(result), g.constant(1)), Set.copyOf(variables));
        List<Entry> entries = new ArrayList<>();
        for (int j = 0; j < variables.size(); j++) {
            List<Node> column = axesOver(variables.get(j));
            add(entries, j, column, element(adjoints.get(variables.get(j)), column));
        }
        return new Rows(true, List.of(), result, List.of(), entries);
    }

    /** The rows of results by their numbers, by one sweep forward for each variable. */
    private Map<Integer, Rows> forwards(List<Integer> numbers, Wanted wanted) {
        Map<Integer, Rows> rows = new HashMap<>();
        for (int i : numbers) {
            List<Node> row = axesOver(results.get(i));
            rows.put(i, new Rows(true, row, i, row, new ArrayList<>()));
        }
        for (int j = 0; j < variables.size(); j++) {
            int variable = j;
            List<Integer> own =
                    numbers.stream().filter(i -> wanted.test(i, variable)).toList();
            List<Node> column = axesOver(variables.get(j));
            Map<Node, Dual> tangents = Forward.tangents(
                    g,
                    own.stream().map(results::get).toList(),
                    Map.of(variables.get(j), unit(variables.get(j), column)));
            for (int i : own) {
                Rows alike = rows.get(i);
                add(alike.entries(), j, column, element(tangents.get(results.get(i)), alike.axes()));
            }
        }
        return rows;
    }

    private static void add(List<Entry> entries, int variable, List<Node> column, Dual dual) {
        if (dual != null) {
            entries.add(new Entry(variable, column, column, dual));
        }
    }

    /** An element of an array, or a number itself. */
    private Dual element(Dual dual, List<Node> indices) {
        return dual == null || indices.isEmpty() ? dual : duals.element(dual, indices);
    }

    private List<Node> axesOver(Node array) {
        List<Node> axes = new ArrayList<>();
        Positions.extents(array).forEach(extent -> axes.add(loops.axis(loops.integer(0), extent)));
        return axes;
    }

    /** The seed of one element of a variable: one there, and nothing elsewhere. */
    private Dual unit(Node variable, List<Node> column) {
        List<Node> axes = axesOver(variable);
        Node here = g.truth(true);
        for (int d = 0; d < axes.size(); d++) {
            here = g.and(here, g.apply(Op.EQ, loops.real(axes.get(d)), loops.real(column.get(d))));
        }
        Dual one = new Dual(g.constant(1), here);
        return axes.isEmpty() ? one : duals.map(axes, one);
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The derivatives of each row of a Jacobian by the elements that its formula reads: one reverse sweep for a row, whose number is a
 * constant in it, so that the sweep is the same for all rows and stands in a loop over them.
 *
 * <p>The rows of an array that is a sum of contributions at computed indices (a SCATTER) are found from the contributions: the loop runs
 * over these, and the row's number is computed.
 */
final class LocalJacobian {
    /** The first number of the sizes that stand for the number of a row during a sweep. */
    private static final int FIRST_CONSTANT = 1 << 24;

    /** The rows of more components than that share a loop. */
    private static final int MOST_COMPONENTS = 16;

    private final Graph g;
    private final Loops loops;
    private final List<Node> variables;
    private final List<Rows> found = new ArrayList<>();
    private int constants;

    /**
     * Rows of one result that are computed alike. What is said of one row and column several times is to be added.
     *
     * @param direct whether there is one row for each value of the axes, which are its indices and run over whole dimensions; what
     *     other indices there are then is literal
     * @param axes what tells the rows apart
     * @param result the number of the result
     * @param indices the row's indices in the result; none in a number
     */
    record Rows(boolean direct, List<Node> axes, int result, List<Node> indices, List<Entry> entries) {}

    /**
     * The derivatives of rows by the elements of a variable at some indices.
     *
     * @param variable the number of the variable
     * @param axes what tells the elements of one row apart, beside the axes of the rows
     * @param indices the indices in the variable; none in a number
     * @param dual the derivative
     */
    record Entry(int variable, List<Node> axes, List<Node> indices, Dual dual) {}

    private LocalJacobian(Graph g, List<Node> variables) {
        this.g = g;
        this.loops = new Loops(g);
        this.variables = variables;
    }

    /** The rows of results, of each result the direct ones first. */
    static List<Rows> of(Graph g, List<Node> results, List<Node> variables) {
        return of(g, results, variables, (result, variable) -> true, false);
    }

    /** The rows of a gradient on and below the diagonal. */
    static List<Rows> ofGradient(Graph g, List<Node> gradient, List<Node> variables) {
        return of(g, gradient, variables, (result, variable) -> variable <= result, true);
    }

    /** Which pairs of a result and a variable are wanted. */
    interface Wanted {
        boolean test(int result, int variable);
    }

    private static List<Rows> of(Graph g, List<Node> results, List<Node> variables, Wanted wanted, boolean allForward) {
        LocalJacobian local = new LocalJacobian(g, variables);
        Map<Integer, Rows> swept = new SweptRows(g, results, variables).rows(wanted, allForward);
        for (int i = 0; i < results.size(); i++) {
            int result = i;
            if (swept.containsKey(i)) {
                local.found.add(swept.get(i));
            } else {
                local.rows(result, results.get(i), variable -> wanted.test(result, variable));
            }
        }
        return local.found;
    }

    /** As the others, but each row along short literal dimensions by itself: they are as many formulas, which share what they can. */
    static List<Rows> ofComponents(Graph g, List<Node> results, List<Node> variables) {
        LocalJacobian local = new LocalJacobian(g, variables);
        Map<Integer, Rows> swept = new SweptRows(g, results, variables).rows((result, variable) -> true, false);
        for (int i = 0; i < results.size(); i++) {
            if (swept.containsKey(i)) {
                local.found.add(swept.get(i));
                continue;
            }
            List<Node> extents = Positions.extents(results.get(i));
            Map<Node, Node> axes = local.constants(extents);
            List<Node> row = List.copyOf(axes.keySet());
            List<List<Node>> components = local.components(row, extents);
            Node root = local.root(results.get(i), row);
            if (components.size() < 2 || local.readsScatter(root, row)) {
                local.rows(i, results.get(i), variable -> true);
            } else {
                for (List<Node> component : components) {
                    Map<Node, Node> own = new LinkedHashMap<>(axes);
                    own.keySet().retainAll(component);
                    local.direct(i, local.root(results.get(i), component), own, component, variable -> true);
                }
            }
        }
        return local.found;
    }

    /** Rows with the last indices literal, in order, or only the row where there are too many. */
    private List<List<Node>> components(List<Node> row, List<Node> extents) {
        List<List<Node>> components = List.of(List.of());
        for (int d = row.size() - 1; d >= 0 && extents.get(d).is(Op.INTEGER); d--) {
            if (components.size() * (long) extents.get(d).integer() > MOST_COMPONENTS) {
                break;
            }
            List<List<Node>> longer = new ArrayList<>();
            for (int i = 0; i < extents.get(d).integer(); i++) {
                for (List<Node> component : components) {
                    List<Node> more = new ArrayList<>(List.of(loops.integer(i)));
                    more.addAll(component);
                    longer.add(more);
                }
            }
            components = longer;
        }
        List<List<Node>> rows = new ArrayList<>();
        for (List<Node> component : components) {
            List<Node> all = new ArrayList<>(row.subList(0, row.size() - component.size()));
            all.addAll(component);
            rows.add(all);
        }
        return rows;
    }

    /** Constants in place of the indices of a row, and the axes that they stand for. */
    private Map<Node, Node> constants(List<Node> extents) {
        Map<Node, Node> axes = new LinkedHashMap<>();
        extents.forEach(extent -> axes.put(constant(), loops.axis(loops.integer(0), extent)));
        return axes;
    }

    /** The formula of a row. */
    private Node root(Node result, List<Node> row) {
        return InlinedElements.of(g, row.isEmpty() ? result : loops.read(result, row), variables);
    }

    private boolean readsScatter(Node root, List<Node> row) {
        return Walk.upward(g, List.of(root)).stream().anyMatch(node -> isElementOf(node, row));
    }

    private void rows(int result, Node node, IntPredicate wanted) {
        Map<Node, Node> axes = constants(Positions.extents(node));
        List<Node> row = List.copyOf(axes.keySet());
        direct(result, root(node, row), axes, row, wanted).forEach((read, factor) -> {
            if (isElementOf(read, row)) {
                contributions(result, read.arg(0), row, factor, wanted);
            }
        });
    }

    private Map<Node, Dual> direct(int result, Node root, Map<Node, Node> axes, List<Node> row, IntPredicate wanted) {
        Map<Node, Dual> adjoints = adjoints(root, wanted, row);
        add(true, result, axes, row, entries(adjoints, Dual.always(g, g.constant(1)), wanted));
        return adjoints;
    }

    /** The rows of an array of contributions, each times the factor of its row; the array may be one of many, in loops round it. */
    private void contributions(int result, Node scatter, List<Node> row, Dual factor, IntPredicate wanted) {
        Map<Node, Node> axes = new LinkedHashMap<>();
        Map<Node, Node> constantOf = new HashMap<>();
        Map<Node, Node> axisOf = new HashMap<>();
        List<Node> all = new ArrayList<>(scatter.axes());
        all.sort(Comparator.comparingInt(Node::id));
        all.addAll(scatter.boundAxes());
        for (Node axis : all) {
            Node fresh = loops.axis(loops.substitute(axis.arg(0), axisOf), loops.substitute(axis.arg(1), axisOf));
            constantOf.put(axis, constant());
            axisOf.put(axis, fresh);
            axes.put(constantOf.get(axis), fresh);
        }
        List<Node> indices = new ArrayList<>();
        Map<Node, Node> indexOf = new HashMap<>();
        List<Node> scattered = Scatter.of(scatter).indices();
        for (int d = 0; d < row.size(); d++) {
            indices.add(loops.substitute(scattered.get(d), constantOf));
            indexOf.put(row.get(d), indices.get(d));
        }
        Node when = loops.substitute(Scatter.condition(scatter), constantOf);
        List<Node> moved = loops.replaceSizes(List.of(factor.value(), factor.present()), indexOf);
        Dual here = new Dual(
                loops.substitute(moved.get(0), constantOf), g.and(when, loops.substitute(moved.get(1), constantOf)));
        Node body = InlinedElements.of(g, loops.substitute(scatter.body(), constantOf), variables);
        add(false, result, axes, indices, entries(adjoints(body, wanted, List.of()), here, wanted));
    }

    private Node constant() {
        return loops.size(FIRST_CONSTANT + constants++);
    }

    /** The adjoints of the elements of variables that a root reads, and of scatters at the row itself. */
    private Map<Node, Dual> adjoints(Node root, IntPredicate wanted, List<Node> row) {
        Set<Node> targets = new HashSet<>();
        List<Node> ordered = new ArrayList<>();
        for (Node node : Walk.upward(g, List.of(root))) {
            int variable = variable(node);
            if (variable >= 0 && wanted.test(variable) || isElementOf(node, row)) {
                targets.add(node);
                ordered.add(node);
            }
        }
        Map<Node, Dual> all = Reverse.maskedAdjoints(g, Map.of(root, g.constant(1)), targets);
        Map<Node, Dual> adjoints = new LinkedHashMap<>();
        for (Node target : ordered) {
            if (all.get(target) != null) {
                adjoints.put(target, all.get(target));
            }
        }
        return adjoints;
    }

    private static boolean isElementOf(Node read, List<Node> row) {
        return !row.isEmpty()
                && read.is(Op.READ)
                && read.arg(0).is(Op.SCATTER)
                && LoopDuals.indices(read).equals(row);
    }

    /** The number of the variable that a node is, or is an element of; -1 for others. */
    private int variable(Node node) {
        boolean mayBe = node.is(Op.READ) || node.is(Op.PARAMETER);
        return mayBe ? variables.indexOf(node.is(Op.READ) ? node.arg(0) : node) : -1;
    }

    private List<Entry> entries(Map<Node, Dual> adjoints, Dual factor, IntPredicate wanted) {
        List<Entry> entries = new ArrayList<>();
        adjoints.forEach((target, adjoint) -> {
            int variable = variable(target);
            Dual product = adjoint.times(g, new Partial(null, factor.value()));
            Dual dual = product == null ? null : product.under(g, factor.present());
            if (variable >= 0 && dual != null && !dual.present().isTruth(false)) {
                entries.add(new Entry(
                        variable, target.axes(), target.is(Op.READ) ? LoopDuals.indices(target) : List.of(), dual));
            }
        });
        return entries;
    }

    /** Rows with their constants made axes. */
    private void add(boolean direct, int result, Map<Node, Node> axes, List<Node> indices, List<Entry> entries) {
        List<Entry> open = new ArrayList<>();
        for (Entry entry : entries) {
            List<Node> parts = new ArrayList<>(entry.axes);
            parts.addAll(entry.indices);
            parts.addAll(List.of(entry.dual.value(), entry.dual.present()));
            List<Node> images = loops.replaceSizes(parts, axes);
            int last = images.size() - 2;
            open.add(new Entry(
                    entry.variable,
                    images.subList(0, entry.axes.size()),
                    images.subList(entry.axes.size(), last),
                    new Dual(images.get(last), images.get(last + 1))));
        }
        found.add(new Rows(direct, List.copyOf(axes.values()), result, loops.replaceSizes(indices, axes), open));
    }
}

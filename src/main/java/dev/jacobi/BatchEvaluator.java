package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.PlainIndex;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;

/**
 * Evaluates a function as if only some rows of its data were bound, which may be others at each evaluation: for one thread. Selecting
 * copies the rows and, like an evaluation, allocates nothing after the first time, unless integer data says how far loops go.
 *
 * <p>Rows are what one size counts: of {@code f(w[D]; X[N, D], y[N])} the rows by {@code "N"} are those of {@code X} together with the
 * elements of {@code y}. In a batch the size is the number of its rows.
 */
public final class BatchEvaluator extends Evaluable {
    private final Evaluator evaluator;
    private final Bound bound;
    private final int size;
    private final int total;
    private final int[] rows;
    private BatchLayout layout;
    private Arguments arguments;

    private BatchEvaluator(CompiledFunction function, Bound bound, int size, int total, int count) {
        super(function.graph());
        this.evaluator = function.evaluator();
        this.bound = bound;
        this.size = size;
        this.total = total;
        this.rows = new int[count];
    }

    static BatchEvaluator of(CompiledFunction function, Bound bound, String name, int count) {
        FunctionGraph graph = function.graph();
        int size = graph.sizes().indexOf(name);
        if (size < 0) {
            throw misfit("there is no size '" + name + "'; the sizes are " + graph.sizes());
        }
        graph.parameters().forEach(parameter -> checkRows(parameter, name, size));
        boolean indexed = PlainIndex.of(graph).stream().anyMatch(index -> mentions(index.extent(), size));
        if (indexed) {
            throw misfit("integer data is an index of rows by '" + name + "', which a batch does not have");
        }
        Node node = new Loops(graph.graph()).size(size);
        Sizes told = bound.told();
        if (!told.isKnown(node)) {
            throw misfit("the data that is bound does not tell the size '" + name + "'; bind it first");
        }
        int total = told.value(node);
        if (count < 1 || count > total) {
            throw misfit("a batch has at least 1 row and at most all " + total + ", not " + count);
        }
        return new BatchEvaluator(function, bound, size, total, count);
    }

    /** Rows may be selected of data where the size is one of its extents. */
    private static void checkRows(Parameter parameter, String name, int size) {
        long mentions = Loops.extents(parameter.node()).stream()
                .filter(extent -> mentions(extent, size))
                .count();
        boolean isAxis = BatchLayout.axis(Loops.extents(parameter.node()), size) >= 0;
        if (mentions > 0 && (parameter.role() != Role.DATA || mentions > 1 || !isAxis)) {
            throw misfit("'" + parameter.name() + "' cannot be taken by the rows of '" + name + "': "
                    + (parameter.role() == Role.DATA ? "its shape has that size otherwise" : "it is a variable"));
        }
    }

    private static boolean mentions(Node extent, int size) {
        return extent.is(Op.SIZE) && extent.index() == size
                || extent.args().stream().anyMatch(arg -> mentions(arg, size));
    }

    /** How many rows there are in all. */
    public int total() {
        return total;
    }

    /** How many rows a batch has. */
    public int count() {
        return rows.length;
    }

    /**
     * Evaluates these rows from now on; before the first call it is row 0, as often as a batch has rows.
     *
     * @param order numbers of rows, in the order in which sums shall add them; a row may come more than once
     * @param from where in {@code order} the batch starts; its end is {@link #count()} further
     * @throws JacobiException where {@code order} is too short, or there is no such row
     */
    public void select(int[] order, int from) {
        if (from < 0 || from > order.length - rows.length) {
            throw misfit("a batch of " + rows.length + " rows from place " + from + " on is not in an order of "
                    + order.length);
        }
        for (int i = 0; i < rows.length; i++) {
            if (order[from + i] < 0 || order[from + i] >= total) {
                throw misfit("there is no row " + order[from + i] + "; rows are at least 0 and below " + total);
            }
        }
        System.arraycopy(order, from, rows, 0, rows.length);
        arguments = null;
    }

    @Override
    SparseStructure.Found structure(Derivative derivative) {
        throw new JacobiException(
                ErrorCode.UNSUPPORTED, "a batch has no sparse matrices; bind its rows to the function itself");
    }

    @Override
    Arguments arguments(double[] x) {
        int given = x == null ? -1 : x.length;
        if (layout == null || layout.given() != given) {
            layout = new BatchLayout(graph(), bound.arguments(given), size, rows.length);
            arguments = null;
        }
        if (arguments == null) {
            arguments = layout.select(rows);
        }
        return arguments;
    }

    @Override
    double run(Derivative derivative, Arguments batch, double[] x, double[] seed, double[] out) {
        return evaluator.run(derivative, batch, x, seed, out);
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}

package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.List;
import java.util.stream.Stream;

/**
 * The entries of a Jacobian that may differ from zero, in groups of rows that are computed alike and have equally many entries each. Which
 * entries there are depends on sizes and integer data only; what is said of one row and column several times is to be added.
 *
 * @param groups the entries over ranges of sizes
 * @param levels the loops over other ranges, each after those that its counts need
 * @param ragged the entries over other ranges
 */
public record PackedJacobian(List<Group> groups, List<Level> levels, List<Ragged> ragged) {

    /**
     * Rows that are computed together.
     *
     * @param extents those of the axes that tell them apart
     * @param rows the rows for each value of the axes
     */
    public record Group(List<Node> extents, List<Row> rows) {
        /** How often there are these rows. */
        public Node count(Graph g) {
            return new Positions(new Loops(g)).product(extents);
        }

        /** How many entries all rows have for one value of the axes. */
        public Node width(Graph g) {
            Loops loops = new Loops(g);
            return rows.stream()
                    .map(row -> row.width(g))
                    .reduce(loops.integer(0), (a, b) -> loops.arithmetic(Op.IADD, a, b));
        }
    }

    /**
     * Rows of one formula. Rows and columns are counted over all elements of all results and variables.
     *
     * @param numbers the numbers of the rows: an integer, or an array of integers over the axes of the group
     */
    public record Row(Node numbers, List<Entry> entries) {
        /** How many entries each has. */
        public Node width(Graph g) {
            Loops loops = new Loops(g);
            return entries.stream()
                    .map(entry -> entry.count(g))
                    .reduce(loops.integer(0), (a, b) -> loops.arithmetic(Op.IADD, a, b));
        }
    }

    /**
     * Some entries of each row of a group.
     *
     * @param extents those of the axes that tell them apart, beside those of the group
     * @param values the derivatives: a number, or an array over the axes of the group and then these
     * @param columns the column numbers, likewise; -1 where there is no entry
     */
    public record Entry(List<Node> extents, Node values, Node columns) {
        /** How many there are in each row. */
        public Node count(Graph g) {
            return new Positions(new Loops(g)).product(extents);
        }
    }

    /**
     * Loops over ranges that data decides, each once for each value of the axes round it.
     *
     * @param counts how long each is: an integer, or an array of as many numbers as there are loops
     * @param base integer data to be made from the counts: how many runs come before each loop
     * @param length a size to be made from the counts: their sum
     */
    public record Level(Node counts, Node base, Node length) {}

    /** Entries one after the other: as many as the length says, with their rows, values and columns (-1 where there is no entry). */
    public record Ragged(Node length, Node rows, Node values, Node columns) {}

    /** How the entries may stand. */
    public enum Form {
        /** The rows in order. An entry that is not there is a zero in some other column of its row. */
        ROWS,
        /** Several groups for a result, which may say the same row. */
        FREE
    }

    /**
     * The entries of the Jacobian of results.
     *
     * @param sizes how many sizes the function has; more are numbered on
     * @param data how many data
     */
    public static PackedJacobian jacobian(
            Graph g, List<Node> results, List<Node> variables, Form form, int sizes, int data) {
        return new Packing(g, results, variables, form, new RaggedEntries(g, sizes, data))
                .pack(LocalJacobian.ofComponents(g, results, variables));
    }

    /** The entries on and below the diagonal of the Hessian of a number, and some above it. */
    public static PackedJacobian hessian(Graph g, Node root, List<Node> variables, int sizes, int data) {
        List<Node> gradient = Derivatives.maskedGradient(g, root, variables);
        return new Packing(g, gradient, variables, Form.FREE, new RaggedEntries(g, sizes, data))
                .pack(LocalJacobian.ofGradient(g, gradient, variables));
    }

    /** All values: those of the groups row by row, then the others. */
    public List<Node> values() {
        return Stream.concat(entries().map(Entry::values), ragged.stream().map(Ragged::values))
                .toList();
    }

    /** All column numbers likewise. */
    public List<Node> columns() {
        return Stream.concat(entries().map(Entry::columns), ragged.stream().map(Ragged::columns))
                .toList();
    }

    private Stream<Entry> entries() {
        return groups.stream().flatMap(group -> group.rows.stream()).flatMap(row -> row.entries.stream());
    }
}

package dev.jacobi.program;

import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An integer of sizes, integer data and axes, apart from any graph: what is left of a program to count its steps. */
sealed interface IntegerTerm {

    record Literal(int value) implements IntegerTerm {}

    /** An element of {@code ints} at a fixed place: a size. */
    record Size(int index) implements IntegerTerm {}

    /** An axis by its number. */
    record Index(int number, IntegerTerm from, IntegerTerm to) implements IntegerTerm {}

    /** The position of an extreme: -1, or a value of an axis. */
    record Position(IntegerTerm to) implements IntegerTerm {}

    record Arithmetic(Op op, IntegerTerm a, IntegerTerm b) implements IntegerTerm {}

    /** An element of integer data, which begins at a place of {@code ints}. */
    record Element(IntegerTerm first, List<IntegerTerm> indices, List<IntegerTerm> extents) implements IntegerTerm {}

    /** The numbers of the axes that a term mentions. Recurses over one index only. */
    default void mentioned(BitSet axes) {
        if (this instanceof Index index) {
            axes.set(index.number);
            index.from.mentioned(axes);
            index.to.mentioned(axes);
        } else if (this instanceof Position position) {
            position.to.mentioned(axes);
        } else if (this instanceof Arithmetic arithmetic) {
            arithmetic.a.mentioned(axes);
            arithmetic.b.mentioned(axes);
        } else if (this instanceof Element element) {
            element.indices.forEach(index -> index.mentioned(axes));
        }
    }

    /** Makes terms of nodes; axes are numbered as they come. */
    final class Reader {
        private final int sizes;
        private final List<List<Node>> integers;
        private final Map<Node, IntegerTerm> known = new HashMap<>();
        private int axes;

        /** @param integers the shapes of the integer data behind the sizes, by number; null where data is real */
        Reader(int sizes, List<List<Node>> integers) {
            this.sizes = sizes;
            this.integers = integers;
        }

        /** How many axes there are. */
        int axes() {
            return axes;
        }

        /** Recurses over one index only. */
        IntegerTerm of(Node node) {
            IntegerTerm found = known.get(node);
            if (found == null) {
                found = read(node);
                known.put(node, found);
            }
            return found;
        }

        private IntegerTerm read(Node node) {
            return switch (node.op()) {
                case INTEGER -> new Literal(node.integer());
                case SIZE -> new Size(node.index());
                case AXIS -> new Index(axes++, of(node.arg(0)), of(node.arg(1)));
                case ARGMAX, ARGMIN -> new Position(of(node.arg(0).arg(1)));
                case GATHER -> element(node);
                default -> arithmetic(node);
            };
        }

        private IntegerTerm arithmetic(Node node) {
            if (node.type() != Type.INTEGER || node.arity() != 2) {
                throw new IllegalStateException("no integer of axes: " + node);
            }
            return new Arithmetic(node.op(), of(node.arg(0)), of(node.arg(1)));
        }

        private IntegerTerm element(Node gather) {
            Node data = gather.arg(0);
            IntegerTerm first = new Literal(sizes);
            for (List<Node> shape : integers.subList(0, data.index())) {
                first = shape == null ? first : new Arithmetic(Op.IADD, first, product(shape));
            }
            List<IntegerTerm> indices =
                    gather.args().stream().skip(1).map(this::of).toList();
            List<IntegerTerm> extents =
                    Loops.extents(data).stream().map(this::of).toList();
            return new Element(first, indices, extents);
        }

        private IntegerTerm product(List<Node> shape) {
            IntegerTerm product = new Literal(1);
            for (Node extent : shape) {
                product = new Arithmetic(Op.IMUL, product, of(extent));
            }
            return product;
        }
    }
}

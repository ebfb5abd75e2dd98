package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known about integers before the sizes are. */
public final class Bounds {
    /** Sums that are longer, or have larger factors, are not looked into. */
    private static final int MOST_TERMS = 64;

    private static final long LARGEST = 1 << 20;

    private Bounds() {}

    /** Whether an index surely lies in {@code 0 <= index < extent} wherever it is evaluated. */
    public static boolean within(Node index, Node extent) {
        return isNatural(index) && isBelow(index, extent);
    }

    /** Whether indices surely lie inside an array of these extents. */
    public static boolean within(List<Node> indices, List<Node> extents) {
        for (int d = 0; d < extents.size(); d++) {
            if (!within(indices.get(d), extents.get(d))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a READ or GATHER is surely inside its array. */
    public static boolean isInside(Node read) {
        return within(read.args().subList(1, read.arity()), Loops.extents(read.arg(0)));
    }

    /** Whether an index is surely 0 or more. */
    public static boolean isNatural(Node index) {
        return new Linear(0).add(index, 1).isNatural();
    }

    /** Whether an integer is a literal, a size, or arithmetic on such. Recurses over one index only. */
    public static boolean isOfSizes(Node integer) {
        return integer.axes().isEmpty()
                && !integer.is(Op.GATHER)
                && !integer.op().isReduction()
                && integer.args().stream().allMatch(Bounds::isOfSizes);
    }

    /** Whether the loop over an axis surely has a step wherever it is reached. */
    public static boolean hasSteps(Node axis) {
        return isBelow(axis.arg(0), axis.arg(1));
    }

    /** Whether the loop over an axis has a step where those over others have: it is one of them, or starts earlier and ends where one does. */
    public static boolean hasStepsWith(Collection<Node> others, Node axis) {
        boolean first = axis.arg(0).isInteger(0);
        return others.contains(axis)
                || others.stream().anyMatch(other -> first && other.arg(1) == axis.arg(1) && isNatural(other));
    }

    /** Whether an index surely lies below an extent. */
    public static boolean isBelow(Node index, Node extent) {
        return new Linear(-1).add(extent, 1).add(index, -1).isNatural();
    }

    /** A sum of integers times literals, and a literal. */
    private static final class Linear {
        private final TreeMap<Integer, Node> terms = new TreeMap<>();
        private final Map<Node, Long> factors = new HashMap<>();
        private long literal;

        Linear(long literal) {
            this.literal = literal;
        }

        Linear add(Node node, long factor) {
            terms.put(node.id(), node);
            factors.merge(node, factor, Long::sum);
            return this;
        }

        /**
         * Whether it is 0 or more whatever its axes are: each is put at the end of its range where the sum is least. A node comes after
         * those that it is made from, so that none is looked at twice.
         */
        boolean isNatural() {
            for (int steps = 0; !terms.isEmpty() && steps < MOST_TERMS; steps++) {
                Node term = terms.pollLastEntry().getValue();
                long factor = factors.remove(term);
                if (Math.abs(factor) > LARGEST || factor != 0 && !resolve(term, factor)) {
                    return false;
                }
            }
            return terms.isEmpty() && literal >= 0;
        }

        /** Puts what a term is made from in its place; false where the sum may be negative. */
        private boolean resolve(Node term, long factor) {
            switch (term.op()) {
                case INTEGER -> literal += factor * term.integer();
                case AXIS -> {
                    literal += factor > 0 ? 0 : -factor;
                    add(term.arg(factor > 0 ? 0 : 1), factor);
                }
                case ARGMAX, ARGMIN -> {
                    // From -1 to the last of its range, or -1.
                    literal -= factor;
                    if (factor < 0) {
                        Node upper = term.arg(0).arg(1);
                        add(upper, factor);
                        return Bounds.isNatural(upper);
                    }
                }
                case IADD -> add(term.arg(0), factor).add(term.arg(1), factor);
                case ISUB -> add(term.arg(0), factor).add(term.arg(1), -factor);
                case IMUL -> {
                    int literalAt = term.arg(0).is(Op.INTEGER) ? 0 : 1;
                    if (!term.arg(literalAt).is(Op.INTEGER)) {
                        return false;
                    }
                    add(term.arg(1 - literalAt), factor * term.arg(literalAt).integer());
                }
                default -> {
                    return factor > 0 && isSize(term);
                }
            }
            return true;
        }

        private static boolean isSize(Node term) {
            return term.is(Op.SIZE) || term.is(Op.IMAX) && (isNatural(term.arg(0)) || isNatural(term.arg(1)));
        }

        private static boolean isNatural(Node literal) {
            return literal.is(Op.INTEGER) && literal.integer() >= 0;
        }
    }
}

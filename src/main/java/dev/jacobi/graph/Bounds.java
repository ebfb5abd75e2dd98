package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        return within(indices, extents, List.of());
    }

    /** As the other, where one order between integers is known to hold, or another. */
    public static boolean within(List<Node> indices, List<Node> extents, Collection<Order> known) {
        for (int d = 0; d < extents.size(); d++) {
            Node index = indices.get(d);
            Node extent = extents.get(d);
            boolean natural = isNatural(index)
                    || known.stream()
                            .anyMatch(order -> order.spare(0).add(index, 1).isNatural());
            boolean below = isBelow(index, extent)
                    || known.stream()
                            .anyMatch(order -> order.spare(-1)
                                    .add(extent, 1)
                                    .add(index, -1)
                                    .isNatural());
            if (!natural || !below) {
                return false;
            }
        }
        return true;
    }

    /** Whether a READ or GATHER is surely inside its array. */
    public static boolean isInside(Node read) {
        return isInside(read, List.of());
    }

    /** As the other, where one order between integers is known to hold, or another. */
    public static boolean isInside(Node read, Collection<Order> known) {
        return within(read.args().subList(1, read.arity()), Loops.extents(read.arg(0)), known);
    }

    /** Whether an index is surely 0 or more. */
    public static boolean isNatural(Node index) {
        return new Linear(0).add(index, 1).isNatural();
    }

    /** Whether an integer is a literal, a size, or arithmetic on such. Recurses over one index only. */
    public static boolean isOfSizes(Node integer) {
        if (!integer.axes().isEmpty() || integer.is(Op.GATHER) || integer.op().isReduction()) {
            return false;
        }
        for (int i = 0; i < integer.arity(); i++) {
            if (!isOfSizes(integer.arg(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the loop over an axis surely has a step wherever it is reached. */
    public static boolean hasSteps(Node axis) {
        return isBelow(axis.arg(0), axis.arg(1));
    }

    /** Whether the loop over an axis has a step where those over others have: surely, or since it is one of them, or starts earlier and ends where one does. */
    public static boolean hasStepsWith(Collection<Node> others, Node axis) {
        boolean first = axis.arg(0).isInteger(0);
        return others.contains(axis)
                || hasSteps(axis)
                || others.stream().anyMatch(other -> first && other.arg(1) == axis.arg(1) && isNatural(other));
    }

    /** Whether an index surely lies below an extent. */
    public static boolean isBelow(Node index, Node extent) {
        return new Linear(-1).add(extent, 1).add(index, -1).isNatural();
    }

    /** That an integer and a distance are at most another integer. */
    public record Order(Node less, int distance, Node more) {
        /** What a comparison of integers says where it holds, or where it does not. */
        public static List<Order> of(Node comparison, boolean holds) {
            if (comparison.arity() != 2 || !comparison.args().stream().allMatch(Order::isInteger)) {
                return List.of();
            }
            Node a = comparison.arg(0);
            Node b = comparison.arg(1);
            return switch (comparison.op()) {
                case LT -> List.of(holds ? new Order(a, 1, b) : new Order(b, 0, a));
                case LE -> List.of(holds ? new Order(a, 0, b) : new Order(b, 1, a));
                case EQ -> holds ? List.of(new Order(a, 0, b), new Order(b, 0, a)) : apart(a, b);
                default -> List.of();
            };
        }

        /** What is known of integers that differ. */
        private static List<Order> apart(Node a, Node b) {
            return Stream.of(new Order(a, 0, b), new Order(b, 0, a))
                    .filter(order -> order.room().isNatural())
                    .map(order -> new Order(order.less, 1, order.more))
                    .toList();
        }

        private Linear room() {
            return new Linear(-distance).addNumber(more, 1).addNumber(less, -1);
        }

        private static boolean isInteger(Node number) {
            return number.is(Op.TO_REAL) || number.is(Op.CONSTANT) && number.constant() == (int) number.constant();
        }

        /** Whether it is about one of these axes. */
        public boolean mentions(Collection<Node> axes) {
            return Stream.of(less, more)
                    .anyMatch(number -> number.axes().stream().anyMatch(axes::contains));
        }

        /** A sum with a literal, less what is known to be spare: a sum that is 0 or more shows that the literal and more is. */
        private Linear spare(long literal) {
            return new Linear(literal + distance).addNumber(less, 1).addNumber(more, -1);
        }
    }

    /** A sum of integers times literals, and a literal. */
    private static final class Linear {
        private final TreeMap<Integer, Node> terms = new TreeMap<>();
        private final Map<Node, Long> factors = new HashMap<>();
        /** Which of two integers the larger is known to be. */
        private final Map<Node, Node> larger = new HashMap<>();

        private long literal;

        Linear(long literal) {
            this.literal = literal;
        }

        Linear add(Node node, long factor) {
            terms.put(node.id(), node);
            factors.merge(node, factor, Long::sum);
            return this;
        }

        /** Adds an integer that is written as a real number. */
        Linear addNumber(Node number, long factor) {
            if (number.is(Op.TO_REAL)) {
                return add(number.arg(0), factor);
            }
            literal += factor * (long) number.constant();
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
                    hasStep(term);
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
                        return factor > 0 && isOfSegments(term) && isNatural(term.args());
                    }
                    add(term.arg(1 - literalAt), factor * term.arg(literalAt).integer());
                }
                case IMAX -> {
                    return resolveLarger(term, factor);
                }
                case IMIN -> {
                    if (!isOfSegments(term)) {
                        return false;
                    }
                    if (factor > 0) {
                        return isNatural(term.args());
                    }
                    // At most either; the one that is in the sum already, or is made from what is, may cancel it.
                    Node first = term.arg(0);
                    boolean cancels =
                            factors.containsKey(first) || first.args().stream().anyMatch(factors::containsKey);
                    add(term.arg(cancels ? 0 : 1), factor);
                }
                case IROOT -> {
                    add(term.arg(1), factor);
                    return factor > 0;
                }
                case IDIV -> {
                    return factor > 0 && isOfSegments(term) && isNatural(term.args());
                }
                default -> {
                    return factor > 0 && term.is(Op.SIZE);
                }
            }
            return true;
        }

        /** A range from 0 or more to the larger of 0 and an end that has a step ends there. */
        private void hasStep(Node axis) {
            Node end = axis.arg(1);
            for (int k = 0; k < 2 && end.is(Op.IMAX) && isNatural(axis.arg(0)); k++) {
                if (end.arg(k).is(Op.INTEGER)
                        && end.arg(k).integer() <= axis.arg(0).integer()) {
                    larger.put(end, end.arg(1 - k));
                }
            }
        }

        /** Puts that integer in the place of the larger of two which it is known to be, or one that it is at least. */
        private boolean resolveLarger(Node larger, long factor) {
            Node known = this.larger.get(larger);
            boolean literalFirst = larger.arg(0).is(Op.INTEGER);
            if (known == null && factor > 0 && (literalFirst || larger.arg(1).is(Op.INTEGER))) {
                boolean lessFollows = factors.values().stream().anyMatch(other -> other < 0);
                known = larger.arg(lessFollows == literalFirst ? 1 : 0);
            }
            if (known != null) {
                add(known, factor);
            }
            return known != null;
        }

        /**
         * Whether an integer tells where segments of a recurrence begin or end ({@link Checkpoints}): these do not overflow. Others may
         * where only one of two parts matters, and have to be looked at.
         */
        private static boolean isOfSegments(Node integer) {
            return integer.args().stream()
                    .anyMatch(part -> part.is(Op.IROOT)
                            || part.is(Op.IMUL) && part.args().stream().anyMatch(factor -> factor.is(Op.IROOT)));
        }

        private static boolean isNatural(List<Node> parts) {
            return parts.stream().allMatch(Bounds::isNatural);
        }

        private static boolean isNatural(Node literal) {
            return literal.is(Op.INTEGER) && literal.integer() >= 0;
        }
    }
}

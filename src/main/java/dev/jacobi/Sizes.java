package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.IntegerRanges;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sizes of a function as far as they are known. Immutable. */
final class Sizes {
    private static final int UNKNOWN = -1;

    private final List<String> names;
    private final int[] values;

    private Sizes(List<String> names, int[] values) {
        this.names = names;
        this.values = values;
    }

    static Sizes unknown(List<String> names) {
        int[] values = new int[names.size()];
        Arrays.fill(values, UNKNOWN);
        return new Sizes(names, values);
    }

    /** Sizes that are all known: the first of some integers. */
    static Sizes known(List<String> names, int[] integers) {
        return new Sizes(names, Arrays.copyOf(integers, names.size()));
    }

    boolean areKnown() {
        return Arrays.stream(values).noneMatch(value -> value == UNKNOWN);
    }

    /** The name of the first that is not known. */
    String unknown() {
        return names.get(IntStream.range(0, values.length)
                .filter(i -> values[i] == UNKNOWN)
                .findFirst()
                .orElseThrow());
    }

    int[] values() {
        return values.clone();
    }

    /** These with one more known; {@code source} is what says so. */
    Sizes with(int index, int value, String source) {
        if (value < 0 || values[index] != UNKNOWN && values[index] != value) {
            String known = value < 0 ? "" : ", it is " + values[index] + " already";
            throw misfit(source + " says that size " + names.get(index) + " is " + value + known);
        }
        if (value > IntegerRanges.LARGEST_SIZE) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    source + " says that size " + names.get(index) + " is " + value + ", the largest is "
                            + IntegerRanges.LARGEST_SIZE);
        }
        int[] more = values.clone();
        more[index] = value;
        return new Sizes(names, more);
    }

    /** These with what an extent of this value says. */
    Sizes ofExtent(Node extent, int value, String source) {
        if (extent.is(Op.SIZE)) {
            return with(extent.index(), value, source);
        }
        if (isKnown(extent) && value(extent) != value) {
            throw misfit(source + " has an extent of " + value + ", needed is " + value(extent));
        }
        return this;
    }

    /** Whether the length of some shapes together may tell a size: the only one of theirs that is not known. */
    boolean mayTell(List<List<Node>> shapes) {
        return unknownIn(shapes).length == 1;
    }

    /** These with the only unknown size of some shapes found from how many elements they have together. */
    Sizes ofLength(List<List<Node>> shapes, int length, String source) {
        int[] missing = unknownIn(shapes);
        if (missing.length == 0) {
            return this;
        }
        if (missing.length > 1) {
            String unknown = Arrays.stream(missing).mapToObj(names::get).collect(Collectors.joining(", "));
            throw misfit("the sizes " + unknown + " cannot be told apart by the length of " + source
                    + "; say them, as in bind(\"" + names.get(missing[0]) + "\", 10)");
        }
        // Lengths grow with a size, so that a search by halves finds it.
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (int) (((long) low + high) / 2);
            if (with(missing[0], middle, source).total(shapes) < length) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Sizes found = with(missing[0], low, source);
        if (found.total(shapes) != length) {
            throw misfit(source + " has " + length + " elements, which no size " + names.get(missing[0]) + " gives");
        }
        return found;
    }

    private int[] unknownIn(List<List<Node>> shapes) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] == UNKNOWN
                        && shapes.stream().flatMap(List::stream).anyMatch(e -> mentions(e, i)))
                .toArray();
    }

    /** How many elements shapes have together, the largest long where that is too many to count. */
    private long total(List<List<Node>> shapes) {
        try {
            long total = 0;
            for (List<Node> shape : shapes) {
                long product = 1;
                for (Node extent : shape) {
                    product = Math.multiplyExact(product, (long) value(extent));
                }
                total = Math.addExact(total, product);
            }
            return total;
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The number of elements of a shape whose sizes are known. */
    int product(List<Node> extents) {
        int product = 1;
        for (Node extent : extents) {
            product = Math.multiplyExact(product, value(extent));
        }
        return product;
    }

    /** The value of an integer of sizes that are known; recurses over one extent only. */
    int value(Node extent) {
        return switch (extent.op()) {
            case INTEGER -> extent.integer();
            case SIZE -> values[extent.index()];
            default -> (int) extent.op().meaning(false).of(value(extent.arg(0)), value(extent.arg(1)), 0, 0);
        };
    }

    /** Whether the sizes that an integer mentions are known. */
    boolean isKnown(Node extent) {
        return IntStream.range(0, values.length).noneMatch(i -> values[i] == UNKNOWN && mentions(extent, i));
    }

    private static boolean mentions(Node extent, int size) {
        return extent.is(Op.SIZE) && extent.index() == size
                || extent.args().stream().anyMatch(arg -> mentions(arg, size));
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }

    @Override
    public String toString() {
        return IntStream.range(0, values.length)
                .mapToObj(i -> names.get(i) + " = " + (values[i] == UNKNOWN ? "?" : values[i]))
                .collect(Collectors.joining(", "));
    }
}

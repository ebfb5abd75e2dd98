package dev.jacobi.program;

import dev.jacobi.program.IntegerTerm.Arithmetic;
import dev.jacobi.program.IntegerTerm.Element;
import dev.jacobi.program.IntegerTerm.Index;
import dev.jacobi.program.IntegerTerm.Literal;
import dev.jacobi.program.IntegerTerm.Position;
import dev.jacobi.program.IntegerTerm.Size;
import java.util.Arrays;

/**
 * Between which numbers a term lies for given sizes and data, where only some axes have a value. What overflows an int has no value when
 * the program runs and counts as 0 where it is not asked for; of a range the ends beyond are cut off. Methods recurse over one index only.
 */
final class IntegerEnds {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final int[] ints;
    private final long[] axes;

    IntegerEnds(int[] ints, int axes) {
        this.ints = ints;
        this.axes = new long[axes];
        Arrays.fill(this.axes, UNKNOWN);
    }

    /** Gives an axis a value. */
    void set(int axis, long value) {
        axes[axis] = value;
    }

    /** Takes the value of an axis away. */
    void forget(int axis) {
        axes[axis] = UNKNOWN;
    }

    long least(IntegerTerm term) {
        return end(term, false);
    }

    long most(IntegerTerm term) {
        return end(term, true);
    }

    private long end(IntegerTerm term, boolean most) {
        if (term instanceof Literal literal) {
            return literal.value();
        }
        if (term instanceof Size size) {
            return ints[size.index()];
        }
        if (term instanceof Index index) {
            boolean known = axes[index.number()] != UNKNOWN;
            return known ? axes[index.number()] : most ? most(index.to()) - 1 : least(index.from());
        }
        if (term instanceof Position position) {
            return most ? Math.max(-1, most(position.to()) - 1) : -1;
        }
        return term instanceof Element element ? element(element, most) : arithmetic((Arithmetic) term, most);
    }

    private long element(Element element, boolean most) {
        long at = 0;
        for (int d = 0; d < element.indices().size(); d++) {
            long index = least(element.indices().get(d));
            long extent = least(element.extents().get(d));
            if (index != most(element.indices().get(d))) {
                return most ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            }
            if (index < 0 || index >= extent) {
                return -1;
            }
            at = at * extent + index;
        }
        return ints[(int) (least(element.first()) + at)];
    }

    private long arithmetic(Arithmetic term, boolean most) {
        long a = least(term.a());
        long b = most(term.a());
        long c = least(term.b());
        long d = most(term.b());
        boolean known = a == b && c == d;
        return switch (term.op()) {
            case IADD -> inInt(most ? b + d : a + c, known);
            case ISUB -> inInt(most ? b - c : a - d, known);
            case IMUL -> inInt(most ? most(a * c, a * d, b * c, b * d) : least(a * c, a * d, b * c, b * d), known);
            case IMIN -> most ? Math.min(b, d) : Math.min(a, c);
            case IMAX -> most ? Math.max(b, d) : Math.max(a, c);
            case IROOT -> Math.max(most ? d : c, (long) Math.ceil(Math.sqrt(most ? b : a)));
            case IDIV -> quotient(a, b, c, d, most);
            case IMOD -> remainder(a, b, c, d, most);
            default -> throw new IllegalStateException("no arithmetic: " + term.op());
        };
    }

    private static long inInt(long end, boolean known) {
        return known && end != (int) end ? 0 : cut(end);
    }

    private static long cut(long end) {
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, end));
    }

    private static long most(long a, long b, long c, long d) {
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    private static long least(long a, long b, long c, long d) {
        return Math.min(Math.min(a, b), Math.min(c, d));
    }

    /** By zero it is 0 where the program does not ask for it. */
    private static long quotient(long a, long b, long c, long d, boolean most) {
        if (c == 0 && d == 0) {
            return 0;
        }
        if (c > 0 || d < 0) {
            long ac = Math.floorDiv(a, c);
            long ad = Math.floorDiv(a, d);
            long bc = Math.floorDiv(b, c);
            long bd = Math.floorDiv(b, d);
            return cut(most ? most(ac, ad, bc, bd) : least(ac, ad, bc, bd));
        }
        long far = Math.max(Math.abs(a), Math.abs(b));
        return cut(most ? far : -far);
    }

    private static long remainder(long a, long b, long c, long d, boolean most) {
        if (c == d) {
            return c == 0 ? 0 : a == b ? Math.floorMod(a, c) : most ? Math.max(0, c - 1) : Math.min(0, c + 1);
        }
        return most ? Math.max(0, d - 1) : Math.min(0, c + 1);
    }
}

package dev.jacobi.algebra;

/**
 * Two numbers between which a real number lies for sure; or that there is no value, there and nearby; or that nothing is known. A
 * condition is 0 or 1.
 */
record Enclosure(double low, double high) {
    /** No value: an argument lies outside the domain, and so do all near it. */
    static final Enclosure NONE = new Enclosure(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static final Enclosure UNKNOWN = new Enclosure(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** More than the errors of our functions, which are a few ulps. */
    private static final double RELATIVE = 0x1p-44;

    /** Numbers nearer than this, relatively, are never told apart, although the enclosures would allow it. */
    private static final double APART = 1e-9;

    static Enclosure exactly(double value) {
        return of(value, value);
    }

    /** Between two numbers; nothing is known where one is not finite. */
    static Enclosure of(double low, double high) {
        return Double.isFinite(low) && Double.isFinite(high) ? new Enclosure(low, high) : UNKNOWN;
    }

    /** Between results of functions that round somehow. */
    static Enclosure rounded(double low, double high) {
        return of(
                low - Math.abs(low) * RELATIVE - Double.MIN_NORMAL,
                high + Math.abs(high) * RELATIVE + Double.MIN_NORMAL);
    }

    /** Between correctly rounded results. */
    static Enclosure nearest(double low, double high) {
        return of(Math.nextDown(low), Math.nextUp(high));
    }

    static Enclosure truth(boolean value) {
        return exactly(value ? 1 : 0);
    }

    boolean isNone() {
        return low > high;
    }

    boolean isValue() {
        return low <= high && Double.isFinite(low) && Double.isFinite(high);
    }

    boolean isExact() {
        return low == high;
    }

    boolean isTrue() {
        return low == 1 && high == 1;
    }

    boolean isFalse() {
        return low == 0 && high == 0;
    }

    boolean contains(double value) {
        return low <= value && value <= high;
    }

    double middle() {
        return isNone() ? Double.NaN : low + (high - low) / 2;
    }

    /** Whether two values differ for sure, and by far more than rounding. */
    boolean isApartFrom(Enclosure other) {
        double size =
                Math.max(Math.max(Math.abs(low), Math.abs(high)), Math.max(Math.abs(other.low), Math.abs(other.high)));
        return isValue() && other.isValue() && Math.max(low - other.high, other.low - high) > APART * size;
    }
}

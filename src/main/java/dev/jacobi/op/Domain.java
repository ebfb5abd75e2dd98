package dev.jacobi.op;

/** Where an operation of one argument is defined as a real function, ends included where the value is finite there. */
public enum Domain {
    ALL(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    NONNEGATIVE(0, Double.POSITIVE_INFINITY),
    POSITIVE(Double.MIN_VALUE, Double.POSITIVE_INFINITY),
    ABOVE_MINUS_ONE(Math.nextUp(-1.0), Double.POSITIVE_INFINITY),
    FROM_ONE(1, Double.POSITIVE_INFINITY),
    UNIT(-1, 1),
    INSIDE_UNIT(Math.nextUp(-1.0), Math.nextDown(1.0)),
    PROBABILITY(Double.MIN_VALUE, Math.nextDown(1.0));

    private final double low;
    private final double high;

    Domain(double low, double high) {
        this.low = low;
        this.high = high;
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}

package dev.jacobi.cli.train;

import dev.jacobi.explain.Symbolic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The loss over the whole data after so many epochs, as it went. */
public final class LossCurve {
    private static final MathContext SHORT = new MathContext(6);

    private final List<Point> points = new ArrayList<>();

    /** A place on the curve. */
    public record Point(long epoch, double loss) {}

    /** Adds a place behind the last. */
    public void add(long epoch, double loss) {
        points.add(new Point(epoch, loss));
    }

    /** All places, by epochs. */
    public List<Point> points() {
        return List.copyOf(points);
    }

    public Point first() {
        return points.get(0);
    }

    public Point last() {
        return points.get(points.size() - 1);
    }

    /** Whether there is anything to draw. */
    public boolean isLine() {
        return !points.isEmpty() && first().epoch() < last().epoch();
    }

    /** The scale of all losses. */
    Axis losses() {
        double[] losses = points.stream().mapToDouble(Point::loss).toArray();
        return Axis.of(losses);
    }

    /** The loss at an epoch, on a line between the places next to it. */
    double at(double epoch) {
        int after = 0;
        while (after < points.size() - 1 && points.get(after).epoch() < epoch) {
            after++;
        }
        Point right = points.get(after);
        if (after == 0 || right.epoch() <= epoch) {
            return right.loss();
        }
        Point left = points.get(after - 1);
        double part = (epoch - left.epoch()) / (right.epoch() - left.epoch());
        return left.loss() + part * (right.loss() - left.loss());
    }

    /** A number in six digits. */
    public static String number(double value) {
        boolean finite = Double.isFinite(value);
        return Symbolic.number(finite ? new BigDecimal(value).round(SHORT).doubleValue() : value);
    }
}

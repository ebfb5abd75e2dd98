package dev.jacobi.cli.train;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A curve as a picture in SVG 1.1, which needs no font and no file beside it. */
public final class SvgPlot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 620;
    private static final int TOP = 50;
    private static final int BOTTOM = 340;

    private final LossCurve curve;
    private final Axis epochs;
    private final Axis losses;
    private final StringBuilder out = new StringBuilder();

    private SvgPlot(LossCurve curve) {
        this.curve = curve;
        double first = curve.first().epoch();
        double last = curve.last().epoch();
        this.epochs = first == last ? Axis.of(first, last) : new Axis(first, last, false);
        this.losses = curve.losses();
    }

    /**
     * The text of a file.
     *
     * @param title stands above the curve
     */
    public static String of(LossCurve curve, String title) {
        return new SvgPlot(curve).draw(escape(title));
    }

    private String draw(String title) {
        String size = "width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\"";
        line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " role=\"img\" font-family=\"sans-serif\""
                + " font-size=\"13\" fill=\"#222\">");
        line("<title>" + title + "</title>");
        line("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        text((LEFT + RIGHT) / 2.0, 28, "middle", " font-size=\"16\"", title);
        for (double tick : losses.ticks()) {
            double y = y(tick);
            rule(LEFT, y, RIGHT, y, "#ddd");
            text(LEFT - 8, y + 4.5, "end", "", LossCurve.number(tick));
        }
        for (double tick : wholeTicks()) {
            double x = x(tick);
            rule(x, BOTTOM, x, BOTTOM + 5, "#222");
            text(x, BOTTOM + 20, "middle", "", LossCurve.number(tick));
        }
        rule(LEFT, BOTTOM, RIGHT, BOTTOM, "#222");
        rule(LEFT, TOP, LEFT, BOTTOM, "#222");
        text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", "", "epochs");
        text(20, TOP - 12, "start", "", losses.logarithmic() ? "loss, by factors" : "loss");
        curve();
        line("</svg>");
        return out.toString();
    }

    /** There are no parts of epochs. */
    private List<Double> wholeTicks() {
        return epochs.ticks().stream().filter(tick -> tick == Math.rint(tick)).toList();
    }

    private void curve() {
        out.append("<polyline fill=\"none\" stroke=\"#1461a8\" stroke-width=\"2\" stroke-linejoin=\"round\" points=\"");
        String space = "";
        for (LossCurve.Point point : curve.points()) {
            out.append(space).append(number(x(point.epoch()))).append(',').append(number(y(point.loss())));
            space = " ";
        }
        line("\"/>");
    }

    private double x(double epoch) {
        return LEFT + epochs.place(epoch) * (RIGHT - LEFT);
    }

    private double y(double loss) {
        return BOTTOM - losses.place(loss) * (BOTTOM - TOP);
    }

    private void rule(double x1, double y1, double x2, double y2, String colour) {
        line("<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2)
                + "\" stroke=\"" + colour + "\"/>");
    }

    private void text(double x, double y, String anchor, String more, String text) {
        line("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\"" + more + ">" + text
                + "</text>");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A text as XML holds it; what XML cannot hold is left out. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[^\\t\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "");
    }
}

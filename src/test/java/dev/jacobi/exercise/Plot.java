package dev.jacobi.exercise;

import java.util.List;
import java.util.Locale;

/** A drawing of lines over two axes, as SVG, for light and dark screens. What is drawn says by a style's name how it looks. */
final class Plot {
    private static final int LEFT = 64;
    private static final int TOP = 44;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 400;
    private static final int COLUMN = LEFT + WIDTH + 20;
    private static final String STYLE = """
            text { font: 13px system-ui, sans-serif; fill: #343a40 } .title { font-size: 15px; font-weight: 600 }
            .page { fill: #ffffff } .frame, .tick { fill: none; stroke: #868e96 } .grid { stroke: #e9ecef }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round } .contour { fill: none; stroke: #ced4da }
            .l2 { stroke: #d9480f } .w { stroke: #1864ab } .plain { stroke: #868e96; stroke-dasharray: 6 4 }
            .l2b { stroke: #d9480f; stroke-dasharray: 7 4 } .wide { stroke: #a5d8ff; stroke-width: 7 }
            circle.l2 { fill: #d9480f } circle.w { fill: #1864ab } .mark { fill: none; stroke: #343a40; stroke-width: 2 }
            @media (prefers-color-scheme: dark) {
            text { fill: #dee2e6 } .page { fill: #161b22 } .frame, .tick { stroke: #868e96 } .grid { stroke: #2b3138 }
            .contour { stroke: #495057 } .l2, .l2b { stroke: #ff922b } .w { stroke: #74c0fc } .plain { stroke: #adb5bd }
            .wide { stroke: #1c5588 } circle.l2 { fill: #ff922b } circle.w { fill: #74c0fc } .mark { stroke: #dee2e6 }
            }
            """;

    /** What an axis shows. */
    record Axis(String label, double from, double to, double tick) {
        double part(double value) {
            return (value - from) / (to - from);
        }
    }

    private final String title;
    private final Axis x;
    private final Axis y;
    private final StringBuilder drawn = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();
    private final StringBuilder legend = new StringBuilder();
    private int entries;

    Plot(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    private double across(double value) {
        return LEFT + WIDTH * x.part(value);
    }

    private double down(double value) {
        return TOP + HEIGHT * (1 - y.part(value));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** An ellipse whose axes are those of the plot. */
    void contour(double[] centre, double radiusX, double radiusY) {
        drawn.append(text(
                "<ellipse class='contour' cx='%.1f' cy='%.1f' rx='%.1f' ry='%.1f'/>\n",
                across(centre[0]), down(centre[1]), across(radiusX) - across(0), down(0) - down(radiusY)));
    }

    /** A line through points. */
    void line(String style, List<double[]> points) {
        drawn.append("<polyline class='line ").append(style).append("' points='");
        for (double[] point : points) {
            drawn.append(text("%.1f,%.1f ", across(point[0]), down(point[1])));
        }
        drawn.setLength(drawn.length() - 1);
        drawn.append("'/>\n");
    }

    void dot(String style, double[] at) {
        drawn.append(text("<circle class='%s' cx='%.1f' cy='%.1f' r='3'/>\n", style, across(at[0]), down(at[1])));
    }

    /** A cross, upright or lying, and a line of the legend that says what it marks. */
    void mark(double[] at, boolean upright, String words) {
        double turn = upright ? 45 : 0;
        String cross =
                "<path class='mark' transform='translate(%.1f %.1f) rotate(%.0f)' d='M-5 -5l10 10m0 -10l-10 10'/>\n";
        marks.append(text(cross, across(at[0]), down(at[1]), turn));
        legend.append(text(cross, (double) COLUMN + 16, (double) row(), turn));
        legend(words);
    }

    /** A line of the legend: a piece of each style, over one another, and words. */
    void legend(String words, String... styles) {
        for (String style : styles) {
            legend.append(text("<path class='line %s' d='M%d %dh32'/>\n", style, COLUMN, row()));
        }
        legend.append(text("<text x='%d' y='%d'>%s</text>\n", COLUMN + 42, row() + 4, words));
        entries++;
    }

    private int row() {
        return TOP + 14 + 24 * entries;
    }

    private String ticks() {
        StringBuilder ticks = new StringBuilder();
        for (int i = 0; x.from + i * x.tick <= x.to + 1e-9; i++) {
            double value = x.from + i * x.tick;
            ticks.append(text("<path class='grid' d='M%.1f %dv%d'/>\n", across(value), TOP, HEIGHT));
            ticks.append(text(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>\n",
                    across(value), TOP + HEIGHT + 20, number(value)));
        }
        for (int i = 0; y.from + i * y.tick <= y.to + 1e-9; i++) {
            double value = y.from + i * y.tick;
            ticks.append(text("<path class='grid' d='M%d %.1fh%d'/>\n", LEFT, down(value), WIDTH));
            ticks.append(text(
                    "<text x='%d' y='%.1f' text-anchor='end'>%s</text>\n", LEFT - 8, down(value) + 4, number(value)));
        }
        return ticks.toString();
    }

    private static String number(double value) {
        return text("%.2f", value).replaceAll("\\.?0+$", "");
    }

    /** All that was drawn. */
    String svg() {
        int width = LEFT + WIDTH + 275;
        int height = TOP + HEIGHT + 56;
        return text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'>\n", width, height)
                + "<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n"
                + text(
                        "<clipPath id='inside'><rect x='%d' y='%d' width='%d' height='%d'/></clipPath>\n",
                        LEFT, TOP, WIDTH, HEIGHT)
                + "<rect class='page' width='100%' height='100%'/>\n"
                + text("<text class='title' x='%d' y='28'>%s</text>\n", LEFT, title)
                + ticks() + "<g clip-path='url(#inside)'>\n" + drawn + "</g>\n" + marks
                + text("<rect class='frame' x='%d' y='%d' width='%d' height='%d'/>\n", LEFT, TOP, WIDTH, HEIGHT)
                + text("<text x='%d' y='%d' text-anchor='middle'>%s</text>\n", LEFT + WIDTH / 2, height - 14, x.label)
                + text(
                        "<text transform='translate(18 %d) rotate(-90)' text-anchor='middle'>%s</text>\n",
                        TOP + HEIGHT / 2, y.label)
                + legend + "</svg>\n";
    }
}

package dev.jacobi.cli.train;

/** A curve in characters: a column for each step to the right, filled up to the loss there. */
public final class TextPlot {
    private static final int WIDTH = 60;
    private static final int HEIGHT = 8;

    /** Parts of a character's height, from none to all of it. */
    private static final String EIGHTHS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private TextPlot() {}

    /** The lines of a plot. */
    public static String of(LossCurve curve) {
        Axis losses = curve.losses();
        int[] heights = heights(curve, losses);
        String top = LossCurve.number(losses.high());
        String bottom = LossCurve.number(losses.low());
        int margin = Math.max(top.length(), bottom.length());
        StringBuilder out = new StringBuilder();
        out.append(" ".repeat(margin)).append(" loss").append(losses.logarithmic() ? ", by factors\n" : "\n");
        for (int row = HEIGHT - 1; row >= 0; row--) {
            String label = row == HEIGHT - 1 ? top : row == 0 ? bottom : "";
            out.append(" ".repeat(margin - label.length())).append(label).append(" |");
            StringBuilder line = new StringBuilder();
            for (int height : heights) {
                line.append(EIGHTHS.charAt(Math.max(0, Math.min(8, height - 8 * row))));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        String first = Long.toString(curve.first().epoch());
        String last = Long.toString(curve.last().epoch());
        String middle = "epochs";
        int gap = WIDTH - first.length() - last.length() - middle.length();
        out.append(" ".repeat(margin)).append(" +").append("-".repeat(WIDTH)).append('\n');
        out.append(" ".repeat(margin + 2)).append(first).append(" ".repeat(Math.max(1, gap / 2)));
        out.append(middle)
                .append(" ".repeat(Math.max(1, gap - gap / 2)))
                .append(last)
                .append('\n');
        return out.toString();
    }

    /** The height of each column in eighths of a character, at least one. */
    private static int[] heights(LossCurve curve, Axis losses) {
        int[] heights = new int[WIDTH];
        long from = curve.first().epoch();
        long to = curve.last().epoch();
        for (int i = 0; i < WIDTH; i++) {
            double loss = curve.at(from + (to - from) * (i / (WIDTH - 1.0)));
            heights[i] = 1 + (int) Math.round(losses.place(loss) * (8 * HEIGHT - 1));
        }
        return heights;
    }
}

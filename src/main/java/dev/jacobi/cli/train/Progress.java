package dev.jacobi.cli.train;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;

/** Says how far a training is: by a bar that is drawn over itself, or by a line now and then. */
public final class Progress implements AutoCloseable {
    private static final int BAR = 30;
    private static final int LINES = 10;

    private final PrintWriter out;
    private final Style style;
    private final UnaryOperator<String> colour;
    private final long epochs;
    private final long epochSteps;
    private long percent = -1;
    private long nextLine;
    private String loss = "";
    private int drawn;

    /** How progress is shown. */
    public enum Style {
        BAR,
        LINES,
        NONE
    }

    /**
     * The progress of a training.
     *
     * @param colour puts colour to the full part of the bar, or nothing
     * @param epochs how many epochs there are
     * @param epochSteps how many steps an epoch has
     */
    public Progress(PrintWriter out, Style style, UnaryOperator<String> colour, long epochs, long epochSteps) {
        this.out = out;
        this.style = style;
        this.colour = colour;
        this.epochs = epochs;
        this.epochSteps = epochSteps;
    }

    /** So many steps are made. */
    public void step(long steps) {
        long now = epochs == 0 ? 100 : Math.min(100, 100 * steps / (epochs * epochSteps));
        if (style == Style.BAR && now != percent) {
            percent = now;
            draw(steps / epochSteps);
        }
    }

    /** The loss over the whole data after so many epochs. */
    public void epoch(long epoch, double value, double gradientNorm) {
        loss = "loss " + LossCurve.number(value);
        if (style == Style.BAR) {
            percent = -1;
            step(epoch * epochSteps);
        } else if (style == Style.LINES && epoch >= nextLine) {
            out.println("epoch " + epoch + " of " + epochs + ": " + loss + ", gradient norm "
                    + LossCurve.number(gradientNorm));
            out.flush();
            long every = Math.max(1, epochs / LINES);
            nextLine = Math.min(Math.max(epochs, epoch + 1), (epoch / every + 1) * every);
        }
    }

    private void draw(long epoch) {
        int full = (int) (BAR * percent / 100);
        String text = " " + percent + "%  epoch " + epoch + " of " + epochs + "  " + loss;
        out.print("\r[" + colour.apply("#".repeat(full)) + ".".repeat(BAR - full) + "]" + text
                + " ".repeat(Math.max(0, drawn - text.length())));
        out.flush();
        drawn = text.length();
    }

    /** Leaves the line of the bar, so that what follows has one of its own. */
    @Override
    public void close() {
        if (drawn > 0) {
            out.println();
            out.flush();
            drawn = 0;
        }
    }
}

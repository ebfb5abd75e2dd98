package dev.jacobi.exercise;

import dev.jacobi.exercise.Plot.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pictures of part e). */
final class Pictures {
    private Pictures() {}

    /** Two paths on the quadratic, over the lines on which it is the same. */
    static String paths(Trajectories runs, double[] bestWithPenalty) {
        Plot plot = new Plot(
                "Two weights that differ only in steepness",
                new Axis("steep weight w[1]", 0, 1.25, 0.25),
                new Axis("flat weight w[2]", 0, 1.25, 0.25));
        double[] best = {1, 1};
        for (double radius : new double[] {0.25, 0.5, 1, 1.5, 2, 3, 4}) {
            plot.contour(best, radius / Math.sqrt(Losses.STEEPNESS[0]), radius / Math.sqrt(Losses.STEEPNESS[1]));
        }
        plot.line("l2", runs.penalty());
        plot.line("w", runs.adamW());
        for (int k = 0; k < runs.adamW().size(); k += 10) {
            plot.dot("l2", runs.penalty().get(k));
            plot.dot("w", runs.adamW().get(k));
        }
        plot.legend("Adam, penalty in the loss", "l2");
        plot.legend("AdamW", "w");
        plot.legend("contours of the loss", "contour");
        plot.mark(best, true, "minimum of the loss");
        plot.mark(bestWithPenalty, false, "minimum of loss and penalty");
        plot.legend("dots: every 10 steps");
        return plot.svg();
    }

    /** The length of all weights against steps, for the loss as a sum and as a mean. */
    static String norms(Trajectories sum, Trajectories mean) {
        Plot plot = new Plot(
                "Logistic regression: the loss as a sum or as a mean over rows",
                new Axis("steps", 0, Trajectories.Setting.LOGISTIC.steps(), 100),
                new Axis("length of the weights", 0, 4, 1));
        double end = Trajectories.norm(sum.plain().get(Trajectories.Setting.LOGISTIC.steps()));
        plot.line("plain", norms(sum.plain()));
        plot.line("wide", norms(sum.adamW()));
        plot.line("w", norms(mean.adamW()));
        plot.line("l2", norms(sum.penalty()));
        plot.line("l2b", norms(mean.penalty()));
        plot.legend(String.format(Locale.ROOT, "no decay (%.1f at the end)", end), "plain");
        plot.legend("AdamW, sum", "wide");
        plot.legend("AdamW, mean: on the sum's", "wide", "w");
        plot.legend("penalty in the loss, sum", "l2");
        plot.legend("penalty in the loss, mean", "l2b");
        return plot.svg();
    }

    private static List<double[]> norms(List<double[]> path) {
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < path.size(); k++) {
            points.add(new double[] {k, Trajectories.norm(path.get(k))});
        }
        return points;
    }
}

package dev.jacobi.exercise;

import dev.jacobi.CompiledFunction;
import dev.jacobi.optim.Adam;
import dev.jacobi.optim.AdamL2;
import dev.jacobi.optim.AdamW;
import dev.jacobi.optim.Minimizer;
import dev.jacobi.optim.Optimizer;
import dev.jacobi.optim.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Adam, Adam with the penalty in the loss, and AdamW do on one loss: the weights before the first step, which are 0, and after each.
 */
record Trajectories(List<double[]> plain, List<double[]> penalty, List<double[]> adamW) {

    /** The settings that all three have in common beside the usual beta and gamma, the weights to start from, and how many steps to make. */
    record Setting(double decay, double epsilon, int weights, int steps) {
        static final double ALPHA = 0.05;

        static final Setting QUADRATIC = new Setting(0.5, 0, 2, 320);
        static final Setting LOGISTIC = new Setting(0.2, 1e-8, 5, 400);

        /** The settings as a command line takes them. */
        List<String> arguments() {
            return List.of("alpha=" + ALPHA, "beta=0.9", "gamma=0.999", "lambda=" + decay, "T=" + steps);
        }

        Trajectories of(CompiledFunction loss) {
            return new Trajectories(
                    path(Adam.defaults().alpha(ALPHA).epsilon(epsilon), loss),
                    path(AdamL2.defaults().alpha(ALPHA).epsilon(epsilon).decay(decay), loss),
                    path(AdamW.defaults().alpha(ALPHA).epsilon(epsilon).decay(decay), loss));
        }

        /** A run is the same however often it is made; so each goes one step further than the one before. */
        private List<double[]> path(Optimizer optimizer, CompiledFunction loss) {
            Minimizer minimizer = optimizer.over(loss);
            List<double[]> path = new ArrayList<>();
            for (int k = 0; k <= steps; k++) {
                path.add(minimizer
                        .stop(Stop.after(k))
                        .minimize(new double[weights])
                        .parameters());
            }
            return path;
        }
    }

    static double norm(double[] w) {
        return Math.sqrt(Arrays.stream(w).map(x -> x * x).sum());
    }
}

package dev.jacobi.optim;

import dev.jacobi.Evaluator;
import dev.jacobi.diag.JacobiException;
import java.util.Map;
import java.util.Set;

/** One minimisation as it goes on. For one thread; a step allocates nothing, other than for a checkpoint. */
final class Run {
    private final Minimizer settings;
    private final String problem;
    private final Evaluator loss;
    private final Batches batches;
    private final Update update;
    private final Call norm;
    private final Call clip;
    private final double[] parameters;
    private final double[] gradient;
    private final double[] shortened;
    private long done;
    private double value;
    private double gradientNorm;

    /** The loss of all rows where the run looked at them last. */
    private double before = Double.NaN;

    Run(Minimizer settings, double[] start) {
        int n = start.length;
        this.settings = settings;
        this.problem = settings.problem(n);
        this.loss = settings.loss().evaluator();
        this.batches = settings.batches();
        StepFormulas formulas = settings.formulas();
        this.update = Update.of(settings.rule(), formulas, n);
        this.norm = new Call(formulas.norm(), 1, n, Map.of(), Set.of());
        this.clip = new Call(formulas.clip(), 1, n, Map.of("most", settings.clip()), Set.of());
        this.gradient = norm.arguments();
        this.shortened = new double[n];
        this.parameters = update.parameters();
        update.read(start);
    }

    /** This from where a checkpoint was written. */
    Run resumed(Checkpoint.State state) {
        done = state.steps();
        before = state.before();
        update.read(state.memory());
        evaluate(state.ofAll());
        return this;
    }

    double value() {
        return value;
    }

    /** Goes on to the end. */
    Optimum end() {
        Stop stop = settings.stop();
        while (true) {
            boolean looks = batches == null || stop.looks() && isBetweenPasses();
            boolean ends = done >= stop.steps();
            boolean heard = isHeard();
            if (looks || ends || heard) {
                evaluate(true);
            }
            Stop.Reason reason = looks || ends ? stop.reason(done, value, before, gradientNorm) : null;
            if (settings.passes() != null && (heard || reason != null)) {
                settings.passes().listener().pass(done, value, gradientNorm);
            }
            if (reason != null) {
                write(true);
                return new Optimum(parameters, value, gradientNorm, done, reason);
            }
            step(looks ? value : before);
        }
    }

    private boolean isBetweenPasses() {
        return batches == null || done % batches.perPass() == 0;
    }

    /** Whether someone hears of the loss over all rows here. */
    private boolean isHeard() {
        long pass = batches == null ? done : done / batches.perPass();
        return settings.passes() != null
                && isBetweenPasses()
                && settings.passes().isDue(pass);
    }

    /** Makes a step; the state that may be written is that in front of it, for whoever reads it looks again. */
    private void step(double seen) {
        if (batches != null) {
            evaluate(false);
        }
        if (done > 0 && settings.checkpoint() != null && settings.checkpoint().isDue(done)) {
            write(batches == null);
        }
        before = seen;
        done++;
        settings.listener().step(done, value, gradientNorm);
        update.step(done, clipped());
    }

    private double[] clipped() {
        if (gradientNorm <= settings.clip()) {
            return gradient;
        }
        System.arraycopy(gradient, 0, clip.arguments(), 0, gradient.length);
        clip.value(shortened);
        return shortened;
    }

    /** The loss and its gradient at the parameters, over all rows or over the next batch. */
    private void evaluate(boolean ofAll) {
        value = ofAll ? loss.gradient(parameters, gradient) : batches.gradient(done, parameters, gradient);
        gradientNorm = norm.value();
        if (!Double.isFinite(value) || !Double.isFinite(gradientNorm)) {
            throw notFinite();
        }
    }

    private void write(boolean ofAll) {
        if (settings.checkpoint() != null) {
            settings.checkpoint()
                    .write(new Checkpoint.State(
                            problem, done, value, ofAll, before, parameters.length, update.written()));
        }
    }

    private JacobiException notFinite() {
        String where = done == 0 ? "at the start" : "after step " + done;
        String kept = settings.checkpoint() == null || done == 0 ? "" : "; the last checkpoint is as it was";
        return NotFinite.failure(
                settings.loss(), value, gradient, where + "; a smaller alpha, clip or other data may help" + kept);
    }
}

package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.JacobiException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * A minimisation of a function by an {@link Optimizer}. Immutable; a run has a memory of its own, so that several may go on at once.
 *
 * <pre>{@code
 * Optimum best = AdamW.defaults().alpha(Schedule.cosine(0.01, 2000)).over(loss)
 *         .batches("N", 32, 1)
 *         .stop(Stop.after(2000))
 *         .checkpoint(Path.of("model.checkpoint"), 100)
 *         .minimize(start);
 * }</pre>
 *
 * <p>A step allocates nothing, other than for a checkpoint. The same settings, data and start give the same bits in one release of Java on
 * one kind of machine; elsewhere a power or a cosine may round otherwise.
 */
public final class Minimizer {
    private final CompiledFunction loss;
    private final UpdateRule rule;
    private final StepFormulas formulas;
    private final Stop stop;
    private final double clip;
    private final Batches.Plan batches;
    private final StepListener listener;
    private final PassListener.Often passes;
    private final Checkpoint checkpoint;

    private Minimizer(
            CompiledFunction loss,
            UpdateRule rule,
            StepFormulas formulas,
            Stop stop,
            double clip,
            Batches.Plan batches,
            StepListener listener,
            PassListener.Often passes,
            Checkpoint checkpoint) {
        this.loss = loss;
        this.rule = rule;
        this.formulas = formulas;
        this.stop = stop;
        this.clip = clip;
        this.batches = batches;
        this.listener = listener;
        this.passes = passes;
        this.checkpoint = checkpoint;
    }

    static Minimizer of(CompiledFunction loss, UpdateRule rule) {
        StepListener nobody = (step, value, gradientNorm) -> {};
        return new Minimizer(
                loss,
                rule,
                StepFormulas.of(rule),
                Stop.after(1000),
                Double.POSITIVE_INFINITY,
                null,
                nobody,
                null,
                null);
    }

    /** This with another rule when to end; unless told otherwise it is after 1000 steps. */
    public Minimizer stop(Stop value) {
        return new Minimizer(loss, rule, formulas, value, clip, batches, listener, passes, checkpoint);
    }

    /**
     * This with gradients shortened to a norm of at most so much.
     *
     * @throws JacobiException unless it is positive
     */
    public Minimizer clip(double norm) {
        return new Minimizer(
                loss, rule, formulas, stop, Ranges.positive("clip", norm), batches, listener, passes, checkpoint);
    }

    /**
     * This with each step's gradient taken over some rows of the bound data only. A pass takes each row once, in a new random order; its last
     * batch has the rows that are left. A loss that is a sum over rows is the sum over those of the batch; divide it by the size for a mean.
     *
     * @param size the name of the size that counts rows, as {@code "N"} of {@code X[N, D]}; see {@link CompiledFunction#batch}
     * @param rows how many rows a batch has
     * @param seed tells the orders of all passes: the same seed, the same orders, on every machine
     */
    public Minimizer batches(String size, int rows, long seed) {
        return new Minimizer(
                loss, rule, formulas, stop, clip, new Batches.Plan(size, rows, seed), listener, passes, checkpoint);
    }

    /** This with a listener for each step. */
    public Minimizer listener(StepListener value) {
        return new Minimizer(loss, rule, formulas, stop, clip, batches, value, passes, checkpoint);
    }

    /**
     * This with a listener for the loss over the whole data: at the start, before each so many passes, and at the end. With batches that loss
     * is computed for the listener; the steps are the same without it.
     *
     * @throws JacobiException unless {@code every} is positive
     */
    public Minimizer passes(PassListener value, long every) {
        Ranges.positive("every", every);
        PassListener.Often often = new PassListener.Often(value, every);
        return new Minimizer(loss, rule, formulas, stop, clip, batches, listener, often, checkpoint);
    }

    /**
     * This with a file from which {@link #resume} can go on. It is written every so many steps and at the end, each time as a whole: whoever
     * reads it, and whenever the process dies, the file is as before or as after. A state is written only once its loss has been computed
     * and is a number. The file holds 8 bytes for each parameter and each of its states.
     *
     * @throws JacobiException unless {@code every} is positive
     */
    public Minimizer checkpoint(Path file, long every) {
        Ranges.positive("every", every);
        return new Minimizer(loss, rule, formulas, stop, clip, batches, listener, passes, new Checkpoint(file, every));
    }

    /**
     * Starts anew.
     *
     * @param start all variables of the loss, flattened in declared order; it is copied
     * @throws JacobiException where the loss has not one number as its result, {@code start} has another length than its variables, data is
     *     not bound, settings do not fit the formula of the rule; or where the loss or its gradient is not finite, naming the step; or
     *     where the checkpoint cannot be written
     */
    public Optimum minimize(double[] start) {
        return new Run(this, start).end();
    }

    /**
     * Goes on from the checkpoint, with the bits of a run that was never interrupted. The rule when to end may be another than then.
     *
     * @throws JacobiException as {@link #minimize} does, and where there is no checkpoint, it is damaged, another version wrote it, or it is of
     *     other settings, another loss or other data
     */
    public Optimum resume() {
        if (checkpoint == null) {
            throw Checkpoint.failure(
                    "a minimisation without a checkpoint cannot be resumed; name its file first", null);
        }
        Checkpoint.State state = checkpoint.read();
        checkpoint.requireSame(state, problem(state.parameters()));
        double[] parameters = Arrays.copyOf(state.memory(), state.parameters());
        checkpoint.requireFit(parameters, loss);
        Run run = new Run(this, parameters).resumed(state);
        checkpoint.requireLoss(state, run.value());
        return run.end();
    }

    /** What must be the same where a run goes on, a line each. */
    String problem(int parameters) {
        return String.join(
                "\n",
                "parameters: " + parameters + " of " + loss.variables(),
                "data: " + loss.data(),
                "settings: " + new TreeMap<>(rule.settings()),
                "schedule: " + new TreeMap<>(rule.alpha().settings()),
                "clip: " + clip,
                "batches: " + (batches == null ? "none" : batches.text(batches().rows())),
                "formulas: " + Checkpoint.sum(rule.formula() + rule.alpha().formula()));
    }

    CompiledFunction loss() {
        return loss;
    }

    UpdateRule rule() {
        return rule;
    }

    StepFormulas formulas() {
        return formulas;
    }

    Stop stop() {
        return stop;
    }

    double clip() {
        return clip;
    }

    /** The batches of a run, or null where all steps take all rows. */
    Batches batches() {
        return batches == null ? null : new Batches(loss, batches);
    }

    StepListener listener() {
        return listener;
    }

    /** Who hears of passes, or null. */
    PassListener.Often passes() {
        return passes;
    }

    /** Where to write, or null. */
    Checkpoint checkpoint() {
        return checkpoint;
    }
}

package dev.jacobi.optim;

/** Hears of each step of a minimisation, in the thread that runs it. What it throws ends the minimisation. */
@FunctionalInterface
public interface StepListener {
    /**
     * A step is about to be made.
     *
     * @param step its number, from 1 on
     * @param loss the loss where it starts, with batches that of its batch
     * @param gradientNorm the norm of the gradient there, before it is clipped
     */
    void step(long step, double loss, double gradientNorm);
}

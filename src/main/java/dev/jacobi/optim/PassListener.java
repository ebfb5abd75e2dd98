package dev.jacobi.optim;

/** Hears of the loss over the whole data between passes, in the thread that minimises. What it throws ends the minimisation. */
@FunctionalInterface
public interface PassListener {
    /**
     * So many steps were made.
     *
     * @param steps how many, those before a resumption included
     * @param loss the loss over the whole data
     * @param gradientNorm the norm of its gradient
     */
    void pass(long steps, double loss, double gradientNorm);

    /**
     * A listener, and how often it hears.
     *
     * @param every before each so many passes; without batches a step is a pass
     */
    record Often(PassListener listener, long every) {
        boolean isDue(long pass) {
            return pass % every == 0;
        }
    }
}

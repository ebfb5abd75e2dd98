package dev.jacobi.optim;

/**
 * When a minimisation ends: after so many steps, or earlier, where it looks at the whole data: before each step, or with batches before each
 * pass over the data.
 *
 * @param steps the most steps
 * @param gradientNorm it ends where the gradient's norm is at most this; 0 or less does not ask
 * @param lossChange it ends where the loss differs by at most this from that where it looked before; 0 or less does not ask
 */
public record Stop(long steps, double gradientNorm, double lossChange) {

    /** Why a minimisation ended. */
    public enum Reason {
        /** It made all its steps. */
        STEPS,
        /** The gradient was small. */
        GRADIENT_NORM,
        /** The loss hardly changed. */
        LOSS_CHANGE,
        /** No step along the gradient lowers the loss any more, as far as doubles tell: a minimum, or a kink. Of {@link Lbfgs} only. */
        NO_DESCENT
    }

    /** A checked rule. */
    public Stop {
        Ranges.notNegative("steps", steps);
    }

    /** After so many steps. */
    public static Stop after(long steps) {
        return new Stop(steps, 0, 0);
    }

    /** This, or where the gradient's norm is at most so much. */
    public Stop gradientNorm(double most) {
        return new Stop(steps, most, lossChange);
    }

    /** This, or where the loss changes by at most so much. */
    public Stop lossChange(double most) {
        return new Stop(steps, gradientNorm, most);
    }

    /** Whether it asks for anything but steps. */
    boolean looks() {
        return gradientNorm > 0 || lossChange > 0;
    }

    /**
     * Why to end here, or null.
     *
     * @param done how many steps were made
     * @param before the loss where it was looked at last, NaN where it was not
     */
    public Reason reason(long done, double loss, double before, double norm) {
        if (gradientNorm > 0 && norm <= gradientNorm) {
            return Reason.GRADIENT_NORM;
        }
        if (lossChange > 0 && Math.abs(loss - before) <= lossChange) {
            return Reason.LOSS_CHANGE;
        }
        return done >= steps ? Reason.STEPS : null;
    }
}

package dev.jacobi.optim;

/**
 * AdamW: I. Loshchilov and F. Hutter, Decoupled weight decay regularization, ICLR 2019. {@link Adam}, and beside its step each parameter w
 * loses alpha * decay * w, whatever its gradients were. {@link AdamL2} is another method.
 */
public final class AdamW extends AdaptiveMoments<AdamW> {
    private AdamW(UpdateRule rule) {
        super(rule);
    }

    /** The usual settings: alpha 0.001, beta 0.9, gamma 0.999, epsilon 1e-8, decay 0.01. */
    public static AdamW defaults() {
        return new AdamW(usual("adamw").setting("decay", 0.01));
    }

    /**
     * These settings with another decay; not negative.
     *
     * @param value the part of each parameter that it loses in a step, before it is multiplied with alpha
     */
    public AdamW decay(double value) {
        return with(rule().setting("decay", Ranges.notNegative("decay", value)));
    }

    @Override
    AdamW with(UpdateRule changed) {
        return new AdamW(changed);
    }
}

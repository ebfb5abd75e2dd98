package dev.jacobi.optim;

/**
 * {@link Adam} on the loss with an L2 penalty. The penalty's gradient goes through the moments like the loss's own, so that parameters with
 * large gradients are held back less: this is what {@link AdamW} mends. The loss that is reported is without the penalty.
 */
public final class AdamL2 extends AdaptiveMoments<AdamL2> {
    private AdamL2(UpdateRule rule) {
        super(rule);
    }

    /** The usual settings: alpha 0.001, beta 0.9, gamma 0.999, epsilon 1e-8, decay 0.01. */
    public static AdamL2 defaults() {
        return new AdamL2(usual("adam-l2").setting("decay", 0.01));
    }

    /**
     * These settings with another decay; not negative.
     *
     * @param value the strength of the penalty: decay / 2 times the sum of the squares of all parameters
     */
    public AdamL2 decay(double value) {
        return with(rule().setting("decay", Ranges.notNegative("decay", value)));
    }

    @Override
    AdamL2 with(UpdateRule changed) {
        return new AdamL2(changed);
    }
}

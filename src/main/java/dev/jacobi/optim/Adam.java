package dev.jacobi.optim;

/**
 * Adam: D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015. Each parameter moves by alpha times an average of its
 * gradient over the root of an average of the gradient's square, both freed from the zeros that they start with.
 */
public final class Adam extends AdaptiveMoments<Adam> {
    private Adam(UpdateRule rule) {
        super(rule);
    }

    /** The usual settings: alpha 0.001, beta 0.9, gamma 0.999, epsilon 1e-8. */
    public static Adam defaults() {
        return new Adam(usual("adam"));
    }

    @Override
    Adam with(UpdateRule changed) {
        return new Adam(changed);
    }
}

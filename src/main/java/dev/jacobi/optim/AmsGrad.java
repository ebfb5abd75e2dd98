package dev.jacobi.optim;

/**
 * AMSGrad: S. J. Reddi, S. Kale and S. Kumar, On the convergence of Adam and beyond, ICLR 2018. {@link Adam} with the largest average of
 * squares so far in place of the last, so that small gradients after large ones do not make the steps long again. The averages are freed from their zeros as in Adam, which the paper
 * leaves out.
 */
public final class AmsGrad extends AdaptiveMoments<AmsGrad> {
    private AmsGrad(UpdateRule rule) {
        super(rule);
    }

    /** The usual settings: alpha 0.001, beta 0.9, gamma 0.999, epsilon 1e-8. */
    public static AmsGrad defaults() {
        return new AmsGrad(usual("amsgrad"));
    }

    @Override
    AmsGrad with(UpdateRule changed) {
        return new AmsGrad(changed);
    }
}

package dev.jacobi.cli;

import dev.jacobi.optim.Adam;
import dev.jacobi.optim.AdamL2;
import dev.jacobi.optim.AdamW;
import dev.jacobi.optim.AdaptiveMoments;
import dev.jacobi.optim.AmsGrad;
import dev.jacobi.optim.Momentum;
import dev.jacobi.optim.Optimizer;
import dev.jacobi.optim.Schedule;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The method that trains, and its settings. */
final class OptimizerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--optimizer",
            paramLabel = "METHOD",
            defaultValue = "adamw",
            description = "How parameters move: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Method method;

    @Option(
            names = {"--rate", "--alpha"},
            paramLabel = "NUMBER",
            description = "The rate alpha of a step. Default: 0.001; of momentum 0.01.")
    private Double rate;

    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            defaultValue = "constant",
            description = "The rate of later steps: ${COMPLETION-CANDIDATES} (down half a cosine). Default: constant.")
    private Kind schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "Epochs before the schedule, in which the rate goes up in a line.")
    private long warmUp;

    @Option(names = "--least", paramLabel = "NUMBER", description = "The rate at the end of the cosine. Default: 0.")
    private Double least;

    @Option(
            names = "--beta",
            paramLabel = "NUMBER",
            description = "The weight of earlier gradients, or of the velocity. Default: 0.9.")
    private Double beta;

    @Option(
            names = "--gamma",
            paramLabel = "NUMBER",
            description = "The weight of earlier squares of gradients; not of momentum. Default: 0.999.")
    private Double gamma;

    @Option(
            names = "--epsilon",
            paramLabel = "NUMBER",
            description = "What stands beside the root that is divided by; not of momentum. Default: 1e-8.")
    private Double epsilon;

    @Option(
            names = "--decay",
            paramLabel = "NUMBER",
            description = "The decay of weights, of adamw and adam-l2 only. Default: 0.01.")
    private Double decay;

    /** The methods of the library. */
    enum Method {
        MOMENTUM,
        ADAM,
        ADAMW,
        ADAM_L2,
        AMSGRAD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How rates change. */
    enum Kind {
        CONSTANT,
        COSINE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The method's name. */
    String name() {
        return method.toString();
    }

    /**
     * The method with its settings.
     *
     * @param epochs how many there are in all
     * @param steps how many steps an epoch has
     */
    Optimizer optimizer(long epochs, long steps) {
        return switch (method) {
            case MOMENTUM -> momentum(epochs, steps);
            case ADAM -> moments(Adam.defaults(), epochs, steps);
            case ADAMW -> {
                AdamW adam = moments(AdamW.defaults(), epochs, steps);
                yield decay == null ? adam : adam.decay(decay);
            }
            case ADAM_L2 -> {
                AdamL2 adam = moments(AdamL2.defaults(), epochs, steps);
                yield decay == null ? adam : adam.decay(decay);
            }
            case AMSGRAD -> moments(AmsGrad.defaults(), epochs, steps);
        };
    }

    private Momentum momentum(long epochs, long steps) {
        refuse("--gamma", gamma);
        refuse("--epsilon", epsilon);
        refuse("--decay", decay);
        Momentum momentum = Momentum.defaults().alpha(schedule(0.01, epochs, steps));
        return beta == null ? momentum : momentum.beta(beta);
    }

    private <S extends AdaptiveMoments<S>> S moments(S usual, long epochs, long steps) {
        if (method != Method.ADAMW && method != Method.ADAM_L2) {
            refuse("--decay", decay);
        }
        S changed = usual.alpha(schedule(0.001, epochs, steps));
        changed = beta == null ? changed : changed.beta(beta);
        changed = gamma == null ? changed : changed.gamma(gamma);
        return epsilon == null ? changed : changed.epsilon(epsilon);
    }

    private Schedule schedule(double usual, long epochs, long steps) {
        double alpha = rate == null ? usual : rate;
        require(warmUp >= 0, "--warm-up is " + warmUp + ", it must be 0 or more");
        Schedule rates;
        if (schedule == Kind.CONSTANT) {
            require(least == null, "--least is the end of --schedule cosine");
            rates = Schedule.constant(alpha);
        } else {
            require(warmUp < epochs, "--warm-up takes all of the " + epochs + " epochs; the cosine needs some");
            rates = Schedule.cosine(alpha, (epochs - warmUp) * steps);
            rates = least == null ? rates : rates.least(least);
        }
        return warmUp == 0 ? rates : rates.warmUp(warmUp * steps);
    }

    private void refuse(String option, Double value) {
        require(value == null, option + " is no setting of " + method);
    }

    private void require(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

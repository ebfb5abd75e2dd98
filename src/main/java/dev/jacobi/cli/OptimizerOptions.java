package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.optim.Adam;
import dev.jacobi.optim.AdamL2;
import dev.jacobi.optim.AdamW;
import dev.jacobi.optim.AdaptiveMoments;
import dev.jacobi.optim.AmsGrad;
import dev.jacobi.optim.GeneratedStep;
import dev.jacobi.optim.Lbfgs;
import dev.jacobi.optim.Momentum;
import dev.jacobi.optim.Optimizer;
import dev.jacobi.optim.Schedule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The method that trains, and its settings. */
final class OptimizerOptions {
    private static final String LBFGS = "lbfgs";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--optimizer",
            paramLabel = "METHOD",
            defaultValue = "adamw",
            completionCandidates = Methods.class,
            description = {
                "How parameters move: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
                "lbfgs takes all rows in each step, finds the length of a step by itself, and suits smooth losses."
            })
    private String method;

    @Option(
            names = {"--rate", "--alpha"},
            paramLabel = "NUMBER",
            description = "The rate alpha of a step. Default: 0.001; of momentum 0.01.")
    private Double rate;

    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            description = "The rate of later steps: ${COMPLETION-CANDIDATES} (down half a cosine). Default: constant.")
    private Kind schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "Epochs before the schedule, in which the rate goes up in a line.")
    private Long warmUp;

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

    @Option(
            names = "--memory",
            paramLabel = "STEPS",
            description = "How many earlier steps lbfgs learns the curvature from. Default: 10.")
    private Integer memory;

    /** The methods of the library. */
    static final class Methods implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(GeneratedStep.optimizers().stream(), Stream.of(LBFGS))
                    .iterator();
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
        return method;
    }

    boolean isLbfgs() {
        return method.equals(LBFGS);
    }

    /** Fails where there is no such method. */
    void check() {
        List<String> known = new ArrayList<>();
        new Methods().forEach(known::add);
        require(
                known.contains(method),
                "unknown --optimizer '" + method + "'; expected one of " + String.join(", ", known));
    }

    /** A minimisation by L-BFGS with its settings. */
    Lbfgs lbfgs(CompiledFunction loss) {
        refuse("--rate", rate);
        refuse("--schedule", schedule);
        refuse("--warm-up", warmUp);
        refuse("--least", least);
        refuse("--beta", beta);
        refuse("--gamma", gamma);
        refuse("--epsilon", epsilon);
        refuse("--decay", decay);
        Lbfgs usual = Lbfgs.over(loss);
        return memory == null ? usual : usual.memory(memory);
    }

    /**
     * Another method with its settings.
     *
     * @param epochs how many there are in all
     * @param steps how many steps an epoch has
     */
    Optimizer optimizer(long epochs, long steps) {
        refuse("--memory", memory);
        return switch (method) {
            case "momentum" -> momentum(epochs, steps);
            case "adam" -> moments(Adam.defaults(), epochs, steps);
            case "adamw" -> {
                AdamW adam = moments(AdamW.defaults(), epochs, steps);
                yield decay == null ? adam : adam.decay(decay);
            }
            case "adam-l2" -> {
                AdamL2 adam = moments(AdamL2.defaults(), epochs, steps);
                yield decay == null ? adam : adam.decay(decay);
            }
            case "amsgrad" -> moments(AmsGrad.defaults(), epochs, steps);
            default -> throw new IllegalStateException("no method " + method);
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
        if (!method.equals("adamw") && !method.equals("adam-l2")) {
            refuse("--decay", decay);
        }
        S changed = usual.alpha(schedule(0.001, epochs, steps));
        changed = beta == null ? changed : changed.beta(beta);
        changed = gamma == null ? changed : changed.gamma(gamma);
        return epsilon == null ? changed : changed.epsilon(epsilon);
    }

    private Schedule schedule(double usual, long epochs, long steps) {
        double alpha = rate == null ? usual : rate;
        long warm = warmUp == null ? 0 : warmUp;
        require(warm >= 0, "--warm-up is " + warm + ", it must be 0 or more");
        Schedule rates;
        if (schedule != Kind.COSINE) {
            require(least == null, "--least is the end of --schedule cosine");
            rates = Schedule.constant(alpha);
        } else {
            require(warm < epochs, "--warm-up takes all of the " + epochs + " epochs; the cosine needs some");
            rates = Schedule.cosine(alpha, (epochs - warm) * steps);
            rates = least == null ? rates : rates.least(least);
        }
        return warm == 0 ? rates : rates.warmUp(warm * steps);
    }

    private <V> void refuse(String option, V value) {
        require(value == null, option + " is no setting of " + method);
    }

    private void require(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

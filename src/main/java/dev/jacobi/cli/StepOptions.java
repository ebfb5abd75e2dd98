package dev.jacobi.cli;

import dev.jacobi.StepFormula;
import dev.jacobi.optim.GeneratedStep;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The step of an optimiser in generated classes. */
final class StepOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = {
                "Adds a method step to each class: the gradient, then one loop that changes parameters and states in place:",
                "${COMPLETION-CANDIDATES}."
            })
    private String optimizer;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description =
                    "The rate of a step, from its number: constant or cosine, both with a warm-up. Default: step takes the rate.")
    private String schedule;

    @Option(names = "--clip", description = "Shorten the gradient of a step to a norm of at most its number most.")
    private boolean clips;

    @Option(
            names = "--set",
            split = ",",
            paramLabel = "NAME=VALUE",
            description = "Numbers that are fixed in the step rather than its parameters, as in beta=0.9,decay=0.01.")
    private Map<String, Double> fixed = new TreeMap<>();

    /** The optimisers that have a formula. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return GeneratedStep.optimizers().iterator();
        }
    }

    /** The step, or null for none. */
    StepFormula formula() {
        if (optimizer == null) {
            if (schedule != null || clips || !fixed.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--schedule, --clip and --set belong to a step; add --optimizer NAME");
            }
            return null;
        }
        return new GeneratedStep(optimizer, schedule, clips, fixed).formula();
    }
}

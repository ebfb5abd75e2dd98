package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.InPlaceStep;
import java.util.Optional;

/**
 * The formulas that a step evaluates, beside the loss; compiled once for all runs of a minimisation.
 *
 * @param inPlace the update where it can change its arrays in place
 */
record StepFormulas(
        CompiledFunction update,
        Optional<InPlaceStep> inPlace,
        CompiledFunction rate,
        CompiledFunction norm,
        CompiledFunction clip) {

    static StepFormulas of(UpdateRule rule) {
        CompiledFunction update = Formulas.compile(rule.formula());
        return new StepFormulas(
                update,
                InPlaceStep.of(update),
                Formulas.compile(rule.alpha().formula()),
                Formulas.compile(Formulas.text("norm")),
                Formulas.compile(Formulas.text("clip")));
    }
}

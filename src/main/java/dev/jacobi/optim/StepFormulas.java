package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;

/** The formulas that a step evaluates, beside the loss; compiled once for all runs of a minimisation. */
record StepFormulas(CompiledFunction update, CompiledFunction rate, CompiledFunction norm, CompiledFunction clip) {

    static StepFormulas of(UpdateRule rule) {
        return new StepFormulas(
                Formulas.compile(rule.formula()),
                Formulas.compile(rule.alpha().formula()),
                Formulas.compile(Formulas.text("norm")),
                Formulas.compile(Formulas.text("clip")));
    }
}

package com.acme.formulas;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Formula;
import dev.jacobi.FormulaCache;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers questions with Jacobi, under the limits that it has for servers. Thread-safe. */
final class Calculator {
    /** Nobody reads a longer one as a picture, and it would keep the browser busy. */
    private static final int LONGEST_PICTURE = 20_000;

    private static final Options OPTIONS = Options.defaults().limits(Limits.server());

    private final FormulaCache cache;

    Calculator(int cached) {
        cache = new FormulaCache(OPTIONS, cached);
    }

    /**
     * The answer.
     *
     * @throws JacobiException with every mistake in the formula, or where it crosses a limit
     */
    Json answer(Question question) {
        CompiledFunction function = cache.get(question.formula());
        Formula formula = Formula.parse(question.formula(), OPTIONS);
        List<String> names = new ArrayList<>(function.variables());
        names.addAll(function.data());
        List<String> missing = names.stream()
                .filter(name -> !question.values().containsKey(name))
                .toList();
        Json answer = new Json().texts("variables", names).texts("missing", missing);
        if (missing.isEmpty()) {
            evaluate(function, question.values(), answer);
        }
        return answer.object("formula", written(formula)).object("derivative", derivative(formula, question.by()));
    }

    private static void evaluate(CompiledFunction function, Map<String, Double> values, Json answer) {
        CompiledFunction bound = function;
        for (String name : function.data()) {
            bound = bound.bind(name, values.get(name));
        }
        double[] x = function.variables().stream().mapToDouble(values::get).toArray();
        double[] gradient = new double[x.length];
        answer.number("value", bound.gradient(x, gradient));
        Json entries = new Json();
        for (int i = 0; i < x.length; i++) {
            entries.number(function.variables().get(i), gradient[i]);
        }
        answer.object("gradient", entries);
    }

    /** The derivative by a variable, or by the first one; null for a formula without variables. */
    private static Json derivative(Formula formula, String wanted) {
        if (wanted == null && formula.variables().isEmpty()) {
            return null;
        }
        String by = wanted == null ? formula.variables().get(0) : wanted;
        return written(formula.differentiate(by).simplify()).text("by", by);
    }

    /** A formula in the language, in LaTeX and in MathML; with a note in their place where it cannot be written, as a fold. */
    private static Json written(Formula formula) {
        try {
            String latex = formula.toLatex();
            String mathml = latex.length() > LONGEST_PICTURE ? null : MathMl.of(latex);
            return new Json()
                    .text("text", formula.toString())
                    .text("latex", latex)
                    .text("mathml", mathml);
        } catch (JacobiException e) {
            if (e.code() != ErrorCode.UNSUPPORTED) {
                throw e;
            }
            return new Json().text("note", e.getMessage());
        }
    }
}
